// Deliveries are taken by one worker at a time, for a while. A worker that dies lets go by the end
// of its lease; one that comes back late cannot undo what another has done since.

public import MonitoringOrders
public import Quantities

/// One attempt of one delivery: what a worker holds, and settles.
public struct DeliveryAttempt: Hashable, Sendable {
    public let delivery: Int
    /// Counted from 1.
    public let number: Int
}

/// A delivery that a worker holds until its lease ends.
public struct DueDelivery: Hashable, Sendable {
    public var id: DeliveryAttempt
    public var letter: Int
    public var kind: LetterKind?
    public var order: OrderNumber?
    public var sender: MailAddress
    public var recipient: MailAddress
    /// When it was first due: frozen, or renewed by a person.
    public var since: UTCInstant
    public var bytes: [UInt8]

    /// Counted from 1.
    public var attempt: Int { id.number }
}

/// What became of an attempt.
public enum DeliveryOutcome: Hashable, Sendable, Codable {
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

extension LeaseTransaction {
    /// Takes due deliveries for a worker until an instant at which another may take them.
    ///
    /// - Returns: at most so many, category 1 letters first, then in the order of freezing (R3).
    /// - Throws: ``StoreError``.
    public func leaseDeliveries(
        limit: Int, until end: UTCInstant, by worker: String, now: UTCInstant
    ) throws -> [DueDelivery] {
        try dueDeliveries(limit: limit, now: now).map { delivery in
            try run(
                "UPDATE delivery SET leased_until = ?, worker = ?, attempt = ? WHERE id = ?",
                [end.nanosecondsSince1970, worker, delivery.attempt, delivery.id.delivery])
            return delivery
        }
    }

    /// Holds a delivery longer.
    ///
    /// - Returns: false if it is no longer held by this attempt; then it must not be sent.
    /// - Throws: ``StoreError``.
    public func extendLease(of attempt: DeliveryAttempt, until end: UTCInstant) throws -> Bool {
        try run(
            """
            UPDATE delivery SET leased_until = ? WHERE id = ? AND attempt = ? AND worker IS NOT NULL
            """, [end.nanosecondsSince1970, attempt.delivery, attempt.number]) == 1
    }

    /// Sorted without the letters' bytes, which are fetched for those alone that are taken.
    private func dueDeliveries(limit: Int, now: UTCInstant) throws -> [DueDelivery] {
        try all(
            """
            SELECT delivery.id FROM delivery JOIN letter ON letter.id = delivery.letter
            LEFT JOIN order_summary ON order_summary.number = letter."order"
            WHERE delivery.state IN ('waiting', 'uncertain') AND delivery.due_at <= ?
            AND (delivery.leased_until IS NULL OR delivery.leased_until <= ?)
            ORDER BY order_summary.category IS NULL, order_summary.category, delivery.id LIMIT ?
            \(connection.dialect.skippingLocked("delivery"))
            """, [now.nanosecondsSince1970, now.nanosecondsSince1970, limit]
        ).flatMap { row in
            let id: Int = try row.stored("id")
            return try all(
                """
                SELECT delivery.id, delivery.letter, delivery.recipient, delivery.attempt,
                       letter.kind, letter.sender, letter."order",
                       COALESCE(delivery.renewed_at, letter.stored_at) AS since, letter.bytes
                FROM delivery JOIN letter ON letter.id = delivery.letter WHERE delivery.id = ?
                """, [id])
        }.map(DueDelivery.init)
    }
}

extension StoreTransaction {
    /// Keeps what became of an attempt, with the server's own words.
    ///
    /// Every outcome is journalled. The delivery itself follows the attempt that holds it; an
    /// acceptance counts from whomever it comes, because the server has the letter, and is final.
    ///
    /// - Returns: false if the delivery did not follow, because it was accepted before or because
    ///   another worker holds it.
    /// - Throws: ``StoreError``.
    @discardableResult
    public func settle(
        _ attempt: DeliveryAttempt, as outcome: DeliveryOutcome, serverWords: String,
        at: UTCInstant
    ) throws -> Bool {
        let row = try first("SELECT * FROM delivery WHERE id = ?", [attempt.delivery])
        guard let row else {
            throw StoredFault(message: "delivery \(attempt.delivery) is gone")
        }
        let state: String = try row.stored("state")
        let worker: String? = try row.storedIfPresent("worker")
        let isHolder = try worker != nil && row.stored("attempt") == attempt.number
        let event = DeskEvent.deliveryAttempted(
            letter: try row.stored("letter"),
            recipient: try row.parsed("recipient") { MailAddress($0) }, attempt: attempt.number,
            outcome: outcome, serverWords: serverWords)
        try append(event, at: at, by: Actor(name: worker ?? "sender", role: .desk))
        guard state != "accepted", outcome == .accepted || isHolder else {
            return false
        }
        try run(
            """
            UPDATE delivery SET state = ?, leased_until = NULL, worker = NULL,
            due_at = COALESCE(?, due_at), server_words = ?, settled_at = ? WHERE id = ?
            """,
            [
                outcome.state, outcome.dueAgain?.nanosecondsSince1970, serverWords,
                at.description, attempt.delivery,
            ])
        return true
    }
}

extension StoreTransaction {
    /// Ends the attempts of workers that are no more: whether their letters arrived is uncertain, and
    /// the same bytes are due again at once.
    ///
    /// - Parameters:
    ///   - at: now.
    ///   - held: also those whose lease has not ended: no worker of this store is alive, as after opening a database
    ///     whose exclusive lock nobody else can have.
    /// - Returns: how many attempts were ended.
    /// - Throws: ``StoreError``.
    @discardableResult
    public func endAbandonedAttempts(at: UTCInstant, evenHeld held: Bool) throws -> Int {
        let end = held ? Int64.max : at.nanosecondsSince1970
        let held = try all(
            """
            SELECT id, attempt FROM delivery WHERE worker IS NOT NULL AND leased_until <= ? ORDER BY id
            """, [end])
        for row in held {
            let attempt = DeliveryAttempt(
                delivery: try row.stored("id"), number: try row.stored("attempt"))
            try settle(
                attempt, as: .uncertain(retryAt: at),
                serverWords: "the desk ended during this attempt", at: at)
        }
        return held.count
    }
}

extension StoreReader {
    /// When the next delivery is due and nobody holds it; `nil` while none waits.
    public func nextDelivery() throws -> UTCInstant? {
        let row = try first(
            """
            SELECT min(CASE WHEN leased_until > due_at THEN leased_until ELSE due_at END) AS due
            FROM delivery
            WHERE state IN ('waiting', 'uncertain')
            """)
        let due: Int64? = try row?.storedIfPresent("due")
        return due.map { UTCInstant(nanosecondsSince1970: $0) }
    }
}

extension DueDelivery {
    /// The next attempt of a delivery.
    init(row: StoredRow) throws {
        id = DeliveryAttempt(
            delivery: try row.stored("id"), number: try row.stored("attempt") + 1)
        letter = try row.stored("letter")
        kind = try row.parsedIfPresent("kind", LetterKind.init(rawValue:))
        order = try row.parsedIfPresent("order", OrderNumber.init)
        sender = try row.parsed("sender") { MailAddress($0) }
        recipient = try row.parsed("recipient") { MailAddress($0) }
        since = try row.parsed("since") { UTCInstant($0) }
        bytes = try row.stored("bytes")
    }
}
