// What can be wrong with a recording, each with the file, the place in it and the reason. Reading
// gathers all faults of a file before it gives up; nothing a file holds may ever trap.

/// One thing that is wrong with a recording.
public struct RecordingFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of fault, for programs.
    public enum Code: String, Hashable, Sendable {
        /// A file is not there.
        case missing
        /// A file is there, but cannot be read or written.
        case unreadable
        /// The metadata is not JSON, or not the JSON that SigMF asks for.
        case malformed
        /// SigMF allows it, this reader does not.
        case unsupported
        /// The data file is shorter than the metadata says, or ends inside a sample.
        case truncated
        /// `core:sha512` is not the digest of the data.
        case digest
        /// Samples that are not finite numbers.
        case notFinite
        /// Every sample is zero.
        case allZero
        /// Too many samples stand at the limit of the converter.
        case clipped
        /// Two recordings do not have the same sample rate.
        case ratesDiffer
        /// Two recordings have too little time in common.
        case noOverlap
        /// A setting cannot be used with these recordings.
        case setting
    }

    public let code: Code
    /// The file, as it was named.
    public let file: String
    /// The key, sample or byte; empty where the whole file is meant.
    public let place: String
    public let reason: String

    /// A fault from its parts.
    public init(_ code: Code, file: String, place: String = "", reason: String) {
        (self.code, self.file, self.place, self.reason) = (code, file, place, reason)
    }

    /// `file: place: reason`.
    public var description: String {
        place.isEmpty ? "\(file): \(reason)" : "\(file): \(place): \(reason)"
    }
}

/// All faults that were found, never empty.
public struct RecordingFaults: Error, Hashable, Sendable, CustomStringConvertible {
    public let faults: [RecordingFault]

    /// Faults found together.
    public init(_ faults: [RecordingFault]) {
        precondition(!faults.isEmpty, "faults are thrown only when there are some")
        self.faults = faults
    }

    /// A single fault.
    init(_ code: RecordingFault.Code, file: String, place: String = "", reason: String) {
        self.init([RecordingFault(code, file: file, place: place, reason: reason)])
    }

    /// One fault a line.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
