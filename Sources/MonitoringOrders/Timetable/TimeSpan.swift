// Spans of time from an instant to another, the end not included.

public import Quantities

/// From a start up to, but not including, an end.
public struct TimeSpan: Hashable, Sendable, Codable {
    public let start: UTCInstant
    public let end: UTCInstant

    /// A span; `nil` unless the end is after the start.
    public init?(from start: UTCInstant, to end: UTCInstant) {
        guard start < end else { return nil }
        (self.start, self.end) = (start, end)
    }

    /// A span of a length above zero from a start on.
    public init(from start: UTCInstant, lasting duration: Duration) {
        precondition(duration > .zero, "a span has a length")
        (self.start, end) = (start, start + duration)
    }

    /// True if the two have an instant in common.
    public func overlaps(_ other: TimeSpan) -> Bool { start < other.end && other.start < end }

    /// True if the other lies within this one.
    public func contains(_ other: TimeSpan) -> Bool { start <= other.start && other.end <= end }
}
