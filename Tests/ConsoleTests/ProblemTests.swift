// Every way of asking wrongly is told in one form, and no answer can be mistaken for another.

import CanonicalJSON
import Console
import Desk
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("Problems")
struct ProblemTests {
    @Test("71: every error is problem+json with type, title, status, detail and instance")
    func everyError() throws {
        let bureau = try SiteOfDesk(.bureau)
        let number = try bureau.place()
        let path = "/api/v1/orders/\(number)"
        let large = String(repeating: "x", count: 300 << 10)
        let cases: [(SiteResponse, Int)] = [
            (bureau.ask(.get, "/api/v1/nothing", as: .auditor), 404),
            (bureau.ask(.delete, path, as: .auditor), 405),
            (bureau.ask(.other, path, as: .auditor), 405),
            (bureau.ask(.get, "/api/v1/orders", token: nil), 401),
            (bureau.ask(.post, "/api/v1/orders", as: .auditor, json: [:]), 403),
            (
                bureau.ask(.post, path + "/notes", as: .dispatcher, json: ["text": .string(large)]),
                413
            ),
            (
                bureau.ask(
                    .post, path + "/notes", as: .dispatcher,
                    headers: ["content-type": "text/html"], json: ["text": "x"]), 415
            ),
            (bureau.ask(.post, path + "/notes", as: .dispatcher, json: ["text": 7]), 422),
            (bureau.ask(.post, path + "/notes", as: .dispatcher, json: []), 400),
            (bureau.ask(.patch, path, as: .dispatcher, json: ["category": 2]), 428),
            (
                bureau.ask(
                    .patch, path, as: .dispatcher, headers: ["if-match": "\"1\""],
                    json: ["category": 2, "reason": "x"]), 412
            ),
            (bureau.ask(.post, path + "/withdrawal", as: .dispatcher, json: [:]), 422),
        ]
        for (answer, status) in cases { try Self.check(answer, status) }
    }

    @Test("71: too many requests are told when to come again")
    func tooMany() throws {
        let bureau = try SiteOfDesk(.bureau)
        let answers = (0...Limits.strangerRequests.burst + 60).map { _ in
            bureau.ask(.get, "/api/v1/orders", token: "wrong")
        }
        let refused = try #require(answers.last)
        try Self.check(refused, 429)
        #expect(refused.header("retry-after").flatMap { Int($0) } ?? 0 > 0)
        #expect(bureau.ask(.get, "/api/v1/orders", as: .auditor).status == 200)
    }

    @Test("71: what fails inside is told as a problem that says nothing of the inside")
    func inside() throws {
        let bureau = try SiteOfDesk(.bureau)
        let number = try bureau.place()
        try bureau.desk.store.close()
        let answer = bureau.ask(.get, "/api/v1/orders/\(number)", as: .auditor)
        #expect([500, 503].contains(answer.status))
        try Self.check(answer, answer.status)
        #expect(!answer.text.contains(bureau.desk.store.path))
    }

    @Test("75: a time without zone is refused, and every time that is answered ends in Z")
    func times() throws {
        let sites = try TwoSites()
        let number = try sites.placed()
        let path = "/api/v1/orders/\(number)/acknowledgement"
        for start in ["2027-03-02T12:00:00", "2027-03-02T12:00:00+03:00", "2027-03-02", "12:00"] {
            let refused = sites.station.ask(
                .post, path, as: .stationOperator,
                json: ["start": .string(start), "duration": "PT1H"])
            #expect(refused.status == 422, "\(start)")
            #expect(try refused.json()["errors"]?[0]?["field"]?.string == "start")
        }
        try sites.serve(number)
        try sites.settle()
        for path in [
            "/orders", "/orders/\(number)", "/orders/\(number)/events", "/orders/\(number)/report",
            "/letters", "/letters/1", "/alarms", "/contacts", "/jobs",
        ] {
            for site in [sites.bureau, sites.station] {
                let answer = site.ask(.get, "/api/v1" + path, as: .auditor)
                for text in Self.texts(in: try answer.json())
                where text.contains(/^\d{4}-\d\d-\d\dT/) {
                    #expect(UTCInstant(text) != nil && text.hasSuffix("Z"), "\(path): \(text)")
                }
            }
        }
    }

    private static func texts(in value: JSONValue) -> [String] {
        if let text = value.string { return [text] }
        return (value.array ?? value.members?.map(\.value) ?? []).flatMap(texts)
    }

    @Test("HEAD is answered as GET is, OPTIONS by the methods of the path")
    func options() throws {
        let bureau = try SiteOfDesk(.bureau)
        let answer = bureau.ask(.options, "/api/v1/orders", as: .auditor)
        #expect(answer.status == 204 && answer.bytes.isEmpty)
        #expect(answer.header("allow") == "GET, HEAD, OPTIONS, POST")
        #expect(bureau.ask(.options, "/api/v1/nothing", as: .auditor).status == 404)
        #expect(bureau.ask(.options, "/api/v1/orders", token: nil).status == 401)
        let refused = bureau.ask(.delete, "/api/v1/orders", as: .auditor)
        #expect(refused.header("allow") == "GET, HEAD, OPTIONS, POST")
    }

    static func check(_ answer: SiteResponse, _ status: Int) throws {
        #expect(answer.status == status, "\(answer.text)")
        #expect(answer.header("content-type") == "application/problem+json")
        let problem = try answer.json()
        #expect(problem["status"]?.int == status)
        for key in ["type", "title", "detail", "instance", "traceId"] {
            #expect(problem[key]?.string?.isEmpty == false, "\(status): \(key)")
        }
    }
}
