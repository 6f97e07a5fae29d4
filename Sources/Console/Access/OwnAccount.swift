// What people do with their own account: see and end their sessions, ask for one-time codes at the login or no longer.
// Whoever sits at a session that was left open can do the former only: codes need the password again.

import Desk
import MonitoringOrders
import OrderStore
import Quantities

/// The account of the one who asks.
struct OwnAccount: Sendable {
    let desk: Desk
    let account: Account
    /// The session in which they ask.
    let session: LoginSession
    let actor: Actor
    private let limiter: RateLimiter

    /// - Throws: ``Problem`` 404 for programs and commands, which have none.
    init(_ visit: Visit) throws {
        guard let session = visit.principal?.session,
            let account = try visit.desk.store.read({ try $0.account(session.account) })
        else { throw Problem.notFound }
        (desk, self.account, self.session) = (visit.desk, account, session)
        (actor, limiter) = (visit.actor, visit.site.limiter)
    }

    /// A name for a session that opens nothing.
    static func name(of session: LoginSession) -> String { String(session.digest.prefix(16)) }

    /// The sessions of the account, latest first.
    func sessions() throws -> [LoginSession] {
        try desk.store.read { try $0.sessions(of: account.name) }
    }

    /// Ends a session.
    ///
    /// - Throws: ``Problem`` 404 if the account has none of this name.
    func endSession(_ name: String) throws {
        guard let ended = try sessions().first(where: { Self.name(of: $0) == name }) else {
            throw Problem.notFound
        }
        try desk.store.lease { try $0.endSession(ended.digest) }
    }

    /// Asks for codes from the next login on.
    ///
    /// - Parameters:
    ///   - key: that the authenticator program holds.
    ///   - code: that it shows now, which proves that it does.
    ///   - password: of the account.
    /// - Throws: ``Problem``.
    func askForCodes(key: String, code: String, password: String) throws {
        try checkPassword(password)
        guard OneTimeCodes.bytes(base32: key)?.count == OneTimeCodes.keyBytes else {
            throw Problem.invalid("key", "must be a key that was proposed")
        }
        guard let step = OneTimeCodes.step(of: code, key: key, at: desk.surroundings.now()) else {
            throw Problem.invalid("code", "does not fit; compare the clocks")
        }
        try setCodeKey(key, provenAt: step)
    }

    /// Asks for codes no longer.
    ///
    /// - Throws: ``Problem``.
    func endCodes(password: String) throws {
        try checkPassword(password)
        try setCodeKey(nil)
    }

    /// - Throws: ``Problem`` if it is wrong, or was tried too often.
    func checkPassword(_ password: String) throws(Problem) {
        try limiter.admit(.login("account \(account.name)"))
        guard Passwords.verify(password, account.passwordHash) else {
            throw .invalid("password", "is wrong")
        }
    }

    private func setCodeKey(_ key: String?, provenAt step: Int? = nil) throws {
        let now = desk.surroundings.now()
        try desk.store.write {
            try $0.setCodeKey(key, provenAt: step, of: account.name, at: now, by: actor)
        }
    }
}
