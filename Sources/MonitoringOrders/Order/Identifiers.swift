// The two numbers of an order: the Bureau's own, and the station's reference number (R18). They
// are different types, because only the station issues the second.

public import Quantities

/// The Bureau's number of an order: `BR/2027/0101`.
public struct OrderNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let description: String

    /// A number of the form `SERIES/YEAR/SERIAL`, or `nil`.
    public init?(_ text: String) {
        guard SerialText.isWellFormed(text) else { return nil }
        description = text
    }

    /// The number a series gives to its `serial`-th order of a year.
    public init(series: String, year: Int, serial: Int) {
        description = SerialText.text(series: series, year: year, serial: serial)
    }

    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.description < rhs.description }
}

/// The unique task number issued by the station (clause 2, R18-R20): `EMSAT-RIO/2027/0007`.
public struct ReferenceNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let description: String

    /// A number of the form `SERIES/YEAR/SERIAL`, or `nil`.
    public init?(_ text: String) {
        guard SerialText.isWellFormed(text) else { return nil }
        description = text
    }

    /// The number a station gives to its `serial`-th task of a year.
    public init(series: String, year: Int, serial: Int) {
        description = SerialText.text(series: series, year: year, serial: serial)
    }

    /// `EMSAT-RIO` of `EMSAT-RIO/2027/0007`.
    public var series: String { String(parts[0]) }
    /// 2027 of `EMSAT-RIO/2027/0007`.
    public var year: Int { Int(parts[1]) ?? 0 }
    /// 7 of `EMSAT-RIO/2027/0007`.
    public var serial: Int { Int(parts[2]) ?? .max }

    private var parts: [Substring] { description.split(separator: "/") }

    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.description < rhs.description }
}

private enum SerialText {
    static func text(series: String, year: Int, serial: Int) -> String {
        "\(series)/\(year.padded(to: 4))/\(serial.padded(to: 4))"
    }

    /// Capital letters, digits and hyphens; a year of four digits; a serial of four digits or more.
    static func isWellFormed(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 3, text.utf8.count <= 40, let first = parts[0].first else {
            return false
        }
        return isCapital(first)
            && parts[0].allSatisfy { isCapital($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
            && parts[1].count == 4 && parts[1].allSatisfy(isDigit)
            && parts[2].count >= 4 && parts[2].allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0") <= byte && byte <= UInt8(ascii: "9")
    }

    private static func isCapital(_ byte: UInt8) -> Bool {
        UInt8(ascii: "A") <= byte && byte <= UInt8(ascii: "Z")
    }
}

extension OrderNumber: TextCodable {}
extension ReferenceNumber: TextCodable {}
