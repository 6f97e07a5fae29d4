// A thin cover over libpq: connect, prepare, ask. Answers come in binary, values go as text, bytes as they are.

import CPostgres
import Foundation

/// An open connection. It belongs to one thread at a time.
final class PostgresLink {
    private let connection: OpaquePointer
    private var prepared: [String: String] = [:]

    /// Connects.
    ///
    /// - Parameter address: `postgresql://…`.
    /// - Throws: ``PostgresFault`` if the server cannot be reached or does not let us in.
    init(_ address: String) throws {
        // What stands in the address goes before; a server that is gone is noticed in half a minute.
        let settings = [
            ("connect_timeout", "10"), ("keepalives_idle", "10"), ("keepalives_interval", "5"),
            ("keepalives_count", "3"), ("tcp_user_timeout", "30000"), ("client_encoding", "UTF8"),
            ("application_name", "vigia"), ("dbname", address),
        ]
        var words = settings.map { UnsafePointer(strdup($0.0)) } + [nil]
        var values = settings.map { UnsafePointer(strdup($0.1)) } + [nil]
        defer { for text in words + values { free(UnsafeMutableRawPointer(mutating: text)) } }
        guard let connection = PQconnectdbParams(&words, &values, 1) else {
            throw PostgresFault(message: "no memory for a connection", isConnectionLost: true)
        }
        self.connection = connection
        guard PQstatus(connection) == CONNECTION_OK else {
            throw PostgresFault(
                state: "", message: Self.words(PQerrorMessage(connection)),
                isConnectionLost: true)
        }
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
    }

    deinit { PQfinish(connection) }

    var isOpen: Bool { PQstatus(connection) == CONNECTION_OK }
    var isInTransaction: Bool {
        [PQTRANS_INTRANS, PQTRANS_INERROR, PQTRANS_ACTIVE].contains(PQtransactionStatus(connection))
    }
    var socket: Int32 { PQsocket(connection) }

    /// Runs statements without values, as they are. Only the answer of the last one is given.
    @discardableResult
    func command(_ sql: String) throws -> PostgresAnswer {
        try answer(PQexec(connection, sql))
    }

    /// Runs one statement with values; it is prepared at its first use.
    func ask(_ sql: String, _ values: [StoredValue]) throws -> PostgresAnswer {
        let name = try prepare(sql)
        return try PostgresValues(values).withPointers { pointers, lengths, formats in
            try answer(
                PQexecPrepared(
                    connection, name, Int32(values.count), pointers, lengths, formats, 1))
        }
    }

    private func prepare(_ sql: String) throws -> String {
        if let name = prepared[sql] { return name }
        let name = "s\(prepared.count)"
        _ = try answer(
            PQprepare(connection, name, SQLDialect.postgresql.numbered(sql), 0, nil))
        prepared[sql] = name
        return name
    }

    private func answer(_ result: OpaquePointer?) throws -> PostgresAnswer {
        guard let result else {
            throw PostgresFault(
                message: Self.words(PQerrorMessage(connection)), isConnectionLost: !isOpen)
        }
        let answer = PostgresAnswer(result)
        guard answer.isGood else {
            throw PostgresFault(
                state: answer.state, message: answer.complaint, isConnectionLost: !isOpen)
        }
        return answer
    }

    /// Takes what has arrived without being asked for.
    ///
    /// - Returns: true if there was a notification.
    func takeNotifications() throws -> Bool {
        guard PQconsumeInput(connection) == 1 else {
            throw PostgresFault(
                message: Self.words(PQerrorMessage(connection)), isConnectionLost: true)
        }
        var isNotified = false
        while let note = PQnotifies(connection) {
            PQfreemem(note)
            isNotified = true
        }
        return isNotified
    }

    /// A message of libpq in one line.
    static func words(_ message: UnsafePointer<CChar>?) -> String {
        message.map { String(cString: $0) }.map {
            $0.split(whereSeparator: \.isNewline).joined(separator: " ")
        } ?? ""
    }
}

/// The values of a statement as libpq wants them.
private struct PostgresValues {
    private var bytes: [[UInt8]?]
    private var formats: [Int32]

    /// - Throws: ``BrokenRule`` for a text with NUL, which PostgreSQL cannot hold.
    init(_ values: [StoredValue]) throws {
        formats = values.map { if case .bytes = $0 { 1 } else { 0 } }
        bytes = try values.map { value in
            switch value {
            case .null: return nil
            case .integer(let number): return Array("\(number)".utf8) + [0]
            case .text(let text):
                guard !text.utf8.contains(0) else {
                    throw BrokenRule(message: "a text holds NUL")
                }
                return Array(text.utf8) + [0]
            // Never empty, so that it is not taken for NULL; the length is said beside it.
            case .bytes(let bytes): return bytes + [0]
            }
        }
    }

    func withPointers<T>(
        _ body: ([UnsafePointer<CChar>?], [Int32], [Int32]) throws -> T
    ) rethrows -> T {
        let lengths = bytes.map { Int32(($0?.count ?? 1) - 1) }
        let all = bytes.flatMap { $0 ?? [] }
        return try all.withUnsafeBytes { memory in
            var place = 0
            let pointers = bytes.map { value -> UnsafePointer<CChar>? in
                guard let value else { return nil }
                defer { place += value.count }
                return memory.baseAddress?.advanced(by: place)
                    .assumingMemoryBound(to: CChar.self)
            }
            return try body(pointers, lengths, formats)
        }
    }
}
