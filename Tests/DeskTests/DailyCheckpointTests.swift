// A checkpoint goes to the other desk on days on which no letter takes one along, and causes nothing there.

import Desk
import Letters
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("Checkpoints that travel by themselves")
struct DailyCheckpointTests {
    private let day = Duration.seconds(86_401)

    private func letters(of desk: Desk, incoming: Bool) throws -> [LetterRecord] {
        try desk.store.read { try $0.letters() }.filter { $0.isIncoming == incoming }
    }

    @Test("after a day without letters the other desk gets one, and keeps it unanswered")
    func quietDay() throws {
        let desks = try DeskPair()
        let (bureau, station) = (desks.bureau.desk, desks.station.desk)
        #expect(try !bureau.sendDailyCheckpoint(), "a new desk has nothing to prove")
        try desks.place(try desks.form())
        try desks.settle()
        #expect(try !bureau.sendDailyCheckpoint(), "the order letter took one along")
        desks.clock.advance(day)
        #expect(try bureau.sendDailyCheckpoint())
        #expect(try !bureau.sendDailyCheckpoint())
        let sentBefore = try letters(of: station, incoming: false).count
        try desks.settle()
        let kept = try #require(try letters(of: station, incoming: true).last)
        #expect(kept.disposition == "recorded")
        #expect(kept.order == nil)
        #expect(try letters(of: station, incoming: false).count == sentBefore)
    }

    @Test("what the other desk keeps shows what the journal held")
    func proves() throws {
        let desks = try DeskPair()
        let (bureau, station) = (desks.bureau.desk, desks.station.desk)
        try desks.place(try desks.form())
        desks.clock.advance(day)
        try bureau.sendDailyCheckpoint()
        try desks.settle()
        let kept = try #require(try letters(of: station, incoming: true).last)
        let bytes = try #require(try station.store.read { try $0.bytes(of: kept.id) })
        let message = try UnconfinedReader().read([bytes])[0].get()
        #expect(message.subject == "SIMULATION Checkpoint of the journal")
        #expect(message.header("Auto-Submitted") == "auto-generated")
        let part = try #require(
            message.parts.first { $0.fileName == LetterWriter.checkpointFileName })
        let folder = DeskFolder(String(bureau.store.path.dropLast("/vigia.sqlite".count)))
        let verifier = try #require(try folder.checkpointSigner()).verifier
        let note = String(decoding: part.content, as: UTF8.self)
        let checkpoint = try #require(verifier.checkpoint(in: note))
        let row = try bureau.store.read { try $0.journal(from: checkpoint.rows, limit: 1) }.first
        #expect(row?.hash == checkpoint.head)
    }

    @Test("two desks that have nothing to say send one letter a day each, and never more")
    func noLoop() throws {
        let desks = try DeskPair()
        try desks.place(try desks.form())
        try desks.settle()
        let both = [desks.bureau.desk, desks.station.desk]
        let before = try both.map { try letters(of: $0, incoming: false).count }
        for _ in 1...5 {
            desks.clock.advance(day)
            for _ in 1...3 {
                for desk in both { try desk.sendDailyCheckpoint() }
                try desks.settle()
            }
        }
        let after = try both.map { try letters(of: $0, incoming: false).count }
        #expect(after == before.map { $0 + 5 })
    }

    @Test("it can be switched off")
    func switchedOff() throws {
        let desks = try DeskPair() { $0.mail.sendsDailyCheckpoint = false }
        try desks.place(try desks.form())
        desks.clock.advance(day)
        #expect(try !desks.bureau.desk.sendDailyCheckpoint())
    }
}
