// What the measuring commands read from their arguments: places, instants, files of orbits. A fault names
// the file, the line and the field, all faults at once.

import CanonicalJSON
import ConfigurationFiles
import Desk
import Foundation
import Geolocation
import MonitoringOrders
import Quantities

/// Reading of places.
enum PlaceInput {
    /// `latitude,longitude` or `latitude,longitude,height`, in degrees and metres above the ellipsoid, or
    /// the name of a station file.
    static func read(_ text: String) throws -> GeodeticPosition {
        if let place = place(text) { return place }
        guard FileManager.default.fileExists(atPath: text) else {
            throw Failure(
                .badInput,
                "\"\(text)\" is neither latitude,longitude[,height] nor the name of a file")
        }
        do {
            return try StationFile.read(text).position
        } catch {
            throw Failure(.badInput, error.description)
        }
    }

    private static func place(_ text: String) -> GeodeticPosition? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Double($0.trimmingCharacters(in: .whitespaces)) }
        guard (2...3).contains(parts.count), numbers.count == parts.count,
            numbers.allSatisfy(\.isFinite), numbers[0].magnitude <= 90,
            numbers[1].magnitude <= 360
        else { return nil }
        return GeodeticPosition(
            latitude: .degrees(numbers[0]), longitude: .degrees(numbers[1]),
            height: Metres(numbers.count == 3 ? numbers[2] : 0))
    }
}

/// Reading of files of orbits.
enum ElementsInput {
    /// Reads a file of elements or an ephemeris, and tells its doubts.
    static func read(_ path: String) throws -> ElementsFile {
        let bytes = try Input.bytes(path, atMost: ElementsFile.largestSize)
        do throws(FileFaults) {
            let file = try ElementsFile(reading: bytes)
            for doubt in file.doubts { Output.complain("\(path):\(doubt.words)") }
            return file
        } catch {
            throw Failure(faults: error.faults, of: path)
        }
    }
}

extension FileFault {
    /// `line: field: message`, without what is not known.
    var words: String {
        let place = line.map { "\($0): " } ?? " "
        return field.isEmpty ? place + message : "\(place)\(field): \(message)"
    }
}

extension Failure {
    /// Bad input with all faults of a file, one a line.
    init(faults: [FileFault], of path: String) {
        self.init(.badInput, faults.map { "\(path):\($0.words)" }.joined(separator: "\n"))
    }
}

/// Lists of times.
enum TimeList {
    /// Most times of one list.
    static let most = 10_000_000

    /// `FROM:TO:STEP` with both ends, or a list with commas.
    static func minutes(_ text: String) throws -> [Double] {
        let fault = Failure(.usage, "--minutes \"\(text)\" is neither FROM:TO:STEP nor a list")
        let separator: Character = text.contains(":") ? ":" : ","
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Double($0.trimmingCharacters(in: .whitespaces)) }
        guard numbers.count == parts.count, numbers.allSatisfy(\.isFinite) else { throw fault }
        guard separator == ":" else { return numbers }
        guard numbers.count == 3, numbers[2] != 0, (numbers[1] - numbers[0]) / numbers[2] >= 0
        else { throw fault }
        // A last step that rounding leaves a hair short of the end still counts.
        let steps = ((numbers[1] - numbers[0]) / numbers[2] + 1e-9).rounded(.down)
        guard steps < Double(most) else {
            throw Failure(.usage, "--minutes \"\(text)\" are more than \(most) times")
        }
        return (0...Int(steps)).map { numbers[0] + Double($0) * numbers[2] }
    }

    /// Instants in UTC, with commas.
    static func instants(_ text: String) throws -> [UTCInstant] {
        try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            let word = part.trimmingCharacters(in: .whitespaces)
            guard let instant = UTCInstant(word) else {
                throw Failure(.usage, "\"\(word)\" is no time in UTC, such as 2027-03-01T12:00:00Z")
            }
            return instant
        }
    }
}

extension Position {
    /// The three coordinates in metres.
    var components: [Double] { [x, y, z] }
}

extension Velocity {
    /// The three components in metres per second.
    var components: [Double] { [x, y, z] }
}
