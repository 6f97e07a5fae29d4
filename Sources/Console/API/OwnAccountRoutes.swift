// One's own account over the API, for people in a session: what it is, its sessions, its one-time codes.

import CanonicalJSON
import Desk
import MonitoringOrders
import OrderStore
import Quantities

/// Routes under `/api/v1/account`.
enum OwnAccountRoutes {
    private static let path = "/api/v1/account"

    static let all: [Route] = [
        Route(.get, path, .members) { .json(AccountRoutes.object(try OwnAccount($0).account)) },
        Route(.get, path + "/sessions", .members, answer: sessions),
        Route(.delete, path + "/sessions/{name}", .members) { visit in
            try OwnAccount(visit).endSession(visit.parameters["name"] ?? "")
            return SiteResponse(status: 204)
        },
        Route(.post, path + "/codes/proposal", .members, answer: proposal),
        Route(.post, path + "/codes", .members, answer: askForCodes),
        Route(.post, path + "/codes/ending", .members) { visit in
            var fields = try SentFields(visit)
            let password = fields.text("password", upTo: Passwords.longest)
            try fields.check()
            try OwnAccount(visit).endCodes(password: password)
            return try standing(visit)
        },
    ]

    private static func sessions(_ visit: Visit) throws -> SiteResponse {
        let own = try OwnAccount(visit)
        return .json([
            "sessions": .array(
                try own.sessions().map { session in
                    [
                        "session": .string(OwnAccount.name(of: session)),
                        "began": .string(session.beganAt.description),
                        "seen": .string(session.seenAt.description),
                        "is_this_one": .bool(session.digest == own.session.digest),
                    ]
                })
        ])
    }

    /// A key for an authenticator program; nothing is kept until a code proves that the program holds it.
    private static func proposal(_ visit: Visit) throws -> SiteResponse {
        let own = try OwnAccount(visit)
        let key = OneTimeCodes.newKey()
        let address = OneTimeCodes.address(
            key: key, account: own.account.name, desk: visit.desk.kind.rawValue)
        return .json(["key": .string(key), "address": .string(address)])
    }

    private static func askForCodes(_ visit: Visit) throws -> SiteResponse {
        var fields = try SentFields(visit)
        let (key, code) = (fields.text("key", upTo: 64), fields.text("code", upTo: 16))
        let password = fields.text("password", upTo: Passwords.longest)
        try fields.check()
        try OwnAccount(visit).askForCodes(key: key, code: code, password: password)
        return try standing(visit)
    }

    private static func standing(_ visit: Visit) throws -> SiteResponse {
        .json(AccountRoutes.object(try OwnAccount(visit).account))
    }
}
