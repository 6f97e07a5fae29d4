// A database at a PostgreSQL server, for desks that several processes share. A connection that breaks is made anew
// at the next turn.

import Foundation
import Glibc

/// A server and the connection to it.
///
/// Safe to share: ``CommitGate`` lets one thread at a time use the link, and a lock guards the listener.
final class PostgresEngine: StoreEngine, @unchecked Sendable {
    private let address: String
    private var link: PostgresLink?
    private let listening = NSLock()
    private var listener: PostgresLink?

    let location: String
    var isShared: Bool { true }

    /// An address that is connected to at its first use.
    init(_ address: String) {
        (self.address, location) = (address, StoreLocation.withoutPassword(address))
    }

    func withConnection<T>(_ body: (any StoreConnection) throws -> T) throws -> T {
        let link = try open()
        return try body(PostgresConnection(link) { try self.open() })
    }

    private func open() throws -> PostgresLink {
        if let link, link.isOpen { return link }
        link = nil
        let new = try PostgresLink(address)
        // A process that stands still in a transaction must not hold the others longer than this.
        try new.command(
            """
            SET idle_in_transaction_session_timeout = '60s';
            SET lock_timeout = '30s'; SET standard_conforming_strings = on
            """)
        link = new
        return new
    }

    func close() throws {
        link = nil
        listening.withLock { listener = nil }
    }

    func awaitCommit(within patience: Duration) throws -> Bool {
        try listening.withLock {
            do {
                let link = try listener ?? listen()
                if try link.takeNotifications() { return true }
                var watched = pollfd(fd: link.socket, events: Int16(POLLIN), revents: 0)
                let milliseconds = Int32(clamping: Int64(patience / .milliseconds(1)))
                guard poll(&watched, 1, milliseconds) > 0 else { return false }
                return try link.takeNotifications()
            } catch {
                listener = nil
                throw error
            }
        }
    }

    private func listen() throws -> PostgresLink {
        let link = try PostgresLink(address)
        try link.command("LISTEN vigia")
        listener = link
        return link
    }

    func diagnostics() throws -> StoreDiagnostics {
        try withConnection { connection in
            func show(_ name: String) throws -> String {
                try connection.all("SELECT current_setting(?) AS value", [name]).first?
                    .stored("value") ?? ""
            }
            let version: Int? = try connection.all("SELECT version FROM schema_version", []).first?
                .stored("version")
            return StoreDiagnostics(
                engine: "PostgreSQL " + (try show("server_version")), schemaVersion: version ?? -1,
                settings: try Self.required.map { name, _ in
                    .init(name: name, value: try show(name))
                })
        }
    }

    /// What makes commits durable, and texts what they are.
    private static let required = [
        ("fsync", ["on"]), ("full_page_writes", ["on"]),
        ("synchronous_commit", ["on", "remote_apply"]), ("server_encoding", ["UTF8"]),
    ]

    /// Refuses to work where a commit would not be durable, or with an old server.
    func checkServer() throws {
        let wrong = try withConnection { connection -> [String] in
            let found = try Self.required.map { name, wanted in
                let rows = try connection.all("SELECT current_setting(?) AS value", [name])
                let value: String = try rows.first?.stored("value") ?? ""
                return wanted.contains(value) ? nil : "\(name) is \(value)"
            }
            let rows = try connection.all(
                "SELECT CAST(current_setting('server_version_num') AS BIGINT) AS number", [])
            let number: Int = try rows.first?.stored("number") ?? 0
            return found.compactMap(\.self)
                + (number < 150_000 ? ["the server is older than 15"] : [])
        }
        guard wrong.isEmpty else {
            throw StoreError(
                .other, path: location,
                message: "durable commits cannot be had here: \(wrong.joined(separator: ", "))")
        }
    }
}
