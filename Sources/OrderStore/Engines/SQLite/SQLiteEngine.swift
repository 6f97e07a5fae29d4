// A database in one file, held by one connection that nobody shares: WAL with every commit synced, and the lock
// kept. So the WAL-reset defect of SQLite before 3.51.3, which needs two connections, cannot happen.

import GRDB
import Glibc

/// A file and the connection to it.
struct SQLiteEngine: StoreEngine {
    let location: String
    let queue: DatabaseQueue

    var isShared: Bool { false }

    func withConnection<T>(_ body: (any StoreConnection) throws -> T) throws -> T {
        try queue.writeWithoutTransaction { try body(SQLiteConnection($0)) }
    }

    func awaitCommit(within patience: Duration) -> Bool { false }

    func close() throws { try queue.close() }

    func diagnostics() throws -> StoreDiagnostics {
        try queue.read { database in
            func answer(_ sql: String) throws -> String {
                try String.fetchOne(database, sql: sql) ?? ""
            }
            return StoreDiagnostics(
                engine: "SQLite " + (try answer("SELECT sqlite_version()")),
                schemaVersion: try Int.fetchOne(database, sql: "PRAGMA user_version") ?? -1,
                settings: try Self.required.map { name, _ in
                    .init(name: name, value: try answer("PRAGMA \(name)"))
                })
        }
    }

    /// What makes commits durable here: synchronous 2 is FULL.
    static let required = [
        ("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"),
        ("locking_mode", "exclusive"),
    ]

    /// Refuses to work where a commit would not be durable.
    func checkDurability() throws {
        let found = try diagnostics().settings
        let wrong = zip(found, Self.required).filter { $0.value != $1.1 }.map(\.0)
        guard wrong.isEmpty else {
            throw StoreError(
                .other, path: location,
                message: "durable commits cannot be had here: "
                    + wrong.map { "\($0.name) \($0.value)" }.joined(separator: ", "))
        }
    }

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - isNew: it is made now; else it must be a database of Vigia.
    /// - Throws: SQLite's own errors.
    init(path: String, isNew: Bool) throws {
        location = path
        queue = try DatabaseQueue(path: path, configuration: Self.exclusive(isNew: isNew))
    }

    /// A database in memory.
    init() throws {
        location = "memory"
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        queue = try DatabaseQueue(configuration: configuration)
    }

    private static func exclusive(isNew: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .immediateError
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
            if !isNew { try recognise(database) }
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        return configuration
    }

    /// Refuses a file that is not ours, before anything in it is changed.
    static func recognise(_ database: Database) throws {
        let found = try Int.fetchOne(database, sql: "PRAGMA application_id")
        guard found == Schema.applicationID else {
            throw DatabaseError(resultCode: .SQLITE_NOTADB)
        }
    }
}
