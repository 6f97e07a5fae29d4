// Sessions of people: cookies, ends, and what other sites can do with them (nothing).

import CanonicalJSON
import Console
import Desk
import Foundation
import MonitoringOrders
import OrderStore
import Quantities
import Synchronization
import Testing

@Suite("Sessions")
struct SessionTests {
    private static let password = "correct horse battery"

    private static func bureau() throws -> SiteOfDesk {
        let bureau = try SiteOfDesk(.bureau)
        try bureau.account("dora", .dispatcher, password: password)
        return bureau
    }

    private static func status(_ cookie: String, at bureau: SiteOfDesk) -> Int {
        bureau.site.respond(to: SiteRequest(.get, "/api/v1/orders", headers: ["cookie": cookie]))
            .status
    }

    @Test(
        "94: the cookie is for this host, for TLS, for no script and no other site, new at each login"
    )
    func cookie() throws {
        let bureau = try Self.bureau()
        let fields = (0..<2).compactMap { _ in
            bureau.logIn("dora", Self.password).header("set-cookie")
        }
        #expect(fields.count == 2 && fields[0] != fields[1])
        for field in fields {
            #expect(field.hasPrefix("__Host-"))
            for attribute in ["Path=/", "Secure", "HttpOnly", "SameSite=Strict"] {
                #expect(field.contains("; \(attribute)"))
            }
            #expect(!field.contains("Domain") && !field.contains("Expires"))
            let secret = field.split(separator: ";")[0].split(separator: "=")[1]
            #expect(secret.count == 43)
            let kept = try bureau.desk.store.read { try $0.sessions(of: "dora") }
            #expect(!kept.contains { $0.digest.contains(secret) })
        }
    }

    /// A code as Python computes it (RFC 6238).
    private static func code(_ key: String, at instant: UTCInstant) throws -> String {
        let program = """
            import base64, hashlib, hmac, struct, sys
            mac = hmac.digest(base64.b32decode(sys.argv[1]), struct.pack(">q", int(sys.argv[2]) // 30), "sha1")
            start = mac[19] & 15
            print(f"{(struct.unpack('>I', mac[start:start + 4])[0] & 0x7fffffff) % 10**6:06}", end="")
            """
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        let seconds = instant.nanosecondsSince1970 / 1_000_000_000
        process.arguments = ["python3", "-c", program, key, "\(seconds)"]
        process.standardOutput = output
        try process.run()
        let code = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: code, as: UTF8.self)
    }

    @Test("a one-time code is asked for with the password, and opens one session")
    func codes() throws {
        let bureau = try Self.bureau()
        let cookie = try #require(bureau.logIn("dora", Self.password).cookie)
        let formKey = try bureau.formKey(cookie)
        func set(_ fields: [String: String]) -> SiteResponse {
            let fields = fields.merging(["form_key": formKey]) { $1 }
            return bureau.send("/account/codes", fields, cookie: cookie)
        }
        let page = String(
            decoding: set(["act": "new", "password": Self.password]).bytes, as: UTF8.self)
        let key = String(try #require(page.firstMatch(of: /secret">([A-Z2-7]+)</)).1)
        var now: UTCInstant { bureau.desk.surroundings.now() }
        var on = ["act": "on", "key": key, "code": try Self.code(key, at: now)]
        #expect(set(on).status == 422)
        on["password"] = Self.password
        #expect(set(on).status == 303)
        #expect(bureau.logIn("dora", Self.password).cookie == nil)
        #expect(bureau.logIn("dora", Self.password, code: on["code"] ?? "").cookie == nil)
        bureau.clock.turn(.seconds(30))
        let code = try Self.code(key, at: now)
        #expect(bureau.logIn("dora", Self.password, code: code).cookie != nil)
        #expect(bureau.logIn("dora", Self.password, code: code).cookie == nil)
        bureau.clock.turn(.seconds(30))
        #expect(bureau.logIn("dora", Self.password, code: code).cookie == nil)
        let next = try Self.code(key, at: now)
        #expect(bureau.logIn("dora", Self.password, code: next).cookie != nil)
    }

    @Test("94: a session ends when it is not used, and in any case after half a day")
    func ends() throws {
        let bureau = try Self.bureau()
        let idle = try #require(bureau.logIn("dora", Self.password).cookie)
        bureau.clock.turn(.seconds(29 * 60))
        #expect(Self.status(idle, at: bureau) == 200)
        bureau.clock.turn(.seconds(31 * 60))
        #expect(Self.status(idle, at: bureau) == 401)
        let used = try #require(bureau.logIn("dora", Self.password).cookie)
        for _ in 0..<35 {
            bureau.clock.turn(.seconds(20 * 60))
            #expect(Self.status(used, at: bureau) == 200)
        }
        bureau.clock.turn(.seconds(21 * 60))
        #expect(Self.status(used, at: bureau) == 401)
    }

    @Test("94: logging out, another password and an administrator end sessions at the server")
    func killed() throws {
        let bureau = try Self.bureau()
        let cookies = try (0..<3).map { _ in
            try #require(bureau.logIn("dora", Self.password).cookie)
        }
        let out = bureau.send(
            "/logout", ["form_key": try bureau.formKey(cookies[0])], cookie: cookies[0])
        #expect(out.status == 303)
        #expect(cookies.map { Self.status($0, at: bureau) } == [401, 200, 200])
        let changed = bureau.send(
            "/account/password",
            [
                "present": Self.password, "new": "another long one", "again": "another long one",
                "form_key": try bureau.formKey(cookies[1]),
            ], cookie: cookies[1])
        #expect(changed.status == 303)
        #expect(cookies.map { Self.status($0, at: bureau) } == [401, 200, 401])
        let end = bureau.ask(
            .post, "/api/v1/accounts/dora/disabling", token: try bureau.token(.administrator),
            json: [:])
        #expect(end.status == 200)
        #expect(cookies.map { Self.status($0, at: bureau) } == [401, 401, 401])
    }

    @Test("94: people see their sessions and end one")
    func ownSessions() throws {
        let bureau = try Self.bureau()
        let (here, other) = (
            try #require(bureau.logIn("dora", Self.password).cookie),
            try #require(bureau.logIn("dora", Self.password).cookie)
        )
        let headers = ["cookie": here, "x-form-key": try bureau.formKey(here)]
        let list = bureau.site.respond(
            to: SiteRequest(.get, "/api/v1/account/sessions", headers: headers))
        let sessions = try #require(try list.json()["sessions"]?.array)
        let foreign = try #require(
            sessions.first { $0["is_this_one"]?.bool == false && $0["began"] != nil })
        #expect(sessions.count == 3)
        for session in sessions where session["is_this_one"]?.bool == false {
            let name = session["session"]?.string ?? ""
            let ended = bureau.site.respond(
                to: SiteRequest(.delete, "/api/v1/account/sessions/\(name)", headers: headers))
            #expect(ended.status == 204)
        }
        #expect(foreign["session"]?.string?.count == 16)
        #expect([here, other].map { Self.status($0, at: bureau) } == [200, 401])
    }

    @Test(
        "95: a form from another site, or without the session's key, does nothing",
        arguments: [
            (["origin": "https://evil.example"], true), (["sec-fetch-site": "cross-site"], true),
            (["sec-fetch-site": "same-site"], true), (["origin": "null"], true), ([:], false),
        ] as [([String: String], Bool)])
    func foreignForm(headers: [String: String], hasKey: Bool) throws {
        let bureau = try Self.bureau()
        let number = try bureau.place()
        let cookie = try #require(bureau.logIn("dora", Self.password).cookie)
        let key = hasKey ? try bureau.formKey(cookie) : "guessed"
        var headers = headers
        headers["host"] = "desk.example"
        let form = bureau.send(
            "/orders/\(number)/notes", ["text": "x", "form_key": key], cookie: cookie,
            headers: headers)
        #expect(form.status == 403)
        headers.merge(
            [
                "cookie": cookie, "x-form-key": key, "content-type": "application/json",
                "idempotency-key": "k",
            ]
        ) { $1 }
        let program = bureau.site.respond(
            to: SiteRequest(
                .post, "/api/v1/orders/\(number)/notes", headers: headers,
                body: Array("{\"text\":\"x\"}".utf8)))
        #expect(program.status == 403 && program.problem == "foreign-form")
        #expect(try bureau.desk.order(number).notes.isEmpty)
    }

    @Test("97: the password is kept as Argon2id, with at least the memory that OWASP asks for")
    func argon2id() throws {
        let bureau = try Self.bureau()
        let kept = try #require(try bureau.desk.store.read { try $0.account("dora") })
        let parts = kept.passwordHash.split(separator: "$")
        #expect(parts.prefix(2) == ["argon2id", "v=19"])
        let memory = parts[2].split(separator: ",")[0].split(separator: "=")[1]
        #expect(Int(memory) ?? 0 >= 19_456)
    }

    @Test("97: twenty logins at once take the memory of a few")
    func memory() throws {
        let bureau = try Self.bureau()
        let before = try Self.residentBytes()
        let highest = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 20) { _ in
            _ = bureau.logIn("dora", Self.password)
            let now = (try? Self.residentBytes()) ?? Int.max
            highest.withLock { $0 = max($0, now) }
        }
        // Each takes 64 MiB, so that twenty together would take 1280; other tests run meanwhile.
        #expect(highest.withLock { $0 } - before < 640 << 20)
    }

    private static func residentBytes() throws -> Int {
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
            .split(separator: " ")[1]
        return (Int(pages) ?? 0) * 4096
    }

    @Test(
        "97: an account is locked after some refusals, and nobody can tell it from one that is none"
    )
    func lock() throws {
        let bureau = try Self.bureau()
        let answers = (0..<7).map { _ in
            ["dora", "nobody"].map { name in bureau.logIn(name, "wrong password") }
        }
        for pair in answers {
            #expect(pair.map(\.status) == [403, 403])
            let pages = pair.map { $0.text.replacing(/<time.*?<\/time>/, with: "") }
            #expect(pages[0] == pages[1])
        }
        #expect(bureau.logIn("dora", Self.password).status == 403)
        bureau.clock.turn(.seconds(16 * 60))
        #expect(bureau.logIn("dora", Self.password).status == 303)
    }
}
