// Durations in the words of people: 6 hours, 3 h 30 min, 2 days and 12 hours, dois dias, uma hora e
// meia, PT6H. A range ("6 to 8 hours") has no single value and is not read.

import Quantities

/// A duration, as written.
struct WrittenDuration: Hashable {
    /// `nil` for what is a duration but cannot be decided.
    var value: Duration?
    /// The tokens it stands in.
    var range: Range<Int>
}

extension WrittenTokens {
    /// All durations outside some tokens, in their order.
    func durations(outside taken: [Range<Int>]) -> [WrittenDuration] {
        var durations: [WrittenDuration] = []
        var index = 0
        while index < all.count {
            if let range = taken.first(where: { $0.contains(index) }) {
                index = range.upperBound
            } else if let duration = isoDuration(at: index) ?? duration(at: index) {
                durations.append(duration)
                index = duration.range.upperBound
            } else {
                index += 1
            }
        }
        return durations
    }

    /// `PT6H`, `P2DT12H`.
    private func isoDuration(at index: Int) -> WrittenDuration? {
        guard isAny(["p", "pt"], at: index), self[index]?.isGlued == false || index == 0 else {
            return nil
        }
        var (end, text) = (index, "")
        while let token = self[end], end == index || token.isGlued,
            token.kind == .word || token.kind == .number
        {
            text += token.original
            end += 1
        }
        return Duration(iso8601: text).map { WrittenDuration(value: $0, range: index..<end) }
    }

    /// Numbers with units, from the largest unit to the smallest.
    private func duration(at start: Int) -> WrittenDuration? {
        var (seconds, smallest, index) = (0.0, Double.infinity, start)
        while true {
            let isLater = index > start
            var place = index
            if isLater, isAny(["and", "e", ","], at: place) { place += 1 }
            guard let (amount, unit, end) = term(at: place), unit < smallest else { break }
            (seconds, smallest, index) = (seconds + amount * unit, unit, end)
            if let end = half(at: index) { (seconds, index) = (seconds + unit / 2, end) }
        }
        guard index > start, seconds < 1e9 else { return nil }
        let isRange =
            isAny(Self.ranges, at: start - 1)
            && (self[start - 2]?.kind == .number
                || Self.amounts[self[start - 2]?.text ?? ""] != nil)
        let value = Duration.milliseconds(Int64((seconds * 1000).rounded()))
        return WrittenDuration(
            value: isRange || seconds <= 0 ? nil : value, range: start..<index)
    }

    /// An amount with its unit in seconds: `6 h`, `1.5 hours`, `dois dias`, `3h30`.
    private func term(at index: Int) -> (amount: Double, unit: Double, end: Int)? {
        if isAny(["half", "meia"], at: index) {
            let unit = isAny(["a", "an"], at: index + 1) ? index + 2 : index + 1
            return Self.units[self[unit]?.text ?? ""].map { (0.5, $0, unit + 1) }
        }
        guard let (amount, end) = amount(at: index) else { return nil }
        guard let unit = Self.units[self[end]?.text ?? ""] else {
            // The minutes of "3h30" have no unit of their own.
            guard isAny(["h"], at: index - 1), self[index]?.isGlued == true,
                self[index]?.text.count == 2, amount < 60
            else { return nil }
            return (amount, 60, end)
        }
        return (amount, unit, end + 1)
    }

    private func amount(at index: Int) -> (Double, end: Int)? {
        guard let token = self[index] else { return nil }
        if let amount = Self.amounts[token.text] {
            let isMore = half(at: index + 1) == index + 4
            return (isMore ? amount + 0.5 : amount, isMore ? index + 4 : index + 1)
        }
        guard let whole = token.number,
            !(token.isGlued && isAny([".", ",", "/", ":", "-"], at: index - 1)
                && self[index - 2]?.kind == .number && self[index - 1]?.text != "-")
        else { return nil }
        guard isAny([".", ","], at: index + 1), self[index + 1]?.isGlued == true,
            let fraction = self[index + 2], fraction.isGlued, fraction.kind == .number
        else { return (Double(whole), index + 1) }
        return Double("\(whole).\(fraction.text)").map { ($0, index + 3) }
    }

    /// `and a half`, `e meia`.
    private func half(at index: Int) -> Int? {
        if isAny(["e"], at: index), isAny(["meia", "meio"], at: index + 1) { return index + 2 }
        let words = (0..<3).map { self[index + $0]?.text ?? "" }
        return words == ["and", "a", "half"] ? index + 3 : nil
    }

    private static let ranges: Set = ["-", "–", "to", "or", "and", "a", "ou", "e", "até"]

    private static let units: [String: Double] = {
        let names: [(Double, [String])] = [
            (60, ["min", "mins", "minute", "minutes", "minuto", "minutos"]),
            (3600, ["h", "hs", "hr", "hrs", "hour", "hours", "hora", "horas"]),
            (86_400, ["d", "day", "days", "dia", "dias"]),
            (604_800, ["week", "weeks", "semana", "semanas"]),
        ]
        return Dictionary(
            uniqueKeysWithValues: names.flatMap { unit, words in words.map { ($0, unit) } })
    }()

    private static let amounts: [String: Double] = {
        let words = [
            ["one", "an", "um", "uma"], ["two", "dois", "duas"], ["three", "três", "tres"],
            ["four", "quatro"], ["five", "cinco"], ["six", "seis"], ["seven", "sete"],
            ["eight", "oito"], ["nine", "nove"], ["ten", "dez"], ["eleven", "onze"],
            ["twelve", "doze"],
        ]
        let pairs = words.enumerated().flatMap { index, words in
            words.map { ($0, Double(index + 1)) }
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }()
}
