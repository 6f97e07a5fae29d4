// Who may use a desk's console and API. Accounts are never removed, because the journal names them; a disabled
// one opens nothing.

public import MonitoringOrders
public import Quantities

/// What an account is for: one of the roles of the rules, or the care of accounts, which decides nothing about
/// orders (R91).
public enum AccountRole: String, Hashable, Sendable, Codable, CaseIterable {
    case dispatcher
    case stationOperator = "operator"
    case officer
    case auditor
    case administrator

    /// The role in which the account acts on orders; `nil` for those who only keep accounts.
    public var role: Role? { Role(rawValue: rawValue) }

    /// True if the role has work at a desk.
    public func belongs(to desk: DeskKind) -> Bool { role?.desk.map { $0 == desk } ?? true }
}

/// An account of a person.
public struct Account: Hashable, Sendable {
    public var name: String
    public var role: AccountRole
    /// Argon2id in the form of its reference implementation (`$argon2id$v=19$…`).
    public var passwordHash: String
    /// Key of one-time codes (RFC 6238) in base 32; `nil` where none are asked for.
    public var codeKey: String?
    /// The language of the pages: `en` or `pt-BR`.
    public var language: String
    /// True until the person has replaced the password that was given to them.
    public var mustChangePassword: Bool
    public var createdAt: UTCInstant
    public var disabledAt: UTCInstant?
    /// Refused attempts since the last one that succeeded.
    public var failures: Int
    /// Nobody gets in before, whatever they know.
    public var lockedUntil: UTCInstant?

    /// A new account.
    public init(
        name: String, role: AccountRole, passwordHash: String, mustChangePassword: Bool,
        createdAt: UTCInstant, language: String = "en"
    ) {
        (self.name, self.role, self.passwordHash) = (name, role, passwordHash)
        (self.mustChangePassword, self.createdAt) = (mustChangePassword, createdAt)
        (self.language, codeKey, failures) = (language, nil, 0)
    }

    /// Names are 2 to 64 letters, digits, points, hyphens and underscores of ASCII, so that they are inert in
    /// logs, journal and pages.
    public static func isName(_ text: String) -> Bool {
        (2...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122, 45, 46, 95: true
                default: false
                }
            }
    }
}

extension StoreReader {
    /// All accounts, by name.
    public func accounts() throws -> [Account] {
        try all("SELECT * FROM account ORDER BY name").map(Account.init)
    }

    /// The account of a name.
    public func account(_ name: String) throws -> Account? {
        try first("SELECT * FROM account WHERE name = ?", [name]).map(Account.init)
    }
}

extension StoreTransaction {
    /// Adds an account.
    ///
    /// - Throws: ``StoreError`` with `constraint` if the name is taken.
    public func add(_ account: Account, at: UTCInstant, by actor: Actor) throws {
        precondition(Account.isName(account.name), "a name that is inert everywhere")
        try run(
            """
            INSERT INTO account (name, role, password, language, must_change, created_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                account.name, account.role.rawValue, account.passwordHash, account.language,
                account.mustChangePassword ? 1 : 0, account.createdAt.description,
            ])
        try append(
            .accountAdded(account: account.name, role: account.role.rawValue), at: at, by: actor)
    }

    /// Ends an account and all its sessions. It stays in the list.
    public func disableAccount(_ name: String, at: UTCInstant, by actor: Actor) throws {
        try run(
            "UPDATE account SET disabled_at = ? WHERE name = ? AND disabled_at IS NULL",
            [at.description, name])
        try endSessions(of: name)
        try append(.accountDisabled(account: name), at: at, by: actor)
    }

    /// Gives an account another password and ends its sessions, all but one.
    public func setPassword(
        _ hash: String, of name: String, mustChange: Bool, keeping session: String? = nil,
        at: UTCInstant, by actor: Actor
    ) throws {
        try run(
            """
            UPDATE account SET password = ?, must_change = ?, failures = 0, locked_until = NULL
            WHERE name = ?
            """, [hash, mustChange ? 1 : 0, name])
        try endSessions(of: name, besides: session)
        try append(.passwordSet(account: name), at: at, by: actor)
    }

    /// Asks an account for one-time codes, or no longer: the key is `nil` then, and else the step is that of the code that
    /// has proven that the person holds it.
    public func setCodeKey(
        _ key: String?, provenAt step: Int? = nil, of name: String, at: UTCInstant, by actor: Actor
    ) throws {
        try run(
            "UPDATE account SET code_key = ?, code_step = ? WHERE name = ?", [key, step, name])
        try append(
            .codesSet(account: name, areAsked: key != nil), at: at, by: actor)
    }

    /// Keeps the language of a person's pages.
    public func setLanguage(_ language: String, of name: String) throws {
        try run("UPDATE account SET language = ? WHERE name = ?", [language, name])
    }

    /// Counts a refused attempt; after some, the account is locked for a while.
    public func noteRefusedLogin(
        of name: String, lockedUntil: UTCInstant?, at: UTCInstant, by actor: Actor
    ) throws {
        try run(
            "UPDATE account SET failures = failures + 1, locked_until = ? WHERE name = ?",
            [lockedUntil?.description, name])
        try append(.loginRefused(account: name), at: at, by: actor)
    }
}

extension Account {
    init(row: StoredRow) throws {
        name = try row.stored("name")
        role = try row.parsed("role", AccountRole.init(rawValue:))
        passwordHash = try row.stored("password")
        codeKey = try row.storedIfPresent("code_key")
        language = try row.stored("language")
        mustChangePassword = try row.stored("must_change") == 1
        createdAt = try row.parsed("created_at") { UTCInstant($0) }
        disabledAt = try row.parsedIfPresent("disabled_at") { UTCInstant($0) }
        failures = try row.stored("failures")
        lockedUntil = try row.parsedIfPresent("locked_until") { UTCInstant($0) }
    }
}
