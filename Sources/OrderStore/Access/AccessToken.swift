// Tokens of programs that use the API: digests, never the tokens themselves.

public import MonitoringOrders
public import Quantities

/// What a token may be used for, within its role.
public enum TokenScope: String, Hashable, Sendable, Codable, CaseIterable {
    /// Everything the role may read.
    case read
    /// Everything the role may do.
    case write
    /// Acknowledging orders and updating acknowledgements, and nothing else: for the other desk (R33).
    case acknowledge
    /// Handing letters in, and nothing else: for the mail server.
    case ingest
}

/// A token of the API.
public struct AccessToken: Hashable, Sendable {
    public var id: Int
    public var name: String
    /// SHA-256 of the token, in hexadecimal.
    public var digest: String
    public var role: AccountRole
    public var scopes: Set<TokenScope>
    public var createdAt: UTCInstant
    public var expiresAt: UTCInstant
    public var revokedAt: UTCInstant?

    /// A new token; the store numbers it.
    public init(
        name: String, digest: String, role: AccountRole, scopes: Set<TokenScope>,
        createdAt: UTCInstant, expiresAt: UTCInstant
    ) {
        (id, self.name, self.digest, self.role) = (0, name, digest, role)
        (self.scopes, self.createdAt, self.expiresAt) = (scopes, createdAt, expiresAt)
    }

    /// True if the token opens anything at an instant.
    public func isValid(at instant: UTCInstant) -> Bool {
        revokedAt == nil && instant < expiresAt
    }
}

extension StoreReader {
    /// All tokens, oldest first.
    public func tokens() throws -> [AccessToken] {
        try all("SELECT * FROM access_token ORDER BY id").map(AccessToken.init)
    }

    /// The token of a digest, whether it is still valid or not.
    public func token(digest: String) throws -> AccessToken? {
        try first("SELECT * FROM access_token WHERE digest = ?", [digest]).map(AccessToken.init)
    }
}

extension StoreTransaction {
    /// Adds a token.
    ///
    /// - Returns: its number.
    public func add(_ token: AccessToken, at: UTCInstant, by actor: Actor) throws -> Int {
        let scopes = token.scopes.map(\.rawValue).sorted()
        let id = try insert(
            """
            INSERT INTO access_token (name, digest, role, scopes, created_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                token.name, token.digest, token.role.rawValue, scopes.joined(separator: " "),
                token.createdAt.description, token.expiresAt.description,
            ])
        try append(
            .tokenAdded(token: id, name: token.name, role: token.role.rawValue, scopes: scopes),
            at: at, by: actor)
        return id
    }

    /// Revokes a token.
    ///
    /// - Returns: false if there is none of this number that was valid until now.
    public func revokeToken(_ id: Int, at: UTCInstant, by actor: Actor) throws -> Bool {
        let changed = try run(
            "UPDATE access_token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
            [at.description, id])
        guard changed == 1 else { return false }
        try append(.tokenRevoked(token: id), at: at, by: actor)
        return true
    }
}

extension AccessToken {
    init(row: StoredRow) throws {
        (id, name, digest) = (
            try row.stored("id"), try row.stored("name"), try row.stored("digest")
        )
        role = try row.parsed("role", AccountRole.init(rawValue:))
        let words: String = try row.stored("scopes")
        scopes = Set(words.split(separator: " ").compactMap { TokenScope(rawValue: String($0)) })
        createdAt = try row.parsed("created_at") { UTCInstant($0) }
        expiresAt = try row.parsed("expires_at") { UTCInstant($0) }
        revokedAt = try row.parsedIfPresent("revoked_at") { UTCInstant($0) }
    }
}
