// Accounts over the API, for administrators. Answers with a password are kept nowhere, so these requests have no
// Idempotency-Key: a name that is taken tells that the first one succeeded.

import CanonicalJSON
import MonitoringOrders
import OrderStore
import Quantities

/// Routes under `/api/v1/accounts`.
enum AccountRoutes {
    private static let account = "/api/v1/accounts/{name}"
    private static let administrators = Permission.roles([.administrator])

    static let all: [Route] = [
        Route(.get, "/api/v1/accounts", administrators) { visit in
            .json(["accounts": .array(try keeping(visit).accounts().map(object))])
        },
        Route(.post, "/api/v1/accounts", administrators, answer: add),
        Route(.get, account, administrators) { .json(object(try keeping($0).account(name($0)))) },
        Route(.post, account + "/disabling", administrators) { visit in
            try keeping(visit).disable(name(visit), by: visit.actor)
            return .json(object(try keeping(visit).account(name(visit))))
        },
        Route(.post, account + "/password", administrators) { visit in
            let password = try keeping(visit).newPassword(for: name(visit), by: visit.actor)
            return try secret(password, name(visit), visit)
        },
    ]

    private static func keeping(_ visit: Visit) -> AccountKeeping {
        AccountKeeping(desk: visit.desk)
    }

    private static func name(_ visit: Visit) -> String { visit.parameters["name"] ?? "" }

    private static func add(_ visit: Visit) throws -> SiteResponse {
        var fields = try SentFields(visit)
        let name = fields.text("name", upTo: 64)
        let role = fields.required("role", fields.role())
        let language = fields.optionalText("language") ?? "en"
        try fields.check()
        guard let role else { preconditionFailure("a missing role is a fault") }
        let password = try keeping(visit).add(name, as: role, language: language, by: visit.actor)
        var response = try secret(password, name, visit, status: 201)
        response.headers.append(("location", "/api/v1/accounts/\(name)"))
        return response
    }

    /// An account with its password for one use.
    private static func secret(
        _ password: String, _ name: String, _ visit: Visit, status: Int = 200
    ) throws -> SiteResponse {
        var object = object(try keeping(visit).account(name))
        object.set("password", to: .string(password))
        return .json(object, status: status)
    }

    static func object(_ account: Account) -> JSONValue {
        [
            "name": .string(account.name), "role": .string(account.role.rawValue),
            "language": .string(account.language), "codes": .bool(account.codeKey != nil),
            "must_change_password": .bool(account.mustChangePassword),
            "created": .string(account.createdAt.description),
            "disabled": JSONValue(account.disabledAt?.description),
            "locked_until": JSONValue(account.lockedUntil?.description),
        ]
    }
}

extension SentFields {
    /// The role of an account or token.
    mutating func role() -> AccountRole? {
        let words = AccountRole.allCases.map(\.rawValue).joined(separator: ", ")
        return optional("role", "one of \(words)", AccountRole.init)
    }
}
