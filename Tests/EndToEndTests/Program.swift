// The built program as a child process.

import Foundation
import TestSupport

/// Runs `vigia` as a user would.
struct Program {
    /// What a run printed and how it ended.
    struct Run {
        var status: Int32
        var output: String
        var errors: String
    }

    /// The program beside the test bundle.
    static var path: String {
        let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let candidates = [
            folder.appending(path: "vigia").path, Repository.path(".build/release/vigia"),
            Repository.path(".build/debug/vigia"),
        ]
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "vigia"
    }

    static func run(
        _ arguments: [String], input: String? = nil, program: String = Program.path,
        environment: [String: String] = [:]
    ) throws -> Run {
        let folder = try Repository.temporaryFolder()
        let (out, err, give) = (folder + "/out", folder + "/err", folder + "/in")
        try (input ?? "").write(toFile: give, atomically: true, encoding: .utf8)
        for path in [out, err] { try Data().write(to: URL(filePath: path)) }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = FileHandle(forReadingAtPath: give)
        process.standardOutput = FileHandle(forWritingAtPath: out)
        process.standardError = FileHandle(forWritingAtPath: err)
        process.environment = ["VIGIA_CONFIG": Repository.path("Config"), "HOME": folder]
            .merging(environment) { $1 }
        try process.run()
        process.waitUntilExit()
        return Run(
            status: process.terminationStatus, output: try Repository.text(out),
            errors: try Repository.text(err))
    }
}
