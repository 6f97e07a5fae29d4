// The memory of a desk: one database, one connection, every act one durable transaction. What is
// returned from `write` is on the disk.

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
    /// Always `wal`.
    public var journalMode: String
    /// Always 2, FULL: a commit returns after the data is on the disk.
    public var synchronous: Int
    /// Always true.
    public var hasForeignKeys: Bool
    /// Always `exclusive`: one connection, so that the WAL-reset defect of SQLite before 3.51.3,
    /// which needs two, cannot happen.
    public var lockingMode: String
    public var schemaVersion: Int
}

/// The store of one desk. It may be used from any thread; transactions follow one another.
public final class OrderStore: Sendable {
    public let path: String
    public let desk: DeskKind
    public let register: Register
    public let diagnostics: StoreDiagnostics
    let queue: DatabaseQueue
    /// Whom a simulation lets have a say at each commit.
    private let ask: (@Sendable (CommitMoment) throws -> Void)?

    init(
        path: String, queue: DatabaseQueue,
        asking ask: (@Sendable (CommitMoment) throws -> Void)? = nil
    ) throws {
        (self.path, self.queue, self.ask) = (path, queue, ask)
        diagnostics = try queue.read(StoreDiagnostics.init)
        (desk, register) = try queue.read { try StoreReader(database: $0).identity() }
        if ask == nil { try diagnostics.check(path) }
        let genesis = genesis
        try queue.read { try StoreReader(database: $0).checkBeginning(follows: genesis) }
    }

    /// Carries out a body in one durable transaction; if it throws, nothing has happened.
    ///
    /// - Throws: the body's own errors as they are, ``StoreError`` if the store fails.
    @discardableResult
    public func write<T>(_ body: (StoreTransaction) throws -> T) throws -> T {
        try Self.translating(path) {
            let value = try queue.write { database in
                let transaction = StoreTransaction(database: database, genesis: genesis)
                let value = try body(transaction)
                if let failure = transaction.failure { throw failure }
                try ask?(.before)
                return value
            }
            try ask?(.after)
            return value
        }
    }

    /// Reads one state of the store without changing anything.
    ///
    /// - Throws: the body's own errors as they are, ``StoreError`` if the store fails.
    public func read<T>(_ body: (StoreReader) throws -> T) throws -> T {
        try Self.translating(path) {
            try queue.read { try body(StoreReader(database: $0)) }
        }
    }

    /// Lets the database grow to so many pages of 4096 bytes at most; a commit beyond that fails as
    /// on a full disk. It lasts until the store is closed.
    package func limitSize(pages: Int) throws {
        try Self.translating(path) {
            try queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA max_page_count = \(pages)")
            }
        }
    }

    /// Closes the database; the store cannot be used afterwards.
    ///
    /// - Throws: ``StoreError`` if the last pages could not be written back.
    package func close() throws {
        try Self.translating(path) { try queue.close() }
    }

    /// What the first row of the journal follows.
    private var genesis: String { JournalRow.genesis(of: desk, register) }
}

extension StoreDiagnostics {
    init(_ database: Database) throws {
        func text(_ sql: String) throws -> String {
            try String.fetchOne(database, sql: sql) ?? ""
        }
        libraryVersion = try text("SELECT sqlite_version()")
        journalMode = try text("PRAGMA journal_mode")
        synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1
        hasForeignKeys = try Int.fetchOne(database, sql: "PRAGMA foreign_keys") == 1
        lockingMode = try text("PRAGMA locking_mode")
        schemaVersion = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? -1
    }

    /// Refuses to work where a commit would not be durable.
    func check(_ path: String) throws(StoreError) {
        guard journalMode == "wal", synchronous == 2, hasForeignKeys, lockingMode == "exclusive"
        else {
            throw StoreError(
                .other, path: path,
                message: "durable commits cannot be had here: journal mode \(journalMode), "
                    + "synchronous \(synchronous), locking \(lockingMode)")
        }
    }
}

extension StoreReader {
    /// Whose database this is.
    func identity() throws -> (desk: DeskKind, register: Register) {
        guard let row = try first("SELECT kind, register FROM desk") else {
            throw StoredFault(message: "the desk's own row is gone")
        }
        return (
            try row.parsed("kind", DeskKind.init(rawValue:)),
            try row.parsed("register", Register.init(rawValue:))
        )
    }

    /// Checks that the journal is of this desk and register (R87).
    func checkBeginning(follows genesis: String) throws {
        let row = try first("SELECT previous FROM journal WHERE sequence = 1")
        guard try row?.stored("previous") ?? genesis == genesis else {
            throw StoredFault(message: "the journal is not of this desk and register")
        }
    }
}
