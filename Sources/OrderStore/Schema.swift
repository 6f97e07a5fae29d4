// The schema, by numbered steps, forward only. Journal rows and letters' bytes can be added and
// read; triggers refuse to change or remove them.

import GRDB

enum Schema {
    /// The newest version this program knows.
    static let version = 1

    /// Brings a database to the newest version, each step in a transaction.
    static func migrate(_ database: Database, from version: Int) throws {
        if version < 1 { try createVersion1(database) }
        try database.execute(sql: "PRAGMA user_version = \(Self.version)")
    }

    private static func createVersion1(_ database: Database) throws {
        for statement in journal + letters + projections {
            try database.execute(sql: statement)
        }
    }

    private static let journal = [
        "CREATE TABLE desk (kind TEXT NOT NULL, register TEXT NOT NULL)",
        """
        CREATE TABLE journal (
            sequence INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            actor TEXT NOT NULL,
            subject TEXT NOT NULL,
            kind TEXT NOT NULL,
            content TEXT NOT NULL,
            previous TEXT NOT NULL,
            hash TEXT NOT NULL UNIQUE)
        """,
        "CREATE INDEX journal_by_subject ON journal(subject, sequence)",
        append("journal", "UPDATE"), append("journal", "DELETE"),
    ]

    private static let letters = [
        """
        CREATE TABLE letter (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
            carrier TEXT NOT NULL,
            handle TEXT,
            sha256 TEXT NOT NULL,
            bytes BLOB NOT NULL,
            stored_at TEXT NOT NULL,
            sender TEXT,
            kind TEXT,
            "order" TEXT,
            message_id TEXT,
            content_digest TEXT,
            disposition TEXT,
            reasons TEXT NOT NULL DEFAULT '[]',
            attempts INTEGER NOT NULL DEFAULT 0)
        """,
        "CREATE UNIQUE INDEX letter_by_handle ON letter(carrier, handle) WHERE handle IS NOT NULL",
        "CREATE INDEX letter_by_message_id ON letter(message_id)",
        "CREATE INDEX letter_by_order ON letter(\"order\")",
        "CREATE INDEX letter_unread ON letter(id) WHERE disposition IS NULL",
        """
        CREATE TRIGGER letter_bytes_stay BEFORE UPDATE OF bytes, sha256, direction, stored_at ON letter
        BEGIN SELECT RAISE(ABORT, 'a stored letter is not changed'); END
        """,
        """
        CREATE TRIGGER letter_stays BEFORE DELETE ON letter
        BEGIN SELECT RAISE(ABORT, 'a stored letter is not removed'); END
        """,
        """
        CREATE TABLE delivery (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            letter INTEGER NOT NULL REFERENCES letter(id),
            recipient TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'waiting',
            attempt INTEGER NOT NULL DEFAULT 0,
            due_at TEXT NOT NULL,
            leased_until TEXT,
            worker TEXT,
            server_words TEXT,
            settled_at TEXT,
            UNIQUE (letter, recipient))
        """,
        "CREATE INDEX delivery_due ON delivery(due_at) WHERE state IN ('waiting', 'uncertain')",
    ]

    private static let projections = [
        """
        CREATE TABLE order_summary (
            number TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            state TEXT NOT NULL,
            category INTEGER,
            grounds TEXT,
            reference TEXT UNIQUE,
            receipt_sequence INTEGER UNIQUE,
            received_at TEXT,
            acknowledged_at TEXT,
            started_at TEXT,
            closed_at TEXT)
        """,
        """
        CREATE INDEX order_queue ON order_summary(category, receipt_sequence)
        WHERE state IN ('received', 'acknowledged', 'suspended')
        """,
        """
        CREATE TABLE series (
            name TEXT NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL,
            PRIMARY KEY (name, year))
        """,
    ]

    private static func append(_ table: String, _ verb: String) -> String {
        """
        CREATE TRIGGER \(table)_no_\(verb.lowercased()) BEFORE \(verb) ON \(table)
        BEGIN SELECT RAISE(ABORT, 'the \(table) is only added to'); END
        """
    }
}
