// A statement of SQLite: values go in by copy, rows come out as they are.

import CSQLite
import Glibc

/// What SQLite complains of.
struct SQLiteFault: Error {
    /// A primary result code, SQLITE_FULL and its like.
    var code: Int32
    var message: String

    init(_ code: Int32, _ message: String) { (self.code, self.message) = (code & 0xFF, message) }

    /// What the latest call on a database has met.
    init(of database: OpaquePointer?) {
        self.init(sqlite3_errcode(database), String(cString: sqlite3_errmsg(database)))
    }
}

/// A prepared statement. It must not outlive its database.
final class SQLiteStatement {
    private let database: OpaquePointer
    private let statement: OpaquePointer
    /// Known with the first row: until then the schema may change under the statement.
    private lazy var columns = (0..<sqlite3_column_count(statement)).map {
        String(cString: sqlite3_column_name(statement, $0))
    }

    init(_ sql: String, in database: OpaquePointer) throws {
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(
            database, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard code == SQLITE_OK else { throw SQLiteFault(of: database) }
        guard let statement else { preconditionFailure("\"\(sql)\" is no statement") }
        (self.database, self.statement) = (database, statement)
    }

    deinit { sqlite3_finalize(statement) }

    /// Carries the statement out.
    ///
    /// - Parameters:
    ///   - arguments: the values of its question marks.
    ///   - receive: is given each row.
    /// - Throws: ``SQLiteFault``, ``BrokenRule`` for a text with NUL, what `receive` throws.
    func run(_ arguments: StoredArguments, _ receive: (StoredRow) throws -> Void) throws {
        // One that is not given would be that of the run before.
        precondition(arguments.count == sqlite3_bind_parameter_count(statement))
        defer { sqlite3_reset(statement) }
        for (place, argument) in arguments.enumerated() {
            let value = argument?.storedValue ?? .null
            guard try bind(value, to: Int32(place + 1)) == SQLITE_OK else {
                throw SQLiteFault(of: database)
            }
        }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_DONE: return
            case SQLITE_ROW: try receive(row)
            default: throw SQLiteFault(of: database)
            }
        }
    }

    private func bind(_ value: StoredValue, to place: Int32) throws -> Int32 {
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch value {
        case .null: return sqlite3_bind_null(statement, place)
        case .integer(let number): return sqlite3_bind_int64(statement, place, number)
        case .text(var text):
            return try text.withUTF8 { bytes in
                if let start = bytes.baseAddress, memchr(start, 0, bytes.count) != nil {
                    throw BrokenRule(message: "a text holds NUL")
                }
                return bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(statement, place, $0.baseAddress, Int32($0.count), copied)
                }
            }
        // Nothing to point to would be NULL.
        case .bytes(let bytes) where bytes.isEmpty:
            return sqlite3_bind_zeroblob(statement, place, 0)
        case .bytes(let bytes):
            return bytes.withUnsafeBytes {
                sqlite3_bind_blob(statement, place, $0.baseAddress, Int32($0.count), copied)
            }
        }
    }

    private var row: StoredRow {
        StoredRow(
            columns: columns,
            values: [StoredValue](unsafeUninitializedCapacity: columns.count) { values, count in
                for place in columns.indices {
                    (values.baseAddress.unsafelyUnwrapped + place).initialize(
                        to: value(Int32(place)))
                }
                count = columns.count
            })
    }

    private func value(_ column: Int32) -> StoredValue {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
        case SQLITE_TEXT:
            let text = UnsafeBufferPointer(
                start: sqlite3_column_text(statement, column),
                count: Int(sqlite3_column_bytes(statement, column)))
            return .text(String(decoding: text, as: UTF8.self))
        case SQLITE_BLOB:
            let bytes = UnsafeRawBufferPointer(
                start: sqlite3_column_blob(statement, column),
                count: Int(sqlite3_column_bytes(statement, column)))
            return .bytes([UInt8](bytes))
        // No column holds one; whoever put it there has changed the database.
        case SQLITE_FLOAT: return .text("\(sqlite3_column_double(statement, column))")
        default: return .null
        }
    }
}
