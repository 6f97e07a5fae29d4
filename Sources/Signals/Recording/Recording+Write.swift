// Writing of SigMF 1.2: data, metadata with the digest of the data, and collections. What is
// written here is read back the same by this house and passes `sigmf_validate`.

public import CanonicalJSON
public import Quantities

/// What is said about a recording beside its samples.
public struct RecordingDescription: Sendable {
    /// Free text (`core:description`).
    public var text: String?
    /// The program that recorded (`core:recorder`).
    public var recorder: String?
    /// The receiver (`core:hw`).
    public var hardware: String?
    /// Who recorded (`core:author`).
    public var author: String?
    /// Where the antenna stands (`core:geolocation`).
    public var site: GeodeticPosition?
    /// The name of the collection it belongs to (`core:collection`).
    public var collection: String?
    /// Further members of `global`, such as those of extensions.
    public var furtherFields: [JSONValue.Member]
    /// The list `annotations`.
    public var annotations: [JSONValue]

    /// A description; everything may be left out.
    public init(
        text: String? = nil, recorder: String? = nil, hardware: String? = nil,
        author: String? = nil, site: GeodeticPosition? = nil, collection: String? = nil,
        furtherFields: [JSONValue.Member] = [], annotations: [JSONValue] = []
    ) {
        (self.text, self.recorder, self.hardware) = (text, recorder, hardware)
        (self.author, self.site, self.collection) = (author, site, collection)
        (self.furtherFields, self.annotations) = (furtherFields, annotations)
    }
}

extension Recording {
    /// Writes the recording as `<base>.sigmf-data` and `<base>.sigmf-meta`, piece by piece.
    ///
    /// - Parameters:
    ///   - base: path without an ending.
    ///   - format: how samples are stored; full scale is 1, whole numbers are rounded and held.
    ///   - about: what else the metadata say.
    /// - Returns: the path of the metadata file.
    /// - Throws: ``RecordingFaults`` with the file that could not be written.
    @discardableResult
    public func write(
        to base: String, format: SampleFormat, about: RecordingDescription = .init()
    ) throws(RecordingFaults) -> String {
        let data = try FileWriter(base + ".sigmf-data")
        var digest = SHA512()
        let piece = 1 << 15
        for first in stride(from: 0, to: sampleCount, by: piece) {
            let part = try samples(first..<min(first + piece, sampleCount))
            var bytes: [UInt8] = []
            bytes.reserveCapacity(part.count * format.bytesPerSample)
            for component in part.interleaved { format.append(component, to: &bytes) }
            bytes.withUnsafeBytes { digest.update($0) }
            try data.append(bytes)
        }
        let document = sigmfDocument(format: format, sha512: digest.finish(), about: about)
        let path = base + ".sigmf-meta"
        try FileWriter(path).append(Array(document.pretty.utf8))
        return path
    }

    /// Writes `<base>.sigmf-collection`, which lists recordings in the same folder.
    ///
    /// - Parameters:
    ///   - base: path without an ending.
    ///   - names: names of the recordings without folder and ending, in their order.
    ///   - text: free text.
    /// - Returns: the path of the collection.
    /// - Throws: ``RecordingFaults`` with the file that could not be read or written.
    @discardableResult
    public static func writeCollection(
        to base: String, of names: [String], text: String? = nil
    ) throws(RecordingFaults) -> String {
        let folder = base.lastIndex(of: "/").map { String(base[...$0]) } ?? ""
        var streams: [JSONValue] = []
        for name in names {
            let hash = try FileBytes(folder + name + ".sigmf-meta").sha512()
            streams.append(["name": .string(name), "hash": .string(hash)])
        }
        var collection: JSONValue = ["core:version": "1.2.0"]
        collection.set("core:description", to: text.map(JSONValue.string))
        collection.set("core:streams", to: .array(streams))
        let path = base + ".sigmf-collection"
        let document: JSONValue = ["collection": collection]
        try FileWriter(path).append(Array(document.pretty.utf8))
        return path
    }

    private func sigmfDocument(
        format: SampleFormat, sha512: String, about: RecordingDescription
    ) -> JSONValue {
        var global: JSONValue = [
            "core:datatype": .string(format.rawValue),
            "core:sample_rate": JSONValue(sampleRate.value),
            "core:version": "1.2.0", "core:num_channels": 1, "core:sha512": .string(sha512),
        ]
        global.set("core:description", to: about.text.map(JSONValue.string))
        global.set("core:recorder", to: about.recorder.map(JSONValue.string))
        global.set("core:hw", to: about.hardware.map(JSONValue.string))
        global.set("core:author", to: about.author.map(JSONValue.string))
        global.set("core:collection", to: about.collection.map(JSONValue.string))
        global.set("core:geolocation", to: about.site.map(Self.point))
        for field in about.furtherFields { global.set(field.name, to: field.value) }
        var capture: JSONValue = ["core:sample_start": 0]
        capture.set("core:frequency", to: centreFrequency.map { JSONValue($0.value) })
        capture.set("core:datetime", to: start.map { .string($0.description) })
        return [
            "global": global, "captures": .array([capture]),
            "annotations": .array(about.annotations),
        ]
    }

    /// A GeoJSON point: longitude first, degrees, height in metres.
    private static func point(_ site: GeodeticPosition) -> JSONValue {
        [
            "type": "Point",
            "coordinates": .array(
                [site.longitude.degrees, site.latitude.degrees, site.height.value]
                    .map { JSONValue($0) }),
        ]
    }
}
