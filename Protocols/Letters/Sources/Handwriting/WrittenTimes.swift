// Dates and times in the words of people: English, Portuguese, numeric. A numeric date whose day and
// month can be exchanged gives two candidates; a time without a zone gives none.

import Quantities

/// A date with a time, as written.
struct WrittenTime: Hashable {
    /// The instants it can mean, in order: one, two, or none when no zone is written.
    var candidates: [UTCInstant]
    /// The tokens it stands in.
    var range: Range<Int>
}

extension WrittenTokens {
    /// All dates with a time of day, in their order.
    func times() -> [WrittenTime] {
        var times: [WrittenTime] = []
        var index = 0
        while index < all.count {
            guard let date = date(at: index), let time = time(around: date) else {
                index += 1
                continue
            }
            times.append(time)
            index = time.range.upperBound
        }
        return times
    }

    /// The time of day that stands after or before a date.
    private func time(around date: (dates: [CalendarDate], range: Range<Int>)) -> WrittenTime? {
        var start = date.range.upperBound
        while isAny(Self.joints, at: start), start < date.range.upperBound + 3 { start += 1 }
        if let clock = clock(at: start) {
            return Self.time(date.dates, clock, date.range.lowerBound..<clock.end)
        }
        // "12:00 UTC on 2 March 2027"
        for start in stride(from: date.range.lowerBound - 1, to: date.range.lowerBound - 12, by: -1)
        {
            guard let clock = clock(at: start), clock.end <= date.range.lowerBound,
                (clock.end..<date.range.lowerBound).allSatisfy({
                    isAny(Self.joints.union(Self.weekdays), at: $0)
                })
            else { continue }
            return Self.time(date.dates, clock, start..<date.range.upperBound)
        }
        return nil
    }

    private static let joints: Set = [
        ",", "at", "às", "as", "a", "on", "em", "de", "do", "dia", "-", "t",
    ]
    private static let weekdays: Set = [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday",
        "thursday", "friday", "saturday", "sunday", "segunda", "terça", "quarta", "quinta", "sexta",
        "sábado", "domingo", "feira",
    ]

    private static func time(_ dates: [CalendarDate], _ clock: Clock, _ range: Range<Int>)
        -> WrittenTime
    {
        guard let offset = clock.offsetMinutes else {
            return WrittenTime(candidates: [], range: range)
        }
        let seconds = Int64(clock.seconds - offset * 60)
        let instants = dates.map {
            $0.startOfDay + .seconds(seconds) + .nanoseconds(clock.nanoseconds)
        }
        return WrittenTime(candidates: instants.sorted(), range: range)
    }

    // MARK: Dates

    /// The dates that can be meant at an index: one, or two when day and month can be exchanged.
    private func date(at index: Int) -> (dates: [CalendarDate], range: Range<Int>)? {
        if let first = self[index], first.kind == .number {
            guard !(first.isGlued && isAny([".", ",", "/", "-", ":"], at: index - 1)) else {
                return nil
            }
            return isoDate(at: index) ?? numericDate(at: index) ?? dayFirstDate(at: index)
        }
        return monthFirstDate(at: index)
    }

    private static func date(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate? {
        MomentText.years.contains(year) ? CalendarDate(year: year, month: month, day: day) : nil
    }

    /// `2027-03-12`, `2027/03/12`.
    private func isoDate(at index: Int) -> (dates: [CalendarDate], range: Range<Int>)? {
        guard let (year, month, day) = three(at: index), self[index]?.text.count == 4,
            self[index + 2]?.text.count == 2, let date = Self.date(year, month, day)
        else { return nil }
        return ([date], index..<index + 5)
    }

    /// `12/03/2027`, `12.03.2027`, `12-03-2027`.
    private func numericDate(at index: Int) -> (dates: [CalendarDate], range: Range<Int>)? {
        guard let (first, second, year) = three(at: index), self[index + 4]?.text.count == 4 else {
            return nil
        }
        let readings = [Self.date(year, second, first), Self.date(year, first, second)]
        let dates = Set(readings.compactMap(\.self))
        return dates.isEmpty ? nil : (Array(dates), index..<index + 5)
    }

    /// Three numbers with one and the same sign glued between them.
    private func three(at index: Int) -> (Int, Int, Int)? {
        guard let first = self[index]?.number, let second = self[index + 2]?.number,
            let third = self[index + 4]?.number, isAny(["-", "/", "."], at: index + 1),
            self[index + 1]?.text == self[index + 3]?.text,
            (1...4).allSatisfy({ self[index + $0]?.isGlued == true })
        else { return nil }
        return (first, second, third)
    }

    /// `2 March 2027`, `2nd of March, 2027`, `3 de março de 2027`.
    private func dayFirstDate(at index: Int) -> (dates: [CalendarDate], range: Range<Int>)? {
        guard let day = self[index]?.number else { return nil }
        var next = index + 1
        if isAny(["st", "nd", "rd", "th", "º", "°"], at: next) { next += 1 }
        if isAny(["of", "de"], at: next) { next += 1 }
        guard let month = month(at: next) else { return nil }
        next += isAny(["."], at: next + 1) ? 2 : 1
        if isAny(["of", "de", ","], at: next) { next += 1 }
        guard let year = self[next]?.number, let date = Self.date(year, month, day) else {
            return nil
        }
        return ([date], index..<next + 1)
    }

    /// `March 2, 2027`, `Mar. 2nd 2027`.
    private func monthFirstDate(at index: Int) -> (dates: [CalendarDate], range: Range<Int>)? {
        guard let month = month(at: index) else { return nil }
        var next = index + (isAny(["."], at: index + 1) ? 2 : 1)
        guard let day = self[next]?.number else { return nil }
        next += isAny(["st", "nd", "rd", "th"], at: next + 1) ? 2 : 1
        if isAny([","], at: next) { next += 1 }
        guard let year = self[next]?.number, let date = Self.date(year, month, day) else {
            return nil
        }
        return ([date], index..<next + 1)
    }

    private func month(at index: Int) -> Int? {
        guard let word = self[index]?.text, word.count >= 3 else { return nil }
        return Self.months.firstIndex { names in
            names.contains { $0 == word || $0.prefix(3) == word }
        }.map { $0 + 1 }
    }

    private static let months = [
        ["january", "janeiro"], ["february", "fevereiro"], ["march", "março", "marco"],
        ["april", "abril"], ["may", "maio"], ["june", "junho"], ["july", "julho"],
        ["august", "agosto"], ["september", "setembro", "sept"], ["october", "outubro"],
        ["november", "novembro"], ["december", "dezembro"],
    ]
}
