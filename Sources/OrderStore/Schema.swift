// The schema, by numbered steps, forward only, the same for both engines. Journal rows and letters' bytes can be
// added and read; triggers refuse to change or remove them.

enum Schema {
    /// Marks the file as a database of Vigia: `VIGI` in ASCII.
    static let applicationID = 0x5649_4749

    /// The steps; a database of version n has taken the first n of them.
    private static let steps: [[Definition]] = [
        version1, version2, version3, version4, version5, version6, version7, version8,
    ]

    /// The newest version this program knows.
    static var version: Int { steps.count }

    /// The version of a database; 0 for an empty one.
    ///
    /// - Throws: ``StoreError`` if it is newer than this program knows.
    static func version(on connection: any StoreConnection, _ location: String) throws -> Int {
        let rows =
            switch connection.dialect {
            case .sqlite: try connection.all("PRAGMA user_version", [])
            case .postgresql:
                try connection.all("SELECT to_regclass('schema_version')::text AS found", [])
                    .first?.storedIfPresent("found") as String? == nil
                    ? []
                    : try connection.all("SELECT version AS user_version FROM schema_version", [])
            }
        let found: Int = try rows.first?.stored("user_version") ?? 0
        guard found <= version else {
            throw StoreError(
                .newerSchema(found: found, known: version), path: location,
                message: "has schema \(found); this program knows \(version) and changes nothing")
        }
        return found
    }

    /// Brings a database to the newest version, within the transaction of the caller.
    static func migrate(_ connection: any StoreConnection, from version: Int) throws {
        guard version < Self.version else { return }
        if version == 0 { try connection.define(connection.dialect.foundation) }
        for definition in steps[version...].joined() {
            try connection.define(definition.statements(in: connection.dialect))
        }
        // Columns that a step added to the summaries are filled from the journal.
        if version > 0 { try StoreTransaction(connection, genesis: "").projectAll() }
        switch connection.dialect {
        case .sqlite:
            try connection.define([
                "PRAGMA application_id = \(applicationID)", "PRAGMA user_version = \(Self.version)",
            ])
        case .postgresql:
            try connection.run("UPDATE schema_version SET version = ?", [Self.version])
        }
    }

    private static let version1 = desk + journal + letters + deliveries + projections

    /// What a mailbox says of a letter's arrival, when a person renewed a delivery, mailboxes in trouble.
    private static let version2: [Definition] = [
        .sql("ALTER TABLE letter ADD COLUMN server_time TEXT"),
        .guarded("letter_keeps_server_time", "letter", "UPDATE OF server_time"),
        .sql("ALTER TABLE delivery ADD COLUMN renewed_at TEXT"),
        .sql(
            "CREATE INDEX journal_letters_frozen ON journal(sequence) WHERE kind = 'letterFrozen'"),
        .sql(
            "CREATE TABLE mailbox (name TEXT PRIMARY KEY, trouble TEXT NOT NULL, since TEXT NOT NULL) STRICT"
        ),
    ]

    /// Leases on unread letters, and measurement jobs, so that several processes can work for one desk.
    private static let version3: [Definition] = [
        .sql("ALTER TABLE letter ADD COLUMN leased_until INTEGER"),
        .sql("ALTER TABLE letter ADD COLUMN worker TEXT"),
        .sql("CREATE INDEX delivery_held ON delivery(id) WHERE worker IS NOT NULL"),
        .numbered(
            "job",
            """
            CREATE TABLE job (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                command TEXT NOT NULL,
                added_at TEXT NOT NULL,
                added_by TEXT NOT NULL,
                state TEXT NOT NULL DEFAULT 'waiting'
                    CHECK (state IN ('waiting', 'done', 'failed')),
                attempt INTEGER NOT NULL DEFAULT 0,
                leased_until INTEGER,
                worker TEXT,
                answer TEXT,
                ended_at TEXT) STRICT
            """),
        .sql("CREATE INDEX job_waiting ON job(id) WHERE state = 'waiting'"),
        .guarded("job_forbids_update", "job", "UPDATE OF id, command, added_at, added_by"),
        .guarded("job_forbids_delete", "job", "DELETE"),
    ]

    /// Accounts, sessions, tokens, kept answers and webhooks, for the console and the API; indexes of their lists.
    private static let version4: [Definition] = [
        .sql(
            """
            CREATE TABLE account (
                name TEXT PRIMARY KEY,
                role TEXT NOT NULL,
                password TEXT NOT NULL,
                code_key TEXT,
                language TEXT NOT NULL,
                must_change INTEGER NOT NULL,
                created_at TEXT NOT NULL,
                disabled_at TEXT,
                failures INTEGER NOT NULL DEFAULT 0,
                locked_until TEXT) STRICT
            """),
        .guarded("account_forbids_update", "account", "UPDATE OF name, role, created_at"),
        .guarded("account_forbids_delete", "account", "DELETE"),
        .sql(
            """
            CREATE TABLE login_session (
                digest TEXT PRIMARY KEY,
                account TEXT NOT NULL REFERENCES account(name),
                form_key TEXT NOT NULL,
                began_at INTEGER NOT NULL,
                seen_at INTEGER NOT NULL) STRICT
            """),
        .sql("CREATE INDEX session_by_account ON login_session(account)"),
        .numbered(
            "access_token",
            """
            CREATE TABLE access_token (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                name TEXT NOT NULL,
                digest TEXT NOT NULL UNIQUE,
                role TEXT NOT NULL,
                scopes TEXT NOT NULL,
                created_at TEXT NOT NULL,
                expires_at TEXT NOT NULL,
                revoked_at TEXT) STRICT
            """),
        .guarded(
            "token_forbids_update", "access_token",
            "UPDATE OF id, name, digest, role, scopes, created_at, expires_at"),
        .guarded("token_forbids_delete", "access_token", "DELETE"),
        .sql(
            """
            CREATE TABLE kept_answer (
                principal TEXT NOT NULL,
                key TEXT NOT NULL,
                request TEXT NOT NULL,
                status INTEGER NOT NULL,
                headers TEXT NOT NULL,
                body BLOB NOT NULL,
                at INTEGER NOT NULL,
                PRIMARY KEY (principal, key)) STRICT
            """),
        .numbered(
            "webhook",
            """
            CREATE TABLE webhook (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                url TEXT NOT NULL,
                secrets TEXT NOT NULL,
                created_at TEXT NOT NULL,
                disabled_at TEXT,
                words TEXT,
                told INTEGER NOT NULL,
                attempt INTEGER NOT NULL DEFAULT 0,
                due_at INTEGER NOT NULL) STRICT
            """),
        .guarded("webhook_forbids_delete", "webhook", "DELETE"),
        .sql("ALTER TABLE order_summary ADD COLUMN satellite TEXT"),
        .sql("ALTER TABLE order_summary ADD COLUMN placed_at TEXT"),
        .sql("ALTER TABLE order_summary ADD COLUMN expected_start TEXT"),
        .sql("ALTER TABLE order_summary ADD COLUMN expected_end TEXT"),
        .sql("ALTER TABLE order_summary ADD COLUMN irregular_contact_at TEXT"),
    ]

    /// Which orders had letters sent since an instant is told by an index alone.
    private static let version5: [Definition] = [
        .sql(
            "CREATE INDEX letter_sent_at ON letter(stored_at, \"order\") WHERE direction = 'out'")
    ]

    /// A one-time code is accepted once.
    private static let version6: [Definition] = [
        .sql("ALTER TABLE account ADD COLUMN code_step INTEGER")
    ]

    /// When a backup took the database's place, and when a person had compared its numbers. Orders of a state are listed
    /// by number without being sorted, and planned without their forms.
    private static let version7: [Definition] = [
        .sql("DROP INDEX order_by_state"),
        .sql("CREATE INDEX order_by_state ON order_summary(state, number)"),
        .sql("ALTER TABLE order_summary ADD COLUMN downlink_hz INTEGER"),
        .sql(
            "CREATE TABLE restoration (restored_at TEXT PRIMARY KEY, confirmed_at TEXT) STRICT"),
        .guarded("restoration_forbids_update", "restoration", "UPDATE OF restored_at"),
        .guarded("restoration_forbids_delete", "restoration", "DELETE"),
    ]

    /// The latest of the few acknowledged orders are found among thousands that wait.
    private static let version8: [Definition] = [
        .sql(
            "CREATE INDEX order_acknowledged ON order_summary(number) WHERE acknowledged_at IS NOT NULL"
        )
    ]

    private static let desk: [Definition] = [
        .sql(
            """
            CREATE TABLE desk (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                kind TEXT NOT NULL,
                register TEXT NOT NULL CHECK (register IN ('live', 'simulation'))) STRICT
            """),
        .guarded("desk_forbids_update", "desk", "UPDATE"),
        .guarded("desk_forbids_delete", "desk", "DELETE"),
    ]

    /// AUTOINCREMENT keeps the highest number ever given, so that a removed tail leaves a gap.
    private static let journal: [Definition] = [
        .numbered(
            "journal",
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
            """),
        .sql("CREATE INDEX journal_by_subject ON journal(subject, sequence)"),
        .guarded("journal_forbids_update", "journal", "UPDATE"),
        .guarded("journal_forbids_delete", "journal", "DELETE"),
    ]

    private static let letters: [Definition] = [
        .numbered(
            "letter",
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
            """),
        .sql(
            "CREATE UNIQUE INDEX letter_by_handle ON letter(carrier, handle) WHERE handle IS NOT NULL"
        ),
        .sql("CREATE INDEX letter_by_message_id ON letter(message_id)"),
        .sql("CREATE UNIQUE INDEX letter_sent_once ON letter(message_id) WHERE direction = 'out'"),
        .sql("CREATE INDEX letter_by_order ON letter(\"order\")"),
        .sql(
            """
            CREATE INDEX letter_unread ON letter(id) WHERE direction = 'in' AND disposition IS NULL
            """),
        .sql(
            """
            CREATE INDEX letter_by_disposition ON letter(disposition) WHERE disposition IS NOT NULL
            """),
        .guarded(
            "letter_forbids_update", "letter",
            "UPDATE OF id, direction, carrier, handle, sha256, bytes, stored_at"),
        .guarded("letter_forbids_delete", "letter", "DELETE"),
        .guarded("letter_sent_stays", "letter", "UPDATE", when: "old.direction = 'out'"),
    ]

    /// Instants that are compared are nanoseconds since 1970.
    private static let deliveries: [Definition] = [
        .numbered(
            "delivery",
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
            """),
        .sql(
            "CREATE INDEX delivery_due ON delivery(due_at) WHERE state IN ('waiting', 'uncertain')"),
        .sql("CREATE INDEX delivery_outstanding ON delivery(id) WHERE state <> 'accepted'"),
        .guarded("delivery_forbids_update", "delivery", "UPDATE OF id, letter, recipient"),
        .guarded("delivery_forbids_delete", "delivery", "DELETE"),
    ]

    private static let projections: [Definition] = [
        .sql(
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
            """),
        .sql("CREATE INDEX order_by_state ON order_summary(state)"),
        .sql(
            """
            CREATE INDEX order_queue ON order_summary(category, receipt_sequence)
            WHERE state IN ('received', 'acknowledged', 'suspended')
            """),
        .sql(
            """
            CREATE TABLE series (
                name TEXT NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL,
                PRIMARY KEY (name, year)) STRICT
            """),
        .guarded("series_only_rises", "series", "UPDATE", when: "new.last <= old.last"),
        .guarded("series_forbids_delete", "series", "DELETE"),
    ]
}
