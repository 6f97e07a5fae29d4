// Other programs that want to be told of what happens. Each has its place in the journal and is told one event
// after another from there: none is left out, and none comes before an earlier one.

public import MonitoringOrders
public import Quantities

/// An address that is told of events.
public struct Webhook: Hashable, Sendable {
    public var id: Int
    public var url: String
    /// Keys that sign what is sent (`whsec_…`): the new one and, for a while after a change, the old one.
    public var secrets: [String]
    public var createdAt: UTCInstant
    public var disabledAt: UTCInstant?
    /// Why it was disabled, or what went wrong last.
    public var words: String?
    /// The last row of the journal that it was told of.
    public var told: Int
    /// Attempts at the next one.
    public var attempt: Int
    public var dueAt: UTCInstant
}

extension StoreReader {
    /// All webhooks, oldest first.
    public func webhooks() throws -> [Webhook] {
        try all("SELECT * FROM webhook ORDER BY id").map(Webhook.init)
    }
}

extension StoreTransaction {
    /// Adds a webhook that is told of everything from now on.
    ///
    /// - Returns: its number.
    public func addWebhook(url: String, secret: String, at: UTCInstant, by actor: Actor) throws
        -> Int
    {
        let told = try lastSequence()
        let id = try insert(
            """
            INSERT INTO webhook (url, secrets, created_at, told, due_at) VALUES (?, ?, ?, ?, ?)
            """, [url, secret, at.description, told, at.nanosecondsSince1970])
        try append(.webhookAdded(webhook: id, url: url), at: at, by: actor)
        return id
    }

    /// Keeps how far a webhook has been told, and when it is tried next.
    public func keep(_ webhook: Webhook) throws {
        try run(
            "UPDATE webhook SET secrets = ?, told = ?, attempt = ?, due_at = ?, words = ? WHERE id = ?",
            [
                webhook.secrets.joined(separator: " "), webhook.told, webhook.attempt,
                webhook.dueAt.nanosecondsSince1970, webhook.words, webhook.id,
            ])
    }

    /// Tells a webhook nothing any more.
    ///
    /// - Returns: false if there is none of this number that was told until now.
    public func disableWebhook(_ id: Int, because words: String, at: UTCInstant, by actor: Actor)
        throws -> Bool
    {
        let changed = try run(
            "UPDATE webhook SET disabled_at = ?, words = ? WHERE id = ? AND disabled_at IS NULL",
            [at.description, words, id])
        guard changed == 1 else { return false }
        try append(.webhookDisabled(webhook: id, reason: words), at: at, by: actor)
        return true
    }
}

extension StoreReader {
    /// The number of the journal's last row; 0 for none.
    public func lastSequence() throws -> Int {
        try first("SELECT sequence FROM journal ORDER BY sequence DESC LIMIT 1")?
            .stored("sequence") ?? 0
    }
}

extension Webhook {
    init(row: StoredRow) throws {
        (id, url) = (try row.stored("id"), try row.stored("url"))
        let secrets: String = try row.stored("secrets")
        self.secrets = secrets.split(separator: " ").map(String.init)
        createdAt = try row.parsed("created_at") { UTCInstant($0) }
        disabledAt = try row.parsedIfPresent("disabled_at") { UTCInstant($0) }
        words = try row.storedIfPresent("words")
        (told, attempt) = (try row.stored("told"), try row.stored("attempt"))
        dueAt = UTCInstant(nanosecondsSince1970: try row.stored("due_at"))
    }
}
