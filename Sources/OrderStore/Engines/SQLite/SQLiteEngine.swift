// A database in one file, held by one connection that nobody shares: WAL with every commit synced, and the lock
// kept. So the WAL-reset defect of SQLite before 3.51.3, which needs two connections, cannot happen.

import CSQLite

/// A file and the connection to it.
struct SQLiteEngine: StoreEngine {
    let location: String
    let connection: SQLiteConnection

    var isShared: Bool { false }

    func withConnection<T>(_ body: (any StoreConnection) throws -> T) throws -> T {
        try body(connection)
    }

    func awaitCommit(within patience: Duration) -> Bool { false }

    func close() throws { try connection.close() }

    func diagnostics() throws -> StoreDiagnostics {
        StoreDiagnostics(
            engine: "SQLite " + (try connection.answer("SELECT sqlite_version()")),
            schemaVersion: Int(try connection.answer("PRAGMA user_version")) ?? -1,
            settings: try Self.required.map { name, _ in
                .init(name: name, value: try connection.answer("PRAGMA \(name)"))
            })
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
    /// - Throws: ``SQLiteFault``.
    init(path: String, isNew: Bool) throws {
        (location, connection) = (path, try SQLiteConnection(path: path))
        // What an act of several in a commit would undo is kept in memory, not in a file of its own.
        try set("foreign_keys = ON", "temp_store = MEMORY", "locking_mode = EXCLUSIVE")
        if !isNew { try Self.recognise(connection) }
        try set("journal_mode = WAL", "synchronous = FULL")
    }

    /// A database in memory.
    init() throws {
        (location, connection) = ("memory", try SQLiteConnection(path: ":memory:"))
        try set("foreign_keys = ON")
    }

    private func set(_ settings: String...) throws {
        for setting in settings { try connection.run("PRAGMA \(setting)", []) }
    }

    /// Refuses a file that is not ours, before anything in it is changed.
    static func recognise(_ connection: SQLiteConnection) throws {
        guard try connection.answer("PRAGMA application_id") == "\(Schema.applicationID)" else {
            throw SQLiteFault(SQLITE_NOTADB, "another program's")
        }
    }
}
