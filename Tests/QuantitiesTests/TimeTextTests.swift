import Quantities
import TestSupport
import Testing

@Suite("Times as text")
struct TimeTextTests {
    @Test(
        "RFC 3339 in UTC is read",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2027-03-01T09:00:00Z", 1_803_891_600_000_000_000),
            ("1969-12-31T23:59:59.5Z", -500_000_000),
            ("2000-02-29T12:00:00+00:00", 951_825_600_000_000_000),
            ("2016-12-31T23:59:60Z", 1_483_228_800_000_000_000),
            ("2027-03-01 09:00:00.123456789Z", 1_803_891_600_123_456_789),
        ])
    func reads(text: String, nanoseconds: Int) {
        #expect(UTCInstant(text)?.nanosecondsSince1970 == Int64(nanoseconds))
    }

    @Test(
        "R90: what is no time in UTC is refused",
        arguments: [
            "", "2027-03-01", "2027-03-01T09:00Z", "2027-03-01T09:00:00", "2027-02-29T09:00:00Z",
            "2027-03-01T24:00:00Z", "2027-03-01T09:60:00Z", "2027-03-01T09:00:00-03:00",
            "2027-03-01T09:00:00.Z", "2027-03-01T09:00:00Zx", "٢٠٢٧-03-01T09:00:00Z",
            "9999-01-01T00:00:00Z",
        ])
    func refuses(text: String) {
        #expect(UTCInstant(text) == nil)
    }

    @Test("printing and reading are inverse for 2 000 seeded instants")
    func inverse() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<2000 {
            let instant = UTCInstant(
                nanosecondsSince1970: Int64.random(
                    in: -9_000_000_000_000_000_000...9_000_000_000_000_000_000, using: &random))
            #expect(UTCInstant(instant.description) == instant)
        }
    }

    @Test(
        "people see seconds only where there are some, and fractions only in what is read back",
        arguments: [
            ("2027-03-01T09:00:00Z", "09:00", "09:00"),
            ("2027-03-01T09:00:07Z", "09:00:07", "09:00:07"),
            ("2027-03-01T09:00:07.25Z", "09:00:07", "09:00:07.25"),
            ("2027-03-01T09:00:00.000000001Z", "09:00", "09:00:00.000000001"),
        ])
    func forPeople(text: String, shown: String, exactly: String) throws {
        let instant = try #require(UTCInstant(text))
        #expect(instant.forPeople == "2027-03-01 \(shown) UTC")
        #expect(instant.forPeopleExactly == "2027-03-01 \(exactly) UTC")
    }

    @Test(
        "ISO 8601 durations are read as lengths of time",
        arguments: [
            ("PT6H", 21_600), ("P2D", 172_800), ("PT48H", 172_800), ("P1W", 604_800),
            ("PT3H30M", 12_600), ("P1DT2H3M4S", 93_784),
        ])
    func durations(text: String, seconds: Int) {
        #expect(Duration(iso8601: text) == .seconds(seconds))
    }

    @Test(
        "what is no duration is refused",
        arguments: [
            "", "P", "PT", "6H", "P1M", "P1Y", "PT1H1H", "PT1M1H", "P1H", "PT-1H", "PT1D",
            "PT99999999999999999999H", "P36525DT1H",
        ])
    func refusedDurations(text: String) {
        #expect(Duration(iso8601: text) == nil)
    }

    @Test("arithmetic with times from outside stops at the end of the range")
    func saturation() throws {
        let last = try #require(UTCInstant("2261-12-31T00:00:00Z"))
        let year = Duration.seconds(366 * 86_400)
        #expect(last + year == UTCInstant(nanosecondsSince1970: .max))
        #expect(last + .seconds(Int64.max) == UTCInstant(nanosecondsSince1970: .max))
        let first = UTCInstant(nanosecondsSince1970: .min)
        #expect(first - year == first)
        #expect(first + .seconds(-366 * 86_400) == first)
        #expect(last - first == .nanoseconds(Int64.max))
        #expect(try #require(CalendarDate("9999-12-31")).startOfDay > last)
    }

    @Test("durations print and read back", arguments: [0, 1, 59, 3600, 86_400, 93_784, 1_000_000])
    func durationInverse(seconds: Int) {
        let duration = Duration.seconds(seconds) + .milliseconds(250)
        #expect(Duration(iso8601: duration.iso8601) == duration)
    }

    @Test(
        "six calendar months are counted by the calendar (R67)",
        arguments: [
            ("2026-08-31", "2027-02-28"), ("2023-08-31", "2024-02-29"),
            ("2026-03-31", "2026-09-30"),
            ("2026-12-15", "2027-06-15"), ("2026-07-01", "2027-01-01"),
        ])
    func calendarMonths(from: String, to: String) throws {
        #expect(try #require(CalendarDate(from)).adding(months: 6).description == to)
    }

    @Test("days and dates are inverse over four hundred years and more")
    func daysAndDates() {
        for day in stride(from: -140_000, through: 140_000, by: 7) {
            #expect(CalendarDate(daysSince1970: day).daysSince1970 == day)
        }
    }

    @Test(
        "numbers print with fixed decimals",
        arguments: [
            (1.005, 2, "1.00"), (-0.004, 2, "0.00"), (2.5, 0, "3"), (-2.5, 0, "-3"),
            (14_237.5, 1, "14237.5"), (0.05, 3, "0.050"), (1e-12, 6, "0.000000"),
        ])
    func fixedDecimals(value: Double, decimals: Int, text: String) {
        #expect(value.fixed(decimals) == text)
    }
}
