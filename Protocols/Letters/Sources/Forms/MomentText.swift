// Times in words: a date, or a date and time marked UTC or Z. A time without a zone is not read,
// because a wrong reading would be off by hours and look right.

import MonitoringOrders
import Quantities

/// Reading and printing of moments.
enum MomentText {
    /// Years in which an order can have dates.
    static let years = 1900...2199

    /// Reads a whole line as one date, or date and time in UTC.
    static func read(_ line: String) -> Moment? {
        let scanner = FormScanner(line)
        let start = scanner.afterBlanks(0)
        guard let found = scanner.stamp(at: start),
            scanner.afterBlanks(found.range.upperBound) == scanner.text.count
        else { return nil }
        return found.value.moment
    }

    /// True if a line begins like a date, so that it was not meant as words.
    static func looksLikeDate(_ line: String) -> Bool {
        let scanner = FormScanner(line)
        let start = scanner.afterBlanks(0)
        return (0..<4).allSatisfy { scanner.isDigit(start + $0) } && scanner.at(start + 4) == "-"
    }

    /// `2027-03-12 18:00 UTC`, or the date.
    static func text(_ moment: Moment) -> String {
        switch moment {
        case .instant(let instant): instant.forPeopleExactly
        case .date(let date): date.description
        }
    }
}

/// A date with perhaps a time of day, as written.
struct WrittenStamp: Hashable {
    var date: CalendarDate
    /// Nanoseconds since midnight.
    var clock: Int64?
    /// True if UTC or Z is written.
    var isUTC: Bool

    /// The instant or date, `nil` for a time without zone.
    var moment: Moment? {
        guard let clock else { return .date(date) }
        guard isUTC else { return nil }
        return .instant(
            UTCInstant(
                nanosecondsSince1970: date.startOfDay.nanosecondsSince1970 + clock))
    }
}

extension FormScanner {
    /// A date with perhaps a time of day at an index.
    func stamp(at start: Int) -> Found<WrittenStamp>? {
        let end = start + 10
        guard end <= text.count, !isDigit(end), !isDigit(start - 1),
            let date = CalendarDate(string(start..<end)), MomentText.years.contains(date.year)
        else { return nil }
        var found = Found(
            value: WrittenStamp(date: date, clock: nil, isUTC: false), range: start..<end)
        let separator = at(end)
        let clockStart = separator == "T" || separator == "t" ? end + 1 : afterBlanks(end)
        guard clockStart > end, let clock = clock(at: clockStart) else { return found }
        found.value.clock = clock.value.nanoseconds
        found.value.isUTC = clock.value.isUTC
        found.range = start..<clock.range.upperBound
        return found
    }

    /// `hh:mm`, seconds and their fraction if any, and `UTC` or `Z`.
    func clock(at start: Int) -> Found<(nanoseconds: Int64, isUTC: Bool)>? {
        guard let hour = twoDigits(at: start), hour < 24, at(start + 2) == ":",
            let minute = twoDigits(at: start + 3), minute < 60
        else { return nil }
        var (end, nanoseconds) = (start + 5, Int64(hour * 3600 + minute * 60) * 1_000_000_000)
        if at(end) == ":" {
            guard let second = twoDigits(at: end + 1), second < 60 else { return nil }
            nanoseconds += Int64(second) * 1_000_000_000
            end += 3
            guard let fraction = fraction(at: end) else { return nil }
            nanoseconds += fraction.value
            end = fraction.range.upperBound
        }
        guard !isDigit(end), at(end) != ":" else { return nil }
        let zone = afterBlanks(end)
        for word in ["utc", "z"] where hasWord(word, at: zone) && !isDigit(zone + word.count) {
            return Found(value: (nanoseconds, true), range: start..<zone + word.count)
        }
        return Found(value: (nanoseconds, false), range: start..<end)
    }

    /// The fraction of a second after a point, up to nanoseconds; zero where there is no point.
    private func fraction(at start: Int) -> Found<Int64>? {
        guard at(start) == ".", isDigit(start + 1) else {
            return Found(value: 0, range: start..<start)
        }
        var (value, weight, end) = (Int64(0), Int64(100_000_000), start + 1)
        while isDigit(end), let digit = at(end) {
            guard weight > 0 else { return nil }
            value += Int64(digit.value - 48) * weight
            (weight, end) = (weight / 10, end + 1)
        }
        return Found(value: value, range: start..<end)
    }

    private func twoDigits(at start: Int) -> Int? {
        guard isDigit(start), isDigit(start + 1) else { return nil }
        return Int(string(start..<start + 2))
    }

    /// All dates and times in the line.
    func stamps() -> [Found<WrittenStamp>] {
        var found: [Found<WrittenStamp>] = []
        var index = 0
        while index < text.count {
            if isDigit(index), let next = stamp(at: index) {
                found.append(next)
                index = next.range.upperBound
            } else {
                index += 1
            }
        }
        return found
    }

    /// The first instant in the line.
    func firstInstant() -> UTCInstant? {
        for stamp in stamps() {
            if case .instant(let instant)? = stamp.value.moment { return instant }
        }
        return nil
    }
}
