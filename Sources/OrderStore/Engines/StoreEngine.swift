// What the store asks of a database engine. The rest of the module is written once, for both: its statements
// are SQL that SQLite and PostgreSQL understand alike, and ``SQLDialect`` says the few things they do not.

import Quantities

/// What a transaction is for.
enum TransactionKind {
    /// Sees one state of the store and changes nothing.
    case reading
    /// Is alone: the sequencer of journal, letters and numbers is held to its end.
    case writing
    /// Takes or gives back leases. Several may run at once, because each passes over the rows that another has locked.
    case leasing
}

/// One connection to a database, used by one thread at a time.
protocol StoreConnection: AnyObject {
    var dialect: SQLDialect { get }

    /// The rows of an answer. The statement is prepared once and kept.
    func all(_ sql: String, _ arguments: StoredArguments) throws -> [StoredRow]

    /// Gives the rows of an answer one by one, however many there are. Other statements may run in between. A server is
    /// asked for so many rows at once, and these are held.
    func forEach(
        _ sql: String, _ arguments: StoredArguments, fetching: Int,
        _ body: (StoredRow) throws -> Void) throws

    /// Runs a statement that gives no rows.
    ///
    /// - Returns: how many rows it changed.
    @discardableResult
    func run(_ sql: String, _ arguments: StoredArguments) throws -> Int

    func begin(_ kind: TransactionKind) throws
    /// What it returns from is on the disk.
    func commit() throws
    /// Ends a transaction, if there is one; what it did has not happened.
    func rollBack()
    /// False if there was no transaction, or the engine has given it up by itself.
    var isInTransaction: Bool { get }
}

extension StoreConnection {
    /// The same for rows that are small.
    func forEach(
        _ sql: String, _ arguments: StoredArguments, _ body: (StoredRow) throws -> Void
    ) throws {
        try forEach(sql, arguments, fetching: Limits.rowsInFetch, body)
    }

    /// Runs a body in a transaction of its own.
    func transaction<T>(_ kind: TransactionKind, _ body: () throws -> T) throws -> T {
        try begin(kind)
        do {
            let value = try body()
            try commit()
            return value
        } catch {
            rollBack()
            throw error
        }
    }

    /// Runs a body of which, if it throws, nothing remains in the transaction around it.
    func savepoint<T>(_ body: () throws -> T) throws -> T {
        try run("SAVEPOINT act", [])
        do {
            let value = try body()
            try run("RELEASE SAVEPOINT act", [])
            return value
        } catch {
            if isInTransaction {
                try run("ROLLBACK TO SAVEPOINT act", [])
                try run("RELEASE SAVEPOINT act", [])
            }
            throw error
        }
    }
}

/// A database and the way to it.
protocol StoreEngine: Sendable {
    /// Where it is, without any password.
    var location: String { get }

    /// True if other processes may work on the same desk.
    var isShared: Bool { get }

    /// Gives the connection. Only one thread may be in here at a time; ``CommitGate`` sees to that.
    func withConnection<T>(_ body: (any StoreConnection) throws -> T) throws -> T

    /// Says what commits are worth here.
    ///
    /// - Throws: ``StoreError`` where they would not be durable.
    func diagnostics() throws -> StoreDiagnostics

    /// Waits until something was committed elsewhere.
    ///
    /// - Returns: false if nothing was, in this time.
    func awaitCommit(within patience: Duration) throws -> Bool

    /// Copies the state of the database into a file, for SQLite to read.
    func close() throws
}
