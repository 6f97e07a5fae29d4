// Letters that came in: raw bytes, digest and receipt first, in one commit, before anything reads
// them; then, once each, what was made of them.

import Foundation
public import MonitoringOrders
public import Quantities

/// A letter as it was stored on arrival.
public struct IncomingLetter: Hashable, Sendable {
    /// The letter's number in the store; letters in and out share one gapless sequence.
    public var id: Int
    /// The durable receipt: it decides the order of service.
    public var receipt: Receipt
    public var sha256: String
    public var bytes: [UInt8]
    /// When the mail server took it in, where the mailbox says so.
    public var serverTime: UTCInstant?
    /// How often reading it has been begun without an end.
    public var attempts: Int
}

/// What was made of a letter.
public struct LetterJudgement: Hashable, Sendable, Codable {
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

extension StoreReader {
    /// The highest number among a carrier's handles of the form `group:number`; `nil` for none.
    public func highestHandle(carrier: String, group: String) throws -> Int? {
        // ";" follows ":" in ASCII: the range holds this group's handles and no others.
        let row = try first(
            """
            SELECT MAX(CAST(substr(handle, ?) AS BIGINT)) AS highest FROM letter
            WHERE carrier = ? AND handle >= ? AND handle < ?
            """, [group.utf8.count + 2, carrier, group + ":", group + ";"])
        return try row?.storedIfPresent("highest")
    }
}

extension StoreTransaction {
    /// Stores a letter that a carrier brought.
    ///
    /// The carrier's name is up to the desk. The handle is the letter's name at the carrier; one that
    /// is known already is the same letter seen again, and nothing is stored. The server's time is what the
    /// mailbox says of the letter's arrival there.
    ///
    /// - Returns: the stored letter, or `nil` if it was stored before.
    /// - Throws: ``StoreError``.
    public func storeIncoming(
        bytes: [UInt8], carrier: String, handle: String?, serverTime: UTCInstant? = nil,
        at: UTCInstant, by actor: Actor
    ) throws -> IncomingLetter? {
        if let handle {
            let known = try first(
                "SELECT id FROM letter WHERE carrier = ? AND handle = ?", [carrier, handle])
            if known != nil { return nil }
        }
        let sha256 = Digest.sha256(bytes)
        let id = try insert(
            """
            INSERT INTO letter (direction, carrier, handle, sha256, bytes, stored_at, server_time)
            VALUES ('in', ?, ?, ?, ?, ?, ?)
            """,
            [carrier, handle, sha256, bytes, at.description, serverTime?.description])
        try append(.letterStored(letter: id, receipt: id, sha256: sha256), at: at, by: actor)
        return IncomingLetter(
            id: id, receipt: Receipt(sequence: id, at: at), sha256: sha256, bytes: bytes,
            serverTime: serverTime, attempts: 0)
    }

    /// Counts that reading a letter is begun, so that one that breaks the reader is set aside.
    public func beginReading(_ letter: Int) throws {
        try run("UPDATE letter SET attempts = attempts + 1 WHERE id = ?", [letter])
    }

    /// Keeps what was made of an incoming letter. A person may judge it again; the journal keeps
    /// every judgement.
    public func judge(
        _ letter: Int, as judgement: LetterJudgement, at: UTCInstant, by actor: Actor
    ) throws {
        try project(judgement, of: letter)
        try append(.letterJudged(letter: letter, judgement: judgement), at: at, by: actor)
    }

    /// Writes the columns of a letter that follow from its judgement.
    func project(_ judgement: LetterJudgement, of letter: Int) throws {
        try run(
            """
            UPDATE letter SET disposition = ?, reasons = ?, kind = ?, "order" = ?,
            message_id = ?, content_digest = ?, sender = ?, leased_until = NULL, worker = NULL
            WHERE id = ?
            """,
            [
                judgement.disposition, try StoredText.encode(judgement.reasons), judgement.kind,
                judgement.order?.description, judgement.messageID, judgement.contentDigest,
                judgement.sender, letter,
            ])
    }
}

extension StoreReader {
    /// Incoming letters that nobody has read yet, in the order of their receipt: so many, and so many bytes
    /// together, but for the first of them.
    public func unreadLetters(limit: Int, bytes: Int = .max) throws -> [IncomingLetter] {
        var room = bytes
        let unread = try all(
            """
            SELECT id, length(bytes) AS size FROM letter
            WHERE direction = 'in' AND disposition IS NULL ORDER BY id LIMIT ?
            """, [limit]
        ).map { (id: try $0.stored("id") as Int, size: try $0.stored("size") as Int) }
        return try unread.prefix { letter in
            defer { room -= letter.size }
            return room == bytes || room >= letter.size
        }.compactMap { letter in
            try first("SELECT * FROM letter WHERE id = ?", [letter.id])
        }.map(IncomingLetter.init)
    }
}

extension StoreReader {
    /// A letter as it came in; `nil` if there is none of this number or it is one that went out.
    public func incomingLetter(_ id: Int) throws -> IncomingLetter? {
        try first("SELECT * FROM letter WHERE id = ? AND direction = 'in'", [id])
            .map(IncomingLetter.init)
    }

    /// True until somebody has judged a letter.
    public func isUnread(_ letter: Int) throws -> Bool {
        try first("SELECT id FROM letter WHERE id = ? AND disposition IS NULL", [letter]) != nil
    }
}

extension LeaseTransaction {
    /// Holds an unread letter longer.
    public func extendLease(ofLetter letter: Int, until end: UTCInstant) throws {
        try run(
            """
            UPDATE letter SET leased_until = ?
            WHERE id = ? AND worker IS NOT NULL AND disposition IS NULL
            """, [end.nanosecondsSince1970, letter])
    }
}

extension OrderStore {
    /// Takes unread letters in the order of their receipt. Where several processes work for a desk, one at a time
    /// reads, so that an order is never judged after its own withdrawal; another takes over when its lease ends.
    ///
    /// - Parameters:
    ///   - limit: at most so many.
    ///   - bytes: and so many bytes together, but for the first of them.
    ///   - end: when the lease ends.
    ///   - worker: who takes them.
    ///   - now: the time.
    /// - Returns: the letters; none while another process reads.
    /// - Throws: ``StoreError``.
    public func takeUnreadLetters(
        limit: Int, bytes: Int, until end: UTCInstant, by worker: String, now: UTCInstant
    ) throws -> [IncomingLetter] {
        guard isShared else { return try read { try $0.unreadLetters(limit: limit, bytes: bytes) } }
        return try write { transaction in
            let other = try transaction.first(
                """
                SELECT id FROM letter WHERE direction = 'in' AND disposition IS NULL
                AND leased_until > ? AND worker <> ? LIMIT 1
                """, [now.nanosecondsSince1970, worker])
            guard other == nil else { return [] }
            let letters = try transaction.unreadLetters(limit: limit, bytes: bytes)
            for letter in letters {
                try transaction.run(
                    "UPDATE letter SET leased_until = ?, worker = ? WHERE id = ?",
                    [end.nanosecondsSince1970, worker, letter.id])
            }
            return letters
        }
    }
}

extension IncomingLetter {
    init(row: StoredRow) throws {
        id = try row.stored("id")
        let at = try row.parsed("stored_at") { UTCInstant($0) }
        receipt = Receipt(sequence: id, at: at)
        (sha256, attempts) = (try row.stored("sha256"), try row.stored("attempts"))
        serverTime = try row.parsedIfPresent("server_time") { UTCInstant($0) }
        bytes = try row.stored("bytes")
    }
}
