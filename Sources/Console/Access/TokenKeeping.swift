// Tokens for programs: made by administrators, shown once, kept as digests, valid for a time, revoked at once.

import Desk
import MonitoringOrders
import OrderStore
import Quantities

/// Making and revoking of tokens.
struct TokenKeeping: Sendable {
    let desk: Desk

    /// All tokens, oldest first; nobody can read the secrets from them.
    func tokens() throws -> [AccessToken] { try desk.store.read { try $0.tokens() } }

    /// Makes a token.
    ///
    /// - Returns: its secret, which is not kept, and what is.
    /// - Throws: ``Problem`` that names the field.
    func add(
        _ name: String, as role: AccountRole, _ scopes: Set<TokenScope>, until end: UTCInstant,
        by actor: Actor
    ) throws -> (secret: String, token: AccessToken) {
        guard Account.isName(name) else {
            throw Problem.invalid(
                "name", "must be 2 to 64 letters, digits, points, hyphens and underscores")
        }
        try check(role, scopes)
        let now = desk.surroundings.now()
        guard now < end, end <= now + .seconds(Limits.tokenDays * 86_400) else {
            throw Problem.invalid(
                "expires", "must be a time in the next \(Limits.tokenDays) days")
        }
        let secret = RandomText.token()
        var token = AccessToken(
            name: name, digest: Gatekeeper.digest(secret), role: role, scopes: scopes,
            createdAt: now, expiresAt: end)
        let fresh = token
        token.id = try desk.store.write { try $0.add(fresh, at: now, by: actor) }
        return (secret, token)
    }

    /// What is for others than those who work at the desk stands alone.
    private func check(_ role: AccountRole, _ scopes: Set<TokenScope>) throws(Problem) {
        guard !scopes.isEmpty else { throw .invalid("scopes", "must name at least one") }
        guard scopes.count == 1 || scopes.isDisjoint(with: [.acknowledge, .ingest]) else {
            throw .invalid("scopes", "acknowledge and ingest each stand alone")
        }
        guard scopes != [.acknowledge] else {
            guard desk.kind == .bureau, role == .stationOperator else {
                throw .invalid("scopes", "acknowledge is for an operator at the Bureau's desk")
            }
            return
        }
        guard role.belongs(to: desk.kind) else {
            throw .invalid("role", "has no work at this desk")
        }
    }

    /// Revokes a token; it opens nothing from now on.
    ///
    /// - Throws: ``Problem`` 404 if there is none that was valid until now.
    func revoke(_ id: Int, by actor: Actor) throws {
        let now = desk.surroundings.now()
        guard try desk.store.write({ try $0.revokeToken(id, at: now, by: actor) }) else {
            throw Problem.notFound
        }
    }
}
