// Civil time. All times of the house are UTC; a local time exists only at an edge that shows it.

/// An instant of Coordinated Universal Time, in nanoseconds since 1970-01-01T00:00:00Z.
///
/// Days have 86 400 seconds: a leap second is read as the first second of the next day. Range: the
/// years 1678 to 2261; arithmetic that leaves it stops at its end, because dates come from outside
/// and must not end the program.
@frozen public struct UTCInstant: Hashable, Comparable, Sendable {
    /// Nanoseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    public var nanosecondsSince1970: Int64

    /// An instant from nanoseconds since 1970.
    @inlinable public init(nanosecondsSince1970: Int64) {
        self.nanosecondsSince1970 = nanosecondsSince1970
    }

    /// An instant from whole seconds since 1970.
    @inlinable public init(secondsSince1970: Int64) {
        self.nanosecondsSince1970 = secondsSince1970.multipliedToTheEnd(by: 1_000_000_000)
    }

    @inlinable public static func < (lhs: Self, rhs: Self) -> Bool {
        lhs.nanosecondsSince1970 < rhs.nanosecondsSince1970
    }

    /// The instant a span of time later; spans finer than a nanosecond are cut.
    @inlinable public static func + (lhs: Self, rhs: Duration) -> Self {
        Self(nanosecondsSince1970: lhs.nanosecondsSince1970.addedToTheEnd(rhs.wholeNanoseconds))
    }

    /// The instant a physical time difference later, to the nearest nanosecond.
    @inlinable public static func + (lhs: Self, rhs: Seconds) -> Self {
        lhs + .nanoseconds(Int64((rhs.value * 1e9).rounded()))
    }

    /// The instant a span of time earlier.
    @inlinable public static func - (lhs: Self, rhs: Duration) -> Self {
        Self(
            nanosecondsSince1970: lhs.nanosecondsSince1970.subtractedToTheEnd(rhs.wholeNanoseconds))
    }

    /// The span of time from one instant to another.
    @inlinable public static func - (lhs: Self, rhs: Self) -> Duration {
        .nanoseconds(lhs.nanosecondsSince1970.subtractedToTheEnd(rhs.nanosecondsSince1970))
    }
}

extension Duration {
    /// The span in whole nanoseconds, cut towards zero; 292 years where it is longer.
    @inlinable public var wholeNanoseconds: Int64 {
        components.seconds.multipliedToTheEnd(by: 1_000_000_000)
            .addedToTheEnd(components.attoseconds / 1_000_000_000)
    }
}

extension Int64 {
    /// The sum, or the end of the range that it would pass.
    @inlinable func addedToTheEnd(_ other: Int64) -> Int64 {
        let (sum, isOver) = addingReportingOverflow(other)
        return isOver ? (other < 0 ? .min : .max) : sum
    }

    /// The difference, or the end of the range that it would pass.
    @inlinable func subtractedToTheEnd(_ other: Int64) -> Int64 {
        let (difference, isOver) = subtractingReportingOverflow(other)
        return isOver ? (other < 0 ? .max : .min) : difference
    }

    /// The product with a positive number, or the end of the range that it would pass.
    @inlinable func multipliedToTheEnd(by other: Int64) -> Int64 {
        let (product, isOver) = multipliedReportingOverflow(by: other)
        return isOver ? (self < 0 ? .min : .max) : product
    }
}

/// A date of the proleptic Gregorian calendar.
public struct CalendarDate: Hashable, Comparable, Sendable {
    public var year: Int
    /// 1 to 12.
    public var month: Int
    /// 1 to the length of the month.
    public var day: Int

    /// A date, or `nil` if there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1 else { return nil }
        guard day <= Self.daysInMonth(month, of: year) else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// The date a number of days after 1970-01-01 (Hinnant's `civil_from_days`).
    public init(daysSince1970 days: Int) {
        let z = days + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shifted + 2) / 5 + 1
        month = shifted < 10 ? shifted + 3 : shifted - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days from 1970-01-01 to this date (Hinnant's `days_from_civil`).
    public var daysSince1970: Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    /// 1 for Monday to 7 for Sunday.
    public var weekday: Int {
        // 1970-01-01 was a Thursday.
        let day = (daysSince1970 + 3) % 7
        return (day < 0 ? day + 7 : day) + 1
    }

    /// The instant at which the date begins in UTC.
    public var startOfDay: UTCInstant {
        UTCInstant(secondsSince1970: Int64(daysSince1970) * 86_400)
    }

    /// Days in a month, leap years observed.
    public static func daysInMonth(_ month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2:
            year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
                ? 29 : 28
        default: 31
        }
    }

    /// The same day a number of calendar months later; the last day of the month where that month
    /// is too short (31 August and six months give 28 or 29 February).
    public func adding(months: Int) -> CalendarDate {
        let index = year * 12 + (month - 1) + months
        let newYear = index >= 0 ? index / 12 : (index - 11) / 12
        let newMonth = index - newYear * 12 + 1
        var moved = self
        (moved.year, moved.month) = (newYear, newMonth)
        moved.day = min(day, Self.daysInMonth(newMonth, of: newYear))
        return moved
    }

    public static func < (lhs: Self, rhs: Self) -> Bool {
        (lhs.year, lhs.month, lhs.day) < (rhs.year, rhs.month, rhs.day)
    }
}

extension UTCInstant {
    /// The calendar date in UTC on which the instant falls.
    public var date: CalendarDate {
        CalendarDate(
            daysSince1970: Int((nanosecondsSince1970 - nanosecondOfDay) / 86_400_000_000_000))
    }

    /// Nanoseconds since the beginning of the UTC day.
    public var nanosecondOfDay: Int64 {
        let day: Int64 = 86_400_000_000_000
        let rest = nanosecondsSince1970 % day
        return rest < 0 ? rest + day : rest
    }
}
