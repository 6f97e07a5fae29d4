// Reads two-line element sets by their columns: with or without a line of name, Alpha-5 numbers. A
// wrong checksum over right columns is a doubt that is told, since the public verification set has
// some; the spans of time after column 69 of that set are passed over. A set with a wrong column is
// refused, never guessed at; SGP4-XP sets (ephemeris type 4) are refused by name, for SGP4 would
// misread them by kilometres.

import Quantities

/// A reader of a file of two-line element sets.
struct TwoLineReader {
    private(set) var sets: [ElementSet] = []
    private(set) var faults: [FileFault] = []
    /// Wrong checksums.
    private(set) var doubts: [FileFault] = []
    private var name: (text: String, line: Int)?
    private var first: (columns: TwoLineColumns, number: Int)?

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
            first = (TwoLineColumns(line, number: number), number)
        case (UInt8(ascii: "2"), 32):
            guard let one = first else {
                name = nil
                return say(number, "line 2", "line 1 of this set is missing")
            }
            finish(one.columns, TwoLineColumns(line, number: number))
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

    private mutating func finish(_ one: TwoLineColumns, _ two: TwoLineColumns) {
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
        doubts += one.doubts + two.doubts
        if one.faults.isEmpty, two.faults.isEmpty { sets.append(set) }
    }
}
