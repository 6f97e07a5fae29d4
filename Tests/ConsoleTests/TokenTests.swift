// Tokens of programs: what they open, for how long, and who may make them.

import CanonicalJSON
import Console
import Desk
import Logging
import MonitoringOrders
import OrderStore
import Quantities
import Testing

@Suite("Tokens")
struct TokenTests {
    @Test("80: a token is shown once and stored as a digest only")
    func shownOnce() throws {
        let bureau = try SiteOfDesk(.bureau)
        let secret = try bureau.token(.dispatcher)
        let list = bureau.ask(.get, "/api/v1/tokens", as: .administrator)
        #expect(!list.text.contains(secret))
        #expect(try list.json()["tokens"]?.array?.count == 1)
        let kept = try #require(try bureau.desk.store.read { try $0.tokens() }.first)
        #expect(kept.digest == Digest.sha256(Array(secret.utf8)))
        let rows = try bureau.desk.store.read { try $0.journal(from: 1, limit: 100) }
        #expect(!rows.contains { $0.content.contains(secret) })
    }

    @Test("80: a token opens until it expires, and nothing once it is revoked")
    func ends() throws {
        let bureau = try SiteOfDesk(.bureau)
        let (short, long) = (
            try bureau.token(.auditor, ["read"], lasting: .seconds(60)),
            try bureau.token(.auditor, ["read"])
        )
        for token in [short, long] {
            #expect(bureau.ask(.get, "/api/v1/orders", token: token).status == 200)
        }
        bureau.clock.turn(.seconds(61))
        #expect(bureau.ask(.get, "/api/v1/orders", token: short).status == 401)
        #expect(bureau.ask(.get, "/api/v1/orders", token: long).status == 200)
        let revoke = { bureau.ask(.post, "/api/v1/tokens/2/revocation", as: .administrator) }
        #expect(revoke().status == 200)
        #expect(bureau.ask(.get, "/api/v1/orders", token: long).status == 401)
        #expect(revoke().status == 404)
    }

    @Test("80: a token does what its scopes say, within its role; what it may not is logged")
    func scopes() throws {
        let log = CapturedLog()
        let bureau = try SiteOfDesk(.bureau, logger: log.logger)
        let path = "/api/v1/orders/\(try bureau.place())"
        let note: JSONValue = ["text": "called"]
        let (reading, writing, auditing) = (
            try bureau.token(.dispatcher, ["read"]), try bureau.token(.dispatcher, ["write"]),
            try bureau.token(.auditor)
        )
        #expect(bureau.ask(.get, path, token: reading).status == 200)
        #expect(bureau.ask(.post, path + "/notes", token: writing, json: note).status == 200)
        let refused = [
            bureau.ask(.post, path + "/notes", token: reading, json: note),
            bureau.ask(.get, path, token: writing),
            bureau.ask(.post, path + "/notes", token: auditing, json: note),
        ]
        for answer in refused {
            #expect(answer.status == 403 && answer.problem == "not-permitted")
        }
        #expect(log.lines.filter { $0.contains("not permitted") }.count == refused.count)
    }

    @Test(
        "80: a token that would open too much, for too long or to nobody is not made",
        arguments: [
            ["name": "x y", "role": "auditor", "scopes": ["read"]],
            ["name": "program", "role": "operator", "scopes": ["read"]],
            ["name": "program", "role": "dispatcher", "scopes": []],
            ["name": "program", "role": "dispatcher", "scopes": ["everything"]],
            ["name": "program", "role": "operator", "scopes": ["acknowledge", "read"]],
            ["name": "program", "role": "dispatcher", "scopes": ["acknowledge"]],
            ["name": "program", "role": "dispatcher", "scopes": ["ingest", "write"]],
            [
                "name": "program", "role": "auditor", "scopes": ["read"],
                "expires": "2037-01-01T00:00:00Z",
            ],
            [
                "name": "program", "role": "auditor", "scopes": ["read"],
                "expires": "2027-01-01T00:00:00Z",
            ],
            ["name": "program", "role": "auditor", "scopes": ["read"], "expires": "2027-06-01"],
        ] as [JSONValue])
    func notMade(fields: JSONValue) throws {
        let bureau = try SiteOfDesk(.bureau)
        var fields = fields
        if fields["expires"] == nil { fields.set("expires", to: "2027-06-01T00:00:00Z") }
        let answer = bureau.ask(.post, "/api/v1/tokens", as: .administrator, json: fields)
        #expect(answer.status == 422, "\(answer.text)")
        #expect(try bureau.desk.store.read { try $0.tokens() }.isEmpty)
    }
}

@Suite("Accounts over the API")
struct AccountRouteTests {
    @Test("An account is added, opened anew and disabled; its password is shown once")
    func life() throws {
        let station = try SiteOfDesk(.station)
        let fields: JSONValue = ["name": "otto", "role": "operator", "language": "pt-BR"]
        let made = station.ask(.post, "/api/v1/accounts", as: .administrator, json: fields)
        #expect(made.status == 201 && made.header("location") == "/api/v1/accounts/otto")
        let first = try #require(try made.json()["password"]?.string)
        #expect(
            station.ask(.post, "/api/v1/accounts", as: .administrator, json: fields).status == 409)
        let shown = station.ask(.get, "/api/v1/accounts/otto", as: .administrator)
        #expect(!shown.text.contains(first) && !shown.text.contains("argon2"))
        #expect(station.logIn("otto", first).status == 303)
        let renewed = station.ask(.post, "/api/v1/accounts/otto/password", as: .administrator)
        let second = try #require(try renewed.json()["password"]?.string)
        #expect(station.logIn("otto", first).status == 403)
        let cookie = try #require(station.logIn("otto", second).cookie)
        let disabled = station.ask(.post, "/api/v1/accounts/otto/disabling", as: .administrator)
        #expect(try disabled.json()["disabled"]?.string?.hasSuffix("Z") == true)
        #expect(station.logIn("otto", second).status == 403)
        let after = SiteRequest(.get, "/api/v1/orders", headers: ["cookie": cookie])
        #expect(station.site.respond(to: after).status == 401)
    }

    @Test("A name, a role or a language that is none is told with its field")
    func faults() throws {
        let station = try SiteOfDesk(.station)
        let cases: [(String, JSONValue)] = [
            ("name", ["name": "a\r\nb", "role": "operator"]),
            ("name", ["role": "operator"]),
            ("role", ["name": "otto", "role": "dispatcher"]),
            ("role", ["name": "otto", "role": "king"]),
            ("language", ["name": "otto", "role": "operator", "language": "la"]),
        ]
        for (field, fields) in cases {
            let answer = station.ask(.post, "/api/v1/accounts", as: .administrator, json: fields)
            #expect(answer.status == 422)
            #expect(try answer.json()["errors"]?[0]?["field"]?.string == field)
        }
    }

    @Test("An administrator does not disable the own account")
    func ownAccount() throws {
        let station = try SiteOfDesk(.station)
        try station.account("dora", .administrator, password: "correct horse battery")
        let answer = station.ask(.post, "/api/v1/accounts/dora/disabling", as: .administrator)
        #expect(answer.status == 409 && answer.problem == "own-account")
    }
}
