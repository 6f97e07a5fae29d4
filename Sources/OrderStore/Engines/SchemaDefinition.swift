// One definition of the schema, in the words of each engine.

/// A table, an index, or a guard over what is stored.
enum Definition {
    /// A definition in the words of SQLite; ``SQLDialect/adapted(_:)`` gives those of PostgreSQL.
    case sql(String)
    /// A table whose rows are numbered without gaps and never twice; other processes are told of new ones.
    case numbered(String, String)
    /// A trigger that refuses an act on a table: its name, the table, the act, and when.
    case guarded(String, String, String, when: String? = nil)

    /// The statements that make it.
    func statements(in dialect: SQLDialect) -> [String] {
        switch (self, dialect) {
        case (.sql(let sql), _): [dialect.adapted(sql)]
        case (.numbered(_, let sql), .sqlite): [sql]
        case (.numbered(let table, let sql), .postgresql):
            [
                dialect.adapted(sql), "INSERT INTO row_number VALUES ('\(table)', 0)",
                "ALTER TABLE \(table) ALTER \(table == "journal" ? "sequence" : "id") "
                    + "SET DEFAULT next_row_number('\(table)')",
                "CREATE TRIGGER \(table)_tells AFTER INSERT ON \(table) EXECUTE FUNCTION tells_others()",
            ]
        case (.guarded(let name, let table, let act, let condition), .sqlite):
            [
                """
                CREATE TRIGGER \(name) BEFORE \(act) ON \(table)\(condition.map { " WHEN \($0)" } ?? "")
                BEGIN SELECT RAISE(ABORT, 'what is stored in \(table) stays as it is'); END
                """
            ]
        case (.guarded(let name, let table, let act, let condition), .postgresql):
            [
                "CREATE TRIGGER \(name) BEFORE \(act) ON \(table) FOR EACH ROW "
                    + (condition.map { "WHEN (\($0)) " } ?? "")
                    + "EXECUTE FUNCTION stays_as_it_is()"
            ] + (act == "DELETE" ? [emptying(table)] : [])
        }
    }

    private func emptying(_ table: String) -> String {
        "CREATE TRIGGER \(table)_forbids_truncate BEFORE TRUNCATE ON \(table) "
            + "EXECUTE FUNCTION stays_as_it_is()"
    }
}

extension SQLDialect {
    /// What SQLite has and PostgreSQL has not: a version of the schema, the last row's number of each table,
    /// a statement that refuses.
    var foundation: [String] {
        guard self == .postgresql else { return [] }
        return [
            "CREATE TABLE schema_version (version BIGINT NOT NULL)",
            "INSERT INTO schema_version VALUES (0)",
            "CREATE TABLE row_number (name TEXT PRIMARY KEY, last BIGINT NOT NULL)",
            """
            CREATE FUNCTION next_row_number(of_table TEXT) RETURNS BIGINT LANGUAGE sql AS
            $$ UPDATE row_number SET last = last + 1 WHERE name = of_table RETURNING last $$
            """,
            """
            CREATE FUNCTION stays_as_it_is() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            RAISE EXCEPTION 'what is stored in % stays as it is', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation'; END $$
            """,
            """
            CREATE FUNCTION tells_others() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            NOTIFY vigia; RETURN NULL; END $$
            """,
        ]
    }
}

extension StoreConnection {
    /// Runs definitions one after another.
    func define(_ statements: [String]) throws {
        for statement in statements { try run(statement, []) }
    }
}
