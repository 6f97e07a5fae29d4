// Observation files: one JSON document, or JSON Lines with one on each line. Whatever comes in,
// the answer is observations or faults with line and path of keys, never a trap.

import CanonicalJSON

/// The observations of a file and everything that is wrong with it.
public struct ObservationFile: Sendable {
    /// What one document observes.
    public enum Entry: Hashable, Sendable {
        /// Two satellites at one instant.
        case pair(Observation)
        /// One satellite at several instants.
        case series(FrequencySeries)
    }

    /// What could be read, in the order of the file.
    public private(set) var entries: [Entry] = []
    /// Those of two satellites.
    public var observations: [Observation] {
        entries.compactMap { if case .pair(let observation) = $0 { observation } else { nil } }
    }
    /// All faults of all documents; the field is the path of keys.
    public private(set) var faults: [FileFault] = []

    /// Reads a file in the form that `vigia locate` takes.
    ///
    /// - Parameter bytes: UTF-8; one document spread over any number of lines, or one on each.
    public init(_ bytes: some Collection<UInt8>) {
        let bytes = Array(bytes)
        do {
            let document = try JSONValue(parsing: bytes)
            read(document, bytes, firstLine: 1)
        } catch {
            let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            let filled = lines.enumerated().filter { !$0.element.allSatisfy(Self.isBlank) }
            let startsAsLines = filled.first.map { (try? JSONValue(parsing: $0.element)) != nil }
            if filled.count > 1, startsAsLines == true {
                for (offset, line) in filled { readLine(Array(line), number: offset + 1) }
            } else {
                faults.append(FileFault(line: error.line, field: "", message: error.message))
            }
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0D
    }

    private mutating func readLine(_ bytes: [UInt8], number: Int) {
        do {
            read(try JSONValue(parsing: bytes), bytes, firstLine: number)
        } catch {
            faults.append(FileFault(line: number, field: "", message: error.message))
        }
    }

    private mutating func read(_ document: JSONValue, _ bytes: [UInt8], firstLine: Int) {
        var fields = ObservationFields(document)
        let entry =
            document["epochs"] == nil
            ? fields.observation().map(Entry.pair) : fields.series().map(Entry.series)
        if let entry { return entries.append(entry) }
        let places = JSONPlaces(bytes, firstLine: firstLine)
        faults += fields.faults.map {
            FileFault(line: places.line(of: $0.key), field: $0.key, message: $0.message)
        }
    }
}
