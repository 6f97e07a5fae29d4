// The folder of a task below the desk's recordings: what a measurement left there, and what the result names.

import CanonicalJSON
import Desk
import Foundation
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// The files of one task.
struct TaskFolder {
    /// Its name below the folder of all recordings.
    let name: String
    private let path: String

    /// The folder of an acknowledged order; `nil` before there is a reference number.
    init?(of order: Order, in desk: DeskFolder) {
        guard let reference = order.reference else { return nil }
        path = DeskFolder.recordings(of: reference, below: desk.recordings)
        name = String(path.split(separator: "/").last ?? "")
    }

    /// What a measurement left for the operator to hand over.
    struct MeasuredResult {
        /// `nil` for one that cannot be taken.
        var result: TaskResult?
        var faults: [String]
        var sha256: String
    }

    /// The measured result; `nil` where there is none.
    var measuredResult: MeasuredResult? {
        guard let size = size(of: Self.resultFile),
            let data = FileManager.default.contents(atPath: "\(path)/\(Self.resultFile)")
        else { return nil }
        let digest = Digest.sha256([UInt8](data))
        func faulty(_ words: String) -> MeasuredResult {
            MeasuredResult(result: nil, faults: [words], sha256: digest)
        }
        guard size <= Limits.formBytes else { return faulty("more than \(Limits.formBytes) bytes") }
        do {
            let (result, faults) = ReportJSON.readResult(
                try JSONValue(parsing: [UInt8](data), maximumDepth: Limits.jsonDepth))
            return MeasuredResult(
                result: result, faults: faults.map { "\($0.field): \($0.message)" }, sha256: digest)
        } catch {
            return faulty("\(error)")
        }
    }

    private static let resultFile = "result.json"

    /// Bytes of a file; `nil` if it is not there, or its name leads elsewhere.
    func size(of file: String) -> Int? {
        guard !file.contains("/"), !file.hasPrefix(".") else { return nil }
        let facts = try? FileManager.default.attributesOfItem(atPath: "\(path)/\(file)")
        return facts?[.size] as? Int
    }
}
