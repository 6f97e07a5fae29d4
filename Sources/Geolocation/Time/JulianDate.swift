// Julian dates in two parts, so that a microsecond still shows beside two and a half million days.

public import Quantities

/// A Julian date as a midnight or noon and the part of a day after it.
///
/// The scale (UTC, UT1, TAI) is that of the instant it was made from; days have 86 400 seconds.
public struct JulianDate: Hashable, Sendable {
    /// The date of the midnight before, always ending in .5.
    public var day: Double
    /// Days since that midnight, 0 to 1.
    public var fraction: Double

    /// A date from its two parts, as given.
    public init(day: Double, fraction: Double) { (self.day, self.fraction) = (day, fraction) }

    /// The Julian date of an instant, in the instant's own scale.
    public init(_ instant: UTCInstant) {
        let nanoseconds = instant.nanosecondOfDay
        // Rounded down; the midnight before the first of all instants has no nanoseconds of its own.
        let cut = instant.nanosecondsSince1970 / 86_400_000_000_000
        let days = instant.nanosecondsSince1970 < 0 && nanoseconds > 0 ? cut - 1 : cut
        day = 2_440_587.5 + Double(days)
        fraction = Double(nanoseconds) / 86_400_000_000_000
    }

    /// The date a little later.
    func adding(_ seconds: Seconds) -> JulianDate {
        JulianDate(day: day, fraction: fraction + seconds.value / 86_400)
    }
}
