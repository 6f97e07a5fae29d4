// Rows as PostgreSQL gives them in binary.

import CPostgres

/// The answer to one statement.
final class PostgresAnswer {
    private let result: OpaquePointer
    let columns: [String]
    private let types: [Oid]

    init(_ result: OpaquePointer) {
        self.result = result
        let places = 0..<PQnfields(result)
        columns = places.map { String(cString: PQfname(result, $0)) }
        types = places.map { PQftype(result, $0) }
    }

    deinit { PQclear(result) }

    var isGood: Bool {
        [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(result))
    }

    /// SQLSTATE of an error.
    var state: String {
        PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? ""
    }

    /// What an error says.
    var complaint: String { PostgresLink.words(PQresultErrorMessage(result)) }

    var count: Int { Int(PQntuples(result)) }

    /// How many rows the statement changed.
    var changes: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

    /// One row of a binary answer.
    func row(_ row: Int) throws -> StoredRow {
        StoredRow(
            columns: columns, values: try types.indices.map { try value(Int32(row), Int32($0)) })
    }

    /// Types by their numbers in pg_type.
    private func value(_ row: Int32, _ column: Int32) throws -> StoredValue {
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column)
        else { return .null }
        let bytes = UnsafeRawBufferPointer(
            start: start, count: Int(PQgetlength(result, row, column)))
        switch types[Int(column)] {
        case 20, 23, 21, 16: return .integer(Self.number(bytes))
        case 17: return .bytes(Array(bytes))
        case 25, 1043, 19: return .text(String(decoding: bytes, as: UTF8.self))
        case let type:
            throw StoredFault(message: "column \(columns[Int(column)]) is of type \(type)")
        }
    }

    /// A number in network order, with its sign; a truth value is 0 or 1.
    private static func number(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        let isNegative = bytes.count > 1 && bytes[0] & 0x80 != 0
        return bytes.reduce(isNegative ? -1 : 0) { $0 << 8 | Int64($1) }
    }
}
