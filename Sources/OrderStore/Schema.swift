// The schema, by numbered steps, forward only. Journal rows and letters' bytes can be added and
// read; triggers refuse to change or remove them.

import GRDB

enum Schema {
    /// Marks the file as a database of Vigia: `VIGI` in ASCII.
    static let applicationID = 0x5649_4749

    /// The steps; a database of version n has taken the first n of them.
    private static let steps: [[String]] = [version1, version2]

    /// The newest version this program knows.
    static var version: Int { steps.count }

    /// Brings a database to the newest version, within the transaction of the caller.
    static func migrate(_ database: Database, from version: Int) throws {
        guard version < Self.version else { return }
        for statement in steps[version...].joined() { try database.execute(sql: statement) }
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(Self.version)")
    }

    private static let version1 = desk + journal + letters + deliveries + projections

    /// What a mailbox says of a letter's arrival, when a person renewed a delivery, mailboxes in trouble.
    private static let version2 = [
        "ALTER TABLE letter ADD COLUMN server_time TEXT",
        """
        CREATE TRIGGER letter_keeps_server_time BEFORE UPDATE OF server_time ON letter
        BEGIN SELECT RAISE(ABORT, 'what is stored in letter stays as it is'); END
        """,
        "ALTER TABLE delivery ADD COLUMN renewed_at TEXT",
        "CREATE INDEX journal_letters_frozen ON journal(sequence) WHERE kind = 'letterFrozen'",
        "CREATE TABLE mailbox (name TEXT PRIMARY KEY, trouble TEXT NOT NULL, since TEXT NOT NULL) STRICT",
    ]

    private static let desk = [
        """
        CREATE TABLE desk (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            kind TEXT NOT NULL,
            register TEXT NOT NULL CHECK (register IN ('live', 'simulation'))) STRICT
        """,
        forbid("UPDATE", on: "desk"), forbid("DELETE", on: "desk"),
    ]

    /// AUTOINCREMENT keeps the highest number ever given, so that a removed tail leaves a gap.
    private static let journal = [
        """
        CREATE TABLE journal (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            actor TEXT NOT NULL,
            subject TEXT NOT NULL,
            kind TEXT NOT NULL,
            content TEXT NOT NULL,
            previous TEXT NOT NULL,
            hash TEXT NOT NULL) STRICT
        """,
        "CREATE INDEX journal_by_subject ON journal(subject, sequence)",
        forbid("UPDATE", on: "journal"), forbid("DELETE", on: "journal"),
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
            attempts INTEGER NOT NULL DEFAULT 0) STRICT
        """,
        "CREATE UNIQUE INDEX letter_by_handle ON letter(carrier, handle) WHERE handle IS NOT NULL",
        "CREATE INDEX letter_by_message_id ON letter(message_id)",
        "CREATE UNIQUE INDEX letter_sent_once ON letter(message_id) WHERE direction = 'out'",
        "CREATE INDEX letter_by_order ON letter(\"order\")",
        """
        CREATE INDEX letter_unread ON letter(id) WHERE direction = 'in' AND disposition IS NULL
        """,
        """
        CREATE INDEX letter_by_disposition ON letter(disposition) WHERE disposition IS NOT NULL
        """,
        forbid("UPDATE OF id, direction, carrier, handle, sha256, bytes, stored_at", on: "letter"),
        forbid("DELETE", on: "letter"),
        """
        CREATE TRIGGER letter_sent_stays BEFORE UPDATE ON letter WHEN old.direction = 'out'
        BEGIN SELECT RAISE(ABORT, 'a frozen letter is not changed'); END
        """,
    ]

    /// Instants that are compared are nanoseconds since 1970.
    private static let deliveries = [
        """
        CREATE TABLE delivery (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            letter INTEGER NOT NULL REFERENCES letter(id),
            recipient TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'waiting'
                CHECK (state IN ('waiting', 'accepted', 'refused', 'uncertain')),
            attempt INTEGER NOT NULL DEFAULT 0,
            due_at INTEGER NOT NULL,
            leased_until INTEGER,
            worker TEXT,
            server_words TEXT,
            settled_at TEXT,
            UNIQUE (letter, recipient)) STRICT
        """,
        "CREATE INDEX delivery_due ON delivery(due_at) WHERE state IN ('waiting', 'uncertain')",
        "CREATE INDEX delivery_outstanding ON delivery(id) WHERE state <> 'accepted'",
        forbid("UPDATE OF id, letter, recipient", on: "delivery"),
        forbid("DELETE", on: "delivery"),
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
            closed_at TEXT) STRICT
        """,
        "CREATE INDEX order_by_state ON order_summary(state)",
        """
        CREATE INDEX order_queue ON order_summary(category, receipt_sequence)
        WHERE state IN ('received', 'acknowledged', 'suspended')
        """,
        """
        CREATE TABLE series (
            name TEXT NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL,
            PRIMARY KEY (name, year)) STRICT
        """,
        """
        CREATE TRIGGER series_only_rises BEFORE UPDATE ON series WHEN new.last <= old.last
        BEGIN SELECT RAISE(ABORT, 'a number is not given twice'); END
        """,
        forbid("DELETE", on: "series"),
    ]

    private static func forbid(_ act: String, on table: String) -> String {
        let verb = act.prefix { $0 != " " }.lowercased()
        return """
            CREATE TRIGGER \(table)_forbids_\(verb) BEFORE \(act) ON \(table)
            BEGIN SELECT RAISE(ABORT, 'what is stored in \(table) stays as it is'); END
            """
    }
}
