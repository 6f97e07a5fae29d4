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
        guard let number = number(at: start),
            let unit = unit(at: afterBlanks(number.range.upperBound)),
            let value = hertz(number.value, unit.value)
        else { return nil }
        return Found(value: value, range: start..<unit.range.upperBound)
    }

    /// All frequencies in the line. A number without unit that is joined to the next frequency
    /// (`12 655.4 and 12 661.9 MHz`) has that one's unit.
    func frequencies() -> [Found<Hertz>] {
        var found: [Found<Hertz>] = []
        var index = 0
        while index < text.count {
            guard mayBeginNumber(at: index) else {
                index += 1
                continue
            }
            if let stamp = stamp(at: index) {
                // The day of a date must not become the thousands of a frequency after it.
                index = stamp.range.upperBound
            } else if let next = frequency(at: index) {
                found.append(next)
                index = next.range.upperBound
            } else if let joined = joined(at: index) {
                found.append(joined)
                index = joined.range.upperBound
            } else {
                index = max(index + 1, number(at: index)?.range.upperBound ?? index + 1)
            }
        }
        return found
    }

    private func joined(at start: Int) -> Found<Hertz>? {
        guard let first = number(at: start),
            let next = afterConnector(first.range.upperBound),
            let second = number(at: next),
            let unit = unit(at: afterBlanks(second.range.upperBound)),
            let value = hertz(first.value, unit.value)
        else { return nil }
        return Found(value: value, range: first.range)
    }

    /// The place after `to`, `and`, a dash or a slash and the blanks about it.
    func afterConnector(_ index: Int) -> Int? {
        let start = afterBlanks(index)
        if let mark = at(start), ["-", "\u{2013}", "\u{2014}", "/"].contains(mark) {
            return afterBlanks(start + 1)
        }
        for word in ["to", "until", "till", "and"] where start > index {
            if hasWord(word, at: start) { return afterBlanks(start + word.count) }
        }
        return nil
    }

    private func hertz(_ number: WrittenNumber, _ power: Int) -> Hertz? {
        guard let value = number.scaled(byPowerOfTen: power),
            (1...FrequencyText.highest).contains(value)
        else { return nil }
        return Hertz(Double(value))
    }

    /// The power of ten of a unit of frequency. Letter case is forgiven, but `mHz` is no unit here.
    private func unit(at start: Int) -> Found<Int>? {
        for (name, power) in [("khz", 3), ("mhz", 6), ("ghz", 9), ("hz", 0)]
        where hasWord(name, at: start) && !hasMillihertz(at: start) {
            return Found(value: power, range: start..<start + name.count)
        }
        return nil
    }

    private func hasMillihertz(at start: Int) -> Bool { at(start) == "m" && at(start + 1) == "H" }
}
