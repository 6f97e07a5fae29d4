// Times of day in the words of people, with the zone where one is written: 12:00 UTC, 0000Z, 14h30
// (UTC), 2:30 PM UTC, 09:30 (UTC-3).

/// A time of day, as written.
struct Clock: Hashable {
    /// Seconds since midnight.
    var seconds: Int
    var nanoseconds: Int64 = 0
    /// Minutes by which the written zone is ahead of UTC, `nil` where none is written.
    var offsetMinutes: Int?
    /// The token after it.
    var end: Int
}

extension WrittenTokens {
    /// The time of day at an index.
    func clock(at index: Int) -> Clock? {
        guard let first = self[index], let number = first.number,
            !(first.isGlued && isAny([":", ".", ",", "+", "/"], at: index - 1))
        else { return nil }
        guard var clock = clock(number, first, at: index) else { return nil }
        adjustHalfDay(&clock)
        guard clock.seconds >= 0, clock.seconds < 86_400 else { return nil }
        readZone(&clock)
        return clock
    }

    private func clock(_ number: Int, _ first: WrittenToken, at index: Int) -> Clock? {
        // 14:30, 14:30:00
        if isAny([":"], at: index + 1), let minute = sixty(at: index + 2), number < 24 {
            let colon = isAny([":"], at: index + 3) ? sixty(at: index + 4) : nil
            let seconds = number * 3600 + minute * 60 + (colon ?? 0)
            var clock = Clock(seconds: seconds, end: index + (colon == nil ? 3 : 5))
            if colon != nil { readFraction(&clock) }
            return clock
        }
        // 14h30, 14h30min, 14h
        if isAny(["h", "hs", "hrs"], at: index + 1), number < 24 {
            guard self[index + 2]?.isGlued == true, let minute = sixty(at: index + 2) else {
                return Clock(seconds: number * 3600, end: index + 2)
            }
            let end = isAny(["min", "m"], at: index + 3) ? index + 4 : index + 3
            return Clock(seconds: number * 3600 + minute * 60, end: end)
        }
        // 0000Z, 0000 UTC
        if first.text.count == 4, number / 100 < 24, number % 100 < 60,
            isAny(["z", "utc", "gmt"], at: index + 1)
        {
            return Clock(seconds: number / 100 * 3600 + number % 100 * 60, end: index + 1)
        }
        // 2 pm
        if isAny(["am", "pm"], at: index + 1), (1...12).contains(number) {
            return Clock(seconds: number * 3600, end: index + 1)
        }
        return nil
    }

    private func readFraction(_ clock: inout Clock) {
        guard isAny([".", ","], at: clock.end), let digits = self[clock.end + 1], digits.isGlued,
            digits.text.count <= 9, let number = digits.number
        else { return }
        let weight = (digits.text.count..<9).reduce(Int64(1)) { power, _ in power * 10 }
        (clock.nanoseconds, clock.end) = (Int64(number) * weight, clock.end + 2)
    }

    private func sixty(at index: Int) -> Int? {
        guard let token = self[index], token.text.count == 2, let number = token.number,
            number < 60
        else { return nil }
        return number
    }

    private func adjustHalfDay(_ clock: inout Clock) {
        guard isAny(["am", "pm"], at: clock.end) else { return }
        let isAfternoon = isAny(["pm"], at: clock.end)
        clock.end += 1
        guard (3600..<13 * 3600).contains(clock.seconds) else { return clock.seconds = -1 }
        clock.seconds = clock.seconds % (12 * 3600) + (isAfternoon ? 12 * 3600 : 0)
    }

    /// `UTC`, `Z`, `(UTC)`, `UTC-3`, `(UTC-03:00)`, `-03:00`, `+0000`.
    private func readZone(_ clock: inout Clock) {
        var index = clock.end
        let isBracketed = isAny(["("], at: index)
        if isBracketed { index += 1 }
        if isAny(["hours", "horas", "h"], at: index) { index += 1 }
        let isNamed = isAny(["utc", "z", "gmt"], at: index)
        if isNamed { index += 1 }
        var offset: Int? = isNamed ? 0 : nil
        if isAny(["+", "-", "\u{2212}"], at: index), let found = offsetMinutes(at: index),
            // "09:00-10:00 UTC" is a span of time and no offset.
            isNamed || !isAny(["utc", "z", "gmt", "h"], at: found.end)
        {
            (offset, index) = found
        }
        guard let offset else { return }
        if isBracketed, isAny([")"], at: index) { index += 1 }
        (clock.offsetMinutes, clock.end) = (offset, index)
    }

    /// The digits after the sign at an index: hours, or hours and minutes.
    private func offsetMinutes(at index: Int) -> (Int, end: Int)? {
        guard let digits = self[index + 1], digits.isGlued, let number = digits.number else {
            return nil
        }
        let sign = isAny(["+"], at: index) ? 1 : -1
        if digits.text.count == 4, number / 100 <= 14, number % 100 < 60 {
            return (sign * (number / 100 * 60 + number % 100), index + 2)
        }
        guard digits.text.count <= 2, number <= 14 else { return nil }
        guard isAny([":"], at: index + 2), let minutes = sixty(at: index + 3) else {
            return (sign * number * 60, index + 2)
        }
        return (sign * (number * 60 + minutes), index + 4)
    }
}
