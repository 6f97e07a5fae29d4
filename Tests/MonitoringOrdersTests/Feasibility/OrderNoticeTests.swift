// Notices before placing: both roles, words for a deadline, few particulars, grounds, termination.

import MonitoringOrders
import Quantities
import Testing

@Suite("Notices on an order")
struct OrderNoticeTests {
    static func agreement(receivedNotice: String? = nil) throws -> Agreement {
        let address = try #require(MailAddress("office@br.example"))
        let party = PartyRecord(
            name: "Party", representedBy: "Head", headquarters: "Town", postalAddress: "Street",
            telephone: "1", mailboxes: [address])
        var agreement = Agreement(
            title: "Memorandum",
            administration: Administration(
                name: "National Telecommunications Agency", country: "Brazil",
                alsoKnownAs: ["ANATEL", "Agência Nacional de Telecomunicações"]),
            itu: party, administrationRecord: party, signatures: [], contacts: ContactList([]))
        if let date = receivedNotice.flatMap(CalendarDate.init) {
            agreement.termination = TerminationNotice(
                by: .itu, document: "Letter 1", sent: date, received: date)
        }
        return agreement
    }

    static func codes(
        _ form: OrderForm, _ agreement: Agreement, end: String? = nil
    ) -> [String] {
        let suggestion = CategorySuggestion(for: form, bands: [], watchList: [])
        let notices = OrderNotice.notices(
            for: form, suggestion: suggestion, agreement: agreement,
            expectedEnd: end.flatMap(UTCInstant.init))
        #expect(notices.allSatisfy { !$0.words.isEmpty })
        return notices.map(\.code)
    }

    static func fullForm() throws -> OrderForm {
        var form = try quietForm()
        for letter in ParticularLetter.allCases { form.particulars[letter] = Particular(text: "x") }
        return form
    }

    @Test(
        "the Administration as a Concerned Administration gives a notice and both roles (R17)",
        arguments: [
            ("Brazil (Agência Nacional de Telecomunicações)", true), ("ANATEL", true),
            ("Administration of Brazil", true), ("BRAZIL", true), ("Brazilia Felix", false),
            ("Administration of Ruritania", false), ("National Agency", false), ("", false),
        ])
    func bothRoles(_ name: String, _ isNoticed: Bool) throws {
        var form = try Self.fullForm()
        form.concernedAdministrations = [ConcernedAdministration(name: name)]
        let codes = Self.codes(form, try Self.agreement())
        #expect(codes == (isNoticed ? ["administration-is-also-concerned"] : []))
        #expect(form.concernedAdministrations.count == 1)
    }

    @Test("a deadline in words is shown as no time")
    func deadline() throws {
        var form = try Self.fullForm()
        form.deadlineWords = "as soon as possible"
        #expect(Self.codes(form, try Self.agreement()) == ["deadline-not-a-time"])
    }

    @Test(
        "below a quarter of the particulars the Bureau is asked, and that is all (R77)",
        arguments: [(0, true), (5, true), (6, false), (24, false)])
    func completeness(_ count: Int, _ isNoticed: Bool) throws {
        var form = try quietForm()
        for letter in ParticularLetter.allCases.prefix(count) {
            form.particulars[letter] = Particular(text: "x")
        }
        #expect(form.particulars.present.count + form.particulars.missing.count == 24)
        let codes = Self.codes(form, try Self.agreement())
        #expect(codes == (isNoticed ? ["ask-bureau-for-particulars"] : []))
    }

    @Test("grounds that no signal fixes must be chosen by the dispatcher (R38, R44)")
    func grounds() throws {
        var form = try Self.fullForm()
        form.citations = ["15.28"]
        #expect(Self.codes(form, try Self.agreement()) == ["grounds-must-be-chosen"])
        form.request = "The ATC link is down."
        #expect(Self.codes(form, try Self.agreement()).isEmpty)
    }

    @Test(
        "an expected end after the agreement ends gives a warning (R68)",
        arguments: [
            ("2027-09-01T00:00:00Z", false), ("2027-09-01T00:00:01Z", true),
            ("2027-08-31T23:00:00Z", false), ("2028-01-01T00:00:00Z", true),
        ])
    func termination(_ end: String, _ isNoticed: Bool) throws {
        let form = try Self.fullForm()
        let ending = try Self.agreement(receivedNotice: "2027-03-01")
        let codes = Self.codes(form, ending, end: end)
        #expect(codes == (isNoticed ? ["ends-after-termination"] : []))
        #expect(Self.codes(form, ending).isEmpty)
        #expect(Self.codes(form, try Self.agreement(), end: end).isEmpty)
    }
}
