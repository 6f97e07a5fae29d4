// The instant of the first sample, to the last digit that was written: a microsecond lost here is
// nine kilometres on the ground.

public import Quantities

/// When the first sample was taken: whole nanoseconds of UTC and what is finer.
public struct StartTime: Hashable, Sendable, LosslessStringConvertible {
    /// The instant, cut to whole nanoseconds.
    public let instant: UTCInstant
    /// What the text says beyond the nanosecond, 0 to 1e-9 s.
    public let remainder: Seconds
    /// The text as it was read or is to be written.
    public let description: String

    /// A start at a whole nanosecond.
    public init(_ instant: UTCInstant) {
        (self.instant, remainder, description) = (instant, .zero, instant.description)
    }

    /// Reads an RFC 3339 time in UTC with any number of fractional digits.
    public init?(_ description: String) {
        guard let instant = UTCInstant(description) else { return nil }
        self.instant = instant
        self.description = description
        let digits = description.split(separator: ".", maxSplits: 1).dropFirst().first ?? ""
        let finer = digits.prefix { $0.isASCII && $0.isNumber }.dropFirst(9)
        remainder = Seconds((Double("0." + finer) ?? 0) * 1e-9)
    }

    /// The time from another start to this one, exact to about 1e-18 s for starts near each other.
    public func since(_ other: StartTime) -> Seconds {
        let (whole, overflow) = instant.nanosecondsSince1970.subtractingReportingOverflow(
            other.instant.nanosecondsSince1970)
        let difference =
            overflow
            ? Double(instant.nanosecondsSince1970) - Double(other.instant.nanosecondsSince1970)
            : Double(whole)
        return Seconds(difference * 1e-9 + (remainder.value - other.remainder.value))
    }
}
