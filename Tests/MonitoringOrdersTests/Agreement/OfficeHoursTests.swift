import MonitoringOrders
import Quantities
import Testing

@Suite("Whom to call, and when")
struct OfficeHoursTests {
    /// Brasília: 9 to 18 at three hours behind UTC, Monday to Friday, closed on 2027-03-03.
    private static let hours = OfficeHours(
        offset: .seconds(-3 * 3600), opens: 9 * 60, closes: 18 * 60, days: [1, 2, 3, 4, 5],
        holidays: [CalendarDate("2027-03-03")].reduce(into: []) { dates, date in
            if let date { dates.insert(date) }
        })

    private func contact(_ reach: ContactReach) throws -> DesignatedContact {
        DesignatedContact(
            party: .administration, name: "Assessoria",
            from: try #require(CalendarDate("2019-10-31")), document: "Annex 2", reach: reach)
    }

    @Test(
        "behaviour 66: hours of another zone, weekends, holidays, deputy, language and channel decide whom to call",
        arguments: [
            // 2027-03-01 is a Monday. In the hours, at their ends, before and after them.
            ("2027-03-01T15:00:00Z", 2, "call Assessoria, +55 61 1, in Portuguese"),
            ("2027-03-01T12:00:00Z", 2, "call Assessoria, +55 61 1, in Portuguese"),
            (
                "2027-03-01T11:59:00Z", 2,
                "call Assessoria, +55 61 1, in Portuguese, from 2027-03-01 12:00"
            ),
            (
                "2027-03-01T21:00:00Z", 2,
                "call Assessoria, +55 61 1, in Portuguese, from 2027-03-02 12:00"
            ),
            // Local Monday is already Tuesday in UTC.
            (
                "2027-03-02T01:00:00Z", 2,
                "call Assessoria, +55 61 1, in Portuguese, from 2027-03-02 12:00"
            ),
            // Before the holiday, and before the weekend.
            (
                "2027-03-02T22:00:00Z", 2,
                "call Assessoria, +55 61 1, in Portuguese, from 2027-03-04 12:00"
            ),
            (
                "2027-03-05T22:00:00Z", 2,
                "call Assessoria, +55 61 1, in Portuguese, from 2027-03-08 12:00"
            ),
            // Category 1 does not wait.
            ("2027-03-05T22:00:00Z", 1, "call duty officer, +55 61 2"),
            ("2027-03-01T15:00:00Z", 1, "call Assessoria, +55 61 1, in Portuguese"),
        ])
    func advice(instant: String, category: Int, expected: String) throws {
        let contact = try contact(
            ContactReach(
                hours: Self.hours, telephone: "+55 61 1", language: "Portuguese",
                deputy: "duty officer, +55 61 2"))
        let words = contact.advice(
            at: try #require(UTCInstant(instant)),
            category: category == 1 ? .one(.safetyOfFlight) : .two)
        #expect(words.hasPrefix(expected), "\(words)")
        #expect(expected.contains("from") == words.contains("from"))
    }

    @Test("a contact of whom nothing is known is called at once")
    func nothingKnown() throws {
        let now = try #require(UTCInstant("2027-03-07T03:00:00Z"))
        #expect(try contact(ContactReach()).advice(at: now, category: .two) == "call Assessoria")
    }
}
