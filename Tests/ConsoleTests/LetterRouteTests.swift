// Letters over the API.

import CanonicalJSON
import Console
import Desk
import MonitoringOrders
import OrderStore
import Testing

@Suite("Letters over the API")
struct LetterRouteTests {
    private static let mail = "From: x@y.example\r\nSubject: hello\r\n\r\nhello"

    private static func handIn(_ text: String, at site: SiteOfDesk, _ token: String) -> SiteResponse
    {
        site.site.respond(
            to: SiteRequest(
                .post, "/api/v1/letters",
                headers: ["authorization": "Bearer \(token)", "content-type": "message/rfc822"],
                body: Array(text.utf8)))
    }

    @Test("A letter that is handed in is durable before the answer, and comes out byte for byte")
    func handingIn() throws {
        let bureau = try SiteOfDesk(.bureau)
        let token = try bureau.token(.auditor, ["ingest"])
        let answer = Self.handIn(Self.mail, at: bureau, token)
        #expect(answer.status == 201 && answer.header("location") == "/api/v1/letters/1")
        #expect(try bureau.desk.store.read { try $0.bytes(of: 1) } == Array(Self.mail.utf8))
        let raw = bureau.ask(.get, "/api/v1/letters/1/raw", as: .auditor)
        #expect(raw.bytes == Array(Self.mail.utf8))
        #expect(raw.header("content-type") == "message/rfc822")
        #expect(raw.header("content-disposition")?.contains("letter-1.eml") == true)
        #expect(Self.handIn("", at: bureau, token).status == 400)
    }

    @Test("Nobody hands in letters but a mail server: a dispatcher could write anything in them")
    func handingInByOthers() throws {
        let bureau = try SiteOfDesk(.bureau)
        let dispatcher = Self.handIn(Self.mail, at: bureau, try bureau.token(.dispatcher))
        #expect(dispatcher.status == 403)
        let token = try bureau.token(.auditor, ["ingest"])
        #expect(bureau.ask(.get, "/api/v1/letters", token: token).status == 403)
    }

    @Test("Letters are listed by direction, disposition and order, page by page")
    func lists() throws {
        let sites = try TwoSites()
        let numbers = [try sites.placed(101), try sites.placed(102)]
        for text in [Self.mail, Self.mail + "!"] {
            try sites.bureau.desk.store(Array(text.utf8), from: "test", handle: nil)
        }
        try sites.settle()
        func ids(_ query: String) throws -> [Int] {
            let answer = sites.bureau.ask(.get, "/api/v1/letters?\(query)", as: .auditor)
            return try answer.json()["letters"]?.array?.compactMap { $0["letter"]?.int } ?? []
        }
        #expect(try ids("") == [4, 3, 2, 1])
        #expect(try ids("direction=out") == [2, 1])
        #expect(try ids("direction=out&order=\(numbers[0])") == [1])
        #expect(try ids("disposition=needs-human&disposition=recorded").allSatisfy { $0 > 2 })
        let first = sites.bureau.ask(.get, "/api/v1/letters?limit=3", as: .auditor)
        let cursor = try #require(try first.json()["next_cursor"]?.string)
        #expect(try ids("limit=3&cursor=\(cursor)") == [1])
        for query in ["direction=up", "disposition=gone", "order=x", "limit=x"] {
            let answer = sites.bureau.ask(.get, "/api/v1/letters?\(query)", as: .auditor)
            #expect(answer.status == 422)
        }
    }

    @Test("A letter shows its deliveries and its attachments, which are downloads of no type")
    func attachments() throws {
        let sites = try TwoSites()
        _ = try sites.placed()
        let letter = try sites.bureau.ask(.get, "/api/v1/letters/1", as: .auditor).json()
        #expect(
            letter["deliveries"]?.array?.allSatisfy { $0["state"]?.string == "accepted" } == true)
        let parts = try #require(letter["attachments"]?.array)
        #expect(!parts.isEmpty)
        for part in parts {
            let number = part["part"]?.int ?? 0
            let file = sites.bureau.ask(
                .get, "/api/v1/letters/1/attachments/\(number)", as: .auditor)
            #expect(file.header("content-type") == "application/octet-stream")
            #expect(Digest.sha256(file.bytes) == part["sha256"]?.string)
        }
        for path in ["1/attachments/0", "1/attachments/99", "1/attachments/x", "99", "0", "x"] {
            #expect(sites.bureau.ask(.get, "/api/v1/letters/\(path)", as: .auditor).status == 404)
        }
    }

    @Test("A letter that waits for a person is asked about and closed")
    func acts() throws {
        let bureau = try SiteOfDesk(.bureau)
        try bureau.desk.store(Array(Self.mail.utf8), from: "test", handle: nil)
        try bureau.desk.readStoredLetters()
        let question = bureau.ask(.get, "/api/v1/letters/1/question", as: .dispatcher)
        #expect([200, 409].contains(question.status))
        #expect(bureau.ask(.get, "/api/v1/letters/9/question", as: .dispatcher).status == 404)
        let close = { (id: Int, fields: JSONValue) in
            bureau.ask(.post, "/api/v1/letters/\(id)/closing", as: .dispatcher, json: fields)
        }
        #expect(close(1, [:]).status == 422)
        let again = { (id: Int) in
            bureau.ask(.post, "/api/v1/letters/\(id)/rereading", as: .dispatcher, json: [:])
        }
        let isOpen = try bureau.desk.store.read { try $0.letter(1) }?.disposition == "needs-human"
        #expect(again(1).status == (isOpen ? 200 : 409))
        #expect(again(9).status == 404)
        #expect(close(9, ["remark": "x"]).status == 404)
        let waits = try bureau.desk.store.read { try $0.letter(1) }?.disposition == "needs-human"
        #expect(close(1, ["remark": "called"]).status == (waits ? 200 : 409))
        #expect(close(1, ["remark": "again"]).status == 409)
        let resend = bureau.ask(
            .post, "/api/v1/letters/1/resending", as: .dispatcher,
            json: ["recipient": "x@y.example"])
        #expect(resend.status == 409)
    }
}
