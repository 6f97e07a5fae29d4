// Two desks in one folder, joined by a post office in memory.

import CanonicalJSON
import Desk
import Foundation
import Letters
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import SimulatedStation
import Sky

/// A demo under way.
struct Demo {
    let out: String
    let bureau: Workers
    let station: Workers
    private let staff: SimulatedStaff
    private let tell: (String) -> Void
    private let dispatcher = Actor(name: "demo dispatcher", role: .dispatcher, isSimulated: true)

    /// Makes both desks anew; `tell` gets a line for each step.
    init(
        out: String, shipped: String, seed: UInt64, behaviour: StationBehaviour,
        tell: @escaping (String) -> Void
    ) throws {
        (self.out, self.tell) = (out, tell)
        try Self.clear(out)
        let office = LoopbackCarrier()
        bureau = try Self.workers(.bureau, in: out, shipped, office)
        station = try Self.workers(.station, in: out, shipped, office).behaving(as: behaviour)
        staff = SimulatedStaff(
            desk: station.desk, recordings: out + "/desks/station/recordings", seed: seed,
            behaviour: behaviour)
    }

    /// Removes what an earlier demo left; a folder that is no demo's is left alone.
    private static func clear(_ out: String) throws {
        let manager = FileManager.default
        if manager.fileExists(atPath: out) {
            let isDemo = manager.fileExists(atPath: out + "/desks")
            let isEmpty = try manager.contentsOfDirectory(atPath: out).isEmpty
            guard isDemo || isEmpty else {
                throw Failure(.cannotCreate, "\(out): exists and is no demo's; nothing was changed")
            }
            try manager.removeItem(atPath: out)
        }
        try manager.createDirectory(atPath: out + "/letters", withIntermediateDirectories: true)
    }

    private static func workers(
        _ kind: DeskKind, in out: String, _ shipped: String, _ office: LoopbackCarrier
    ) throws -> Workers {
        let folder = DeskFolder("\(out)/desks/\(kind.rawValue)")
        try folder.create(desk: kind, register: .simulation, configuration: shipped)
        try Data(contentsOf: URL(filePath: shipped + "/demo/watch-list.json"))
            .write(to: URL(filePath: folder.watchList))
        let desk = try DeskSession.open(folder.path)
        let serverName = desk.configuration.settings.mail.serverName
        let outgoing = LocalPostOffice(
            serverName: { _ in serverName }, carrier: { _ in office })
        return Workers(
            desk: desk, incoming: office.mailbox(desk.configuration.settings.ownAddress),
            outgoing: desk.guarded(outgoing))
    }

    /// Checks a form and places it in the category that the check suggests.
    func place(_ path: String) throws {
        let check = bureau.desk.configuration.checker.check(form: try Input.text(path))
        guard check.reading.faults.isEmpty, let form = check.reading.form,
            let suggestion = check.suggestion
        else {
            let faults = check.reading.faults.map { "\(path): \($0.description)" }
            throw Failure(.badInput, faults.joined(separator: "\n"))
        }
        // Where the dispatcher would have to choose, the demo takes the wider ground.
        let grounds =
            suggestion.category == 1
            ? suggestion.grounds ?? .distressOrSafetyOfLife : nil
        let decision = CategoryDecision(
            category: Category(grounds: grounds), reason: "as suggested",
            suggested: suggestion.category)
        let contact = FirstContact(
            at: bureau.desk.surroundings.now(), by: dispatcher.name, means: "telephone")
        try bureau.desk.perform(.draft(form), on: form.number, by: dispatcher)
        try bureau.desk.perform(.recordFirstContact(contact), on: form.number, by: dispatcher)
        try bureau.desk.placeOrder(form, as: decision, by: dispatcher)
        tell("\(form.number): placed by the Bureau in category \(suggestion.category)")
    }

    /// Lets both desks and the station's staff work until nothing is left to do.
    func runUntilQuiet() throws {
        while try round() > 0 {}
    }

    /// Lets both desks and the station's staff work once.
    ///
    /// - Returns: how many letters moved and steps were taken.
    func round() throws -> Int {
        let letters = try bureau.round() + (staff.isDown ? 0 : station.round())
        let steps = try staff.work()
        if steps > 0 { tell("the station took \(steps) steps") }
        return letters + steps
    }

    /// Leaves letters, reports, recordings and timelines, and says what became of each order.
    func finish() throws -> [DemoOutcome] {
        try writeLetters()
        let orders = try bureau.desk.store.read { try $0.orders(states: nil) }
        return try orders.map { summary in
            let order = try bureau.desk.order(summary.number)
            let outcome = DemoOutcome(
                order: order, folder: folder(of: order),
                truth: staff.measurement.sky(
                    for: order.form, from: bureau.desk.surroundings.now())?.emitter)
            try writeFolder(of: order, outcome)
            return outcome
        }
    }

    private func folder(of order: Order) -> String {
        out + "/" + order.number.description.replacingOccurrences(of: "/", with: "-")
    }

    private func writeLetters() throws {
        for workers in [bureau, station] {
            let side = workers.desk.kind.rawValue
            try workers.desk.store.read { reader in
                for letter in try reader.letters() where !letter.isIncoming {
                    guard let bytes = try reader.bytes(of: letter.id) else { continue }
                    let number = (letter.order?.description ?? "none")
                        .replacingOccurrences(of: "/", with: "-")
                    let name = "\(number)-\(side)-\(letter.id)-\(letter.kind ?? "letter").eml"
                    try Data(bytes).write(to: URL(filePath: "\(out)/letters/\(name)"))
                }
            }
        }
    }

    private func writeFolder(of order: Order, _ outcome: DemoOutcome) throws {
        let folder = folder(of: order)
        let manager = FileManager.default
        try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let events = try bureau.desk.store.read { try $0.events(of: order.number) }
        try Data(DemoOutcome.timeline(events).pretty.utf8)
            .write(to: URL(filePath: folder + "/timeline.json"))
        guard let reference = order.reference, !order.reports.isEmpty else { return }
        // The report as the Bureau filed it: the files of the letter, byte for byte.
        let reader = Actor(name: "demo", role: .dispatcher, isSimulated: true)
        for file in try bureau.desk.reportFiles(of: order.number, by: reader) {
            try Data(file.content).write(to: URL(filePath: folder + "/" + file.fileName))
        }
        let recordings = staff.folder(of: reference)
        if manager.fileExists(atPath: recordings) {
            try manager.copyItem(atPath: recordings, toPath: folder + "/recordings")
        }
    }
}
