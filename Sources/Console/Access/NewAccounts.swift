// New accounts, each with a password that is shown once.

import Desk
public import MonitoringOrders
public import OrderStore

extension Site {
    /// Makes an administrator if the desk has no account yet.
    ///
    /// - Returns: the password for its first use, to be shown once; `nil` if there are accounts.
    /// - Throws: `StoreError`.
    public func makeFirstAdministrator() throws -> String? {
        guard try desk.store.read({ try $0.accounts() }).isEmpty else { return nil }
        return try makeAccount(
            "admin", role: .administrator, by: Actor(name: "first start", role: .desk))
    }

    /// Makes an account.
    ///
    /// - Parameters:
    ///   - name: by the rules of ``OrderStore/Account``; a caller checks it before.
    ///   - role: what the account is for.
    ///   - mustChange: true if the password is for one use.
    ///   - actor: who makes it.
    /// - Returns: the password, to be shown once; only its hash is kept.
    /// - Throws: `StoreError` with `constraint` if the name is taken.
    public func makeAccount(
        _ name: String, role: AccountRole, mustChange: Bool = true, by actor: Actor
    ) throws -> String {
        let password = RandomText.password()
        let account = Account(
            name: name, role: role, passwordHash: Passwords.hash(password),
            mustChangePassword: mustChange, createdAt: desk.surroundings.now())
        try desk.store.write { try $0.add(account, at: account.createdAt, by: actor) }
        return password
    }
}
