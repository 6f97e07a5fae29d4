// Letters that go out: frozen bytes and envelope, one delivery for each recipient. A letter enters
// the outbox in the transaction of the event that sends it, and never changes (R55, R89).

import Foundation
public import MonitoringOrders
public import Quantities

/// A letter to be frozen into the outbox.
public struct OutgoingLetter: Hashable, Sendable {
    /// `nil`, as the order, for a notice of the desk's own program that is of no order.
    public var kind: LetterKind?
    public var order: OrderNumber?
    public var messageID: String
    public var sender: MailAddress
    public var recipients: [MailAddress]
    public let bytes: [UInt8]
    let sha256: String

    /// A composed letter with its envelope. Its digest is taken now, which need not be in a transaction.
    public init(
        kind: LetterKind?, order: OrderNumber?, messageID: String, sender: MailAddress,
        recipients: [MailAddress], bytes: [UInt8]
    ) {
        (self.kind, self.order, self.messageID) = (kind, order, messageID)
        (self.sender, self.recipients, self.bytes) = (sender, recipients, bytes)
        sha256 = Digest.sha256(bytes)
    }

    /// Everything but the bytes.
    public var envelope: Envelope {
        Envelope(
            kind: kind, order: order, messageID: messageID, sender: sender, recipients: recipients)
    }
}

/// What the journal keeps of a frozen letter beside the digest of its bytes.
public struct Envelope: Hashable, Sendable, Codable {
    public var kind: LetterKind?
    public var order: OrderNumber?
    public var messageID: String
    public var sender: MailAddress
    public var recipients: [MailAddress]
}

/// A delivery as lists show it.
public struct DeliveryRecord: Hashable, Sendable {
    public var letter: Int
    public var recipient: MailAddress
    /// `waiting`, `accepted`, `refused` or `uncertain`.
    public var state: String
    /// Attempts so far.
    public var attempt: Int
    /// The server's own words at the latest attempt.
    public var serverWords: String?
    public var settledAt: UTCInstant?
}

extension StoreTransaction {
    /// Freezes a letter and makes one delivery for each recipient.
    ///
    /// - Returns: the letter's number in the store.
    /// - Throws: ``StoreError`` with `constraint` if its Message-ID was used by another, if a
    ///   recipient stands in it twice, or if it has none.
    @discardableResult
    public func enqueue(_ letter: OutgoingLetter, at: UTCInstant, by actor: Actor) throws -> Int {
        guard !letter.recipients.isEmpty else {
            throw BrokenRule(message: "a letter without a recipient")
        }
        let id = try insert(
            """
            INSERT INTO letter
            (direction, carrier, sha256, bytes, stored_at, sender, kind, "order", message_id)
            VALUES ('out', 'outbox', ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                letter.sha256, letter.bytes, at.description, letter.sender.description,
                letter.kind?.rawValue, letter.order?.description, letter.messageID,
            ])
        for recipient in letter.recipients {
            try run(
                "INSERT INTO delivery (letter, recipient, due_at) VALUES (?, ?, ?)",
                [id, recipient.description, at.nanosecondsSince1970])
        }
        let frozen = DeskEvent.letterFrozen(
            letter: id, envelope: letter.envelope, sha256: letter.sha256)
        try append(frozen, at: at, by: actor)
        return id
    }
}

/// A delivery that no server has accepted yet.
public struct OutstandingDelivery: Hashable, Sendable {
    public var letter: Int
    public var order: OrderNumber?
    /// When it was first due: frozen, or renewed by a person.
    public var since: UTCInstant
    public var recipient: MailAddress
    /// `waiting`, `refused` or `uncertain`.
    public var state: String
    public var serverWords: String?
}

extension StoreReader {
    /// Deliveries that no server has accepted, in the order of freezing: all of them, or without those that no server
    /// was asked for yet and that are due after an instant.
    public func outstandingDeliveries(
        withoutThoseDueAfter latest: UTCInstant? = nil
    ) throws -> [OutstandingDelivery] {
        let isDoubtful =
            latest == nil
            ? ""
            : "AND (delivery.state = 'refused' OR delivery.attempt > 0 OR delivery.due_at <= ?)"
        return try all(
            """
            SELECT delivery.letter, letter."order", delivery.recipient, delivery.state,
                   delivery.server_words, COALESCE(delivery.renewed_at, letter.stored_at) AS since
            FROM delivery JOIN letter ON letter.id = delivery.letter
            WHERE delivery.state <> 'accepted' \(isDoubtful) ORDER BY delivery.id
            """, latest.map { [$0.nanosecondsSince1970] } ?? []
        ).map { row in
            OutstandingDelivery(
                letter: try row.stored("letter"),
                order: try row.parsedIfPresent("order", OrderNumber.init),
                since: try row.parsed("since") { UTCInstant($0) },
                recipient: try row.parsed("recipient") { MailAddress($0) },
                state: try row.stored("state"),
                serverWords: try row.storedIfPresent("server_words"))
        }
    }

    /// Deliveries of a letter, in the order of its envelope.
    public func deliveries(of letter: Int) throws -> [DeliveryRecord] {
        try all("SELECT * FROM delivery WHERE letter = ? ORDER BY id", [letter])
            .map(DeliveryRecord.init)
    }

    /// Deliveries of all letters of an order, letter by letter, each in the order of its envelope.
    public func deliveries(ofLettersOn order: OrderNumber) throws -> [DeliveryRecord] {
        try all(
            """
            SELECT delivery.* FROM letter JOIN delivery ON delivery.letter = letter.id
            WHERE letter."order" = ? ORDER BY delivery.letter, delivery.id
            """, [order.description]
        ).map(DeliveryRecord.init)
    }
}

extension DeliveryRecord {
    init(row: StoredRow) throws {
        letter = try row.stored("letter")
        recipient = try row.parsed("recipient") { MailAddress($0) }
        (state, attempt) = (try row.stored("state"), try row.stored("attempt"))
        serverWords = try row.storedIfPresent("server_words")
        settledAt = try row.parsedIfPresent("settled_at") { UTCInstant($0) }
    }
}
