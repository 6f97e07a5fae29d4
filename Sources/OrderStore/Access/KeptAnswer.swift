// Answers that were given under an Idempotency-Key, so that the same request gets the same answer and is not
// carried out again.

public import Quantities

/// An answer of the API under a key.
public struct KeptAnswer: Hashable, Sendable {
    /// Who asked: keys of different principals never meet.
    public var principal: String
    public var key: String
    /// SHA-256 of method, path and body of the request, in hexadecimal.
    public var request: String
    public var status: Int
    /// Header fields, `name: value` a line.
    public var headers: String
    public var body: [UInt8]

    /// An answer to be kept.
    public init(
        principal: String, key: String, request: String, status: Int, headers: String,
        body: [UInt8]
    ) {
        (self.principal, self.key, self.request) = (principal, key, request)
        (self.status, self.headers, self.body) = (status, headers, body)
    }
}

extension StoreReader {
    /// The answer that was given to a principal under a key.
    public func keptAnswer(principal: String, key: String) throws -> KeptAnswer? {
        try first(
            "SELECT * FROM kept_answer WHERE principal = ? AND key = ?", [principal, key]
        ).map { row in
            KeptAnswer(
                principal: principal, key: key, request: try row.stored("request"),
                status: try row.stored("status"), headers: try row.stored("headers"),
                body: try row.stored("body"))
        }
    }
}

extension StoreTransaction {
    /// Keeps an answer; one that is kept already stays.
    public func keep(_ answer: KeptAnswer, at: UTCInstant) throws {
        try run(
            "INSERT INTO kept_answer VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [
                answer.principal, answer.key, answer.request, answer.status, answer.headers,
                answer.body, at.nanosecondsSince1970,
            ])
    }

    /// Forgets answers that were given before an instant.
    public func forgetAnswers(before instant: UTCInstant) throws {
        try run("DELETE FROM kept_answer WHERE at < ?", [instant.nanosecondsSince1970])
    }
}
