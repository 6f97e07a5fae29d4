// What time of one antenna is taken while the timetable is made.

import Quantities

/// The calendar of an antenna: maintenance, running tasks and those that have a place already.
struct AntennaCalendar {
    let antenna: Antenna
    private var taken: TakenTime
    /// Start of the last task of each category: nobody of a class passes another on one antenna.
    private var lastStart: [Int: UTCInstant] = [:]

    init(_ antenna: Antenna, _ running: [PlannedTask]) {
        self.antenna = antenna
        let tasks = running.filter { $0.antenna == antenna.name }.map(\.span)
        taken = TakenTime(tasks + antenna.maintenance)
    }

    /// The earliest time for a task; `nil` if no window is left that is long enough.
    func earliest(for request: TaskRequest, from now: UTCInstant) -> TimeSpan? {
        let before = lastStart[request.category.number]
        let earliest = [now, request.promisedStart, before].compactMap(\.self).max() ?? now
        return taken.earliestGap(of: request.duration, from: earliest, within: request.windows)
    }

    mutating func take(_ span: TimeSpan, for category: Category) {
        taken.insert(span)
        lastStart[category.number] = max(lastStart[category.number] ?? span.start, span.start)
    }
}

/// Time that is taken, as spans that neither meet nor touch, in their order: few of them, however many tasks
/// follow one another.
struct TakenTime {
    private(set) var spans: [TimeSpan] = []

    init(_ spans: some Sequence<TimeSpan>) {
        for span in spans { insert(span) }
    }

    /// Takes a span, and what it meets or touches with it as one.
    mutating func insert(_ span: TimeSpan) {
        let first = firstIndex { $0.end >= span.start }
        let last = firstIndex { $0.start > span.end }
        let start = first < last ? min(spans[first].start, span.start) : span.start
        let end = first < last ? max(spans[last - 1].end, span.end) : span.end
        guard let whole = TimeSpan(from: start, to: end) else {
            preconditionFailure("spans that are joined are a span")
        }
        spans.replaceSubrange(first..<last, with: [whole])
    }

    /// The earliest span of a length that begins at an instant or later, meets nothing that is taken and lies within one
    /// of some windows.
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
            let start = max(instant, window.start)
            let gap = earliestGap(of: duration, from: start)
            return window.contains(gap) ? gap : nil
        }
        return found.min { $0.start < $1.start }
    }

    private func earliestGap(of duration: Duration, from instant: UTCInstant) -> TimeSpan {
        var candidate = TimeSpan(from: instant, lasting: duration)
        for span in spans[firstIndex { $0.end > instant }...] {
            guard span.overlaps(candidate) else { break }
            candidate = TimeSpan(from: span.end, lasting: duration)
        }
        return candidate
    }

    /// Index of the first span for which something holds that holds for all after it too.
    private func firstIndex(where holds: (TimeSpan) -> Bool) -> Int {
        var (low, high) = (0, spans.count)
        while low < high {
            let middle = (low + high) / 2
            if holds(spans[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
