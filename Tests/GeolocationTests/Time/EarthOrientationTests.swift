// Julian dates, leap seconds and UT1-UTC: values and the honesty about their end.

import Geolocation
import Quantities
import Testing

@Suite("Scales of time")
struct EarthOrientationTests {
    static func instant(_ text: String) -> UTCInstant {
        UTCInstant(text) ?? UTCInstant(secondsSince1970: 0)
    }

    @Test("Julian dates are split at midnight and keep a microsecond")
    func julianDates() {
        let noon = JulianDate(Self.instant("2000-01-01T12:00:00Z"))
        #expect(noon == JulianDate(day: 2_451_544.5, fraction: 0.5))
        let before = JulianDate(Self.instant("1969-12-31T23:59:59.999999Z"))
        #expect(before.day == 2_440_586.5)
        #expect(abs((1 - before.fraction) * 86_400e6 - 1) < 1e-3)
    }

    static let leaps = [
        ("1960-01-01", 10.0), ("1972-01-01", 10), ("1972-06-30", 10), ("1972-07-01", 11),
        ("1980-01-06", 19), ("1999-01-01", 32), ("2016-12-31", 36), ("2017-01-01", 37),
        ("2026-11-21", 37),
    ]

    @Test("TAI-UTC is that of the IERS list", arguments: leaps)
    func leapSeconds(date: String, seconds: Double) {
        let time = Self.instant("\(date)T00:00:00Z")
        #expect(LeapSeconds.builtIn.taiMinusUTC(at: time).value == seconds)
        #expect(LeapSeconds.builtIn.steps.count == 28)
    }

    /// Days between the rows of the table, by the IERS (make_earth_orientation.py).
    static let days = [
        ("2018-03-04", 0.162787), ("2021-11-18", -0.10856), ("2026-06-13", 0.0118533),
    ]

    @Test("UT1-UTC is that of the IERS within 0.3 ms between the rows", arguments: days)
    func ut1(date: String, seconds: Double) {
        let found = EarthOrientation.builtIn.values(at: Self.instant("\(date)T00:00:00Z"))
        #expect(abs(found.row.ut1MinusUTC.value - seconds) < 0.0003)
        #expect(found.warnings.isEmpty)
    }

    @Test("the end of measured values, of the table and of the leap seconds is said")
    func warnings() {
        let table = EarthOrientation.builtIn
        func warnings(_ date: String) -> [EarthOrientationWarning] {
            table.values(at: Self.instant("\(date)T00:00:00Z")).warnings
        }
        let first = Self.instant("2017-01-01T00:00:00Z")
        let predicted = EarthOrientationWarning.predicted(from: table.predictedFrom)
        let leaps = EarthOrientationWarning.leapSecondsExpired(LeapSeconds.builtIn.expiry)
        #expect(warnings("1990-01-01") == [.before(first)])
        #expect(warnings("2026-10-21") == [])
        #expect(warnings("2026-11-21") == [predicted])
        #expect(warnings("2027-07-01") == [predicted, leaps])
        #expect(warnings("2027-11-01") == [.expired(table.expiry), leaps])
        #expect(table.expiry == Self.instant("2027-10-26T00:00:00Z"))
        #expect(warnings("2027-11-01").allSatisfy { $0.message.contains("20") })
    }

    @Test("beyond its ends the table holds its last and first value")
    func held() {
        let table = EarthOrientation.builtIn
        func seconds(_ time: UTCInstant) -> Double { table.values(at: time).row.ut1MinusUTC.value }
        #expect(abs(seconds(Self.instant("2100-01-01T00:00:00Z")) + 0.2051) < 1e-12)
        #expect(abs(seconds(UTCInstant(nanosecondsSince1970: .min)) - 0.5913) < 1e-12)
        #expect(abs(seconds(UTCInstant(nanosecondsSince1970: .max)) + 0.2051) < 1e-12)
    }

    @Test("a leap second between two rows makes no slope")
    func acrossLeap() {
        let rows = [("2016-12-30", -0.4072), ("2016-12-31", -0.4079), ("2017-01-02", 0.5904)]
            .map { date, ut1 in
                EarthOrientation.Row(
                    time: Self.instant("\(date)T00:00:00Z"), ut1MinusUTC: Seconds(ut1))
            }
        let table = EarthOrientation(rows: rows)
        for (time, seconds) in [
            ("2016-12-31T23:59:59Z", -0.4088), ("2017-01-01T00:00:00Z", 0.5912),
        ] {
            let found = table.values(at: Self.instant(time)).row.ut1MinusUTC.value
            #expect(abs(found - seconds) < 0.0005)
        }
    }

    @Test("the pole is interpolated with the rest")
    func pole() {
        let start = Self.instant("2025-01-01T00:00:00Z")
        let rows = (0..<3).map { day in
            EarthOrientation.Row(
                time: start + .seconds(86_400 * day), ut1MinusUTC: .zero,
                xPole: Angle(1e-6 * Double(day)), yPole: Angle(2e-6))
        }
        let found = EarthOrientation(rows: rows).values(at: start + .seconds(129_600)).row
        #expect(abs(found.xPole.radians - 1.5e-6) < 1e-18)
        #expect(abs(found.yPole.radians - 2e-6) < 1e-18)
    }

    @Test("the file of the IERS is read, days without values left out")
    func finals() throws {
        let bytes = try OrbitSamples.bytes("finals2000A.sample")
        let table = try EarthOrientation(finals2000A: bytes)
        #expect(table.rows.count == 10)
        #expect(table.rows[2].time == Self.instant("2017-01-01T00:00:00Z"))
        #expect(table.rows[2].ut1MinusUTC.value == 0.5912821)
        #expect(abs(table.rows[1].xPole.degrees * 3600 - 0.081400) < 1e-12)
        #expect(abs(table.rows[1].yPole.degrees * 3600 - 0.263094) < 1e-12)
        #expect(table.predictedFrom == Self.instant("2026-10-22T00:00:00Z"))
        #expect(table.expiry == Self.instant("2027-10-29T00:00:00Z"))
        let leap = table.values(at: Self.instant("2016-12-31T23:59:59Z")).row.ut1MinusUTC.value
        #expect(abs(leap + 0.4087) < 0.0002)
    }

    static let brokenFinals = [
        ("", "no days"), ("57754.00", "no date"), ("17 1 1 99999999 I", "no date"),
        ("17 1 1 57754.00 I  0.080504 0.000028  0.263145 0.000028  I 5.5912821", "within 1"),
        ("17 1 1 57754.00 I  0.080504 0.000028  0.2x3145 0.000028  I 0.5912821", "within 1"),
    ]

    @Test("a broken file of the IERS gives its faults", arguments: brokenFinals)
    func finalsFaults(text: String, part: String) {
        #expect(Self.finalsFaults(Array(text.utf8)).contains { $0.message.contains(part) })
    }

    @Test("days of the IERS out of order are a fault")
    func finalsOrder() throws {
        let bytes = try OrbitSamples.bytes("finals2000A.sample")
        #expect(Self.finalsFaults(bytes + bytes).contains { $0.message.contains("out of order") })
    }

    private static func finalsFaults(_ bytes: [UInt8]) -> [FileFault] {
        do throws(FileFaults) {
            _ = try EarthOrientation(finals2000A: bytes)
            return []
        } catch {
            return error.faults
        }
    }

    @Test("the list of leap seconds is read with its expiry, and refused without it")
    func leapList() throws {
        let text =
            "#\tcomment\n#@\t4023129600\n2272060800\t10\t# 1 Jan 1972\n3692217600 37 # 2017\n"
        let list = try LeapSeconds(list: Array(text.utf8))
        #expect(list.expiry == LeapSeconds.builtIn.expiry)
        #expect(list.taiMinusUTC(at: Self.instant("2017-01-01T00:00:00Z")).value == 37)
        #expect(list.taiMinusUTC(at: Self.instant("2016-12-31T00:00:00Z")).value == 10)
        for broken in ["", "2272060800 10", text + "x 38", text + "2272060800 1e1"] {
            #expect(throws: FileFaults.self) { try LeapSeconds(list: Array(broken.utf8)) }
        }
    }
}
