// What only a connection shows: bodies that are too large are not waited for, slow clients are cut off.

import CanonicalJSON
import Console
import Desk
import Foundation
import MonitoringOrders
import OrderStore
import Quantities
import Testing

@Suite("The web server")
struct ServerTests {
    private static func head(
        _ method: String, _ path: String, _ token: String?, _ fields: [String] = []
    ) -> String {
        let known = token.map { ["authorization: Bearer \($0)"] } ?? []
        let lines = ["\(method) \(path) HTTP/1.1", "host: desk", "connection: close"]
        return (lines + known + fields).joined(separator: "\r\n") + "\r\n\r\n"
    }

    private static func status(_ answer: String) -> Int? {
        answer.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    }

    @Test("76: a body that is announced too large is refused before a byte of it is sent")
    func announced() async throws {
        let bureau = try SiteOfDesk(.bureau)
        let token = try bureau.token(.dispatcher)
        let answer = try await ServedSite.with(bureau.site) { port in
            try await ServedSite.exchange(
                port,
                [
                    (
                        .zero,
                        Self.head(
                            "POST", "/api/v1/orders", token,
                            ["content-type: application/json", "content-length: 99999999"])
                    )
                ])
        }
        #expect(Self.status(answer) == 413 && answer.contains("application/problem+json"))
    }

    @Test("76: a body without a length is read up to the limit and no further")
    func endless() async throws {
        let bureau = try SiteOfDesk(.bureau)
        let token = try bureau.token(.dispatcher)
        let chunk = "10000\r\n" + String(repeating: "x", count: 0x10000) + "\r\n"
        let head = Self.head(
            "POST", "/api/v1/orders", token,
            ["content-type: application/json", "transfer-encoding: chunked"])
        let answer = try await ServedSite.with(bureau.site) { port in
            try await ServedSite.exchange(
                port, [(.zero, head)] + Array(repeating: (.zero, chunk), count: 17))
        }
        #expect(Self.status(answer) == 413)
    }

    @Test(
        "76, R7: of somebody unknown hardly anything is read, at real and at invented paths alike")
    func strangers() async throws {
        let bureau = try SiteOfDesk(.bureau)
        let fields = ["content-type: message/rfc822", "content-length: 20000"]
        let answers = try await ServedSite.with(bureau.site) { port in
            var answers: [String] = []
            for path in ["/api/v1/letters", "/api/v1/nothing"] {
                answers.append(
                    try await ServedSite.exchange(
                        port, [(.zero, Self.head("POST", path, nil, fields))])
                )
            }
            return answers
        }
        #expect(answers.map(Self.status) == [401, 401])
        let details = answers.map { $0.split(separator: "\"detail\":").last?.prefix(40) }
        #expect(details[0] == details[1])
    }

    @Test(
        "76: at the login, which is open to everybody, a body that is or becomes too large is refused",
        arguments: [
            ["content-length: 1000000000"], ["transfer-encoding: chunked"],
        ])
    func largeLogin(fields: [String]) async throws {
        let bureau = try SiteOfDesk(.bureau)
        let form = "content-type: application/x-www-form-urlencoded"
        let head = Self.head("POST", "/login", nil, [form] + fields)
        let chunk = "4000\r\n" + String(repeating: "x", count: 0x4000) + "\r\n"
        let body = fields == ["transfer-encoding: chunked"] ? Array(repeating: chunk, count: 4) : []
        let answer = try await ServedSite.with(bureau.site) { port in
            try await ServedSite.exchange(
                port, [(.zero, head)] + body.map { (.zero, $0) })
        }
        #expect(Self.status(answer) == 413)
    }

    @Test("76: who is slow with the header or the body is cut off")
    func slow() async throws {
        let bureau = try SiteOfDesk(.bureau)
        let token = try bureau.token(.dispatcher)
        let drops = Array(repeating: (pause: Duration.milliseconds(300), text: "x"), count: 12)
        let head = Self.head(
            "POST", "/api/v1/orders", token,
            ["content-type: application/json", "content-length: 1000"])
        let (header, body, seconds) = try await ServedSite.with(bureau.site, within: 1) { port in
            let begin = ContinuousClock.now
            let header = try await ServedSite.exchange(
                port, [(.zero, "GET /login HTTP/1.1\r\nx-")] + drops)
            let body = try await ServedSite.exchange(port, [(.zero, head)] + drops)
            return (header, body, (ContinuousClock.now - begin) / .seconds(1))
        }
        #expect(header.isEmpty || Self.status(header) == 408)
        #expect(Self.status(body) == 408)
        #expect(seconds < 19)
    }

    @Test(
        "76: of a body that stays unfinished nothing is done, whether its sender falls silent or hangs up",
        arguments: ["content-length", "transfer-encoding"], [false, true])
    func unfinished(field: String, hangsUp: Bool) async throws {
        let bureau = try SiteOfDesk(.bureau)
        let token = try bureau.token(.dispatcher)
        let order = try Self.orderBody()
        func request(_ key: String, missing: Int) -> String {
            let (isAnnounced, length) = (field == "content-length", order.utf8.count + missing)
            let framing = isAnnounced ? "\(field): \(length)" : "\(field): chunked"
            let chunk = "\(String(order.utf8.count, radix: 16))\r\n\(order)\r\n"
            let end = missing == 0 ? "0\r\n\r\n" : ""
            return Self.head(
                "POST", "/api/v1/orders", token,
                ["content-type: application/json", "idempotency-key: \(key)", framing])
                + (isAnnounced ? order : chunk + end)
        }
        let (unfinished, seconds) = try await ServedSite.with(bureau.site, within: 1) { port in
            let begin = ContinuousClock.now
            let answer = try await ServedSite.exchange(
                port, [(.zero, request("first", missing: 1))], hangsUp: hangsUp)
            return (answer, (ContinuousClock.now - begin) / .seconds(1))
        }
        #expect([nil, 400].contains(Self.status(unfinished)))
        #expect(seconds < 15)
        #expect(try bureau.desk.store.read { try $0.orders(states: nil) }.isEmpty)
        let whole = try await ServedSite.with(bureau.site) { port in
            try await ServedSite.exchange(port, [(.zero, request("second", missing: 0))])
        }
        #expect(Self.status(whole) == 201)
    }

    private static func orderBody() throws -> String {
        let body: JSONValue = ["form": .string(try SiteOfDesk.form()), "category": 2]
        return body.compact
    }

    @Test("76: a length that no machine can count is too large, not none")
    func uncountable() async throws {
        let bureau = try SiteOfDesk(.bureau)
        let head = Self.head(
            "POST", "/api/v1/orders", try bureau.token(.dispatcher),
            ["content-type: application/json", "content-length: 9999999999999999999"])
        let answer = try await ServedSite.with(bureau.site) { port in
            try await ServedSite.exchange(port, [(.zero, head)])
        }
        #expect(Self.status(answer) == 413)
    }

    @Test("HEAD has the header fields of GET and no body")
    func head() async throws {
        let bureau = try SiteOfDesk(.bureau)
        let token = try bureau.token(.auditor, ["read"])
        let answers = try await ServedSite.with(bureau.site) { port in
            var answers: [String] = []
            for method in ["GET", "HEAD"] {
                let head = Self.head(method, "/api/v1/orders", token)
                answers.append(try await ServedSite.exchange(port, [(.zero, head)]))
            }
            return answers
        }
        let parts = answers.map { $0.components(separatedBy: "\r\n\r\n") }
        #expect(parts[0][1].contains("orders") && parts[1][1].isEmpty)
        #expect(parts.allSatisfy { $0[0].contains("x-content-type-options: nosniff") })
        let length = { (part: String) in
            part.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length") }
        }
        #expect(length(parts[0][0]) != nil && length(parts[0][0]) == length(parts[1][0]))
    }

    @Test("71: a method that nobody knows is told as one that is not there")
    func method() async throws {
        let bureau = try SiteOfDesk(.bureau)
        let token = try bureau.token(.auditor)
        let answer = try await ServedSite.with(bureau.site) { port in
            try await ServedSite.exchange(
                port, [(.zero, Self.head("PURGE", "/api/v1/orders", token))])
        }
        #expect(Self.status(answer) == 405 && answer.lowercased().contains("allow: get, head"))
    }
}
