// The result of a task as a file: JSON as under "result" of a final report.

import CanonicalJSON
import Letters

/// Reader of result files.
enum ResultFile {
    /// Reads and checks a result.
    ///
    /// - Returns: its JSON.
    /// - Throws: ``Failure`` with every fault and its place.
    static func read(_ path: String) throws -> JSONValue {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: try Input.bytes(path))
        } catch let fault as JSONFault {
            throw Failure(.badInput, "\(path):\(fault.line):\(fault.column): \(fault.message)")
        }
        let (result, faults) = ReportJSON.readResult(value)
        guard result != nil else {
            let lines = faults.map { "\(path): \($0.field): \($0.message)" }
            throw Failure(.badInput, lines.joined(separator: "\n"))
        }
        return value
    }
}
