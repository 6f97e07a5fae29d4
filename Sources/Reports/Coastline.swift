// The coastline of the maps: data of the configuration, for orientation only. It shows no borders.

import Foundation
import MonitoringOrders
import Quantities

/// Coastlines of the world.
public struct Coastline: Sendable {
    /// Chains of places.
    let lines: [[GeodeticPosition]]

    /// Reads a file of lines of `longitude,latitude` in hundredths of a degree; lines that begin with
    /// `#` are comments.
    ///
    /// - Throws: ``FormsError`` naming file and line where it is not well formed.
    public init(reading path: String) throws(FormsError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw FormsError("\(path): cannot be read")
        }
        var lines: [[GeodeticPosition]] = []
        for (index, line) in data.split(separator: UInt8(ascii: "\n")).enumerated()
        where line.first != UInt8(ascii: "#") {
            let places = line.split(separator: UInt8(ascii: " ")).compactMap(Self.place)
            guard places.count >= 2 else {
                throw FormsError("\(path):\(index + 1): is no line of a coast")
            }
            lines.append(places)
        }
        self.lines = lines
    }

    private static func place(_ text: Data.SubSequence) -> GeodeticPosition? {
        let numbers = text.split(separator: UInt8(ascii: ","))
            .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard numbers.count == 2 else { return nil }
        return GeodeticPosition(
            latitude: .degrees(Double(numbers[1]) / 100),
            longitude: .degrees(Double(numbers[0]) / 100))
    }
}

/// Why a form of a report could not be made. Nothing was written or sent.
public struct FormsError: Error, Hashable, Sendable, CustomStringConvertible {
    public var description: String

    /// An error in words that name the file or the program.
    public init(_ description: String) { self.description = description }
}
