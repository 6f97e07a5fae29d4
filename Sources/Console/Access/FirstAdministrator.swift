// The first account of a desk, made when it serves for the first time.

import Desk
import MonitoringOrders
import OrderStore

extension Site {
    /// Makes an administrator if the desk has no account yet.
    ///
    /// - Returns: the password for its first use, to be shown once; `nil` if there are accounts.
    /// - Throws: `StoreError`.
    public func makeFirstAdministrator() throws -> String? {
        guard try desk.store.read({ try $0.accounts() }).isEmpty else { return nil }
        let password = RandomText.password()
        let account = Account(
            name: "admin", role: .administrator, passwordHash: Passwords.hash(password),
            mustChangePassword: true, createdAt: desk.surroundings.now())
        try desk.store.write {
            try $0.add(
                account, at: account.createdAt, by: Actor(name: "first start", role: .desk))
        }
        return password
    }
}
