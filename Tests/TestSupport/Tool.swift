// Programs of others that tests ask for their opinion.

import Foundation

/// A program beside the tests.
public enum Tool {
    /// Runs a program of the repository's virtual environment, or one by its path.
    ///
    /// - Returns: its exit status.
    public static func run(_ program: String, _ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(
            filePath: program.hasPrefix("/") ? program : Repository.path(program))
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Runs a program by its path.
    ///
    /// - Returns: what it printed.
    public static func output(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
