// Mailboxes that cannot be read at present. This is no evidence, only the desk's own state: it stands in no
// journal, and goes with the trouble.

public import Quantities

/// A mailbox that cannot be read.
public struct MailboxTrouble: Hashable, Sendable {
    public var mailbox: String
    /// The latest reason, in the words of the server or of the system.
    public var words: String
    /// When it began.
    public var since: UTCInstant
}

extension StoreReader {
    /// The mailboxes that cannot be read, longest first.
    public func mailboxTroubles() throws -> [MailboxTrouble] {
        try all("SELECT * FROM mailbox ORDER BY since").map { row in
            MailboxTrouble(
                mailbox: try row.stored("name"), words: try row.stored("trouble"),
                since: try row.parsed("since") { UTCInstant($0) })
        }
    }
}

extension StoreTransaction {
    /// Keeps that a mailbox could not be read; the beginning of its trouble stays.
    public func noteTrouble(of mailbox: String, words: String, at: UTCInstant) throws {
        try run(
            """
            INSERT INTO mailbox VALUES (?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET trouble = excluded.trouble
            """, [mailbox, words, at.description])
    }

    /// Forgets the trouble of a mailbox that was read.
    public func endTrouble(of mailbox: String) throws {
        try run("DELETE FROM mailbox WHERE name = ?", [mailbox])
    }
}
