// Finding numbers, frequencies, times and positions in a line that a person wrote. It reads what is
// certain and nothing else: a value that could be meant in two ways is not read at all. No input
// may trap, and no input takes more than a time in proportion to its length.

import Quantities

/// A line as scalars, with unusual blanks and minus signs made usual, and places in it.
struct FormScanner {
    let text: [Unicode.Scalar]

    /// Takes a line; no-break and thin blanks become blanks, the minus sign becomes a hyphen.
    init(_ line: some StringProtocol) {
        text = line.unicodeScalars.map { scalar in
            switch scalar {
            case "\u{A0}", "\u{2007}", "\u{2009}", "\u{202F}", "\t": " "
            case "\u{2212}": "-"
            default: scalar
            }
        }
    }

    /// A value and where it stands.
    struct Found<Value> {
        var value: Value
        var range: Range<Int>
    }

    /// The scalar at an index, `nil` outside.
    func at(_ index: Int) -> Unicode.Scalar? {
        text.indices.contains(index) ? text[index] : nil
    }

    /// True for an ASCII digit at the index.
    func isDigit(_ index: Int) -> Bool { at(index).map { ("0"..."9").contains($0) } ?? false }

    /// True for a letter at the index.
    func isLetter(_ index: Int) -> Bool {
        guard let scalar = at(index) else { return false }
        guard scalar.isASCII else { return scalar.properties.isAlphabetic }
        return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    /// The first index from here on that holds no blank.
    func afterBlanks(_ index: Int) -> Int {
        var index = index
        while at(index) == " " { index += 1 }
        return index
    }

    /// The text between two places, without blanks at its ends.
    func trimmed(_ range: Range<Int>) -> String {
        let start = afterBlanks(range.lowerBound)
        var end = range.upperBound
        while end > start, text[end - 1] == " " { end -= 1 }
        return start < end ? string(start..<end) : ""
    }

    /// The text between two places.
    func string(_ range: Range<Int>) -> String {
        let scalars = text[range]
        guard scalars.allSatisfy(\.isASCII) else {
            return String(String.UnicodeScalarView(scalars))
        }
        return String(decoding: scalars.map { UInt8(truncatingIfNeeded: $0.value) }, as: UTF8.self)
    }

    /// True if the word stands at the index, letter case ignored, and ends there.
    func hasWord(_ word: String, at index: Int) -> Bool {
        let end = index + word.unicodeScalars.count
        guard end <= text.count, !isLetter(end) else { return false }
        return zip(text[index..<end], word.unicodeScalars).allSatisfy {
            $0 == $1 || $0.properties.lowercaseMapping == String($1)
        }
    }

    /// The whole line without blanks at its ends.
    var whole: String { trimmed(0..<text.count) }
}

/// A decimal number as written: digits before and after the decimal sign, grouping removed.
struct WrittenNumber: Hashable {
    var whole: String
    var fraction: String

    /// The number times a power of ten, `nil` unless it is whole and below 10^15.
    func scaled(byPowerOfTen power: Int) -> Int64? {
        let kept = fraction.prefix(power)
        guard fraction.dropFirst(power).allSatisfy({ $0 == "0" }), whole.count + power <= 16 else {
            return nil
        }
        let padding = String(repeating: "0", count: power - kept.count)
        guard let value = Int64(whole + kept + padding), value < 1_000_000_000_000_000 else {
            return nil
        }
        return value
    }

    /// The number, `nil` if it has more than nine digits on either side.
    var double: Double? {
        guard whole.count <= 9, fraction.count <= 9 else { return nil }
        return Double(fraction.isEmpty ? whole : whole + "." + fraction)
    }
}

extension FormScanner {
    /// Digits after which no further group is joined, so that a line of nothing but digits costs no
    /// more than its length.
    private static let mostDigits = 24

    /// A number at an index, without its sign: digits with blanks between thousands, and a comma or
    /// a point before the decimals, which may be grouped too (`3.899 71`).
    func number(at start: Int) -> Found<WrittenNumber>? {
        guard isDigit(start) else { return nil }
        let (whole, wholeEnd) = groups(from: start, isFraction: false)
        let mark = at(wholeEnd)
        guard mark == "." || mark == ",", isDigit(wholeEnd + 1) else {
            return Found(value: WrittenNumber(whole: whole, fraction: ""), range: start..<wholeEnd)
        }
        let (fraction, end) = groups(from: wholeEnd + 1, isFraction: true)
        // A second decimal sign leaves open which of the two is the decimal one.
        if at(end) == "." || at(end) == ",", isDigit(end + 1) { return nil }
        return Found(value: WrittenNumber(whole: whole, fraction: fraction), range: start..<end)
    }

    /// Digits and the groups of three that follow them. Before the decimal sign a first group of up
    /// to three digits may be followed by full groups; after it, full groups by a last shorter one.
    private func groups(from start: Int, isFraction: Bool) -> (String, Int) {
        var (digits, end) = run(from: start)
        guard isFraction ? digits.count == 3 : digits.count <= 3 else { return (digits, end) }
        while digits.count < Self.mostDigits, at(end) == " ", isDigit(end + 1) {
            let (group, groupEnd) = run(from: end + 1)
            let isFull = group.count == 3
            guard isFull || isFraction && group.count < 3, !isLetter(groupEnd) || isFull else {
                break
            }
            digits += group
            end = groupEnd
            if !isFull { break }
        }
        return (digits, end)
    }

    private func run(from start: Int) -> (String, Int) {
        var end = start
        while isDigit(end) { end += 1 }
        return (string(start..<end), end)
    }

    /// True if a number may begin here: it is not the tail of a word, of another number, of a
    /// negative value or of a tolerance.
    func mayBeginNumber(at index: Int) -> Bool {
        guard isDigit(index) else { return false }
        guard let before = at(index - 1) else { return true }
        guard !isDigit(index - 1), !isLetter(index - 1) else { return false }
        switch before {
        case ".", ",": return !isDigit(index - 2)
        case "-", "+": return isDigit(index - 2)
        default: return !followsTolerance(index)
        }
    }

    private func followsTolerance(_ index: Int) -> Bool {
        var before = index - 1
        while at(before) == " " { before -= 1 }
        return at(before) == "±" || at(before) == "-" && at(before - 1) == "/"
    }
}
