import Desk
import Foundation
import Letters
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("What becomes of a letter at its recipients' servers")
struct DeliveryTests {
    /// A letter of our own mail system about an order letter, or one that pretends to be.
    private func statusNotification(
        _ desks: DeskPair, about messageID: String, _ recipient: MailAddress, action: String,
        status: String, receivedFrom: String? = nil
    ) -> [UInt8] {
        let settings = desks.bureau.desk.configuration.settings
        let server = settings.mail.serverName
        let origin = receivedFrom.map { "from \($0) " } ?? ""
        return Array(
            """
            Return-Path: <>\r
            Received: \(origin)by \(server) (Postfix) id 1; Mon, 1 Mar 2027 00:00:00 +0000\r
            From: MAILER-DAEMON@\(server)\r
            To: \(settings.ownAddress)\r
            Subject: Undelivered Mail Returned to Sender\r
            Auto-Submitted: auto-replied\r
            MIME-Version: 1.0\r
            Message-ID: <\(UUID().uuidString)@\(server)>\r
            Content-Type: multipart/report; report-type=delivery-status; boundary=b\r
            \r
            --b\r
            Content-Type: message/delivery-status\r
            \r
            Reporting-MTA: dns; \(server)\r
            \r
            Final-Recipient: rfc822; \(recipient)\r
            Action: \(action)\r
            Status: \(status)\r
            Diagnostic-Code: smtp; \(status) said the other server\r
            \r
            --b\r
            Content-Type: text/rfc822-headers\r
            \r
            Message-ID: \(messageID)\r
            \r
            --b--\r

            """.utf8)
    }

    /// A placed order, its order letter, and a desk pair around them.
    private func placed() throws -> (desks: DeskPair, form: OrderForm, letter: LetterRecord) {
        let desks = try DeskPair()
        let form = try desks.form()
        try desks.place(form)
        try desks.settle()
        let letter = try desks.bureau.desk.store.read { try $0.letters(order: form.number).first }
        return (desks, form, try #require(letter))
    }

    private func deliver(_ bytes: [UInt8], _ desks: DeskPair) throws {
        try desks.bureau.desk.store(bytes, from: "mailbox", handle: nil)
        try desks.bureau.desk.readStoredLetters()
    }

    @Test(
        "behaviours 38, 39: a letter sent back is an alarm, its order is not placed, a person has it sent again",
        arguments: [true, false])
    func sentBack(isStation: Bool) throws {
        let (desks, form, letter) = try placed()
        let desk = desks.bureau.desk
        let station = desk.configuration.settings.correspondents.station
        let recipient = isStation ? station : try #require(form.copies.first?.address)
        let messageID = try #require(letter.messageID)
        try deliver(
            statusNotification(
                desks, about: messageID, recipient, action: "failed", status: "5.1.1"),
            desks)
        let order = try desk.order(form.number)
        #expect(order.state == .queuedForSending)
        #expect(order.undeliveredRecipients == [recipient])
        let alarm = try #require(try desk.alarms().first)
        #expect(alarm.cause == .deliveryRefused)
        #expect(alarm.words.contains("\(recipient)") && alarm.words.contains("5.1.1"))

        #expect(throws: DeliveryNotRefused.self) {
            try desk.resend(letter.id, to: MailAddress("other@else.example"), by: desks.dispatcher)
        }
        try desk.resend(letter.id, by: desks.dispatcher)
        try desks.settle()
        #expect(try desk.order(form.number).state == .placed)
        #expect(try desk.alarms().isEmpty)
        #expect(try desk.store.verifyJournal().firstBad == nil)
        #expect(try desk.store.projectionDifferences().isEmpty)
        // The station knows the same bytes again: one order, one place in the queue.
        #expect(try desks.station.desk.store.read { try $0.orders(states: nil) }.count == 1)
    }

    @Test("behaviour 40: a delayed letter is said to be late, and is not sent a second time")
    func delayed() throws {
        let (desks, form, letter) = try placed()
        let desk = desks.bureau.desk
        let copy = try #require(form.copies.first?.address)
        try deliver(
            statusNotification(
                desks, about: try #require(letter.messageID), copy, action: "delayed",
                status: "4.4.1"), desks)
        #expect(try desk.order(form.number).state == .placed)
        let delivery = try desk.store.read { try $0.deliveries(of: letter.id) }
            .first { $0.recipient == copy }
        #expect(delivery?.serverWords?.hasPrefix("delayed 4.4.1") == true)
        #expect(delivery?.state == "accepted")
        #expect(try desk.store.read { try $0.nextDelivery() } == nil)
    }

    @Test("behaviour 41: a report of a stranger, or about no letter of ours, changes nothing")
    func forged() throws {
        let (desks, form, letter) = try placed()
        let desk = desks.bureau.desk
        let copy = try #require(form.copies.first?.address)
        let messageID = try #require(letter.messageID)
        let before = try desk.store.read { try $0.deliveries(of: letter.id) }
        try deliver(
            statusNotification(
                desks, about: messageID, copy, action: "failed", status: "5.1.1",
                receivedFrom: "evil.example"), desks)
        try deliver(
            statusNotification(
                desks, about: "<other@bureau.example>", copy, action: "failed", status: "5.1.1"),
            desks)
        #expect(try desk.store.read { try $0.deliveries(of: letter.id) } == before)
        #expect(try desk.order(form.number).state == .placed)
        let waiting = try desk.store.read { try $0.letters(dispositions: ["needs-human"]) }
        #expect(waiting.count == 2)
    }

    @Test(
        "behaviour 45: a temporary refusal comes back ever later for five days, then a person is asked"
    )
    func temporary() throws {
        let desks = try DeskPair()
        let (desk, form) = (desks.bureau.desk, try desks.form())
        try desks.place(form)
        let down = RefusingCarrier(desks.office, refused: nil, kind: .temporary)
        var pauses: [Duration] = []
        let begin = desks.clock.now
        while let due = try desk.store.read({ try $0.nextDelivery() }), pauses.count < 1000 {
            let pause = max(due - desks.clock.now, .zero)
            desks.clock.advance(pause)
            pauses.append(pause)
            try desk.sendDueLetters(over: down)
            if desks.clock.now - begin > .seconds(4 * 3600 + 60),
                try !desk.order(form.number).deliveries.contains(where: { $0.outcome == .refused })
            {
                #expect(try desk.alarms().contains { $0.cause == .deliveryDelayed })
            }
        }
        let lasted = desks.clock.now - begin
        #expect(lasted >= .seconds(5 * 86_400) && lasted < .seconds(5 * 86_400 + 5000))
        #expect(pauses.count > 100 && pauses.count < 300)
        #expect(pauses.allSatisfy { $0 <= .seconds(4800) })
        // Letters to different recipients do not come back at one moment.
        #expect(Set(pauses).count > pauses.count / 2)
        let alarms = try desk.alarms().filter { $0.cause == .deliveryRefused }
        #expect(alarms.count == form.copies.count + 1)
        #expect(alarms.allSatisfy { $0.words.contains("given up") })
    }

    @Test("behaviour 56: a server that was down for three days gets every letter once, in order")
    func downForDays() throws {
        let desks = try DeskPair()
        let desk = desks.bureau.desk
        let names = ["01-ku-uplink-65w.txt", "05-brazil-is-concerned.txt"]
        let forms = try names.map(desks.form)
        for form in forms { try desks.place(form) }
        let down = RefusingCarrier(desks.office, refused: nil, kind: .temporary)
        for _ in 0..<72 {
            desks.clock.advance(.seconds(3600))
            try desk.sendDueLetters(over: down)
        }
        #expect(desks.office.waiting.isEmpty)
        for _ in 0..<3 {
            desks.clock.advance(.seconds(3600))
            try desks.settle()
        }
        let station = desks.station.desk
        let received = try station.store.read { try $0.queueEntries() }
        #expect(received.map(\.order) == forms.map(\.number))
        #expect(try station.store.read { try $0.letters() }.count == forms.count)
    }

    @Test(
        "behaviour 10: what lay in the mailbox before the desk began is kept, and answered by nobody"
    )
    func oldMailbox() throws {
        let source = try DeskPair()
        let form = try source.form()
        try source.place(form)
        try source.bureau.desk.sendDueLetters(over: source.bureau.outgoing)
        let station = source.station.desk.configuration.settings.ownAddress
        let arrivals = try source.office.mailbox(station).arrivals(limit: 9)
        let letter = try #require(arrivals.first).bytes

        let begin = source.clock.now
        let desks = try DeskPair { settings in
            settings.mail.incoming = .init(
                server: MailServer(host: "mail.example", port: 993, security: .tls, login: nil),
                name: "INBOX", since: begin)
        }
        let desk = desks.station.desk
        let old = (1...20).map { number in
            Arrival(handle: "1:\(number)", bytes: letter, serverTime: begin - .seconds(60))
        }
        #expect(try desk.storeArrivals(from: FullMailbox(letters: old)) == 20)
        #expect(try desk.readStoredLetters() == 20)
        let records = try desk.store.read { try $0.letters() }
        #expect(records.allSatisfy { $0.disposition == "recorded" && $0.isIncoming })
        #expect(records.first?.reasons == ["older-than-desk"])
        #expect(try desk.store.read { try $0.orders(states: nil) }.isEmpty)

        let changed = letter.replacing("Message-ID: <", with: "Message-ID: <new.")
        let new = Arrival(handle: "1:21", bytes: changed, serverTime: begin + .seconds(1))
        try desk.storeArrivals(from: FullMailbox(letters: [new]))
        try desk.readStoredLetters()
        #expect(try desk.order(form.number).state == .received)
    }
}

/// A mailbox that holds letters and forgets none.
private struct FullMailbox: IncomingCarrier {
    let name = "mailbox"
    let letters: [Arrival]

    func arrivals(limit: Int) throws(CarrierError) -> [Arrival] { Array(letters.prefix(limit)) }
    func confirm(_ handle: String) throws(CarrierError) {}
}

extension [UInt8] {
    /// The bytes with the first occurrence of a text replaced.
    fileprivate func replacing(_ text: String, with other: String) -> [UInt8] {
        Array(
            String(decoding: self, as: UTF8.self).replacing(text, with: other, maxReplacements: 1)
                .utf8)
    }
}
