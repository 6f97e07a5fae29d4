import Desk
import Foundation
import Letters
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import Synchronization
import TestSupport
import Testing

@Suite("Two desks and the letters between them")
struct OrderLifeTests {
    @Test("R21, R47: one order goes from form to filed report, with one number and one report")
    func wholeLife() throws {
        let desks = try DeskPair()
        let form = try desks.form()
        try desks.place(form)
        #expect(try desks.bureau.desk.order(form.number).state == .queuedForSending)
        try desks.settle()
        #expect(try desks.bureau.desk.order(form.number).state == .placed)
        #expect(try desks.station.desk.order(form.number).state == .received)
        try desks.serve(form.number)
        try desks.settle()
        let filed = try desks.bureau.desk.order(form.number)
        #expect(filed.state == .reported)
        #expect(filed.reference?.description == "EMSAT-RIO/2027/0001")
        #expect(filed.reports.count == 1)
        #expect(filed.reports.first?.report?.result == DeskPair.notLocated)
        for desk in [desks.bureau.desk, desks.station.desk] {
            #expect(try desk.store.verifyJournal().firstBad == nil)
            #expect(try desk.store.projectionDifferences().isEmpty)
        }
    }

    @Test("R13, R27: a form of either kind arrives at the station exactly as it was placed")
    func formArrives() throws {
        let desks = try DeskPair()
        let names = try Repository.names(in: Repository.golden("orders"))
        for name in names where name.hasSuffix(".txt") && !name.hasPrefix("10-") {
            let form = try desks.form(name)
            try desks.place(form)
            try desks.settle()
            #expect(try desks.station.desk.order(form.number).form == form, "\(name)")
        }
    }

    @Test("what an order says follows from the draft that is there, down to the case of an address")
    func draftCounts() throws {
        let desks = try DeskPair()
        let draft = try desks.form()
        let copy = try #require(draft.copies.first?.address)
        try desks.bureau.desk.perform(.draft(draft), on: draft.number, by: desks.dispatcher)
        var given = draft
        given.request = "Listen to another satellite."
        given.copies[0].address = try #require(MailAddress(copy.description.uppercased()))
        try desks.place(given)
        try desks.bureau.desk.store.read { reader in
            let letter = try #require(try reader.letters(order: draft.number).first)
            let mail = try MIMEReader.read(try #require(try reader.bytes(of: letter.id)))
            #expect(!mail.parts.contains { $0.text?.contains("another satellite") ?? false })
            #expect(mail.copies.map(\.address) == [copy.description])
            let recipients = try reader.deliveries(of: letter.id).map(\.recipient.description)
            #expect(recipients.contains(copy.description))
            let rows = try reader.journal(from: 1, limit: 100).map(\.content)
            #expect(rows.contains { $0.contains(copy.description) })
            #expect(!rows.contains { $0.contains(given.copies[0].address.description) })
        }
    }

    @Test("R2: a letter names the agreement that holds when its turn comes, whatever was foreseen")
    func agreementOfTheTurn() throws {
        let desks = try DeskPair()
        let before = desks.bureau.desk
        let adopt = Mutex<(@Sendable () -> Void)?>(nil)
        let desk = try Desk(
            configuration: before.configuration, store: before.store,
            surroundings: Surroundings(now: { desks.clock.now }) {
                adopt.withLock { $0?() }
                return UUID().uuidString
            },
            mailReader: UnconfinedReader(), logger: before.logger)
        var later = desk.configuration
        later.checker.agreement.title = "Memorandum of the next day"
        let adopted = later
        // The name of the letter is asked for when the turn has come.
        adopt.withLock { $0 = { _ = desk.adopt(adopted) } }
        let form = try desks.form()
        try desk.placeOrder(
            form, as: CategoryDecision(category: .two), by: desks.dispatcher)
        try desk.store.read { reader in
            let letter = try #require(try reader.letters(order: form.number).first)
            let mail = try MIMEReader.read(try #require(try reader.bytes(of: letter.id)))
            #expect(mail.parts.first?.text?.contains("Memorandum of the next day") ?? false)
        }
    }

    @Test("R24, R49: copies are on the order's envelope and header, and none on the report's")
    func envelopes() throws {
        let desks = try DeskPair()
        let form = try desks.form()
        try desks.place(form)
        try desks.settle()
        try desks.serve(form.number)
        try desks.settle()
        let copy = try #require(form.copies.first?.address)
        try desks.bureau.desk.store.read { reader in
            let order = try #require(try reader.letters(order: form.number).first)
            #expect(try reader.deliveries(of: order.id).map(\.recipient).contains(copy))
            let bytes = try #require(try reader.bytes(of: order.id))
            #expect(try MIMEReader.read(bytes).copies.map(\.address) == [copy.description])
        }
        try desks.station.desk.store.read { reader in
            let letters = try reader.letters(order: form.number)
            let report = try #require(letters.last { $0.kind == LetterKind.finalReport.rawValue })
            let recipients = try reader.deliveries(of: report.id).map(\.recipient)
            #expect(recipients == [desks.bureau.desk.configuration.settings.correspondents.bureau])
        }
    }

    @Test(
        "R7, R87: a subject carries number, type and the mark of a simulation, nothing of the case")
    func subjects() throws {
        let desks = try DeskPair()
        let form = try desks.form()
        try desks.place(form)
        try desks.bureau.desk.store.read { reader in
            let letter = try #require(try reader.letters(order: form.number).first)
            let message = try MIMEReader.read(try #require(try reader.bytes(of: letter.id)))
            #expect(message.subject == "SIMULATION [BR/2027/0101] Monitoring order")
            let text = message.parts.compactMap(\.text).joined()
            #expect(text.hasPrefix("SIMULATION"))
            #expect(text.contains("signed 2019-10-31"))
            #expect(text.contains("RR Nos. 17.2 and 17.3"))
            #expect(text.contains("The English text prevails."))
        }
    }

    @Test(
        "behaviour 54, R29: an acknowledgement answers the order letter and says that a program wrote it"
    )
    func acknowledgement() throws {
        let desks = try DeskPair()
        let form = try desks.form()
        try desks.place(form)
        try desks.settle()
        let desk = desks.station.desk
        let start = desks.clock.now + .seconds(3600)
        try desk.acknowledge(
            form.number, start: start, duration: .seconds(21_600), by: desks.stationOperator)
        let records = try desk.store.read { try $0.letters(order: form.number) }
        let (order, answer) = (try #require(records.first), try #require(records.last))
        let bytes = try #require(try desk.store.read { try $0.bytes(of: answer.id) })
        let mail = try MIMEReader.read(bytes)
        let text = mail.parts.compactMap(\.text).joined()
        let reference = try #require(try desk.order(form.number).reference)
        #expect(mail.subject.contains("\(reference)") && mail.subject.contains("[\(form.number)]"))
        #expect(text.contains("\(reference)") && text.contains(start.forPeople))
        #expect(text.contains("PT6H"))
        #expect(mail.inReplyTo == [order.messageID])
        #expect(mail.references == [order.messageID])
        #expect(mail.header("Auto-Submitted") == "auto-replied")
        #expect(mail.header("X-Auto-Response-Suppress") == "All")
    }

    @Test("behaviour 6, R36: an order letter that comes twice is one task and keeps its place")
    func twice() throws {
        let desks = try DeskPair()
        let form = try desks.form()
        try desks.place(form)
        try desks.settle()
        let letters = try desks.station.desk.store.read { try $0.letters() }
        let first = try #require(letters.first)
        let bytes = try #require(try desks.station.desk.store.read { try $0.bytes(of: first.id) })
        try desks.station.desk.store(bytes, from: "pipe", handle: nil)
        try desks.settle()
        let second = try #require(
            try desks.station.desk.store.read { try $0.letters() }.last { $0.isIncoming })
        #expect(second.disposition == "recorded")
        #expect(second.reasons == ["duplicate: letter 1"])
        #expect(try desks.station.desk.order(form.number).receipt?.sequence == first.id)
    }

    @Test("R53, R55: the officer's refusal reaches the Bureau, and an operator's is not permitted")
    func refusal() throws {
        let desks = try DeskPair()
        let form = try desks.form()
        try desks.place(form)
        try desks.settle()
        #expect(throws: Refusal.notPermitted(.refuse, .stationOperator)) {
            try desks.station.desk.perform(
                .refuse(reason: nil), on: form.number, by: desks.stationOperator)
        }
        try desks.station.desk.perform(
            .refuse(reason: "sem visibilidade"), on: form.number, by: desks.officer)
        try desks.settle()
        let order = try desks.bureau.desk.order(form.number)
        #expect(order.state == .refused)
        #expect(order.refusalReason == "sem visibilidade")
    }

    @Test("R35, R45: updates and new categories travel, and the queue follows")
    func updatesAndReclassification() throws {
        let desks = try DeskPair()
        let forms = try [desks.form(), desks.form("05-brazil-is-concerned.txt")]
        for form in forms {
            try desks.place(form)
            try desks.settle()
        }
        try desks.bureau.desk.reclassify(
            forms[1].number, as: .one(.safetyOfFlight), reason: "aviation link",
            by: desks.dispatcher)
        try desks.settle()
        let queue = try desks.station.desk.queue().entries.map(\.order)
        #expect(queue == [forms[1].number, forms[0].number])
        try desks.station.desk.acknowledge(
            forms[0].number, start: desks.clock.now, duration: .seconds(60),
            by: desks.stationOperator)
        #expect(throws: Refusal.passesWaitingOrders([forms[1].number])) {
            try desks.station.desk.start(forms[0].number, by: desks.stationOperator)
        }
        try desks.station.desk.update(
            forms[0].number, start: nil, duration: .seconds(7200), reason: "category 1 first",
            by: desks.stationOperator)
        try desks.settle()
        let updated = try desks.bureau.desk.order(forms[0].number)
        #expect(updated.acknowledgement?.number == 1)
        #expect(updated.acknowledgement?.expectedDuration == .seconds(7200))
    }

    @Test("a mailbox that does not answer keeps no letter from being sent")
    func mailboxDown() throws {
        let desks = try DeskPair()
        try desks.place(try desks.form())
        let silent = Workers(
            desk: desks.bureau.desk, incoming: SilentMailbox(), outgoing: desks.office)
        #expect(throws: CarrierError.self) { try silent.round() }
        #expect(try desks.bureau.desk.store.read { try $0.outstandingDeliveries() }.isEmpty)
    }

    @Test("A27: a withdrawal reaches the station")
    func withdrawal() throws {
        let desks = try DeskPair()
        let form = try desks.form()
        try desks.place(form)
        try desks.settle()
        try desks.bureau.desk.perform(
            .withdraw(reason: "resolved"), on: form.number, by: desks.dispatcher)
        try desks.settle()
        #expect(try desks.station.desk.order(form.number).state == .withdrawn)
        #expect(try desks.station.desk.queue().entries.isEmpty)
    }

    @Test("R82: a letter to a real address is refused before anything is opened")
    func realAddress() throws {
        let desks = try DeskPair()
        let carrier = desks.bureau.desk.guarded(desks.office)
        for text in ["Space.monitoring@itu.int", "msat@anatel.gov.br"] {
            let address = try #require(MailAddress(text))
            #expect {
                try carrier.deliver([], from: address, to: address)
            } throws: { error in
                (error as? CarrierError)?.words.contains("R82") ?? false
            }
        }
        #expect(desks.office.waiting.isEmpty)
    }

    @Test("a letter from a stranger, a forged one and garbage change nothing and stay visible")
    func strangers() throws {
        let desks = try DeskPair()
        let form = try desks.form()
        try desks.place(form)
        try desks.settle()
        let own = try desks.station.desk.store.read { reader in
            try #require(try reader.letters().first.flatMap { try reader.bytes(of: $0.id) })
        }
        // The same order without the word of our own mail server: a person decides.
        let forged = String(decoding: own, as: UTF8.self)
            .replacingOccurrences(of: "post-office.example", with: "mx.elsewhere.example")
            .replacingOccurrences(of: "Message-Id: <", with: "Message-Id: <other.")
        for bytes in [Array(forged.utf8), [0, 1, 2], Array("From: x@y.example\r\n\r\nhello".utf8)] {
            try desks.station.desk.store(bytes, from: "pipe", handle: nil)
        }
        let before = try desks.station.desk.order(form.number)
        try desks.settle()
        #expect(try desks.station.desk.order(form.number) == before)
        let dispositions = try desks.station.desk.store.read { reader in
            try reader.letters().filter(\.isIncoming).dropFirst().map(\.disposition)
        }
        #expect(dispositions.count == 3)
        #expect(
            dispositions.allSatisfy {
                $0 == "needs-human" || $0 == "quarantined" || $0 == "recorded"
            })
        #expect(!dispositions.contains("accepted"))
    }
}

/// A mailbox whose server is down.
private struct SilentMailbox: IncomingCarrier {
    var name: String { "silent" }

    func arrivals(limit: Int) throws(CarrierError) -> [Arrival] {
        throw CarrierError(kind: .temporary, words: "no answer")
    }

    func confirm(_ handle: String) throws(CarrierError) {}
}
