// Tokens over the API, for administrators. A secret is answered once and kept nowhere; see `AccountRoutes` for why there
// is no Idempotency-Key.

import CanonicalJSON
import MonitoringOrders
import OrderStore
import Quantities

/// Routes under `/api/v1/tokens`.
enum TokenRoutes {
    private static let administrators = Permission.roles([.administrator])

    static let all: [Route] = [
        Route(.get, "/api/v1/tokens", administrators) { visit in
            .json(["tokens": .array(try keeping(visit).tokens().map(object))])
        },
        Route(.post, "/api/v1/tokens", administrators, answer: add),
        Route(.post, "/api/v1/tokens/{id}/revocation", administrators) { visit in
            let id = try visit.id
            try keeping(visit).revoke(id, by: visit.actor)
            let token = try keeping(visit).tokens().first { $0.id == id }
            return .json(token.map(object) ?? .null)
        },
    ]

    private static func keeping(_ visit: Visit) -> TokenKeeping { TokenKeeping(desk: visit.desk) }

    private static func add(_ visit: Visit) throws -> SiteResponse {
        var fields = try SentFields(visit)
        let name = fields.text("name", upTo: 64)
        let role = fields.required("role", fields.role())
        let end = fields.required("expires", fields.optionalInstant("expires"))
        let scopes = fields.scopes()
        try fields.check()
        guard let role, let end else { preconditionFailure("what is missing is a fault") }
        let made = try keeping(visit).add(name, as: role, scopes, until: end, by: visit.actor)
        var object = object(made.token)
        object.set("token", to: .string(made.secret))
        return .json(object, status: 201)
    }

    static func object(_ token: AccessToken) -> JSONValue {
        [
            "id": JSONValue(token.id), "name": .string(token.name),
            "role": .string(token.role.rawValue),
            "scopes": JSONValue(token.scopes.map(\.rawValue).sorted()),
            "created": .string(token.createdAt.description),
            "expires": .string(token.expiresAt.description),
            "revoked": JSONValue(token.revokedAt?.description),
        ]
    }
}

extension SentFields {
    /// What a token is for: a list from a program, fields of one name from a form.
    mutating func scopes() -> Set<TokenScope> {
        let words = texts("scopes")
        let scopes = Set(words.compactMap(TokenScope.init(rawValue:)))
        if scopes.isEmpty || words.contains(where: { TokenScope(rawValue: $0) == nil }) {
            let known = TokenScope.allCases.map(\.rawValue).joined(separator: ", ")
            note("scopes", "must be some of \(known)")
        }
        return scopes
    }
}
