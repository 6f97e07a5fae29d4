// Letters that go out: frozen bytes, one delivery for each recipient, leased by one worker at a
// time. A letter enters the outbox in the transaction of the event that sends it (R55, R89).

import Foundation
import GRDB
public import MonitoringOrders
public import Quantities

/// A letter to be frozen into the outbox.
public struct OutgoingLetter: Hashable, Sendable {
    public var kind: LetterKind
    public var order: OrderNumber
    public var messageID: String
    public var sender: MailAddress
    public var recipients: [MailAddress]
    public var bytes: [UInt8]

    /// A composed letter with its envelope.
    public init(
        kind: LetterKind, order: OrderNumber, messageID: String, sender: MailAddress,
        recipients: [MailAddress], bytes: [UInt8]
    ) {
        (self.kind, self.order, self.messageID) = (kind, order, messageID)
        (self.sender, self.recipients, self.bytes) = (sender, recipients, bytes)
    }
}

/// A delivery that a worker holds until its lease ends.
public struct DueDelivery: Hashable, Sendable {
    public var id: Int
    public var letter: Int
    public var kind: LetterKind?
    public var order: OrderNumber?
    public var sender: MailAddress
    public var recipient: MailAddress
    public var bytes: [UInt8]
    /// Counted from 1.
    public var attempt: Int
}

/// What became of an attempt.
public enum DeliveryOutcome: Hashable, Sendable {
    case accepted
    case refused
    /// It may have arrived; the same bytes go again.
    case uncertain(retryAt: UTCInstant)
    case retry(at: UTCInstant)

    var state: String {
        switch self {
        case .accepted: "accepted"
        case .refused: "refused"
        case .uncertain: "uncertain"
        case .retry: "waiting"
        }
    }

    var dueAgain: UTCInstant? {
        switch self {
        case .accepted, .refused: nil
        case .uncertain(let instant), .retry(let instant): instant
        }
    }
}

/// A delivery as lists show it.
public struct DeliveryRecord: Hashable, Sendable {
    public var letter: Int
    public var recipient: MailAddress
    /// `waiting`, `accepted`, `refused` or `uncertain`.
    public var state: String
    public var attempt: Int
    public var serverWords: String?
    public var settledAt: UTCInstant?
}

extension StoreTransaction {
    /// Freezes a letter and makes one delivery for each recipient.
    @discardableResult
    public func enqueue(_ letter: OutgoingLetter, at: UTCInstant, by actor: Actor) throws -> Int {
        let sha256 = Digest.sha256(letter.bytes)
        try database.execute(
            sql: """
                INSERT INTO letter
                (direction, carrier, sha256, bytes, stored_at, sender, kind, "order", message_id)
                VALUES ('out', 'outbox', ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                sha256, Data(letter.bytes), at.description, letter.sender.description,
                letter.kind.rawValue, letter.order.description, letter.messageID,
            ])
        let id = Int(database.lastInsertedRowID)
        for recipient in letter.recipients {
            try database.execute(
                sql: "INSERT INTO delivery (letter, recipient, due_at) VALUES (?, ?, ?)",
                arguments: [id, recipient.description, at.description])
        }
        try append(
            .letterFrozen(letter: id, order: letter.order, sha256: sha256), at: at, by: actor)
        return id
    }

    /// Takes at most so many due deliveries for a worker until the lease ends, letters of category 1
    /// orders first, then in order of freezing (R3).
    public func leaseDeliveries(
        limit: Int, until end: UTCInstant, by worker: String, now: UTCInstant
    ) throws -> [DueDelivery] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT delivery.id, letter, recipient, attempt, letter.kind, letter.sender,
                       letter."order", letter.bytes
                FROM delivery JOIN letter ON letter.id = delivery.letter
                LEFT JOIN order_summary ON order_summary.number = letter."order"
                WHERE delivery.state IN ('waiting', 'uncertain') AND due_at <= ?
                AND (leased_until IS NULL OR leased_until <= ?)
                ORDER BY order_summary.category, delivery.id LIMIT ?
                """, arguments: [now.description, now.description, limit])
        return try rows.compactMap { row in
            let id: Int = row["id"]
            try database.execute(
                sql: """
                    UPDATE delivery SET leased_until = ?, worker = ?, attempt = attempt + 1
                    WHERE id = ?
                    """, arguments: [end.description, worker, id])
            guard let sender = MailAddress(row["sender"]),
                let recipient = MailAddress(row["recipient"])
            else { return nil }
            return DueDelivery(
                id: id, letter: row["letter"],
                kind: (row["kind"] as String?).flatMap(LetterKind.init(rawValue:)),
                order: (row["order"] as String?).flatMap(OrderNumber.init), sender: sender,
                recipient: recipient, bytes: [UInt8](row["bytes"] as Data),
                attempt: (row["attempt"] as Int) + 1)
        }
    }

    /// Keeps what became of a leased delivery, with the server's own words.
    public func settle(
        _ delivery: Int, as outcome: DeliveryOutcome, serverWords: String, at: UTCInstant
    ) throws {
        try database.execute(
            sql: """
                UPDATE delivery SET state = ?, leased_until = NULL, worker = NULL,
                due_at = COALESCE(?, due_at), server_words = ?, settled_at = ? WHERE id = ?
                """,
            arguments: [
                outcome.state, outcome.dueAgain?.description, serverWords, at.description,
                delivery,
            ])
    }
}

extension StoreReader {
    /// Deliveries of a letter.
    public func deliveries(of letter: Int) throws -> [DeliveryRecord] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM delivery WHERE letter = ? ORDER BY id",
            arguments: [letter]
        ).compactMap { row in
            MailAddress(row["recipient"]).map { recipient in
                DeliveryRecord(
                    letter: letter, recipient: recipient, state: row["state"],
                    attempt: row["attempt"], serverWords: row["server_words"],
                    settledAt: (row["settled_at"] as String?).flatMap { UTCInstant($0) })
            }
        }
    }
}
