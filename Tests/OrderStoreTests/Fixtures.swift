// Small orders and letters, and stores in folders of their own, for the tests of the store.

import Foundation
import MonitoringOrders
import OrderStore
import Quantities
import Synchronization
import TestSupport

/// A folder that lasts as long as the value.
final class TemporaryFolder: Sendable {
    let path: String
    private let hasDatabase = Mutex(false)

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/vigia-store-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        // What cannot be removed stays in the system's folder for temporary files, or goes with the server.
        try? FileManager.default.removeItem(atPath: path)
        if hasDatabase.withLock({ $0 }) { try? DatabaseServer.shared.get().drop(name) }
    }

    /// Makes an empty database of this name at the server.
    func makeDatabase() throws {
        try DatabaseServer.shared.get().create(name)
        hasDatabase.withLock { $0 = true }
    }

    /// A name that nothing else has.
    var name: String { URL(filePath: path).lastPathComponent }

    /// The file of a store.
    var database: String { path + "/vigia.sqlite" }
}

/// Runs a body on so many threads at the same time; a queue of the system runs no more than there are processors.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let ends = DispatchGroup()
    for index in 0..<count {
        ends.enter()
        Thread {
            body(index)
            ends.leave()
        }.start()
    }
    ends.wait()
}

enum Fixture {
    static let morning = UTCInstant(secondsSince1970: 1_800_000_000)

    static func minutes(_ count: Int) -> UTCInstant { morning + .seconds(60 * count) }

    static func number(_ serial: Int = 101) -> OrderNumber {
        OrderNumber(series: "BR", year: 2027, serial: serial)
    }

    static func reference(_ serial: Int = 7) -> ReferenceNumber {
        ReferenceNumber(series: "EMSAT-RIO", year: 2027, serial: serial)
    }

    static func address(_ text: String) -> MailAddress {
        guard let address = MailAddress(text) else { preconditionFailure("\(text) is no address") }
        return address
    }

    static let bureau = address("space.monitoring@br.example")
    static let station = address("emsat@anatel.example")
    static let concerned = address("spectrum@ruritania.example")

    static let dispatcher = Actor(name: "Dora", role: .dispatcher, byLetter: true)
    static let stationOperator = Actor(name: "Otto", role: .stationOperator)
    static let desk = Actor(name: "receiver", role: .desk)

    static func form(_ serial: Int = 101) -> OrderForm {
        var form = OrderForm(
            number: number(serial), kind: .harmfulInterference, date: morning,
            satellite: VictimSatellite(
                name: "TESTSAT K-1 \"São\u{7F}\n\"", network: "RURISAT-65W",
                position: .geostationary(longitude: .degrees(-65.25))),
            concernedAdministrations: [ConcernedAdministration(name: "Ruritania")],
            copies: [Mailbox(address: concerned)])
        (form.uplink, form.downlink) = (.megahertz(14237.5), .megahertz(11937.5))
        form.particulars[.u] = Particular(text: "carrier, \\ / unmodulated\u{1}")
        return form
    }

    static func acknowledgement(_ reference: ReferenceNumber = reference()) -> Acknowledgement {
        Acknowledgement(
            reference: reference, expectedStart: minutes(1440), expectedDuration: .seconds(21600))
    }

    static func letter(
        _ serial: Int = 101, messageID: String = "a1@br.example",
        recipients: [MailAddress] = [station, concerned]
    ) -> OutgoingLetter {
        OutgoingLetter(
            kind: .order, order: number(serial), messageID: messageID, sender: bureau,
            recipients: recipients, bytes: Array("Subject: \(serial)\r\n\r\n\u{0}ç\r\n".utf8))
    }

    static func bytes(_ serial: Int) -> [UInt8] {
        Array("From: Dora\r\nSubject: order \(serial)\r\n\r\nbody\r\n".utf8) + [0, 255]
    }
}

extension OrderStore {
    /// Stores an order letter and the order it holds, as the station's desk does.
    @discardableResult
    func receive(
        _ serial: Int = 101, category: MonitoringOrders.Category = .two,
        at instant: UTCInstant = Fixture.morning
    ) throws -> Order {
        try write { transaction in
            let letter = try transaction.storeIncoming(
                bytes: Fixture.bytes(serial), carrier: "test", handle: "\(serial)", at: instant,
                by: Fixture.desk)
            guard let letter else { preconditionFailure("order \(serial) was received before") }
            let version = OrderVersion(
                number: 1, form: Fixture.form(serial), category: category, firstContact: nil)
            var judgement = LetterJudgement(disposition: "accepted")
            (judgement.kind, judgement.order) = ("order", Fixture.number(serial))
            judgement.messageID = "\(serial)@br.example"
            try transaction.judge(letter.id, as: judgement, at: instant, by: Fixture.desk)
            return try transaction.append(
                .received(version: version, receipt: letter.receipt), to: Fixture.number(serial),
                at: instant,
                by: Fixture.dispatcher)
        }
    }

    /// Acknowledges an order with a fresh reference number and a letter in the outbox.
    @discardableResult
    func acknowledge(_ serial: Int = 101) throws -> ReferenceNumber {
        try write { transaction in
            let reference = try transaction.nextReference(series: "EMSAT-RIO", year: 2027)
            try transaction.append(
                .acknowledged(acknowledgement: Fixture.acknowledgement(reference)),
                to: Fixture.number(serial),
                at: Fixture.minutes(1), by: Fixture.stationOperator)
            var letter = Fixture.letter(serial, messageID: "ack-\(serial)@anatel.example")
            letter.kind = .acknowledgement
            try transaction.enqueue(letter, at: Fixture.minutes(1), by: Fixture.stationOperator)
            return reference
        }
    }

    /// Everything that a test compares to know that two stores hold the same.
    func journal() throws -> [JournalEntry] {
        try read { try $0.journal(from: 1, limit: .max) }
    }

    func summary(_ serial: Int = 101) throws -> OrderSummary? {
        try read { try $0.summary(of: Fixture.number(serial)) }
    }
}
