// Transactions on PostgreSQL. Writers of all processes follow one another under one advisory lock, so that journal,
// letters and numbers have one gapless sequence; a commit whose answer was lost is asked after, not assumed.

import Foundation
import Quantities

/// The connection within one turn at the database.
final class PostgresConnection: StoreConnection {
    private let link: PostgresLink
    private let reconnect: () throws -> PostgresLink
    /// The transaction's number at the server, while it writes.
    private var transaction: String?
    private var cursors = 0

    /// - Parameters:
    ///   - link: an open connection.
    ///   - reconnect: gives another, to ask what became of a commit.
    init(_ link: PostgresLink, reconnect: @escaping () throws -> PostgresLink) {
        (self.link, self.reconnect) = (link, reconnect)
    }

    /// Of the sequencer, in the database of the desk: `VIGIA` in ASCII.
    static let sequencer = 0x56_4947_4941

    var dialect: SQLDialect { .postgresql }
    var isInTransaction: Bool { link.isOpen && link.isInTransaction }

    func all(_ sql: String, _ arguments: StoredArguments) throws -> [StoredRow] {
        let answer = try link.ask(sql, arguments.map { $0?.storedValue ?? .null })
        return try (0..<answer.count).map(answer.row)
    }

    func forEach(
        _ sql: String, _ arguments: StoredArguments, fetching count: Int,
        _ body: (StoredRow) throws -> Void
    ) throws {
        cursors += 1
        let cursor = "rows\(cursors)"
        defer { cursors -= 1 }
        try run("DECLARE \(cursor) NO SCROLL CURSOR FOR \(sql)", arguments)
        while true {
            let rows = try all("FETCH \(count) FROM \(cursor)", [])
            for row in rows { try body(row) }
            guard rows.count == count else { break }
        }
        try run("CLOSE \(cursor)", [])
    }

    @discardableResult
    func run(_ sql: String, _ arguments: StoredArguments) throws -> Int {
        try link.ask(sql, arguments.map { $0?.storedValue ?? .null }).changes
    }

    func begin(_ kind: TransactionKind) throws {
        transaction = nil
        switch kind {
        case .reading: try link.command("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        case .leasing: try link.command("BEGIN")
        case .writing:
            // The lock before the first look: what is read afterwards is what the writer before has left.
            try link.command(
                "BEGIN; SELECT pg_advisory_xact_lock(\(Self.sequencer))")
            transaction = try all("SELECT pg_current_xact_id()::text AS id", []).first?
                .stored("id")
        }
    }

    func commit() throws {
        do {
            try link.command("COMMIT")
        } catch let fault as PostgresFault where fault.isConnectionLost {
            guard let transaction, try wasCommitted(transaction) else { throw fault }
        }
    }

    func rollBack() {
        // If it fails the connection is gone, and with it the transaction.
        if isInTransaction { _ = try? link.command("ROLLBACK") }
    }

    /// Finds out what became of a transaction whose commit was not answered.
    ///
    /// - Throws: ``PostgresFault`` if the server does not come back in time.
    private func wasCommitted(_ transaction: String) throws -> Bool {
        let end = ContinuousClock.now + Limits.commitInquiry
        while true {
            do {
                let link = try reconnect()
                let rows = try link.ask(
                    "SELECT pg_xact_status(CAST(? AS xid8)) AS status", [.text(transaction)])
                let status: String? = try rows.row(0).storedIfPresent("status")
                if status != "in progress" { return status == "committed" }
            } catch let fault as PostgresFault where fault.isConnectionLost {
                guard .now < end else {
                    let words = "; whether the last change was kept shows when it is back"
                    throw PostgresFault(message: fault.message + words, isConnectionLost: true)
                }
            }
            Thread.sleep(forTimeInterval: 0.1)
        }
    }
}
