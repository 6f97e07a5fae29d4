// Proving the journal: every row follows from the one before, every stored letter has the digest the
// journal names, and the projections are what the events make.

import CanonicalJSON
import GRDB
public import MonitoringOrders
import Quantities

/// What a verification of the journal found.
public struct JournalVerification: Hashable, Sendable {
    /// Rows that were checked.
    public var rows: Int
    /// Hash of the last good row.
    public var head: String
    /// The first row that is not as it was written, with the reason.
    public var firstBad: BadRow?

    /// A row that does not hold.
    public struct BadRow: Hashable, Sendable {
        public var sequence: Int
        public var reason: String
    }
}

extension OrderStore {
    /// Checks the whole chain and the letters it names.
    public func verifyJournal() throws -> JournalVerification {
        try read { try $0.verifyJournal() }
    }

    /// Orders whose projection is not what their events make.
    public func projectionDifferences() throws -> [OrderNumber] {
        try read { reader in
            try reader.subjects().filter { number in
                guard let order = try reader.order(number) else { return true }
                let stored = try Row.fetchOne(
                    reader.database, sql: "SELECT * FROM order_summary WHERE number = ?",
                    arguments: [number.description])
                let expected = Projection.columns(of: order).map { $0?.databaseValue ?? .null }
                return stored.map { Array($0.databaseValues) != expected } ?? true
            }
        }
    }

    /// Writes every projection anew from the journal.
    ///
    /// - Returns: how many orders were written.
    @discardableResult
    public func rebuildProjections() throws -> Int {
        try write { transaction in
            let numbers = try transaction.subjects()
            for number in numbers {
                if let order = try transaction.order(number) { try transaction.project(order) }
            }
            return numbers.count
        }
    }

    /// Gives every journal row as one line of JSON, oldest first.
    public func exportJournal(to receive: (String) throws -> Void) throws {
        try read { reader in
            let rows = try Row.fetchCursor(
                reader.database, sql: "SELECT * FROM journal ORDER BY sequence")
            while let row = try rows.next() {
                let entry = try JournalEntry(row: row)
                let actor: String = row["actor"]
                let line: JSONValue = [
                    "sequence": JSONValue(entry.sequence), "at": .string(entry.at.description),
                    "actor": .string(actor), "subject": .string(entry.subject),
                    "kind": .string(entry.kind), "content": .string(entry.content),
                    "previous": .string(entry.previous), "hash": .string(entry.hash),
                ]
                try receive(line.compact)
            }
        }
    }
}

extension StoreReader {
    /// Numbers of all orders that the journal knows.
    func subjects() throws -> [OrderNumber] {
        try String.fetchAll(
            database, sql: "SELECT DISTINCT subject FROM journal WHERE subject <> 'desk'"
        ).compactMap(OrderNumber.init)
    }

    func verifyJournal() throws -> JournalVerification {
        var result = JournalVerification(rows: 0, head: JournalRow.genesis)
        let rows = try Row.fetchCursor(database, sql: "SELECT * FROM journal ORDER BY sequence")
        while let row = try rows.next() {
            let expected = result.rows + 1
            if let reason = try fault(of: row, expected: expected, after: result.head) {
                let sequence: Int = row["sequence"]
                result.firstBad = .init(sequence: min(sequence, expected), reason: reason)
                return result
            }
            (result.rows, result.head) = (expected, row["hash"])
        }
        return result
    }

    private func fault(of row: Row, expected: Int, after head: String) throws -> String? {
        let entry = JournalRow(
            sequence: row["sequence"], at: row["at"], actor: row["actor"],
            subject: row["subject"], kind: row["kind"], content: row["content"],
            previous: row["previous"])
        guard entry.sequence == expected else { return "row \(expected) is missing" }
        guard entry.previous == head else { return "it does not follow the row before" }
        guard entry.digest == row["hash"] as String else { return "its content was changed" }
        guard entry.kind == "letterStored" || entry.kind == "letterFrozen" else { return nil }
        return try letterFault(named: entry.content)
    }

    private func letterFault(named content: String) throws -> String? {
        guard let event = try? JSONValue(parsing: content), let facts = event.members?.first?.value,
            let id = facts["letter"]?.int, let sha256 = facts["sha256"]?.string
        else { return "its content cannot be read" }
        guard let bytes = try bytes(of: id) else { return "letter \(id) is missing" }
        return Digest.sha256(bytes) == sha256 ? nil : "the bytes of letter \(id) were changed"
    }
}
