// A real PostgreSQL on loopback for tests.

import Foundation

/// A server with a folder and a port of its own. It goes with the tests' process.
public final class DatabaseServer: Sendable {
    public let folder: String
    public let port: Int

    /// One that is started once for all tests of a run. A test that needs it fails where it cannot be started.
    public static let shared = Result { try DatabaseServer() }

    /// What keeps a server from starting or answering.
    public struct Failure: Error {
        public var words: String
    }

    /// Starts a server, on a port that no other run is likely to have.
    public init() throws {
        folder = try Repository.temporaryFolder()
        port = Int.random(in: 20_000...31_000)
        let own = "\(ProcessInfo.processInfo.processIdentifier)"
        let status = try Tool.run("scripts/database-server", ["start", folder, "\(port)", own])
        guard status == 0 else {
            throw Failure(words: "PostgreSQL could not be started; see scripts/setup tests")
        }
    }

    /// The address of a database.
    public func address(of database: String) -> String {
        "postgresql://vigia@127.0.0.1:\(port)/\(database)"
    }

    /// Makes an empty database.
    public func create(_ database: String) throws {
        try run("CREATE DATABASE \"\(database)\" TEMPLATE template0", in: "postgres")
    }

    /// Removes a database to which nobody is connected; another goes with the server.
    public func drop(_ database: String) throws {
        let users = try run(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = '\(database)'", in: "postgres")
        guard users.hasPrefix("0") else { return }
        try run("DROP DATABASE IF EXISTS \"\(database)\"", in: "postgres")
    }

    /// Runs SQL past the store.
    ///
    /// - Returns: what psql printed.
    /// - Throws: ``Failure`` with the server's words.
    @discardableResult
    public func run(_ sql: String, in database: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/psql")
        process.arguments = [
            address(of: database), "--no-psqlrc", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c",
            sql,
        ]
        let (output, errors) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, errors)
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        let words = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(words: String(decoding: words, as: UTF8.self))
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Ends the server as a crash does.
    public func crash() throws { try control("stop", folder, "immediate") }

    /// Starts it again.
    public func startAgain() throws { try control("again", folder) }

    private func control(_ words: String...) throws {
        guard try Tool.run("scripts/database-server", words) == 0 else {
            throw Failure(words: "database-server \(words[0]) failed")
        }
    }
}
