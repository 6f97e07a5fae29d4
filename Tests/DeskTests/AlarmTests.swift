import Desk
import Letters
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("Alarms")
struct AlarmTests {
    private func causes(_ desk: Desk) throws -> [Alarm.Cause] { try desk.alarms().map(\.cause) }

    @Test(
        "behaviour 65, R31: an order that is not acknowledged in the house's time is an alarm, until it is"
    )
    func acknowledgementOverdue() throws {
        let desks = try DeskPair()
        let form = try desks.form()
        try desks.place(form)
        try desks.settle()
        #expect(try causes(desks.station.desk).isEmpty)
        desks.clock.advance(.seconds(86_400))
        for desk in [desks.bureau.desk, desks.station.desk] {
            let alarm = try #require(try desk.alarms().first)
            #expect(alarm.cause == .acknowledgementOverdue)
            #expect(alarm.order == form.number)
            #expect(alarm.words.contains("not set by the MoU"))
            #expect(try desk.order(form.number).acknowledgement == nil)
        }
        desks.clock.advance(.seconds(86_400))
        let later = try #require(try desks.bureau.desk.alarms().first)
        #expect(later.cause == .acknowledgementEscalated)
        #expect(later.words.contains("call Assessoria Internacional"))
        try desks.station.desk.acknowledge(
            form.number, start: desks.clock.now, duration: .seconds(3600),
            by: desks.stationOperator)
        try desks.settle()
        #expect(try causes(desks.bureau.desk).isEmpty)
        desks.clock.advance(.seconds(3700))
        #expect(try causes(desks.bureau.desk) == [.reportOverdue])
    }

    @Test(
        "behaviours 46, 47, R26: a copy that is refused for good, or waits for hours, is an alarm of its order"
    )
    func deliveries() throws {
        let desks = try DeskPair()
        let form = try desks.form()
        try desks.place(form)
        let copy = try #require(form.copies.first?.address)
        let refusing = RefusingCarrier(desks.office, refused: copy, kind: .permanent)
        try desks.bureau.desk.sendDueLetters(over: refusing)
        let alarm = try #require(try desks.bureau.desk.alarms().first)
        #expect(alarm.cause == .deliveryRefused)
        #expect(alarm.order == form.number)
        #expect(alarm.words.contains("\(copy)") && alarm.words.contains("no such mailbox"))
        #expect(try desks.bureau.desk.order(form.number).state == .queuedForSending)
        // The station has its letter, once; the refused one is not tried again.
        let station = desks.station.desk.configuration.settings.ownAddress
        #expect(desks.office.waiting[station] == 1 && desks.office.waiting[copy] == nil)
        desks.clock.advance(.seconds(7200))
        #expect(try desks.bureau.desk.sendDueLetters(over: refusing) == 0)

        let other = try desks.form("05-brazil-is-concerned.txt")
        try desks.place(other)
        let down = RefusingCarrier(desks.office, refused: nil, kind: .temporary)
        try desks.bureau.desk.sendDueLetters(over: down)
        #expect(try causes(desks.bureau.desk) == [.deliveryRefused])
        desks.clock.advance(.seconds(4 * 3600 + 60))
        #expect(try causes(desks.bureau.desk).contains(.deliveryDelayed))
    }

    @Test("a letter that waits for a person is an alarm until somebody closes it, with a name")
    func letters() throws {
        let desks = try DeskPair()
        let desk = desks.station.desk
        try desk.store(Array("From: x@y.example\r\n\r\nhello".utf8), from: "pipe", handle: nil)
        try desks.settle()
        let alarm = try #require(try desk.alarms().first)
        #expect(alarm.cause == .letterNeedsPerson)
        let letter = try #require(alarm.letter)
        let auditor = Actor(name: "Anna", role: .auditor)
        #expect(throws: Refusal.self) { try desk.closeLetter(letter, remark: "", by: auditor) }
        try desk.closeLetter(letter, remark: "a stranger", by: desks.stationOperator)
        #expect(try desk.alarms().isEmpty)
        let record = try #require(try desk.store.read { try $0.letters() }.first)
        #expect(record.disposition == "recorded")
        #expect(record.reasons.last == "closed by Otto: a stranger")
        #expect(throws: LetterDoesNotWait.self) {
            try desk.closeLetter(letter, remark: "again", by: desks.stationOperator)
        }
    }
}
