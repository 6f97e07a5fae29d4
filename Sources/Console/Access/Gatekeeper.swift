// Who is let in: passwords and codes to sessions, cookies and tokens to principals. Answers do not tell whether an
// account exists.

import Desk
import Logging
import MonitoringOrders
import OrderStore
import Quantities

/// Logging in, and knowing those who did.
struct Gatekeeper: Sendable {
    let desk: Desk

    /// A session that is not used for so long has ended.
    static let idle = Duration.seconds(30 * 60)
    /// A session ends after so long in any case.
    static let longest = Duration.seconds(12 * 3600)
    /// Refused attempts before an account is locked, and for how long.
    static let attempts = 5
    static let lock = Duration.seconds(15 * 60)
    /// The cookie of a session.
    static let cookie = "__Host-vigia"

    private var now: UTCInstant { desk.surroundings.now() }

    /// Checks a password and, where the account asks for it, a code.
    ///
    /// - Returns: the cookie of a new session; `nil` for every reason to refuse.
    /// - Throws: `StoreError`.
    func logIn(name: String, password: String, code: String) throws -> String? {
        let account = Account.isName(name) ? try desk.store.read { try $0.account(name) } : nil
        let fits = Passwords.verify(password, account?.passwordHash ?? Passwords.ofNobody)
        guard let account, account.disabledAt == nil else {
            desk.logger.notice("login refused", metadata: ["account": "unknown or disabled"])
            return nil
        }
        let now = now
        let actor = actor(of: account)
        if let end = account.lockedUntil, now < end { return nil }
        let step = account.codeKey.flatMap { OneTimeCodes.step(of: code, key: $0, at: now) }
        func refuse() throws {
            let isLast = account.failures + 1 >= Self.attempts
            try desk.store.write {
                try $0.noteRefusedLogin(
                    of: name, lockedUntil: isLast ? now + Self.lock : nil, at: now, by: actor)
            }
        }
        guard fits, account.codeKey == nil || step != nil else {
            try refuse()
            return nil
        }
        let token = RandomText.token()
        let session = LoginSession(
            digest: Self.digest(token), account: name, formKey: RandomText.token(), beganAt: now)
        // A code is good for one login (RFC 6238 section 5.2).
        guard try desk.store.write({ try $0.begin(session, withCodeOf: step, by: actor) }) else {
            try refuse()
            return nil
        }
        return token
    }

    /// The principal of a request; `nil` if it shows nothing that is valid.
    ///
    /// - Throws: `StoreError`.
    func principal(of request: SiteRequest) throws -> Principal? {
        if let header = request.headers["authorization"] {
            guard header.lowercased().hasPrefix("bearer ") else { return nil }
            return try principal(token: header.dropFirst(7).trimmed)
        }
        guard let cookie = request.cookie(Self.cookie) else { return nil }
        return try principal(cookie: cookie)
    }

    private func principal(token: String) throws -> Principal? {
        let digest = Self.digest(token)
        guard let token = try desk.store.read({ try $0.token(digest: digest) }),
            token.isValid(at: now)
        else { return nil }
        return Principal(name: token.name, role: token.role, means: .token(token.id, token.scopes))
    }

    private func principal(cookie: String) throws -> Principal? {
        let digest = Self.digest(cookie)
        guard let (session, account) = try desk.store.read({ try $0.session(digest) }) else {
            return nil
        }
        let now = now
        guard account.disabledAt == nil, now < session.beganAt + Self.longest,
            now < session.seenAt + Self.idle
        else {
            try desk.store.lease { try $0.endSession(digest) }
            return nil
        }
        // A minute is precise enough, and spares a commit with every page.
        if session.seenAt + .seconds(60) < now {
            try desk.store.lease { try $0.touchSession(digest, at: now) }
        }
        var principal = Principal(
            name: account.name, role: account.role, means: .session(session),
            language: account.language)
        principal.mustChangePassword = account.mustChangePassword
        return principal
    }

    private func actor(of account: Account) -> Actor {
        Actor(
            name: account.name, role: account.role.role ?? .auditor,
            isSimulated: desk.isSimulation)
    }

    /// What is kept of a cookie or token.
    static func digest(_ secret: String) -> String { Digest.sha256(Array(secret.utf8)) }
}
