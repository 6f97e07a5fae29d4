import Desk
import Letters
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("Readiness")
struct ReadinessTests {
    private let desks: DeskPair
    private let folder: DeskFolder

    init() throws {
        desks = try DeskPair()
        folder = DeskFolder(try Repository.temporaryFolder())
    }

    private func causes(_ desk: Desk) -> [Unreadiness.Cause] {
        desk.unreadiness(in: folder).map(\.cause)
    }

    @Test("behaviour 109: a mailbox that is not read is a reason, until it is read again")
    func mailbox() throws {
        let desk = desks.bureau.desk
        #expect(causes(desk) == [])
        desk.pulse.begin(at: desks.clock.now)
        desks.clock.advance(.seconds(599))
        #expect(causes(desk) == [])
        desks.clock.advance(.seconds(2))
        #expect(causes(desk) == [.mailboxStale])
        let reason = try #require(desk.unreadiness(in: folder).first)
        #expect(reason.words == "not read for PT10M1S; limit PT10M")
        // A round whose mailbox fails makes it no younger.
        let broken = Workers(desk: desk, incoming: NoMailbox(), outgoing: desks.bureau.outgoing)
        #expect(throws: CarrierError.self) { try broken.round() }
        #expect(causes(desk) == [.mailboxStale])
        try desks.bureau.round()
        #expect(causes(desk) == [])
    }

    @Test("behaviour 109: a letter that waits too long for its delivery is a reason")
    func outbox() throws {
        let desk = desks.bureau.desk
        try desks.place(try desks.form())
        #expect(causes(desk) == [])
        desks.clock.advance(.seconds(4 * 3600 + 1))
        #expect(causes(desk) == [.outboxOld])
        try desks.settle()
        #expect(causes(desk) == [])
    }

    @Test("behaviour 109: a letter that is set apart is a reason, as many as the settings say")
    func quarantine() throws {
        let desk = desks.station.desk
        // Letters without an end of their MIME parts are taken; one whose header never ends is set apart.
        let bytes = Array(
            "X: \(String(repeating: "x", count: Limits.headerBytes + 1))\r\n\r\n".utf8)
        try desk.store(bytes, from: "pipe", handle: nil)
        try desk.readStoredLetters()
        #expect(causes(desk) == [.quarantine])
        var configuration = desk.configuration
        configuration.settings.watch.quarantined = 1
        #expect(desk.adopt(configuration) == [])
        #expect(causes(desk) == [])
    }

    @Test(
        "behaviour 109: without a backup for too long a desk is not ready, unless none is asked for"
    )
    func backup() throws {
        let desk = desks.bureau.desk
        try desks.place(try desks.form())
        try desks.settle()
        desks.clock.advance(.seconds(2 * 86_400))
        try desks.settle()
        #expect(causes(desk) == [.backupOld])
        let file = try Repository.temporaryFolder() + "/copy.sqlite"
        try folder.note(try desk.store.backUp(to: file), in: file, at: desks.clock.now)
        #expect(causes(desk) == [])
        desks.clock.advance(.seconds(2 * 86_400 + 1))
        #expect(causes(desk).contains(.backupOld))
        var configuration = desk.configuration
        configuration.settings.watch.backupAge = nil
        _ = desk.adopt(configuration)
        #expect(!causes(desk).contains(.backupOld))
    }

    @Test("a database that fails is a reason, and ends when it works again")
    func store() {
        let desk = desks.bureau.desk
        desk.pulse.storeFails("the disk is full")
        #expect(causes(desk) == [.store])
        desk.pulse.storeFails(nil)
        #expect(causes(desk) == [])
    }

    @Test(
        "behaviour 110: there is progress when mail, store and sender came to an end, once for each round"
    )
    func progress() throws {
        let pulse = desks.bureau.desk.pulse
        #expect(!pulse.takeProgress())
        try desks.bureau.round()
        #expect(pulse.takeProgress() && !pulse.takeProgress())
        pulse.ended(.mail)
        pulse.ended(.store)
        #expect(!pulse.takeProgress())
        // A store that fails with words is a round that came to its end.
        pulse.storeFails("the disk is full")
        #expect(pulse.takeProgress())
    }

    /// A mailbox that cannot be read.
    private struct NoMailbox: IncomingCarrier {
        var name: String { "none" }

        func arrivals(limit: Int) throws(CarrierError) -> [Arrival] {
            throw CarrierError(kind: .temporary, words: "no answer")
        }

        func confirm(_ handle: String) throws(CarrierError) {}
    }
}
