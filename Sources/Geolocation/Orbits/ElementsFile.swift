// The one door to files of orbits: finds out by content which of the formats it is, and gives every
// object in it or every fault. Never opens a file itself and never trusts a name's extension.

public import Quantities

/// The formats that are read.
public enum ElementsFormat: String, Hashable, Sendable, CaseIterable {
    case twoLine = "TLE"
    case meanElementsKeyValues = "OMM KVN"
    case meanElementsXML = "OMM XML"
    case meanElementsJSON = "OMM JSON"
    case meanElementsCSV = "OMM CSV"
    case ephemerisKeyValues = "OEM KVN"
    case ephemerisXML = "OEM XML"
}

/// One object of a file, with what is known of its motion.
public struct OrbitingObject: Hashable, Sendable {
    /// Mean elements for SGP4, or states given by the operator.
    public enum Orbit: Hashable, Sendable {
        case elements(ElementSet)
        case ephemeris(Ephemeris)
    }

    /// The name, else the catalogue number, else the international designator.
    public var name: String
    public var orbit: Orbit

    /// The epoch of the elements, or the start of the usable span of an ephemeris.
    public var epoch: UTCInstant {
        switch orbit {
        case .elements(let set): set.epoch
        case .ephemeris(let ephemeris):
            ephemeris.segments.map(\.usable.lowerBound).min() ?? UTCInstant(secondsSince1970: 0)
        }
    }

    /// An object from its mean elements.
    public init(_ set: ElementSet) {
        let number = set.catalogNumber > 0 ? String(set.catalogNumber) : set.internationalDesignator
        (name, orbit) = (set.name.isEmpty ? number : set.name, .elements(set))
    }

    /// An object from an ephemeris of at least one segment.
    public init(_ ephemeris: Ephemeris) {
        let first = ephemeris.segments.first
        let identifier = first?.objectIdentifier ?? ""
        name = first.map { $0.objectName.isEmpty ? identifier : $0.objectName } ?? identifier
        orbit = .ephemeris(ephemeris)
    }
}

/// A file of element sets or ephemerides.
public struct ElementsFile: Hashable, Sendable {
    /// Bytes of the largest file that is read.
    public static let largestSize = 64 << 20

    public let format: ElementsFormat
    /// In the order of the file; at least one.
    public let objects: [OrbitingObject]
    /// What does not forbid the use of the file, but should be told: wrong checksums.
    public let doubts: [FileFault]

    /// Reads a file, whichever of the formats it is.
    ///
    /// - Parameter bytes: the whole file.
    /// - Throws: all faults with their lines; then nothing of the file is given.
    public init(reading bytes: [UInt8]) throws(FileFaults) {
        try Self.checkText(bytes)
        var bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        let content = try Self.read(bytes)
        format = content.format
        objects = content.objects
        doubts = content.doubts
        guard content.faults.isEmpty else { throw FileFaults(content.faults) }
        guard !objects.isEmpty else {
            throw FileFaults(line: nil, field: "", message: "the file has no objects")
        }
    }

    private struct Content {
        var format: ElementsFormat
        var objects: [OrbitingObject] = []
        var faults: [FileFault]
        var doubts: [FileFault] = []

        init(_ format: ElementsFormat, _ reading: MeanElementsReading) {
            self.format = format
            objects = reading.sets.map { OrbitingObject($0) }
            faults = reading.faults
        }

        /// Segments of one object belong together, wherever they stand.
        init(_ format: ElementsFormat, _ reading: EphemerisReading) {
            self.format = format
            faults = reading.faults
            var order: [String] = []
            var segments: [String: [EphemerisSegment]] = [:]
            for segment in reading.segments {
                let identifier = segment.objectIdentifier
                if segments[identifier] == nil { order.append(identifier) }
                segments[identifier, default: []].append(segment)
            }
            objects = order.map { OrbitingObject(Ephemeris(segments: segments[$0] ?? [])) }
        }

        init(_ reader: TwoLineReader) {
            format = .twoLine
            objects = reader.sets.map { OrbitingObject($0) }
            faults = reader.faults
            doubts = reader.doubts
        }
    }

    private static func read(_ bytes: [UInt8]) throws(FileFaults) -> Content {
        let lines = bytes.split(separator: 10, maxSplits: 64)
        let first =
            lines.prefix(64).lazy.map { FieldText.text($0) }
            .first { !$0.isEmpty && $0 != "\r" } ?? ""
        switch first.utf8.first {
        case UInt8(ascii: "<"): return try readXML(bytes)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            return Content(.meanElementsJSON, MeanElementsReading.json(bytes))
        default: break
        }
        if first.hasPrefix("CCSDS_OMM_VERS") {
            return Content(.meanElementsKeyValues, MeanElementsReading.keyValues(bytes))
        }
        if first.hasPrefix("CCSDS_OEM_VERS") {
            return Content(.ephemerisKeyValues, EphemerisReading(keyValues: bytes))
        }
        if first.hasPrefix("CCSDS_") {
            throw FileFaults(
                line: 1, field: String(first.prefix(14)), message: "only OMM and OEM are read")
        }
        if first.contains(","), first.contains("EPOCH") {
            return Content(.meanElementsCSV, MeanElementsReading.csv(bytes))
        }
        return Content(TwoLineReader(bytes))
    }

    private static func readXML(_ bytes: [UInt8]) throws(FileFaults) -> Content {
        let root = try XMLReader.root(of: bytes)
        let kinds = root.name == "ndm" ? Set(root.children.map(\.name)) : [root.name]
        if kinds.contains("omm") { return Content(.meanElementsXML, MeanElementsReading.xml(root)) }
        if kinds.contains("oem") { return Content(.ephemerisXML, EphemerisReading(xml: root)) }
        throw FileFaults(line: root.line, field: root.name, message: "only omm and oem are read")
    }

    /// What no format allows: an empty or huge file, control characters, bytes that are not UTF-8.
    private static func checkText(_ bytes: [UInt8]) throws(FileFaults) {
        guard !bytes.isEmpty else {
            throw FileFaults(line: nil, field: "", message: "the file is empty")
        }
        guard bytes.count <= largestSize else {
            throw FileFaults(
                line: nil, field: "", message: "the file has more than \(largestSize) bytes")
        }
        var line = 1
        for byte in bytes {
            if byte == 10 { line += 1 }
            guard byte >= 32 || byte == 10 || byte == 13 || byte == 9 else {
                throw FileFaults(
                    line: line, field: "", message: "the control character \(byte) is not text")
            }
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw FileFaults(line: nil, field: "", message: "the file is not UTF-8")
        }
    }
}
