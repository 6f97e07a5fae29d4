// TAI-UTC as a table that says how far it may be believed. Leap seconds are announced half a year
// ahead; beyond its expiry the last value is used and the answer says so.

public import Quantities

/// The table of leap seconds.
public struct LeapSeconds: Hashable, Sendable {
    /// A value of TAI-UTC and the instant from which it holds.
    public struct Step: Hashable, Sendable {
        public var from: UTCInstant
        public var taiMinusUTC: Seconds

        /// A step of the table.
        public init(from: UTCInstant, taiMinusUTC: Seconds) {
            (self.from, self.taiMinusUTC) = (from, taiMinusUTC)
        }
    }

    /// In the order of time.
    public let steps: [Step]
    /// From here on a leap second may have been announced that the table does not know.
    public let expiry: UTCInstant

    /// A table from its steps, in any order.
    public init(steps: [Step], expiry: UTCInstant) {
        precondition(!steps.isEmpty, "a table of leap seconds has steps")
        self.steps = steps.sorted { $0.from < $1.from }
        self.expiry = expiry
    }

    /// TAI-UTC at an instant; before the table its first value.
    public func taiMinusUTC(at time: UTCInstant) -> Seconds {
        let after = steps.partitioningIndex { $0.from > time }
        return steps[max(after - 1, 0)].taiMinusUTC
    }

    /// All leap seconds since 1972 by IERS Bulletin C 72 of July 2026: 37 s since 2017-01-01, nothing
    /// announced before its expiry on 2027-06-28.
    public static let builtIn = LeapSeconds(
        steps: zip(
            [
                (1972, 1), (1972, 7), (1973, 1), (1974, 1), (1975, 1), (1976, 1), (1977, 1),
                (1978, 1), (1979, 1), (1980, 1), (1981, 7), (1982, 7), (1983, 7), (1985, 7),
                (1988, 1), (1990, 1), (1991, 1), (1992, 7), (1993, 7), (1994, 7), (1996, 1),
                (1997, 7), (1999, 1), (2006, 1), (2009, 1), (2012, 7), (2015, 7), (2017, 1),
            ], 10...37
        ).compactMap { month, seconds in
            CalendarDate(year: month.0, month: month.1, day: 1).map {
                Step(from: $0.startOfDay, taiMinusUTC: Seconds(Double(seconds)))
            }
        }, expiry: UTCInstant(secondsSince1970: 1_814_140_800))
}
