// The folder of one task: recordings, ephemerides, the procedure, and the measurement that the figures of its
// report are drawn from. What a result names by its digest is taken only if the digest is right.

import CanonicalJSON
import Foundation
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// A file of a task that is not there, or not the one that is named.
public struct TaskFileFault: Error, Hashable, Sendable, CustomStringConvertible {
    public var description: String
}

/// The files of one task.
struct TaskFiles {
    let folder: String

    /// A measurement with its file as it was kept.
    typealias Measurement = (bytes: [UInt8], record: MeasurementRecord)

    /// The measurement that a result names; `nil` if it names none.
    ///
    /// - Throws: ``TaskFileFault`` if it is missing, another one, or holds what it may not.
    func measurement(of result: TaskResult) throws(TaskFileFault) -> Measurement? {
        guard let digest = result.measurement else { return nil }
        let path = folder + "/" + digest.fileName
        guard let data = FileManager.default.contents(atPath: path) else {
            throw TaskFileFault(description: "\(path): is missing")
        }
        do throws(TaskFileFault) {
            return try Self.read([UInt8](data), as: digest)
        } catch {
            throw TaskFileFault(description: "\(folder)/\(error.description)")
        }
    }

    /// Reads a measurement from its bytes.
    static func read(_ bytes: [UInt8], as digest: FileDigest) throws(TaskFileFault) -> Measurement {
        func fault(_ words: String) -> TaskFileFault {
            TaskFileFault(description: "\(digest.fileName): \(words)")
        }
        guard bytes.count <= Limits.measurementBytes else {
            throw fault("has more than \(Limits.measurementBytes) bytes")
        }
        guard Digest.sha256(bytes) == digest.sha256 else {
            throw fault("is not the file whose SHA-256 the result gives, \(digest.sha256)")
        }
        guard let value = try? JSONValue(parsing: bytes) else { throw fault("is no JSON") }
        let (record, faults) = MeasurementJSON.read(value)
        guard let record else {
            throw fault(faults.map(\.description).joined(separator: "; "))
        }
        return (bytes, record)
    }
}
