import Desk
import Letters
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("Questions to people whose letters do not say everything")
struct QuestionTests {
    /// A Bureau's desk that has a placed order and a letter of the station about it.
    private func letter(_ lines: String) throws -> (desk: Desk, letter: Int) {
        let desks = try DeskPair()
        let form = try desks.form()
        try desks.place(form)
        try desks.settle()
        let desk = desks.bureau.desk
        let settings = desk.configuration.settings
        let station = settings.correspondents.station
        let text = """
            Authentication-Results: \(settings.mail.serverName); dmarc=pass header.from=\(station.domain)\r
            Return-Path: <\(station)>\r
            From: <\(station)>\r
            Message-ID: <hand@\(station.domain)>\r
            Subject: Re: SIMULATION [\(form.number)] Monitoring order\r
            \r
            \(lines)\r

            """
        try desk.store(Array(text.utf8), from: "mailbox", handle: nil)
        try desk.readStoredLetters()
        let record = try #require(try desk.store.read { try $0.letters() }.last)
        return (desk, record.id)
    }

    @Test("a missing item is asked for in both languages, as an answer to the letter")
    func missing() throws {
        let (desk, letter) = try letter(
            "Reference: EMSAT-RIO/2027/0007\r\nStart: 2027-03-02 12:00 UTC")
        let mail = try desk.question(about: letter)
        #expect(mail.to.map(\.address) == [desk.configuration.settings.correspondents.station])
        #expect(mail.references.last == "<hand@station.example>")
        #expect(mail.text.contains("1. The expected duration of the measurement"))
        #expect(mail.text.contains("1. A duração prevista"))
        #expect(!mail.text.contains("2."))
        // Nothing was sent or stored for it.
        #expect(try desk.store.read { try $0.letters() }.last?.id == letter)
    }

    @Test("an ambiguous date is asked for with what it can mean, and nothing is guessed")
    func ambiguous() throws {
        let (desk, letter) = try letter(
            "Reference: EMSAT-RIO/2027/0007\r\nStart: 03/04/2027 12:00 UTC\r\nDuration: 6 hours")
        let mail = try desk.question(about: letter)
        #expect(mail.text.contains("2027-04-03 12:00") && mail.text.contains("2027-03-04 12:00"))
        #expect(mail.text.contains("Qual início se pretende"))
        let order = try #require(try desk.store.read { try $0.orders(states: nil) }.first)
        #expect(order.state == .placed)
    }

    @Test("where nothing is missing, or there is no such letter, there is nothing to ask")
    func nothing() throws {
        let (desk, letter) = try letter(
            "Reference: EMSAT-RIO/2027/0007\r\nStart: 2027-03-02 12:00 UTC\r\nDuration: 6 hours")
        #expect(throws: NothingToAsk.self) { try desk.question(about: letter) }
        #expect(throws: NothingToAsk.self) { try desk.question(about: 999) }
    }
}
