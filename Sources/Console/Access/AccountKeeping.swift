// What administrators do with accounts. A password that they give out is shown once, opens the account once, and must
// be replaced then.

import Desk
import MonitoringOrders
import OrderStore
import Quantities

/// Adding, disabling and opening anew of accounts.
struct AccountKeeping: Sendable {
    let desk: Desk

    /// The languages of pages.
    static let languages = ["en", "pt-BR"]

    private var now: UTCInstant { desk.surroundings.now() }

    /// All accounts, by name.
    func accounts() throws -> [Account] { try desk.store.read { try $0.accounts() } }

    /// The account of a name.
    ///
    /// - Throws: ``Problem`` 404 if there is none.
    func account(_ name: String) throws -> Account {
        guard Account.isName(name), let account = try desk.store.read({ try $0.account(name) })
        else { throw Problem.notFound }
        return account
    }

    /// Adds an account.
    ///
    /// - Returns: its password for one use.
    /// - Throws: ``Problem`` if the name is taken, or not a name, or the role has no work at this desk.
    func add(_ name: String, as role: AccountRole, language: String, by actor: Actor) throws
        -> String
    {
        guard Account.isName(name) else {
            throw Problem.invalid(
                "name", "must be 2 to 64 letters, digits, points, hyphens and underscores")
        }
        guard role.belongs(to: desk.kind) else {
            throw Problem.invalid("role", "has no work at this desk")
        }
        guard Self.languages.contains(language) else {
            throw Problem.invalid("language", "must be en or pt-BR")
        }
        let password = RandomText.password()
        let account = Account(
            name: name, role: role, passwordHash: Passwords.hash(password),
            mustChangePassword: true, createdAt: now, language: language)
        try desk.store.write { transaction in
            guard try transaction.account(name) == nil else {
                throw Problem(409, "name-taken", "There is an account of this name")
            }
            try transaction.add(account, at: account.createdAt, by: actor)
        }
        return password
    }

    /// Ends an account and its sessions. Nobody ends their own, so that an administrator is left.
    ///
    /// - Throws: ``Problem``.
    func disable(_ name: String, by actor: Actor) throws {
        let account = try account(name)
        guard name != actor.name else {
            throw Problem(409, "own-account", "Nobody disables their own account")
        }
        guard account.disabledAt == nil else { return }
        let now = now
        try desk.store.write { try $0.disableAccount(name, at: now, by: actor) }
    }

    /// Gives an account another password for one use, ends its sessions and its lock.
    ///
    /// - Returns: the password.
    /// - Throws: ``Problem``.
    func newPassword(for name: String, by actor: Actor) throws -> String {
        guard try account(name).disabledAt == nil else {
            throw Problem(409, "disabled", "The account is disabled")
        }
        let (password, now) = (RandomText.password(), now)
        let hash = Passwords.hash(password)
        try desk.store.write {
            try $0.setPassword(hash, of: name, mustChange: true, at: now, by: actor)
        }
        return password
    }
}
