// Frequencies and bandwidths in words: exact in whole hertz, whatever unit they are written in.

import Quantities

/// Reading and printing of frequencies.
enum FrequencyText {
    /// The highest frequency that is one (the upper end of the RR's definition of radio waves).
    static let highest: Int64 = 3_000_000_000_000

    /// Reads a whole line as one frequency: `14 237.5 MHz`, `3.899 71 GHz`, `12 562,75 MHz`.
    static func read(_ line: String) -> Hertz? {
        let scanner = FormScanner(line)
        let start = scanner.afterBlanks(0)
        guard let found = scanner.frequency(at: start),
            scanner.afterBlanks(found.range.upperBound) == scanner.text.count
        else { return nil }
        return found.value
    }

    /// `14 237.5 MHz`: megahertz with blanks between thousands and no needless zeros.
    static func text(_ frequency: Hertz) -> String {
        guard isFrequency(frequency.value) else { return frequency.inMegahertz }
        let hertz = Int64(frequency.value)
        var groups: [String] = []
        var whole = hertz / 1_000_000
        while whole >= 1000 {
            groups.insert(Int(whole % 1000).padded(to: 3), at: 0)
            whole /= 1000
        }
        groups.insert(String(whole), at: 0)
        var fraction = Int(hertz % 1_000_000).padded(to: 6)
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return groups.joined(separator: " ") + (fraction.isEmpty ? "" : "." + fraction) + " MHz"
    }

    /// True if the value can be a frequency or bandwidth: whole hertz, above zero, up to 3 000 GHz.
    static func isFrequency(_ hertz: Double) -> Bool {
        hertz >= 1 && hertz <= Double(highest) && hertz == hertz.rounded()
    }
}

extension FormScanner {
    /// A frequency at an index: a number and its unit.
    func frequency(at start: Int) -> Found<Hertz>? {
        number(at: start).flatMap { number in
            unit(after: number).flatMap { hertz(number, $0) }
        }
    }

    /// All frequencies in the line. A number without unit that is joined to the next frequency
    /// (`12 655.4 and 12 661.9 MHz`) has that one's unit.
    func frequencies() -> [Found<Hertz>] {
        var found: [Found<Hertz>] = []
        var index = 0
        while index < text.count {
            if !mayBeginNumber(at: index) {
                index += 1
            } else if let stamp = stamp(at: index) {
                // The day of a date must not become the thousands of a frequency after it.
                index = stamp.range.upperBound
            } else if let number = number(at: index) {
                let unit = unit(after: number) ?? unitOfNext(after: number)
                let frequency = unit.flatMap { hertz(number, $0) }
                if let frequency { found.append(frequency) }
                index = max(frequency?.range.upperBound ?? 0, number.range.upperBound)
            } else {
                index += 1
            }
        }
        return found
    }

    /// The place after `to`, `and`, a dash or a slash and the blanks about it.
    func afterConnector(_ index: Int) -> Int? {
        let start = afterBlanks(index)
        if let mark = at(start), ["-", "\u{2013}", "\u{2014}", "/"].contains(mark) {
            return afterBlanks(start + 1)
        }
        guard start > index, isLetter(start) else { return nil }
        for word in ["to", "until", "till", "and"] {
            if hasWord(word, at: start) { return afterBlanks(start + word.count) }
        }
        return nil
    }

    private func unit(after number: Found<WrittenNumber>) -> Found<Int>? {
        unit(at: afterBlanks(number.range.upperBound))
    }

    /// The unit of the number that a connector joins to this one; its range is empty, because the
    /// unit does not belong to this number.
    private func unitOfNext(after number: Found<WrittenNumber>) -> Found<Int>? {
        let end = number.range.upperBound
        guard let next = afterConnector(end), let second = self.number(at: next),
            let unit = unit(after: second)
        else { return nil }
        return Found(value: unit.value, range: end..<end)
    }

    private func hertz(_ number: Found<WrittenNumber>, _ unit: Found<Int>) -> Found<Hertz>? {
        guard let value = number.value.scaled(byPowerOfTen: unit.value),
            (1...FrequencyText.highest).contains(value)
        else { return nil }
        return Found(
            value: Hertz(Double(value)), range: number.range.lowerBound..<unit.range.upperBound)
    }

    /// The power of ten of a unit of frequency. Letter case is forgiven, but `mHz` is no unit here.
    private func unit(at start: Int) -> Found<Int>? {
        guard isLetter(start) else { return nil }
        for (name, power) in [("khz", 3), ("mhz", 6), ("ghz", 9), ("hz", 0)]
        where hasWord(name, at: start) && !hasMillihertz(at: start) {
            return Found(value: power, range: start..<start + name.count)
        }
        return nil
    }

    private func hasMillihertz(at start: Int) -> Bool { at(start) == "m" && at(start + 1) == "H" }
}
