// How the readers of element sets and ephemerides take lines apart and read numbers and times.
// Strict: what Swift's own number reader would accept beyond decimals (hexadecimal, `nan`) is no
// number here.

import Quantities

/// A value of a file and the line on which it stands.
struct PlacedText {
    var text: String
    var line: Int
}

enum FieldText {
    /// The lines of a text without their ends (LF or CR LF), blank ones included.
    static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        bytes.split(separator: 10, omittingEmptySubsequences: false)
            .map { $0.last == 13 ? $0.dropLast() : $0 }
    }

    /// A text without blanks at either end.
    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        while let first = bytes.first, first == 32 || first == 9 { bytes.removeFirst() }
        while let last = bytes.last, last == 32 || last == 9 { bytes.removeLast() }
        return bytes
    }

    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: trimmed(bytes), as: UTF8.self)
    }

    /// A finite decimal number, with or without an exponent.
    static func decimal(_ text: String) -> Double? {
        guard !text.isEmpty, text.utf8.count <= 40,
            text.utf8.allSatisfy({ decimalCharacters.contains($0) }),
            let value = Double(text), value.isFinite
        else { return nil }
        return value
    }

    private static let decimalCharacters = Set("0123456789+-.eE".utf8)

    /// A number of at most nine digits without a sign.
    static func integer(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard (1...9).contains(bytes.count) else { return nil }
        return Int(digits: bytes[...])
    }

    /// What a reader says where ``time(_:)`` gives nothing.
    static let timeWanted = "a time such as 2027-03-01T12:00:00.000 is expected, 1950 to 2150"

    /// A CCSDS time in UTC: `2027-03-01T12:00:00.000` or, by day of year, `2027-060T12:00:00`, with or
    /// without `Z`. Years 1950 to 2150, so that no difference of two times can overflow.
    static func time(_ text: String) -> UTCInstant? {
        guard let time = anyTime(text), (1950...2150).contains(time.date.year) else { return nil }
        return time
    }

    private static func anyTime(_ text: String) -> UTCInstant? {
        let zoned = text.hasSuffix("Z") ? text : text + "Z"
        let bytes = Array(zoned.utf8)
        guard bytes.count > 9, bytes[8] == UInt8(ascii: "T") else { return UTCInstant(zoned) }
        guard bytes[4] == UInt8(ascii: "-"), let year = Int(digits: bytes[0..<4]),
            let ofYear = Int(digits: bytes[5..<8]), let date = day(ofYear, of: year),
            let clock = UTCInstant("2000-01-01" + String(decoding: bytes[8...], as: UTF8.self))
        else { return nil }
        return clock + (date.startOfDay - UTCInstant(secondsSince1970: 946_684_800))
    }

    /// The date of a day of the year, counted from 1.
    static func day(_ ofYear: Int, of year: Int) -> CalendarDate? {
        guard (1950...2150).contains(year), ofYear >= 1,
            let first = CalendarDate(year: year, month: 1, day: 1)
        else { return nil }
        let date = CalendarDate(daysSince1970: first.daysSince1970 + ofYear - 1)
        return date.year == year ? date : nil
    }
}
