// SQLite by its own functions.

import CSQLite

/// An open database.
///
/// Safe to share: ``CommitGate`` lets one thread at a time use it.
final class SQLiteConnection: StoreConnection, @unchecked Sendable {
    private let path: String
    /// `nil` once it is closed.
    private var database: OpaquePointer?
    private var prepared: [String: SQLiteStatement] = [:]

    /// Opens a database, or makes one where there is none.
    ///
    /// - Parameters:
    ///   - path: a file, `file:…` with parameters, or `:memory:`.
    ///   - isReadOnly: nothing can be written or made.
    /// - Throws: ``SQLiteFault``.
    init(path: String, isReadOnly: Bool = false) throws {
        self.path = path
        let access =
            isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        let code = sqlite3_open_v2(
            path, &database, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nil)
        guard code == SQLITE_OK else {
            defer { sqlite3_close(database) }
            throw SQLiteFault(of: database)
        }
    }

    deinit {
        prepared = [:]
        sqlite3_close(database)
    }

    /// Closes it; the log is written back into the file.
    func close() throws {
        prepared = [:]
        guard sqlite3_close(database) == SQLITE_OK else { throw SQLiteFault(of: database) }
        database = nil
    }

    private func open() throws -> OpaquePointer {
        guard let database else { throw SQLiteFault(SQLITE_MISUSE, "the database was closed") }
        return database
    }

    var dialect: SQLDialect { .sqlite }
    var isInTransaction: Bool { database.map { sqlite3_get_autocommit($0) == 0 } ?? false }

    func all(_ sql: String, _ arguments: StoredArguments) throws -> [StoredRow] {
        var rows: [StoredRow] = []
        try kept(sql).run(arguments) { rows.append($0) }
        return rows
    }

    func forEach(
        _ sql: String, _ arguments: StoredArguments, fetching _: Int,
        _ body: (StoredRow) throws -> Void
    ) throws {
        // A statement of its own: the body may ask the same thing.
        try SQLiteStatement(sql, in: open()).run(arguments, body)
    }

    @discardableResult
    func run(_ sql: String, _ arguments: StoredArguments) throws -> Int {
        try kept(sql).run(arguments) { _ in }
        return Int(sqlite3_changes(database))
    }

    private func kept(_ sql: String) throws -> SQLiteStatement {
        if let statement = prepared[sql] { return statement }
        let statement = try SQLiteStatement(sql, in: open())
        prepared[sql] = statement
        return statement
    }

    func begin(_ kind: TransactionKind) throws {
        try run(kind == .reading ? "BEGIN" : "BEGIN IMMEDIATE", [])
    }

    func commit() throws { try run("COMMIT", []) }

    func rollBack() {
        // A database that cannot even roll back says so at the next statement.
        if isInTransaction { _ = try? run("ROLLBACK", []) }
    }

    /// The first value of an answer as SQLite prints it; empty if there is none.
    func answer(_ sql: String) throws -> String {
        switch try all(sql, []).first?.values.first {
        case .text(let text): text
        case .integer(let number): "\(number)"
        case .bytes, .null, nil: ""
        }
    }

    /// Copies the whole database, as it stands, into another file without a log beside it.
    ///
    /// - Throws: ``SQLiteFault``.
    func copy(to path: String) throws {
        let copy = try SQLiteConnection(path: path)
        try self.copy(into: copy)
        try copy.run("PRAGMA journal_mode = DELETE", [])
        try copy.close()
    }

    /// Copies the whole database, as it stands, over another.
    ///
    /// - Throws: ``SQLiteFault``.
    func copy(into other: SQLiteConnection) throws {
        let backup = try sqlite3_backup_init(other.open(), "main", open(), "main")
        guard let backup else { throw SQLiteFault(of: other.database) }
        let code = sqlite3_backup_step(backup, -1)
        sqlite3_backup_finish(backup)
        guard code == SQLITE_DONE else { throw SQLiteFault(of: other.database) }
    }
}
