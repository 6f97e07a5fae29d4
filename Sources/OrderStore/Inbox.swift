// Letters that came in: raw bytes, digest and receipt first, in one commit, before anything reads
// them; then, once each, what was made of them.

import Foundation
import GRDB
public import MonitoringOrders
public import Quantities

/// A letter as it was stored on arrival.
public struct IncomingLetter: Hashable, Sendable {
    /// The letter's number in the store; letters in and out share one sequence.
    public var id: Int
    /// The durable receipt: it decides the order of service.
    public var receipt: Receipt
    public var sha256: String
    public var bytes: [UInt8]
    /// How often reading it has been begun without an end.
    public var attempts: Int
}

/// What was made of a letter.
public struct LetterJudgement: Hashable, Sendable {
    /// `accepted`, `needs-human`, `recorded` or `quarantined`.
    public var disposition: String
    public var reasons: [String]
    public var kind: String?
    public var order: OrderNumber?
    public var messageID: String?
    /// Digest of the letter without the trace headers of its way here, to recognise repeats.
    public var contentDigest: String?
    public var sender: String?

    /// A judgement; what is not known stays empty.
    public init(disposition: String, reasons: [String] = []) {
        (self.disposition, self.reasons) = (disposition, reasons)
    }
}

/// A letter as lists show it.
public struct LetterRecord: Hashable, Sendable {
    public var id: Int
    public var isIncoming: Bool
    public var storedAt: UTCInstant
    public var sha256: String
    public var sender: String?
    public var kind: String?
    public var order: OrderNumber?
    public var messageID: String?
    public var contentDigest: String?
    /// `nil` while an incoming letter has not been read; outgoing letters have none.
    public var disposition: String?
    public var reasons: [String]
}

extension StoreTransaction {
    /// Stores a letter that a carrier brought. The handle is the letter's name at the carrier; a
    /// handle that is known already is the same letter seen again: nothing is stored, and the answer
    /// is `nil`.
    public func storeIncoming(
        bytes: [UInt8], carrier: String, handle: String?, at: UTCInstant, by actor: Actor
    ) throws -> IncomingLetter? {
        if let handle {
            let known = try Int.fetchOne(
                database, sql: "SELECT id FROM letter WHERE carrier = ? AND handle = ?",
                arguments: [carrier, handle])
            if known != nil { return nil }
        }
        let sha256 = Digest.sha256(bytes)
        try database.execute(
            sql: """
                INSERT INTO letter (direction, carrier, handle, sha256, bytes, stored_at)
                VALUES ('in', ?, ?, ?, ?, ?)
                """, arguments: [carrier, handle, sha256, Data(bytes), at.description])
        let id = Int(database.lastInsertedRowID)
        try append(.letterStored(letter: id, receipt: id, sha256: sha256), at: at, by: actor)
        return IncomingLetter(
            id: id, receipt: Receipt(sequence: id, at: at), sha256: sha256, bytes: bytes,
            attempts: 0)
    }

    /// Counts that reading a letter is begun, so that one that breaks the reader is set aside.
    public func beginReading(_ letter: Int) throws {
        try database.execute(
            sql: "UPDATE letter SET attempts = attempts + 1 WHERE id = ?", arguments: [letter])
    }

    /// Keeps what was made of a letter.
    public func judge(
        _ letter: Int, as judgement: LetterJudgement, at: UTCInstant, by actor: Actor
    ) throws {
        try database.execute(
            sql: """
                UPDATE letter SET disposition = ?, reasons = ?, kind = ?, "order" = ?,
                message_id = ?, content_digest = ?, sender = ? WHERE id = ?
                """,
            arguments: [
                judgement.disposition, try EventText.encode(judgement.reasons), judgement.kind,
                judgement.order?.description, judgement.messageID, judgement.contentDigest,
                judgement.sender, letter,
            ])
        try append(
            .letterJudged(
                letter: letter, order: judgement.order, disposition: judgement.disposition,
                reasons: judgement.reasons), at: at, by: actor)
    }
}

extension StoreReader {
    /// Incoming letters that nobody has read yet, in the order of their receipt.
    public func unreadLetters(limit: Int) throws -> [IncomingLetter] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM letter WHERE direction = 'in' AND disposition IS NULL
                ORDER BY id LIMIT ?
                """, arguments: [limit]
        ).map { row in
            let at = UTCInstant(row["stored_at"]) ?? UTCInstant(secondsSince1970: 0)
            return IncomingLetter(
                id: row["id"], receipt: Receipt(sequence: row["id"], at: at),
                sha256: row["sha256"], bytes: [UInt8](row["bytes"] as Data),
                attempts: row["attempts"])
        }
    }

    /// Letters in the order of their numbers, all or only those of an order or with one of some
    /// dispositions.
    public func letters(order: OrderNumber? = nil, dispositions: Set<String>? = nil) throws
        -> [LetterRecord]
    {
        let filter = order == nil ? "1" : "\"order\" = ?"
        let columns =
            "id, direction, stored_at, sha256, sender, kind, \"order\", message_id, content_digest,"
            + " disposition, reasons"
        return try Row.fetchAll(
            database, sql: "SELECT \(columns) FROM letter WHERE \(filter) ORDER BY id",
            arguments: order.map { [$0.description] } ?? []
        ).map(LetterRecord.init(row:)).filter { record in
            dispositions.map { $0.contains(record.disposition ?? "") } ?? true
        }
    }

    /// Letters, in or out, with one of some Message-IDs.
    public func letters(messageIDs: [String]) throws -> [LetterRecord] {
        try messageIDs.flatMap { id in
            try Row.fetchAll(
                database, sql: "SELECT * FROM letter WHERE message_id = ? ORDER BY id",
                arguments: [id]
            ).map(LetterRecord.init(row:))
        }
    }

    /// Message-IDs of all letters of an order, oldest first.
    public func messageIDs(of order: OrderNumber) throws -> [String] {
        try letters(order: order).filter { $0.disposition == nil || $0.disposition == "accepted" }
            .compactMap(\.messageID)
    }

    /// The raw bytes of a letter.
    public func bytes(of letter: Int) throws -> [UInt8]? {
        try Data.fetchOne(
            database, sql: "SELECT bytes FROM letter WHERE id = ?", arguments: [letter]
        ).map { [UInt8]($0) }
    }
}

extension LetterRecord {
    init(row: Row) throws {
        id = row["id"]
        isIncoming = row["direction"] == "in"
        storedAt = UTCInstant(row["stored_at"]) ?? UTCInstant(secondsSince1970: 0)
        sha256 = row["sha256"]
        (sender, kind, messageID) = (row["sender"], row["kind"], row["message_id"])
        (contentDigest, disposition) = (row["content_digest"], row["disposition"])
        order = (row["order"] as String?).flatMap(OrderNumber.init)
        reasons = try JSONDecoder().decode(
            [String].self, from: Data((row["reasons"] as String).utf8))
    }
}
