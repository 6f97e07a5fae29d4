// Letters in both directions as lists show them, and their bytes. Nothing is ever removed.

public import MonitoringOrders
public import Quantities

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

extension LetterRecord {
    /// All columns but the bytes.
    static let columns = """
        id, direction, stored_at, sha256, sender, kind, "order", message_id, content_digest,
        disposition, reasons
        """

    init(row: StoredRow) throws {
        id = try row.stored("id")
        isIncoming = try row.stored("direction") == "in"
        storedAt = try row.parsed("stored_at") { UTCInstant($0) }
        sha256 = try row.stored("sha256")
        sender = try row.storedIfPresent("sender")
        kind = try row.storedIfPresent("kind")
        order = try row.parsedIfPresent("order", OrderNumber.init)
        messageID = try row.storedIfPresent("message_id")
        contentDigest = try row.storedIfPresent("content_digest")
        disposition = try row.storedIfPresent("disposition")
        reasons = try StoredText.decode([String].self, from: row.stored("reasons"))
    }
}

extension StoreReader {
    /// Letters in the order of their numbers: all, or those of an order, or those with one of some
    /// dispositions, or both.
    public func letters(order: OrderNumber? = nil, dispositions: Set<String>? = nil) throws
        -> [LetterRecord]
    {
        let (condition, arguments) = LetterFilter(order: order, dispositions: dispositions)
            .condition
        return try all(
            "SELECT \(LetterRecord.columns) FROM letter WHERE \(condition) ORDER BY id", arguments
        ).map(LetterRecord.init)
    }

    /// Letters, in or out, with one of some Message-IDs.
    public func letters(messageIDs: [String]) throws -> [LetterRecord] {
        try messageIDs.flatMap { id in
            try all(
                "SELECT \(LetterRecord.columns) FROM letter WHERE message_id = ? ORDER BY id", [id]
            ).map(LetterRecord.init)
        }
    }

    /// Message-IDs of all letters of an order that were sent or accepted, oldest first.
    public func messageIDs(of order: OrderNumber) throws -> [String] {
        try all(
            """
            SELECT message_id FROM letter WHERE "order" = ? AND message_id IS NOT NULL
            AND (direction = 'out' OR disposition = 'accepted') ORDER BY id
            """, [order.description]
        ).map { try $0.stored("message_id") }
    }

    /// Orders on which at least so many letters were frozen since an instant, whoever did so, in the order of their numbers.
    ///
    /// - Parameters:
    ///   - begin: the instant, rounded down to its second.
    ///   - count: letters, at least one.
    ///   - order: the only order that is looked at; `nil` for all.
    /// - Returns: the orders' numbers.
    /// - Throws: ``StoreError``.
    public func orders(
        withLettersSince begin: UTCInstant, count: Int, only order: OrderNumber? = nil
    ) throws -> [OrderNumber] {
        // The letters of the time, not all letters order by order.
        let index = order == nil ? connection.dialect.indexed(by: "letter_sent_at") : ""
        return try all(
            """
            SELECT "order" AS number FROM letter \(index)
            WHERE direction = 'out' AND stored_at >= ? AND "order" \(order == nil ? "IS NOT NULL" : "= ?")
            GROUP BY "order" HAVING COUNT(*) >= ? ORDER BY "order"
            """, [Self.ofSecond(begin)] + (order.map { [$0.description] } ?? []) + [count]
        ).map { try $0.parsed("number", OrderNumber.init) }
    }

    /// The text before those of all instants within a second: that of the full second without its last letter.
    private static func ofSecond(_ instant: UTCInstant) -> String {
        let second = instant - .nanoseconds(instant.nanosecondOfDay % 1_000_000_000)
        return String(second.description.dropLast())
    }

    /// When the last letter was frozen, by the journal; `nil` if none ever was.
    public func lastLetterFrozenAt() throws -> UTCInstant? {
        try first(
            "SELECT at FROM journal WHERE kind = 'letterFrozen' ORDER BY sequence DESC LIMIT 1"
        )?.parsed("at") { UTCInstant($0) }
    }

    /// Who has frozen letters on which orders since an instant, by the journal, latest first. A clock that was put back
    /// meanwhile hides none: the numbers of the letters, not their times, say how far to look.
    public func frozenLetters(since begin: UTCInstant) throws -> [(
        actor: Actor, order: OrderNumber?
    )] {
        let earliest: Int? = try first(
            "SELECT MIN(id) AS id FROM letter WHERE direction = 'out' AND stored_at >= ?",
            [Self.ofSecond(begin)]
        )?.storedIfPresent("id")
        guard let earliest else { return [] }
        var found: [(Actor, OrderNumber?)] = []
        var last = Int.max
        while true {
            let rows = try all(
                """
                SELECT sequence, at, actor, content FROM journal
                WHERE kind = 'letterFrozen' AND sequence < ? ORDER BY sequence DESC LIMIT 100
                """, [last])
            for row in rows {
                last = try row.stored("sequence")
                let event = try StoredText.decode(DeskEvent.self, from: row.stored("content"))
                guard case .letterFrozen(let letter, let envelope, _) = event else { continue }
                guard letter >= earliest else { return found }
                guard try row.parsed("at", { UTCInstant($0) }) >= begin else { continue }
                found.append(
                    (try StoredText.decode(Actor.self, from: row.stored("actor")), envelope.order))
            }
            if rows.isEmpty { return found }
        }
    }

    /// The raw bytes of a letter.
    public func bytes(of letter: Int) throws -> [UInt8]? {
        try first("SELECT bytes FROM letter WHERE id = ?", [letter])?.stored("bytes")
    }
}
