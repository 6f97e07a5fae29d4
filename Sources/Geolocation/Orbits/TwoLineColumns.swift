// One line of a two-line element set by its columns, counted from 1: what stands in each, and every
// fault with its place.

import Quantities

/// One of the two lines, read by columns that are counted from 1.
struct TwoLineColumns {
    private let bytes: [UInt8]
    private let line: Int
    private(set) var faults: [FileFault] = []
    private(set) var doubts: [FileFault] = []

    init(_ line: ArraySlice<UInt8>, number: Int) {
        var bytes = Array(line)
        if Self.hasSpans(bytes) { bytes.removeSubrange(69...) }
        while bytes.last == 32 { bytes.removeLast() }
        let found = bytes.count
        bytes += [UInt8](repeating: 32, count: max(0, 69 - found))
        (self.bytes, self.line) = (bytes, number)
        if found != 69 {
            say("line \(text(1...1))", nil, "the line has \(found) columns, not 69")
        } else {
            checkSum()
        }
    }

    /// True for three numbers after the columns: start, stop and step in the verification set.
    private static func hasSpans(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > 69, bytes[69] == 32 else { return false }
        let words = FieldText.text(bytes[69...]).split(separator: " ")
        return words.count == 3 && words.allSatisfy { FieldText.decimal(String($0)) != nil }
    }

    mutating func say(_ field: String, _ columns: ClosedRange<Int>?, _ message: String) {
        let place = columns.map {
            $0.count == 1
                ? "column \($0.lowerBound): " : "columns \($0.lowerBound)-\($0.upperBound): "
        }
        faults.append(FileFault(line: line, field: field, message: (place ?? "") + message))
    }

    func text(_ columns: ClosedRange<Int>) -> String {
        FieldText.text(bytes[columns.lowerBound - 1..<columns.upperBound])
    }

    private mutating func checkSum() {
        let sum = bytes[..<68].reduce(0) { sum, byte in
            sum + ((48...57).contains(byte) ? Int(byte) - 48 : byte == UInt8(ascii: "-") ? 1 : 0)
        }
        guard text(69...69) != String(sum % 10) else { return }
        doubts.append(
            FileFault(
                line: line, field: "checksum",
                message: "column 69: \(text(69...69)) stands there, the line gives \(sum % 10)"))
    }

    mutating func check(blanks: [Int]) {
        for column in blanks where bytes[column - 1] != 32 {
            say("separator", column...column, "a blank is expected")
        }
    }

    /// Five digits, or Alpha-5: a letter other than I and O, A for 10 to Z for 33, and four digits.
    mutating func catalogNumber() -> Int? {
        let text = text(3...7)
        if let number = FieldText.integer(text) { return number }
        let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ")
        if text.count == 5, let first = text.first, let index = letters.firstIndex(of: first),
            let rest = FieldText.integer(String(text.dropFirst()))
        {
            return (index + 10) * 10_000 + rest
        }
        say("catalogue number", 3...7, "five digits or an Alpha-5 number is expected")
        return nil
    }

    mutating func checkEphemerisType() {
        switch text(63...63) {
        case "", "0", "2", "3": return
        case "4": say("ephemeris type", 63...63, "type 4 is SGP4-XP, which is not SGP4")
        case let other: say("ephemeris type", 63...63, "\(other) is not a type of SGP4")
        }
    }

    /// `85108AA` as `1985-108AA`; what is not in that form is kept as it is.
    func designator() -> String {
        let text = text(10...17)
        guard text.utf8.count >= 6, let year = FieldText.integer(String(text.prefix(2))) else {
            return text
        }
        return "\(year < 57 ? 2000 + year : 1900 + year)-\(text.dropFirst(2))"
    }

    mutating func epoch() -> UTCInstant? {
        let parts = text(21...32).split(separator: ".", omittingEmptySubsequences: false)
        guard let year = FieldText.integer(text(19...20)), parts.count == 2,
            parts[1].utf8.count <= 8, let ofYear = FieldText.integer(String(parts[0])),
            let digits = FieldText.integer(String(parts[1])),
            let date = FieldText.day(ofYear, of: year < 57 ? 2000 + year : 1900 + year)
        else {
            say("epoch", 19...32, "two digits of the year and a day of it are expected")
            return nil
        }
        // A hundred-millionth of a day is 864 000 ns, so the epoch is exact.
        let scale = parts[1].utf8.count..<8
        let nanoseconds = scale.reduce(Int64(digits)) { value, _ in value * 10 } * 864_000
        return date.startOfDay + .nanoseconds(nanoseconds)
    }

    mutating func number(
        _ field: String, _ columns: ClosedRange<Int>, in range: ClosedRange<Double>,
        above low: Double = -.infinity
    ) -> Double {
        guard let value = FieldText.decimal(text(columns)) else {
            say(field, columns, "a decimal number is expected")
            return 0
        }
        if !range.contains(value) || value <= low {
            say(
                field, columns, "\(value) is not within \(range.lowerBound) and \(range.upperBound)"
            )
        }
        return value
    }

    /// Seven digits after a point that is not written.
    mutating func eccentricity() -> Double {
        let digits = text(27...33)
        guard digits.utf8.count == 7, let value = FieldText.integer(digits) else {
            say("eccentricity", 27...33, "seven digits are expected")
            return 0
        }
        return Double(value) / 1e7
    }

    /// `-13525-3` for -0.13525e-3; blank for zero.
    mutating func power(_ field: String, _ columns: ClosedRange<Int>) -> Double {
        var text = Substring(text(columns))
        guard !text.isEmpty else { return 0 }
        let sign = text.hasPrefix("-") ? "-" : ""
        if text.hasPrefix("-") || text.hasPrefix("+") { text.removeFirst() }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let exponent = text.dropFirst(digits.count)
        guard digits.count == 5, exponent.utf8.count == 2, "+-".contains(exponent.prefix(1)),
            let value = FieldText.decimal("\(sign)0.\(digits)e\(exponent)")
        else {
            say(field, columns, "five digits and an exponent are expected")
            return 0
        }
        return value
    }

    mutating func count(_ field: String, _ columns: ClosedRange<Int>) -> Int {
        let text = text(columns)
        guard !text.isEmpty else { return 0 }
        guard let value = FieldText.integer(text) else {
            say(field, columns, "digits are expected")
            return 0
        }
        return value
    }
}
