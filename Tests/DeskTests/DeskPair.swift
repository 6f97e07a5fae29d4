// Two desks of a simulation in one process, joined by a post office in memory.

import Desk
import Foundation
import Letters
import Logging
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport

/// A clock that tests turn by hand.
final class TestClock: Sendable {
    private let state = NSLock()
    nonisolated(unsafe) private var instant = UTCInstant(secondsSince1970: 1_803_900_000)

    var now: UTCInstant {
        state.withLock {
            instant = instant + .milliseconds(1)
            return instant
        }
    }

    func advance(_ duration: Duration) { state.withLock { instant = instant + duration } }
}

/// A Bureau desk and a station desk.
struct DeskPair {
    let bureau: Workers
    let station: Workers
    let office = LoopbackCarrier()
    let clock = TestClock()
    /// Where the station keeps the files of its tasks.
    let recordings: String

    let dispatcher = Actor(name: "Dora", role: .dispatcher)
    let stationOperator = Actor(name: "Otto", role: .stationOperator)
    let officer = Actor(name: "Olga", role: .officer)

    init(
        register: Register = .simulation, _ change: (inout Settings) -> Void = { _ in }
    ) throws {
        let folder = try Repository.temporaryFolder()
        recordings = DeskFolder(folder + "/station").recordings
        bureau = try Self.workers(.bureau, register, folder, office, clock, change)
        station = try Self.workers(.station, register, folder, office, clock, change)
    }

    private static func workers(
        _ kind: DeskKind, _ register: Register, _ parent: String, _ office: LoopbackCarrier,
        _ clock: TestClock,
        _ change: (inout Settings) -> Void
    ) throws -> Workers {
        let folder = DeskFolder(parent + "/" + kind.rawValue)
        try folder.create(
            desk: kind, register: register, configuration: Repository.path("Config"))
        var changed = try DeskConfiguration.read(folder)
        change(&changed.settings)
        let configuration = changed
        let desk = try Desk(
            configuration: configuration, store: try OrderStore.open(at: folder.database),
            surroundings: Surroundings(
                now: { clock.now }, newName: { UUID().uuidString.lowercased() }),
            mailReader: UnconfinedReader(), checkpointSigner: try folder.checkpointSigner(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            recordings: folder.recordings)
        let outgoing = LocalPostOffice(
            serverName: { _ in configuration.settings.mail.serverName }, carrier: { _ in office })
        return Workers(
            desk: desk, incoming: office.mailbox(configuration.settings.ownAddress),
            outgoing: desk.guarded(outgoing))
    }

    /// Lets letters travel until nothing moves.
    func settle() throws {
        while try bureau.round() + station.round() > 0 {}
    }

    func form(_ name: String = "01-ku-uplink-65w.txt") throws -> OrderForm {
        let text = try Repository.text(Repository.golden("orders/" + name))
        guard let form = bureau.desk.configuration.checker.check(form: text).reading.form else {
            preconditionFailure("\(name) is a form")
        }
        return form
    }

    @discardableResult
    func place(_ form: OrderForm, _ category: MonitoringOrders.Category = .two) throws -> Order {
        try bureau.desk.placeOrder(
            form, as: CategoryDecision(category: category), by: dispatcher)
    }

    static let notLocated = TaskResult(resultClass: .notLocated, reason: "no adjacent satellite")

    /// Takes an order at the station from receipt to the released report.
    func serve(_ number: OrderNumber) throws {
        let desk = station.desk
        try desk.acknowledge(
            number, start: clock.now, duration: .seconds(3600), by: stationOperator)
        try desk.start(number, by: stationOperator)
        try desk.perform(.complete(Self.notLocated), on: number, by: stationOperator)
        try desk.perform(
            .approveReport(conclusion: "The source was not located."), on: number, by: officer)
        try desk.releaseReport(number, by: officer)
    }
}
