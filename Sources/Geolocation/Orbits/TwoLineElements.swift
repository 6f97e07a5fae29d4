// Reads two-line element sets by their columns: with or without a line of name, Alpha-5 numbers,
// checksums always. A set with a wrong column is refused, never guessed at; SGP4-XP sets (ephemeris
// type 4) are refused by name, for SGP4 would misread them by kilometres.

import Quantities

/// A reader of a file of two-line element sets.
struct TwoLineReader {
    private(set) var sets: [ElementSet] = []
    private(set) var faults: [FileFault] = []
    private var name: (text: String, line: Int)?
    private var first: (columns: Columns, number: Int)?

    init(_ bytes: [UInt8]) {
        for (index, line) in FieldText.lines(bytes).enumerated() {
            guard let start = FieldText.trimmed(line).first, start != UInt8(ascii: "#") else {
                continue
            }
            take(line, number: index + 1)
        }
        expectNothingOpen()
        if sets.isEmpty, faults.isEmpty {
            faults.append(.init(line: nil, field: "", message: "the file has no element sets"))
        }
    }

    private mutating func take(_ line: ArraySlice<UInt8>, number: Int) {
        switch (line.first, line.dropFirst().first) {
        case (UInt8(ascii: "1"), 32):
            if first != nil { expectNothingOpen() }
            first = (Columns(line, number: number), number)
        case (UInt8(ascii: "2"), 32):
            guard let one = first else {
                name = nil
                return say(number, "line 2", "line 1 of this set is missing")
            }
            finish(one.columns, Columns(line, number: number))
        default:
            expectNothingOpen()
            let text = FieldText.text(line)
            name = (text.hasPrefix("0 ") ? String(text.dropFirst(2)) : text, number)
        }
    }

    private mutating func expectNothingOpen() {
        if let one = first {
            say(one.number, "line 1", "line 2 of this set is missing")
        } else if let name {
            say(name.line, "name", "no element lines follow this line")
        }
        (first, name) = (nil, nil)
    }

    private mutating func say(_ line: Int, _ field: String, _ message: String) {
        faults.append(.init(line: line, field: field, message: message))
    }

    private mutating func finish(_ one: Columns, _ two: Columns) {
        defer { (first, name) = (nil, nil) }
        var (one, two) = (one, two)
        one.check(blanks: [2, 9, 18, 33, 44, 53, 62, 64])
        two.check(blanks: [2, 8, 17, 26, 34, 43, 52])
        let number = one.catalogNumber()
        if let other = two.catalogNumber(), let number, number != other {
            two.say("catalogue number", 3...7, "\(other) is not the \(number) of line 1")
        }
        one.checkEphemerisType()
        let epoch = one.epoch()
        let set = ElementSet(
            name: name?.text ?? "", catalogNumber: number ?? 0,
            internationalDesignator: one.designator(), classification: one.text(8...8),
            epoch: epoch ?? UTCInstant(secondsSince1970: 0),
            meanMotion: two.number("mean motion", 53...63, in: 0...20, above: 0),
            eccentricity: two.eccentricity(),
            inclination: .degrees(two.number("inclination", 9...16, in: 0...180)),
            rightAscensionOfAscendingNode: .degrees(
                two.number("right ascension of the node", 18...25, in: 0...360)),
            argumentOfPericentre: .degrees(
                two.number("argument of pericentre", 35...42, in: 0...360)),
            meanAnomaly: .degrees(two.number("mean anomaly", 44...51, in: 0...360)),
            bstar: one.power("B*", 54...61),
            meanMotionDot: one.number("derivative of the mean motion", 34...43, in: -1...1),
            meanMotionDotDot: one.power("second derivative of the mean motion", 45...52),
            elementSetNumber: one.count("element set number", 65...68),
            revolutionAtEpoch: two.count("revolution number", 64...68))
        faults += one.faults + two.faults
        if one.faults.isEmpty, two.faults.isEmpty { sets.append(set) }
    }
}

/// One of the two lines, read by columns that are counted from 1.
private struct Columns {
    private let bytes: [UInt8]
    private let line: Int
    private(set) var faults: [FileFault] = []

    init(_ line: ArraySlice<UInt8>, number: Int) {
        var bytes = Array(line)
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
        say("checksum", 69...69, "\(text(69...69)) stands there, the line gives \(sum % 10)")
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
