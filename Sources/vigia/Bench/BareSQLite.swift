// SQLite by its own functions and nothing between: what the store is measured against.

import CSQLite
import Foundation
import MonitoringOrders
import OrderStore

/// A file opened as the store opens it.
final class BareSQLite {
    private var database: OpaquePointer?
    private let path: String
    private var prepared: [String: OpaquePointer] = [:]
    private var serial = 1

    init(path: String) throws {
        self.path = path
        let access = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX
        guard sqlite3_open_v2(path, &database, access, nil) == SQLITE_OK else { throw failure() }
        for setting in [
            "foreign_keys = ON", "temp_store = MEMORY", "locking_mode = EXCLUSIVE",
            "journal_mode = WAL", "synchronous = FULL",
        ] {
            guard sqlite3_exec(database, "PRAGMA \(setting)", nil, nil, nil) == SQLITE_OK else {
                throw failure()
            }
        }
    }

    deinit {
        for statement in prepared.values { sqlite3_finalize(statement) }
        sqlite3_close(database)
    }

    private func failure() -> Failure {
        Failure(.defect, "\(path): \(String(cString: sqlite3_errmsg(database)))")
    }

    private func prepare(_ sql: String) throws -> OpaquePointer {
        if let statement = prepared[sql] { return statement }
        var statement: OpaquePointer?
        guard
            sqlite3_prepare_v3(
                database, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
                == SQLITE_OK, let statement
        else { throw failure() }
        prepared[sql] = statement
        return statement
    }

    /// Runs a statement with texts and numbers.
    private func run(_ sql: String, _ values: [any Sendable] = []) throws {
        let statement = try prepare(sql)
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for (place, value) in values.enumerated() {
            let column = Int32(place + 1)
            switch value {
            case let number as Int: sqlite3_bind_int64(statement, column, Int64(number))
            case let text as String:
                sqlite3_bind_text(statement, column, text, Int32(text.utf8.count), copied)
            case let bytes as [UInt8]:
                sqlite3_bind_blob(statement, column, bytes, Int32(bytes.count), copied)
            default: preconditionFailure("no value for SQLite")
            }
        }
        let code = sqlite3_step(statement)
        sqlite3_reset(statement)
        guard code == SQLITE_DONE || code == SQLITE_ROW else { throw failure() }
    }

    /// The texts of a table's column, in the order of its rows.
    private func texts(_ sql: String) throws -> [String] {
        let statement = try prepare(sql)
        defer { sqlite3_reset(statement) }
        var found: [String] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            found.append(sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "")
        }
        return found
    }

    /// Puts in the rows of orders like the one that is there, the last state of each row at once, `orders` of them in
    /// each commit.
    func placeOrders(_ count: Int, inCommit orders: Int) throws {
        let contents = try texts("SELECT content FROM journal ORDER BY sequence LIMIT 3")
        let kinds = try texts("SELECT kind FROM journal ORDER BY sequence LIMIT 3")
        let hash = try texts("SELECT hash FROM journal LIMIT 1")[0]
        for done in 0..<count {
            serial += 1
            if done.isMultiple(of: orders) { try run("BEGIN IMMEDIATE") }
            let number = OrderNumber(series: "BR", year: 2028, serial: serial).description
            for place in 0..<2 {
                try addRow(3 * serial - 2 + place, number, kinds[place], contents[place], hash)
            }
            try run(
                """
                INSERT INTO order_summary (number, kind, state, category, satellite, placed_at)
                VALUES (?, 'harmfulInterference', 'ordered', 2, 'TESTSAT K-1', '2027-01-15T08:00:00Z')
                """, [number])
            try run(
                """
                INSERT INTO letter
                (direction, carrier, sha256, bytes, stored_at, sender, kind, "order", message_id)
                VALUES ('out', 'outbox', ?, ?, '2027-01-15T08:00:00Z', 'space.monitoring@bureau.example',
                'order', ?, ?)
                """, [hash, BenchStore.letterBytes, number, "<\(serial)@bench.example>"])
            let letter = Int(sqlite3_last_insert_rowid(database))
            for recipient in ["emsat@station.example", "spectrum@administration.example"] {
                try run(
                    "INSERT INTO delivery (letter, recipient, due_at) VALUES (?, ?, 1800000000000000000)",
                    [letter, recipient])
            }
            try addRow(3 * serial, "desk", kinds[2], contents[2], hash)
            if (done + 1).isMultiple(of: orders) || done + 1 == count { try run("COMMIT") }
        }
    }

    private func addRow(
        _ sequence: Int, _ subject: String, _ kind: String, _ content: String, _ hash: String
    ) throws {
        try run(
            "INSERT INTO journal VALUES (?, '2027-01-15T08:00:00Z', ?, ?, ?, ?, ?, ?)",
            [
                sequence, "{\"name\":\"bench\",\"role\":\"dispatcher\"}", subject, kind, content,
                hash, hash,
            ])
    }

    /// Adds orders that wait at a station, one in ten of them of category 1.
    func addWaitingOrders(_ count: Int) throws {
        try run("BEGIN IMMEDIATE")
        for serial in 1...count {
            let isFirst = serial.isMultiple(of: 10)
            try run(
                """
                INSERT INTO order_summary
                (number, kind, state, category, grounds, receipt_sequence, received_at)
                VALUES (?, 'harmfulInterference', 'received', ?, \(isFirst ? "'safetyOfFlight'" : "NULL"), ?,
                '2027-01-15T08:00:00Z')
                """, ["BR/2028/" + String(format: "%04d", serial), isFirst ? 1 : 2, serial])
        }
        try run("COMMIT")
    }

    /// Adds journal rows to an empty journal: the first follows from the desk as it must, the others look like rows.
    func addRemarks(_ count: Int) throws {
        try run("BEGIN IMMEDIATE")
        let genesis = Digest.sha256(Array("[\"vigia-journal-1\",\"station\",\"simulation\"]".utf8))
        for sequence in 1...count {
            try addRow(
                sequence, "BR/2028/\(sequence % 5000)", "noted",
                "{\"noted\":{\"remark\":\"The carrier was seen again at \(sequence).\"}}", genesis)
        }
        try run("COMMIT")
    }
}
