// From and to of letter s): "2027-02-26 08:00 UTC to 2027-02-27 16:00 UTC", "since ...", a date.

import MonitoringOrders
import Quantities

extension FormScanner {
    /// The span a line speaks of; an open end means still present. Both are `nil` when the line
    /// cannot be read or ends before it begins.
    func span() -> (from: Moment?, to: Moment?) {
        let stamps = stamps()
        guard let first = stamps.first else { return (nil, nil) }
        let pair = end(of: first, among: stamps)
        var from = first.value
        // "08:00 to 16:00 UTC": the zone at the end holds for the span.
        if let to = pair, to.isUTC, from.clock != nil { from.isUTC = true }
        guard let start = from.moment else { return (nil, nil) }
        guard let last = pair ?? stamps.dropFirst().last?.value else {
            return (start, isOpen ? nil : start)
        }
        guard let end = last.moment, start.isNotAfter(end) else { return (nil, nil) }
        return (start, end)
    }

    /// The stamp, or the time of day, that a connector joins to the first stamp.
    private func end(
        of first: Found<WrittenStamp>, among stamps: [Found<WrittenStamp>]
    ) -> WrittenStamp? {
        guard let next = afterConnector(first.range.upperBound) else { return nil }
        if let second = stamps.dropFirst().first, second.range.lowerBound == next {
            return second.value
        }
        guard let start = first.value.clock, let clock = clock(at: next), clock.value.isUTC else {
            return nil
        }
        let crossesMidnight = clock.value.nanoseconds < start
        let date =
            crossesMidnight
            ? CalendarDate(daysSince1970: first.value.date.daysSince1970 + 1) : first.value.date
        return WrittenStamp(date: date, clock: clock.value.nanoseconds, isUTC: true)
    }

    private var isOpen: Bool {
        let words = string(0..<text.count).lowercased().split { !$0.isLetter }
        let open: Set<Substring> = ["since", "still", "ongoing", "continuing", "desde"]
        return words.contains { open.contains($0) }
    }
}

extension Moment {
    /// True if this does not lie after the other; a date covers its whole day.
    fileprivate func isNotAfter(_ other: Moment) -> Bool {
        switch (self, other) {
        case (.instant(let first), .instant(let second)): first <= second
        default: day <= other.day
        }
    }

    private var day: CalendarDate {
        switch self {
        case .instant(let instant): instant.date
        case .date(let date): date
        }
    }
}
