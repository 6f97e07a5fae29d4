// The fields of SigMF metadata that decide how the data are read, checked one by one. What is not
// named here is kept in the document and not judged.

import CanonicalJSON
import Quantities

/// Frequency and time of the first capture.
struct CaptureFields {
    var sampleStart = 0
    var headerBytes = 0
    var frequency: Hertz?
    var start: StartTime?
    /// Where the next capture begins.
    var end: Int?
    var laterCount = 0
}

/// What a metadata file says about its data.
struct MetadataFields {
    /// Largest metadata file that is read, in bytes.
    static let sizeLimit = 16 << 20

    let file: String
    private(set) var format = SampleFormat.complexFloatLittle
    private(set) var sampleRate = Hertz(1)
    private(set) var channelCount = 1
    private(set) var sha512: String?
    private(set) var dataPath = ""
    private(set) var capture = CaptureFields()
    private var annotationEnd = 0
    private var faults: [RecordingFault] = []

    /// Reads the fields and throws all faults together.
    init(_ document: JSONValue, file: String) throws(RecordingFaults) {
        self.file = file
        if document["global"]?.members == nil {
            complain("global", "an object is expected")
        }
        let global = document["global"] ?? .null
        readFormat(global)
        readRate(global)
        if global["core:version"]?.string == nil { complain("core:version", "a text is expected") }
        if let count = optionalInt(global, "core:num_channels", 1...1024) { channelCount = count }
        readDigest(global)
        readDataPath(global)
        readCaptures(document["captures"])
        readAnnotations(document["annotations"])
        guard faults.isEmpty else { throw RecordingFaults(faults) }
    }

    /// Where the first capture lies in a data file.
    func layout(of data: FileBytes) throws(RecordingFaults) -> (offset: Int, sampleCount: Int) {
        let frame = format.bytesPerSample * channelCount
        let body = data.count - capture.headerBytes
        var faults: [RecordingFault] = []
        func cut(_ reason: String) {
            faults.append(RecordingFault(.truncated, file: data.path, reason: reason))
        }
        if body < 0 { cut("\(data.count) bytes are fewer than core:header_bytes") }
        let total = max(body, 0) / frame
        if max(body, 0) % frame != 0 { cut("\(body) bytes do not hold whole samples of \(frame)") }
        let end = capture.end ?? total
        let needed = max(end, annotationEnd, capture.sampleStart + 1)
        if total < needed { cut("\(total) samples are there, the metadata name \(needed)") }
        guard faults.isEmpty else { throw RecordingFaults(faults) }
        return (
            capture.headerBytes + capture.sampleStart * frame, end - capture.sampleStart
        )
    }

    private mutating func complain(
        _ place: String, _ reason: String, _ code: RecordingFault.Code = .malformed
    ) {
        faults.append(RecordingFault(code, file: file, place: place, reason: reason))
    }

    private mutating func readFormat(_ global: JSONValue) {
        guard let name = global["core:datatype"]?.string else {
            return complain("core:datatype", "a text is expected")
        }
        guard let known = SampleFormat(rawValue: name) else {
            let all = SampleFormat.allCases.map(\.rawValue).joined(separator: ", ")
            return complain(
                "core:datatype", "\"\(name.prefix(20))\" is not read here, only \(all)",
                .unsupported)
        }
        format = known
    }

    private mutating func readRate(_ global: JSONValue) {
        guard let rate = global["core:sample_rate"]?.double, (1...1e12).contains(rate) else {
            return complain(
                "core:sample_rate", "a rate from 1 to 1e12 samples a second is expected")
        }
        sampleRate = Hertz(rate)
    }

    private mutating func readDigest(_ global: JSONValue) {
        guard let value = global["core:sha512"] else { return }
        guard let text = value.string, text.utf8.count == 128,
            text.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
        else { return complain("core:sha512", "128 hexadecimal digits are expected") }
        sha512 = text.lowercased()
    }

    private mutating func readDataPath(_ global: JSONValue) {
        guard file.hasSuffix(".sigmf-meta") else {
            return complain("", "the name of a metadata file ends in .sigmf-meta")
        }
        dataPath = file.dropLast(11) + ".sigmf-data"
        guard let dataset = global["core:dataset"] else { return }
        guard let name = dataset.string, !name.isEmpty, !name.contains("/"), !name.contains("\0")
        else {
            return complain("core:dataset", "the name of a file in the same folder is expected")
        }
        dataPath = (file.lastIndex(of: "/").map { String(file[...$0]) } ?? "") + name
    }

    private mutating func readCaptures(_ value: JSONValue?) {
        guard let list = value?.array else {
            return complain("captures", "a list is expected")
        }
        guard let first = list.first else { return }
        capture.sampleStart = optionalInt(first, "core:sample_start", 0...1 << 48) ?? 0
        capture.headerBytes = optionalInt(first, "core:header_bytes", 0...1 << 48) ?? 0
        capture.laterCount = list.count - 1
        if let value = first["core:frequency"] {
            if let frequency = value.double, frequency.magnitude <= 1e12 {
                capture.frequency = Hertz(frequency)
            } else {
                complain("captures[0] core:frequency", "a frequency up to 1e12 Hz is expected")
            }
        }
        if let value = first["core:datetime"] {
            capture.start = value.string.flatMap(StartTime.init)
            if capture.start == nil {
                complain(
                    "captures[0] core:datetime",
                    "a time such as 2026-09-08T07:06:05.25Z is expected")
            }
        }
        guard list.count > 1 else { return }
        capture.end = optionalInt(list[1], "core:sample_start", 0...1 << 48)
        if (capture.end ?? 0) <= capture.sampleStart {
            complain("captures[1] core:sample_start", "captures do not follow each other")
        }
    }

    private mutating func readAnnotations(_ value: JSONValue?) {
        guard let list = value?.array else {
            return complain("annotations", "a list is expected")
        }
        for annotation in list {
            let start = annotation["core:sample_start"]?.int ?? 0
            let count = annotation["core:sample_count"]?.int ?? 0
            let (end, overflow) = start.addingReportingOverflow(count)
            guard !overflow, start >= 0, count >= 0 else {
                return complain("annotations", "an annotation lies outside any recording")
            }
            annotationEnd = max(annotationEnd, end)
        }
    }

    private mutating func optionalInt(
        _ object: JSONValue, _ key: String, _ range: ClosedRange<Int>
    ) -> Int? {
        guard let value = object[key] else { return nil }
        guard let number = value.int, range.contains(number) else {
            complain(
                key, "a whole number from \(range.lowerBound) to \(range.upperBound) is expected")
            return nil
        }
        return number
    }
}
