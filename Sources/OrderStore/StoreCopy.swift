// A desk moves from one engine to the other: every row as it is, numbers and hashes included, in one transaction, and
// the copy is proven before anybody is told of it.

import Glibc
import Quantities

extension OrderStore {
    /// Copies a desk into an empty database, of the same engine or the other.
    ///
    /// The source must stand still: of what is committed there during the copy, nothing comes along.
    ///
    /// - Parameters:
    ///   - source: a file, or `postgresql://…`.
    ///   - target: a file that is not there yet, or `postgresql://…`, an empty database.
    /// - Returns: what the verification of the copy found.
    /// - Throws: ``StoreError``: `exists` if the target holds a desk, `damaged` if the source does not hold.
    public static func copy(from source: String, to target: String) throws -> StoreVerification {
        try copy(from: source, to: target, restoredAt: nil)
    }

    /// The same; with an instant the copy knows that it was a backup until then.
    static func copy(
        from source: String, to target: String, restoredAt: UTCInstant?
    ) throws -> StoreVerification {
        let found = try verify(at: source)
        guard found.holds else {
            let reason = found.journal.firstBad.map { "row \($0.sequence): \($0.reason)" }
            throw StoreError(
                .damaged, path: source,
                message: reason ?? "orders or letters differ from the journal")
        }
        let store = try open(at: source)
        switch StoreLocation(target) {
        case .file(let path): try store.readAtLength { try $0.copyRows(toFile: path) }
        case .server(let address):
            let engine = PostgresEngine(address)
            try translating(engine.location) {
                try engine.checkServer()
                try store.readAtLength { reader in
                    try engine.withConnection { connection in
                        try reader.copyRows(to: connection, restoredAt: restoredAt)
                    }
                }
            }
        }
        try store.close()
        let copy = try verify(at: target)
        guard copy == found else {
            throw StoreError(
                .damaged, path: target, message: "the copy is not what was copied")
        }
        return copy
    }
}

extension StoreReader {
    /// Every table, with what its rows are in the order of.
    private static let tables = [
        ("desk", "id"), ("journal", "sequence"), ("letter", "id"), ("delivery", "id"),
        ("order_summary", "number"), ("series", "name, year"), ("mailbox", "name"), ("job", "id"),
        ("account", "name"), ("login_session", "digest"), ("access_token", "id"),
        ("kept_answer", "principal, key"), ("webhook", "id"), ("restoration", "restored_at"),
    ]

    /// Those of them whose rows are numbered for ever.
    private static let numberedTables: Set = [
        "journal", "letter", "delivery", "job", "access_token", "webhook",
    ]

    /// Copies every row into a file that is not there yet.
    func copyRows(toFile path: String) throws {
        try OrderStore.createFile(path) { try copyRows(to: $0) }
    }

    /// Copies every row into an empty database.
    func copyRows(to target: any StoreConnection, restoredAt: UTCInstant? = nil) throws {
        try target.transaction(.writing) {
            try OrderStore.makeSchema(target)
            for (table, order) in Self.tables { try copy(table, by: order, to: target) }
            if let restoredAt { try OrderStore.noteRestored(target, at: restoredAt) }
        }
    }

    private func copy(
        _ table: String, by order: String, to target: any StoreConnection
    ) throws {
        var statement: String?
        try connection.forEach(
            "SELECT * FROM \(table) ORDER BY \(order)", [],
            fetching: table == "letter" ? Limits.lettersInFetch : Limits.rowsInFetch
        ) { row in
            let insertion = statement ?? Self.insertion(into: table, row.columns)
            statement = insertion
            try target.run(insertion, row.values)
        }
        guard target.dialect == .postgresql, Self.numberedTables.contains(table) else { return }
        // SQLite keeps the last number by itself.
        try target.run(
            "UPDATE row_number SET last = ? WHERE name = ?", [try lastNumber(of: table), table])
    }

    private static func insertion(into table: String, _ columns: [String]) -> String {
        let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        return "INSERT INTO \(table) (\(names)) VALUES (\(places))"
    }
}
