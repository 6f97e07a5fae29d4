// Sessions of people who are logged in. Only the digest of the cookie is kept, so that a copy of the database
// opens nothing.

public import MonitoringOrders
public import Quantities

/// A session of the console.
public struct LoginSession: Hashable, Sendable {
    /// SHA-256 of the cookie, in hexadecimal.
    public var digest: String
    public var account: String
    /// What forms of this session carry, so that no other site can send one.
    public var formKey: String
    public var beganAt: UTCInstant
    public var seenAt: UTCInstant

    /// A session that begins.
    public init(digest: String, account: String, formKey: String, beganAt: UTCInstant) {
        (self.digest, self.account, self.formKey) = (digest, account, formKey)
        (self.beganAt, seenAt) = (beganAt, beganAt)
    }
}

extension StoreReader {
    /// The session of a cookie's digest, with its account.
    public func session(_ digest: String) throws -> (session: LoginSession, account: Account)? {
        guard let row = try first("SELECT * FROM login_session WHERE digest = ?", [digest]) else {
            return nil
        }
        let session = try LoginSession(row: row)
        guard let account = try account(session.account) else {
            throw StoredFault(message: "a session of no account")
        }
        return (session, account)
    }

    /// The sessions of an account, latest first.
    public func sessions(of account: String) throws -> [LoginSession] {
        try all(
            "SELECT * FROM login_session WHERE account = ? ORDER BY began_at DESC, digest",
            [account]
        ).map(LoginSession.init)
    }
}

extension StoreTransaction {
    /// Begins a session; the account's refused attempts are forgotten.
    ///
    /// - Parameters:
    ///   - session: that begins.
    ///   - step: of the one-time code that was shown; `nil` where none is asked for.
    ///   - actor: the person.
    /// - Returns: false, and nothing happens, if a code of this step or a later one was accepted before.
    /// - Throws: ``StoreError``.
    @discardableResult
    public func begin(
        _ session: LoginSession, withCodeOf step: Int? = nil, by actor: Actor
    ) throws -> Bool {
        if let step {
            let isNew = try run(
                "UPDATE account SET code_step = ? WHERE name = ? AND COALESCE(code_step, 0) < ?",
                [step, session.account, step])
            guard isNew == 1 else { return false }
        }
        try run(
            "INSERT INTO login_session VALUES (?, ?, ?, ?, ?)",
            [
                session.digest, session.account, session.formKey,
                session.beganAt.nanosecondsSince1970, session.seenAt.nanosecondsSince1970,
            ])
        try run(
            "UPDATE account SET failures = 0, locked_until = NULL WHERE name = ?", [session.account]
        )
        try append(.loggedIn(account: session.account), at: session.beganAt, by: actor)
        return true
    }

    /// Ends the sessions of an account, all but one.
    func endSessions(of account: String, besides digest: String? = nil) throws {
        try run(
            "DELETE FROM login_session WHERE account = ? AND digest <> ?", [account, digest ?? ""])
    }
}

extension LeaseTransaction {
    /// Keeps that a session was used.
    public func touchSession(_ digest: String, at: UTCInstant) throws {
        try run(
            "UPDATE login_session SET seen_at = ? WHERE digest = ?",
            [at.nanosecondsSince1970, digest])
    }

    /// Ends a session.
    public func endSession(_ digest: String) throws {
        try run("DELETE FROM login_session WHERE digest = ?", [digest])
    }

    /// Removes sessions that began or were last used before given instants.
    public func removeSessions(begunBefore begin: UTCInstant, idleSince idle: UTCInstant) throws {
        try run(
            "DELETE FROM login_session WHERE began_at < ? OR seen_at < ?",
            [begin.nanosecondsSince1970, idle.nanosecondsSince1970])
    }
}

extension LoginSession {
    init(row: StoredRow) throws {
        (digest, account) = (try row.stored("digest"), try row.stored("account"))
        formKey = try row.stored("form_key")
        beganAt = UTCInstant(nanosecondsSince1970: try row.stored("began_at"))
        seenAt = UTCInstant(nanosecondsSince1970: try row.stored("seen_at"))
    }
}
