// What the two engines do not say alike.

/// The SQL of an engine.
enum SQLDialect {
    case sqlite, postgresql

    /// The bytes of a text column, so that nothing hides behind a NUL or a broken character.
    func bytes(of column: String) -> String {
        switch self {
        case .sqlite: "CAST(\(column) AS BLOB)"
        case .postgresql: "convert_to(\(column), 'UTF8')"
        }
    }

    /// The index to go by. PostgreSQL finds it by its statistics.
    func indexed(by index: String) -> String {
        self == .sqlite ? "INDEXED BY \(index)" : ""
    }

    /// Passes over rows that another transaction has locked, and locks the others.
    func skippingLocked(_ table: String) -> String {
        self == .sqlite ? "" : "FOR UPDATE OF \(table) SKIP LOCKED"
    }

    /// The number that was given last in a table that numbers its rows, kept beside the table so that a removed
    /// tail leaves a gap: SQLite does so for AUTOINCREMENT, for PostgreSQL the schema does.
    var lastNumber: String {
        switch self {
        case .sqlite: "SELECT seq AS last FROM sqlite_sequence WHERE name = ?"
        case .postgresql: "SELECT last FROM row_number WHERE name = ?"
        }
    }

    /// A definition in the words of the engine; it is written in those of SQLite. Texts are compared byte by
    /// byte in both.
    func adapted(_ definition: String) -> String {
        guard self == .postgresql else { return definition }
        let words = [
            ("INTEGER PRIMARY KEY AUTOINCREMENT", "BIGINT PRIMARY KEY"), ("INTEGER", "BIGINT"),
            ("TEXT", "TEXT COLLATE \"C\""), ("BLOB", "BYTEA"), (" STRICT", ""),
        ]
        return words.reduce(definition) { text, word in
            text.replacing(word.0, with: word.1)
        }
    }

    /// A statement with its question marks as this engine numbers them. No statement holds one in a text.
    func numbered(_ sql: String) -> String {
        guard self == .postgresql else { return sql }
        var (text, count) = ("", 0)
        for character in sql {
            if character == "?" {
                count += 1
                text += "$\(count)"
            } else {
                text.append(character)
            }
        }
        return text
    }
}
