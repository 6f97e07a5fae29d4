// The memory of a desk: one database, one connection, every act one durable transaction. What is
// returned from `write` is on the disk.

import CSodium
import Foundation
import GRDB
public import MonitoringOrders

/// Whether a database holds real cases or simulated ones; it never changes (R87).
public enum Register: String, Hashable, Sendable, Codable, CaseIterable {
    case live, simulation
}

/// What the store found about itself when it was opened.
public struct StoreDiagnostics: Hashable, Sendable {
    /// Version of the SQLite library.
    public var libraryVersion: String
    public var journalMode: String
    /// 2 is FULL: a commit returns after the data is on the disk.
    public var synchronous: Int
    public var hasForeignKeys: Bool
    public var lockingMode: String
    public var schemaVersion: Int
}

/// The store of one desk.
public final class OrderStore: Sendable {
    public let path: String
    public let desk: DeskKind
    public let register: Register
    public let diagnostics: StoreDiagnostics
    private let queue: DatabaseQueue

    private init(path: String, queue: DatabaseQueue) throws {
        _ = sodium_init()
        (self.path, self.queue) = (path, queue)
        diagnostics = try queue.write { try Self.diagnose($0) }
        (desk, register) = try queue.write { database in
            let row = try Row.fetchOne(database, sql: "SELECT kind, register FROM desk")
            guard let row, let desk = DeskKind(rawValue: row["kind"]),
                let register = Register(rawValue: row["register"])
            else {
                throw StoreError(.notADatabase, path: path, message: "is not a database of Vigia")
            }
            return (desk, register)
        }
    }

    /// Makes the database of a new desk.
    ///
    /// - Throws: ``StoreError``; `exists` when there is a file already, which is left as it is.
    public static func create(at path: String, desk: DeskKind, register: Register) throws
        -> OrderStore
    {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw StoreError(.exists, path: path, message: "exists already; nothing was changed")
        }
        return try translating(path) {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.write { database in
                try Schema.migrate(database, from: 0)
                try database.execute(
                    sql: "INSERT INTO desk (kind, register) VALUES (?, ?)",
                    arguments: [desk.rawValue, register.rawValue])
            }
            return try OrderStore(path: path, queue: queue)
        }
    }

    /// Opens the database of a desk and brings its schema up to date.
    ///
    /// - Throws: ``StoreError``: locked, missing, not a database, damaged, newer schema, full.
    public static func open(at path: String) throws -> OrderStore {
        guard FileManager.default.fileExists(atPath: path) else {
            throw StoreError(.missing, path: path, message: "there is no such database")
        }
        return try translating(path) {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.write { database in
                let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
                guard found <= Schema.version else {
                    throw StoreError(
                        .newerSchema(found: found, known: Schema.version), path: path,
                        message: "has schema \(found), this program knows \(Schema.version)")
                }
                guard found > 0 else {
                    throw StoreError(
                        .notADatabase, path: path, message: "is not a database of Vigia")
                }
                try Schema.migrate(database, from: found)
            }
            return try OrderStore(path: path, queue: queue)
        }
    }

    /// Carries out a body in one durable transaction; if it throws, nothing has happened.
    public func write<T>(_ body: (StoreTransaction) throws -> T) throws -> T {
        try Self.translating(path) {
            try queue.write { try body(StoreTransaction(database: $0, path: path)) }
        }
    }

    /// Reads without changing anything.
    public func read<T>(_ body: (StoreReader) throws -> T) throws -> T {
        try Self.translating(path) {
            try queue.read { try body(StoreReader(database: $0)) }
        }
    }

    /// One connection that nobody shares: WAL with every commit synced, and the lock kept.
    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .immediateError
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        return configuration
    }

    private static func diagnose(_ database: Database) throws -> StoreDiagnostics {
        func text(_ sql: String) throws -> String {
            try String.fetchOne(database, sql: sql) ?? ""
        }
        return StoreDiagnostics(
            libraryVersion: try text("SELECT sqlite_version()"),
            journalMode: try text("PRAGMA journal_mode"),
            synchronous: try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1,
            hasForeignKeys: try Int.fetchOne(database, sql: "PRAGMA foreign_keys") == 1,
            lockingMode: try text("PRAGMA locking_mode"),
            schemaVersion: try Int.fetchOne(database, sql: "PRAGMA user_version") ?? -1)
    }

    static func translating<T>(_ path: String, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }
}
