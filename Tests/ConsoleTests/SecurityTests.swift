// What every answer carries, what no log holds, and what hostile texts do (nothing).

import CanonicalJSON
import Console
import Desk
import Foundation
import MonitoringOrders
import OrderStore
import Quantities
import Testing

@Suite("Security of answers and logs")
struct SecurityTests {
    private static func answers(_ bureau: SiteOfDesk) throws -> [SiteResponse] {
        let number = try bureau.place()
        return [
            bureau.ask(.get, "/login", token: nil), bureau.ask(.get, "/orders", as: .auditor),
            bureau.ask(.get, "/orders/\(number)", as: .auditor),
            bureau.ask(.get, "/assets/vigia.css", token: nil),
            bureau.ask(.get, "/openapi.yaml", token: nil),
            bureau.ask(.get, "/nothing", as: .auditor), bureau.ask(.get, "/orders", token: nil),
            bureau.ask(.get, "/api/v1/orders", as: .auditor),
            bureau.ask(.get, "/api/v1/orders", token: nil),
            bureau.ask(.get, "/api/v1/letters/1/raw", as: .auditor),
            bureau.ask(.post, "/api/v1/orders", as: .dispatcher, json: [:]),
            bureau.ask(.options, "/api/v1/orders", as: .auditor),
            bureau.ask(.get, "/api/v1/events", as: .auditor),
        ]
    }

    @Test("96: every answer says what a browser may do with it")
    func fields() throws {
        for answer in try Self.answers(SiteOfDesk(.bureau)) {
            let policy = answer.header("content-security-policy") ?? ""
            for part in [
                "default-src 'none'", "object-src 'none'", "base-uri 'none'",
                "frame-ancestors 'none'",
                "form-action 'self'",
            ] {
                #expect(policy.contains(part))
            }
            #expect(!policy.contains("unsafe") && !policy.contains("http:"))
            let age = answer.header("strict-transport-security")?.split(separator: ";").first
            #expect(Int(age?.split(separator: "=").last ?? "") ?? 0 >= 31_536_000)
            #expect(
                answer.header("strict-transport-security")?.contains("includeSubDomains") == true)
            #expect(answer.header("x-content-type-options") == "nosniff")
            #expect(answer.header("referrer-policy") == "same-origin")
        }
    }

    @Test("82: no answer opens the API to other sites, whatever they ask with")
    func sharing() throws {
        let bureau = try SiteOfDesk(.bureau)
        let token = try bureau.token(.dispatcher)
        let preflight = [
            "origin": "https://evil.example", "access-control-request-method": "POST",
            "access-control-request-headers": "authorization, idempotency-key",
        ]
        let asked = [
            bureau.ask(.options, "/api/v1/orders", token: nil, headers: preflight),
            bureau.ask(.options, "/api/v1/orders", token: token, headers: preflight),
            bureau.ask(.get, "/api/v1/orders", token: token, headers: preflight),
        ]
        for answer in try Self.answers(bureau) + asked {
            #expect(!answer.headers.contains { $0.name.hasPrefix("access-control-") })
        }
    }

    @Test("100: no log holds a password, a token, a cookie, a form or a letter")
    func secrets() throws {
        let log = CapturedLog()
        let bureau = try SiteOfDesk(.bureau, logger: log.logger)
        let password = "correct horse battery"
        try bureau.account("dora", .dispatcher, password: password)
        let cookie = try #require(bureau.logIn("dora", password).cookie)
        _ = bureau.logIn("dora", "wrong password of dora")
        let token = try bureau.token(.dispatcher)
        let mail = "From: x@y.example\r\nSubject: secret subject\r\n\r\nsecret body"
        let ingest = SiteRequest(
            .post, "/api/v1/letters?note=secret-query",
            headers: [
                "authorization": "Bearer \(try bureau.token(.dispatcher, ["ingest"]))",
                "content-type": "message/rfc822",
            ], body: Array(mail.utf8))
        #expect(bureau.site.respond(to: ingest).status == 201)
        _ = bureau.ask(.get, "/api/v1/orders?q=secret-query", token: token)
        _ = bureau.ask(.get, "/api/v1/orders", token: "wrong-token-of-somebody")
        try bureau.place()
        let all = log.lines.joined(separator: "\n")
        #expect(!log.lines.isEmpty)
        for secret in [
            password, "wrong password of dora", token, "wrong-token-of-somebody", "secret",
            String(cookie.split(separator: "=")[1]), "Ruritania", "BR/2027",
        ] {
            #expect(!all.contains(secret), "\(secret)")
        }
    }

    @Test(
        "100: a name with line breaks forges no line of the log",
        arguments: ["\r\n", "\n", "\u{2028}", "\u{1B}[2K"])
    func forgedLine(breaking: String) throws {
        let log = CapturedLog()
        let bureau = try SiteOfDesk(.bureau, logger: log.logger)
        let name = "dora\(breaking)notice login of admin"
        _ = bureau.logIn(name, "password")
        let encoded = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let local = SiteRequest(
            .get, "/api/v1/orders/\(encoded)",
            headers: [
                "authorization": "Bearer \(bureau.site.localToken)", "x-vigia-name": encoded,
                "x-vigia-role": "dispatcher",
            ])
        #expect(bureau.site.respond(to: local).status == 401)
        #expect(!log.lines.isEmpty)
        for line in log.lines {
            #expect(!line.contains(breaking) && !line.contains("login of admin"))
        }
    }

    /// Texts that do something where they are not taken as texts.
    static let hostile = [
        "'; DROP TABLE letter; --", "\" OR 1=1 --", "%' OR '1'='1", "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "{{7*7}}", "${7*7}",
        "=HYPERLINK(\"http://evil.example\")", "+1+1", "@SUM(1)", "-2+3",
        "x\r\nSet-Cookie: a=b", "x\nBcc: evil@evil.example", "../../../etc/passwd",
        "..%2f..%2fetc%2fpasswd", "/etc/passwd", "C:\\windows\\win.ini", "\u{0}", "\u{202E}txt.exe",
        "&#60;script&#62;", "';alert(1)//", "`id`", "$(id)", "| id",
    ]

    @Test("102: hostile texts through the API stay texts", arguments: hostile)
    func throughAPI(text: String) throws {
        let bureau = try SiteOfDesk(.bureau)
        let number = try bureau.place()
        let noted = bureau.ask(
            .post, "/api/v1/orders/\(number)/notes", as: .dispatcher,
            json: ["text": .string("note: \(text)")])
        let isTaken = !text.unicodeScalars.contains("\0")
        #expect(noted.status == (isTaken ? 200 : 422))
        #expect(try bureau.desk.order(number).notes == (isTaken ? ["note: \(text)"] : []))
        let query = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        for target in [
            "/api/v1/orders?q=\(query)", "/api/v1/letters?order=\(query)",
            "/api/v1/orders?cursor=\(query)",
            "/api/v1/orders/\(query)/2027/0101", "/api/v1/letters/\(query)", "/assets/\(query)",
            "/api/v1/orders/\(number)/report/files/\(query)", "/orders?q=\(query)",
            "/api/v1/accounts/\(query)", "/api/v1/orders/\(number)/contact-gate?operator=\(query)",
        ] {
            let role = target.contains("accounts") ? AccountRole.administrator : .auditor
            let answer = bureau.ask(.get, target, as: role, headers: ["if-none-match": text])
            #expect(answer.status < 500, "\(target): \(answer.status)")
            for (name, value) in answer.headers {
                let hasNewline = (name + value).contains { $0.isNewline }
                #expect(!hasNewline, "\(target): \(name)")
            }
            guard answer.header("content-type")?.hasPrefix("text/html") == true else { continue }
            #expect(!answer.text.contains("<script>alert") && !answer.text.contains("<img src=x"))
        }
        #expect(try bureau.desk.store.verifyJournal().firstBad == nil)
        #expect(try bureau.desk.store.read { try $0.letters() }.count == 1)
    }

    @Test(
        "102: hostile texts on the order's page, in forms and in the list are escaped",
        arguments: hostile)
    func onPages(text: String) throws {
        let bureau = try SiteOfDesk(.bureau)
        var form = try bureau.form()
        form.satellite.name = text
        let hostileForm = form
        // No store keeps a NUL in a text.
        if text.utf8.contains(0) {
            #expect(throws: (any Error).self) { try bureau.draft(hostileForm, serials: [101]) }
            return
        }
        try bureau.draft(hostileForm, serials: [101])
        for target in ["/orders", "/orders/BR/2027/0101"] {
            let page = bureau.ask(.get, target, as: .auditor)
            #expect(page.status == 200)
            #expect(!page.text.contains("<script>alert") && !page.text.contains("<img src=x"))
        }
    }

    @Test("102: hostile letters are taken in as bytes and shown as downloads", arguments: hostile)
    func throughMail(text: String) throws {
        let bureau = try SiteOfDesk(.bureau)
        let mail = """
            From: \(text) <x@y.example>\r
            Subject: \(text)\r
            MIME-Version: 1.0\r
            Content-Type: text/html; charset=utf-8; name="\(text)"\r
            Content-Disposition: attachment; filename="\(text)"\r
            \r
            <script>alert(1)</script>\(text)
            """
        try bureau.desk.store(Array(mail.utf8), from: "test", handle: nil)
        try bureau.desk.readStoredLetters()
        let letter = bureau.ask(.get, "/api/v1/letters/1", as: .auditor)
        #expect(letter.status == 200, "\(letter.text)")
        for path in ["raw", "attachments/1"] {
            let answer = bureau.ask(.get, "/api/v1/letters/1/\(path)", as: .auditor)
            guard answer.status == 200 else {
                #expect(answer.status == 404 || answer.status == 409)
                continue
            }
            #expect(answer.header("content-disposition")?.hasPrefix("attachment; ") == true)
            #expect(answer.header("content-type")?.hasPrefix("text/") == false)
            let hasNewline = answer.headers.contains { $0.value.contains { $0.isNewline } }
            #expect(!hasNewline)
        }
        #expect(bureau.ask(.get, "/api/v1/letters/1/raw", as: .auditor).bytes == Array(mail.utf8))
    }

    @Test("102: a table for spreadsheets holds no formula")
    func formulas() throws {
        let bureau = try SiteOfDesk(.bureau)
        var form = try bureau.form()
        form.satellite.name = "=HYPERLINK(\"http://evil.example\")"
        try bureau.draft(form, serials: [101])
        let csv = bureau.ask(
            .get, "/api/v1/statistics?from=2027-01-01T00:00:00Z&to=2028-01-01T00:00:00Z&format=csv",
            as: .auditor)
        #expect(
            csv.status == 200 && csv.header("content-disposition")?.hasPrefix("attachment") == true)
        for cell in csv.text.split(whereSeparator: { ",\r\n".contains($0) }) {
            #expect(!"=+@-".contains(cell.first ?? "x"), "\(cell)")
        }
    }
}
