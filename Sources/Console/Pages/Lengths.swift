// Spans of time and sizes of files as people read them; the units are the same in both languages.

import Quantities

/// How long something is.
enum Length {
    /// `3 d 4 h`, `2 h 05 min` or `12 min`; less than a minute is `0 min`.
    static func words(_ duration: Duration) -> String {
        let minutes = Int(duration.components.seconds.magnitude / 60)
        let (days, hours) = (minutes / 1_440, minutes / 60 % 24)
        let sign = duration < .zero ? "−" : ""
        if days > 0 { return "\(sign)\(days) d \(hours) h" }
        if hours > 0 { return "\(sign)\(hours) h \((minutes % 60).padded(to: 2)) min" }
        return "\(sign)\(minutes) min"
    }

    /// `6:30`, as forms take it.
    static func hoursAndMinutes(_ duration: Duration) -> String {
        let minutes = Int(duration.components.seconds) / 60
        return "\(minutes / 60):\((minutes % 60).padded(to: 2))"
    }

    /// `812 B`, `1.3 kB`, `4.0 MB` (powers of ten).
    static func bytes(_ count: Int) -> String {
        if count < 1_000 { return "\(count) B" }
        let (unit, size) =
            count < 1_000_000 ? ("kB", Double(count) / 1e3) : ("MB", Double(count) / 1e6)
        return "\(size.fixed(1)) \(unit)"
    }
}

extension UTCInstant {
    /// `2027-01-31T12:00`, as a browser's field for date and time takes it.
    var forField: String { String(description.prefix(16)) }

    /// `12:05`.
    var hourAndMinute: String { String(description.dropFirst(11).prefix(5)) }
}
