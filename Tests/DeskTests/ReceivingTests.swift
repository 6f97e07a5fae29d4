import Desk
import Foundation
import Letters
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("What a desk takes in")
struct ReceivingTests {
    /// An order letter as the station's mailbox holds it.
    private func orderLetter(_ desks: DeskPair, _ form: OrderForm) throws -> [UInt8] {
        try desks.place(form)
        try desks.bureau.desk.sendDueLetters(over: desks.bureau.outgoing)
        let station = desks.station.desk.configuration.settings.ownAddress
        return try #require(try desks.office.mailbox(station).arrivals(limit: 1).first).bytes
    }

    private func records(_ desk: Desk) throws -> [LetterRecord] {
        try desk.store.read { try $0.letters() }
    }

    @Test("behaviour 2: a letter that was stored and not confirmed comes again and is one order")
    func unconfirmed() throws {
        let desks = try DeskPair()
        let letter = try orderLetter(desks, try desks.form())
        let desk = desks.station.desk
        let mailbox = ForgetfulMailbox(letters: [Arrival(handle: "1:1", bytes: letter)])
        for _ in 0..<3 {
            #expect(throws: CarrierError.self) { try desk.storeArrivals(from: mailbox) }
            try desk.readStoredLetters()
        }
        #expect(try records(desk).count == 1)
        #expect(try desk.store.read { try $0.orders(states: nil) }.count == 1)
    }

    @Test("behaviour 5: after a new UIDVALIDITY every letter comes again and nothing happens again")
    func newValidity() throws {
        let desks = try DeskPair()
        let forms = try ["01-ku-uplink-65w.txt", "05-brazil-is-concerned.txt"].map(desks.form)
        for form in forms { try desks.place(form) }
        try desks.settle()
        for form in forms { try desks.serve(form.number) }
        let desk = desks.station.desk
        let before = try records(desk)
        let letters = try before.filter(\.isIncoming).map { record in
            try #require(try desk.store.read { try $0.bytes(of: record.id) })
        }
        let again = letters.enumerated().map {
            Arrival(handle: "2:\($0.offset)", bytes: $0.element)
        }
        try desk.storeArrivals(from: ForgetfulMailbox(letters: again, confirms: true))
        try desk.readStoredLetters()
        let after = try records(desk)
        #expect(after.count == before.count + letters.count)
        #expect(after.suffix(letters.count).allSatisfy { $0.disposition == "recorded" })
        #expect(try desk.store.read { try $0.orders(states: nil) }.count == forms.count)
    }

    @Test("behaviour 32: an order without the copy that the memorandum asks for takes no effect")
    func withoutCopy() throws {
        let desks = try DeskPair()
        let desk = desks.station.desk
        let letter = String(decoding: try orderLetter(desks, try desks.form()), as: UTF8.self)
        // Written anew without the copies, in header and data.
        var form = try desks.form()
        form.copies = []
        let settings = desk.configuration.settings
        let mail = LetterWriter.mail(
            LetterContent(
                .order(OrderVersion(number: 1, form: form, category: .two, firstContact: nil)),
                under: desk.configuration.agreement.citation, isSimulation: true),
            envelope: LetterEnvelope(
                messageID: "<without.copy@bureau.example>", date: desks.clock.now,
                from: Mailbox(address: settings.correspondents.bureau),
                to: [Mailbox(address: settings.ownAddress)]))
        let head = letter.components(separatedBy: "From:").first ?? ""
        try desk.store(
            Array(head.utf8) + (try MIMEComposer.compose(mail)), from: "mailbox", handle: nil)
        try desk.readStoredLetters()
        let record = try #require(try records(desk).first)
        #expect(record.disposition == "needs-human")
        #expect(!record.reasons.isEmpty)
        #expect(try desk.store.read { try $0.orders(states: nil) }.isEmpty)
    }

    @Test(
        "behaviours 36, 37: letters of programs on one order stop after a dozen in an hour, people's do not"
    )
    func fuse() throws {
        let desks = try DeskPair()
        let desk = desks.station.desk
        let (program, update) = try acknowledgedByProgram(desks)
        for minute in 1..<Limits.automaticLettersPerHour { try update(program, minute) }
        #expect(throws: AutomaticLettersStopped.self) { try update(program, 99) }
        #expect(try desk.alarms().contains { $0.cause == .automaticLettersStopped })
        try update(desks.stationOperator, 100)
        desks.clock.advance(.seconds(3700))
        try update(program, 101)
        #expect(!(try desk.alarms().contains { $0.cause == .automaticLettersStopped }))
    }

    @Test("behaviour 36: a clock that jumps back and forward again does not make programs free")
    func fuseAtAJumpingClock() throws {
        let desks = try DeskPair()
        let (program, update) = try acknowledgedByProgram(desks)
        for minute in 1..<Limits.automaticLettersPerHour - 1 { try update(program, minute) }
        desks.clock.advance(.seconds(-7200))
        try update(program, 50)
        desks.clock.advance(.seconds(7260))
        try update(program, 60)
        #expect(throws: AutomaticLettersStopped.self) { try update(program, 99) }
    }

    /// An order that a program has acknowledged, and how anybody updates it so many minutes later.
    private func acknowledgedByProgram(_ desks: DeskPair) throws -> (
        program: Actor, update: (Actor, Int) throws -> Void
    ) {
        let form = try desks.form()
        try desks.place(form)
        try desks.settle()
        let program = Actor(name: "simulated", role: .stationOperator, isSimulated: true)
        let desk = desks.station.desk
        try desk.acknowledge(
            form.number, start: desks.clock.now, duration: .seconds(3600), by: program)
        return (
            program,
            { actor, minute in
                try desk.update(
                    form.number, start: desks.clock.now + .seconds(60 * minute), duration: nil,
                    reason: nil, by: actor)
            }
        )
    }

    @Test("behaviour 42: a letter that more than fifty servers passed on is kept, and does nothing")
    func circle() throws {
        let desks = try DeskPair()
        let letter = try orderLetter(desks, try desks.form())
        let desk = desks.station.desk
        let hops = (0..<51).map { "Received: from a\($0).example by b\($0).example; x\r\n" }
        try desk.store(Array(hops.joined().utf8) + letter, from: "mailbox", handle: nil)
        try desk.readStoredLetters()
        let record = try #require(try records(desk).first)
        #expect(record.disposition == "recorded" && record.reasons == ["mail-loop"])
        #expect(try desk.store.read { try $0.orders(states: nil) }.isEmpty)
    }

    @Test("a letter that two workers set aside at the same time is judged once")
    func setAsideOnce() throws {
        let desks = try DeskPair()
        let desk = desks.station.desk
        try desk.store([0, 1, 2], from: "mailbox", handle: nil)
        let slower = try Desk(
            configuration: desk.configuration, store: desk.store, surroundings: desk.surroundings,
            mailReader: OvertakenReader(other: desk), logger: desk.logger)
        try slower.readStoredLetters()
        #expect(try records(desk).map(\.disposition) == ["quarantined"])
        let rows = try desk.store.read { try $0.journal(from: 1, limit: 100) }
        #expect(rows.count { $0.kind == "letterJudged" } == 1)
    }

    /// Reads letters while another worker of the same desk reads all of them.
    private struct OvertakenReader: MailReading {
        let other: Desk

        func read(
            _ letters: [[UInt8]]
        ) throws(ReaderUnavailable) -> [Result<MailMessage, MIMEFault>] {
            #expect(throws: Never.self) { try other.readStoredLetters() }
            return try UnconfinedReader().read(letters)
        }
    }

    @Test("behaviour 31: our own control headers in a stranger's letter are worth nothing")
    func borrowedHeaders() throws {
        let desks = try DeskPair()
        let desk = desks.station.desk
        let text = """
            From: stranger@else.example\r
            X-Vigia-Letter: withdrawal\r
            X-Vigia-Simulation: yes\r
            Subject: SIMULATION [BR/2027/0101] Withdrawal\r
            \r
            The order is withdrawn.\r

            """
        try desk.store(Array(text.utf8), from: "mailbox", handle: nil)
        try desk.readStoredLetters()
        let record = try #require(try records(desk).first)
        #expect(record.disposition == "needs-human")
        #expect(record.reasons.contains("sender-unknown"))
    }

    @Test(
        "behaviour 34: what lists and programs send to many goes to a person, and is answered by nobody",
        arguments: [
            "Precedence: bulk", "Precedence: list", "Precedence: junk", "List-Id: <x.example>",
            "X-Auto-Response-Suppress: All",
        ])
    func bulk(header: String) throws {
        let desks = try DeskPair()
        let desk = desks.bureau.desk
        let form = try desks.form()
        try desks.place(form)
        try desks.settle()
        let settings = desk.configuration.settings
        let station = settings.correspondents.station
        let text = """
            Authentication-Results: \(settings.mail.serverName); dmarc=pass header.from=\(station.domain)\r
            Return-Path: <\(station)>\r
            From: <\(station)>\r
            \(header)\r
            Subject: Re: SIMULATION [\(form.number)] Monitoring order\r
            \r
            Reference: EMSAT-RIO/2027/0007\r
            Start: 2027-03-02 12:00 UTC\r
            Duration: 6 hours\r

            """
        try desk.store(Array(text.utf8), from: "mailbox", handle: nil)
        try desk.readStoredLetters()
        let record = try #require(try records(desk).last)
        #expect(record.disposition == "needs-human")
        #expect(record.reasons.contains("sent-in-bulk"))
        #expect(try desk.order(form.number).acknowledgement == nil)
        #expect(try records(desk).filter { !$0.isIncoming }.count == 1)
    }

    @Test("behaviour 21: a mailbox that cannot be read is an alarm after ten minutes, until it can")
    func mailboxTrouble() throws {
        let desks = try DeskPair()
        let desk = desks.bureau.desk
        let silent = Workers(
            desk: desk, incoming: SilentMailbox(), outgoing: desks.bureau.outgoing)
        #expect(throws: CarrierError.self) { try silent.round() }
        #expect(try desk.alarms().isEmpty)
        desks.clock.advance(.seconds(601))
        #expect(throws: CarrierError.self) { try silent.round() }
        let alarm = try #require(try desk.alarms().first)
        #expect(alarm.cause == .mailboxUnreachable)
        #expect(alarm.words == "mailbox: the server is silent")
        let mended = ForgetfulMailbox(letters: [], confirms: true)
        try Workers(desk: desk, incoming: mended, outgoing: desks.bureau.outgoing).round()
        #expect(try desk.alarms().isEmpty)
    }
}

/// A mailbox that keeps its letters, and may fail when one is confirmed.
private struct ForgetfulMailbox: IncomingCarrier {
    let name = "mailbox"
    let letters: [Arrival]
    var confirms = false

    func arrivals(limit: Int) throws(CarrierError) -> [Arrival] { Array(letters.prefix(limit)) }

    func confirm(_ handle: String) throws(CarrierError) {
        if !confirms { throw CarrierError(kind: .temporary, words: "the connection was cut") }
    }
}

/// A mailbox that does not answer.
private struct SilentMailbox: IncomingCarrier {
    let name = "mailbox"

    func arrivals(limit: Int) throws(CarrierError) -> [Arrival] {
        throw CarrierError(kind: .temporary, words: "the server is silent")
    }

    func confirm(_ handle: String) throws(CarrierError) {}
}
