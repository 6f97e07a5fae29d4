// Printing: results to standard output, everything else to standard error.

import CanonicalJSON
import Foundation
import MonitoringOrders
import Quantities

/// The two streams of a command.
enum Output {
    /// Prints a line of the result.
    static func print(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    /// Prints a text that ends its own lines.
    static func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

    /// Prints one JSON object on a line of its own.
    static func print(_ value: JSONValue) { print(value.compact) }

    /// Prints words about the work or a fault on standard error.
    static func complain(_ words: String) {
        FileHandle.standardError.write(Data((words + "\n").utf8))
    }

    /// Columns of equal width, two blanks between them.
    static func table(_ rows: [[String]]) {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        for row in rows {
            let cells = row.enumerated().map { index, cell in
                cell + String(repeating: " ", count: widths[index] - cell.count)
            }
            var line = cells.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            print(line)
        }
    }
}

/// Reading of files that are named on the command line.
enum Input {
    /// The bytes of a file.
    ///
    /// - Throws: ``Failure`` with `inputMissing` when it cannot be read.
    static func bytes(_ path: String, atMost limit: Int = Limits.letterBytes) throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw Failure(.inputMissing, "\(path): cannot be read")
        }
        let data = try handle.read(upToCount: limit + 1) ?? Data()
        guard data.count <= limit else {
            throw Failure(.badInput, "\(path): is larger than \(limit) bytes")
        }
        return [UInt8](data)
    }

    /// The text of a UTF-8 file.
    static func text(_ path: String, atMost limit: Int = Limits.formBytes) throws -> String {
        guard let text = String(validating: try bytes(path, atMost: limit), as: UTF8.self) else {
            throw Failure(.badInput, "\(path): is not UTF-8")
        }
        return text
    }
}
