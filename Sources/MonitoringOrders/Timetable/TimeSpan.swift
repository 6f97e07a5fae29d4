// Spans of time from an instant to another, the end not included, and what is left of time when spans
// are taken out of it.

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

extension [TimeSpan] {
    /// The earliest span of a length that begins at an instant or later, meets none of these and lies
    /// within one of some windows.
    ///
    /// - Parameters:
    ///   - duration: above zero.
    ///   - instant: the earliest start.
    ///   - windows: spans in which it must lie; empty where any time will do.
    /// - Returns: `nil` if no window is left that is long enough.
    func earliestGap(
        of duration: Duration, from instant: UTCInstant, within windows: [TimeSpan]
    ) -> TimeSpan? {
        guard !windows.isEmpty else { return earliestGap(of: duration, from: instant) }
        let found = windows.compactMap { window -> TimeSpan? in
            let start = Swift.max(instant, window.start)
            let gap = earliestGap(of: duration, from: start)
            return window.contains(gap) ? gap : nil
        }
        return found.min { $0.start < $1.start }
    }

    private func earliestGap(of duration: Duration, from instant: UTCInstant) -> TimeSpan {
        var candidate = TimeSpan(from: instant, lasting: duration)
        for span in sorted(by: { $0.start < $1.start }) where span.overlaps(candidate) {
            candidate = TimeSpan(from: span.end, lasting: duration)
        }
        return candidate
    }
}
