// SQLite through GRDB.

import Foundation
import GRDB

/// The connection within one turn at the database.
final class SQLiteConnection: StoreConnection {
    private let database: Database

    init(_ database: Database) { self.database = database }

    var dialect: SQLDialect { .sqlite }
    var isInTransaction: Bool { database.isInsideTransaction }

    func all(_ sql: String, _ arguments: StoredArguments) throws -> [StoredRow] {
        var rows: [StoredRow] = []
        try fetch(database.cachedStatement(sql: sql), arguments) { rows.append($0) }
        return rows
    }

    func forEach(
        _ sql: String, _ arguments: StoredArguments, _ body: (StoredRow) throws -> Void
    ) throws {
        // A statement of its own: the body may ask the same thing.
        try fetch(database.makeStatement(sql: sql), arguments, body)
    }

    private func fetch(
        _ statement: Statement, _ arguments: StoredArguments, _ body: (StoredRow) throws -> Void
    ) throws {
        let columns = statement.columnNames
        let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
        while let row = try rows.next() {
            let values = columns.indices.map { StoredValue(row[$0] as DatabaseValue) }
            try body(StoredRow(columns: columns, values: values))
        }
    }

    func run(_ sql: String, _ arguments: StoredArguments) throws -> Int {
        try database.cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
        return database.changesCount
    }

    func begin(_ kind: TransactionKind) throws {
        try database.beginTransaction(kind == .reading ? .deferred : .immediate)
    }

    func commit() throws { try database.commit() }

    func rollBack() {
        // A database that cannot even roll back says so at the next statement.
        if database.isInsideTransaction { try? database.rollback() }
    }
}

extension StoredValue {
    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        // No column holds one; whoever put it there has changed the database.
        case .double(let number): self = .text("\(number)")
        case .string(let text): self = .text(text)
        case .blob(let data): self = .bytes(data.withUnsafeBytes { [UInt8]($0) })
        }
    }
}

extension StatementArguments {
    fileprivate init(_ arguments: StoredArguments) {
        self.init(
            arguments.map { argument -> (any DatabaseValueConvertible)? in
                switch argument?.storedValue {
                case nil, .null: nil
                case .integer(let number): number
                case .text(let text): text
                case .bytes(let bytes): Data(bytes)
                }
            })
    }
}
