// The site over the network: limits before anything is stored, events that are not lost, slow clients.

import CanonicalJSON
import Console
import Desk
import Foundation
import Glibc
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("The web server", .serialized)
struct WebServerTests {
    private func placeOrder(_ served: RunningSite, _ number: String) throws {
        let form = try SiteOfDesk.form().replacing(/Order: .*/, with: "Order: \(number)")
        let body: JSONValue = ["form": .string(form), "category": 2]
        let answer = try served.request(
            "POST", "/api/v1/orders",
            headers: [("content-type", "application/json"), ("idempotency-key", number)],
            body: Array(body.compact.utf8)
        ).perform()
        #expect(answer.status == 201)
    }

    @Test("HEAD is answered as GET is, without the body")
    func head() async throws {
        try await onOwnThread {
            let served = try RunningSite(SiteOfDesk(.bureau))
            let whole = try served.request("GET", "/api/v1/orders").perform()
            #expect(whole.status == 200 && whole.headers["x-content-type-options"] == "nosniff")
            let connection = try Connection(to: served.port)
            try connection.send("HEAD /login HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            let text = try connection.readToEnd()
            #expect(text.hasPrefix("HTTP/1.1 200") && text.hasSuffix("\r\n\r\n"))
        }
    }

    @Test("76: a body that is announced as too large is refused before it is sent")
    func announcedBody() async throws {
        try await onOwnThread {
            let served = try RunningSite(SiteOfDesk(.bureau))
            let connection = try Connection(to: served.port)
            try connection.send(
                "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\nname=")
            #expect(try connection.readToEnd().hasPrefix("HTTP/1.1 413"))
        }
    }

    @Test("76: a body that turns out to be too large is refused")
    func chunkedBody() async throws {
        try await onOwnThread {
            let served = try RunningSite(SiteOfDesk(.bureau))
            let connection = try Connection(to: served.port)
            try connection.send(
                "POST /login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
            let chunk = String(repeating: "a", count: 0x4000)
            for _ in 0..<4 { try connection.send("4000\r\n\(chunk)\r\n") }
            #expect(try connection.readToEnd().hasPrefix("HTTP/1.1 413"))
        }
    }

    @Test("78: events come as they happen, and whoever comes back is told what they missed")
    func events() async throws {
        try await onOwnThread {
            let served = try RunningSite(SiteOfDesk(.bureau))
            try placeOrder(served, "BR/2027/0001")
            let last = try served.desk.desk.store.read { try $0.lastSequence() }
            let first = try Connection(to: served.port)
            try first.listen(as: served, after: nil)
            try placeOrder(served, "BR/2027/0002")
            let live = try first.read(until: "BR/2027/0002")
            #expect(live.contains("id: \(last + 1)\n"))
            let second = try Connection(to: served.port)
            try second.listen(as: served, after: 1)
            let missed = try second.read(until: "BR/2027/0002")
            let numbers = missed.matches(of: /id: (\d+)\n/).compactMap { Int($0.1) }
            #expect(numbers == Array(2...(numbers.last ?? 0)))
            // What happened, never its contents (R7).
            #expect(!missed.contains("TESTSAT"))
        }
    }
}

/// A connection of bytes, for what no client library would do.
final class Connection {
    private let socket: Int32

    init(to port: Int) throws {
        socket = Loopback.connect(to: port)
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(
            socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(socket) }

    func send(_ text: String) throws {
        let bytes = Array(text.utf8)
        guard Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) >= 0 else {
            throw Unfulfilled(words: "the system said no")
        }
    }

    /// Asks for events.
    func listen(as served: RunningSite, after: Int?) throws {
        let seen = after.map { "Last-Event-ID: \($0)\r\n" } ?? ""
        try send(
            """
            GET /api/v1/events HTTP/1.1\r
            Host: x\r
            Authorization: Bearer \(served.desk.site.localToken)\r
            X-Vigia-Name: dora\r
            X-Vigia-Role: auditor\r
            \(seen)\r

            """)
        _ = try read(until: ": listening")
    }

    /// Reads until a text has come.
    func read(until text: String) throws -> String {
        var read = ""
        while !read.contains(text) {
            let part = try receive()
            guard !part.isEmpty else { throw Unfulfilled(words: "ended before \(text)") }
            read += part
        }
        return read
    }

    /// Reads until the other side closes, or has said no more for a second.
    func readToEnd() throws -> String {
        var read = try receive()
        var limit = timeval(tv_sec: 1, tv_usec: 0)
        setsockopt(
            socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        while let part = try? receive(), !part.isEmpty { read += part }
        return read
    }

    private func receive() throws -> String {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        guard count >= 0 else { throw Unfulfilled(words: "the system said no") }
        return String(decoding: buffer[..<count], as: UTF8.self)
    }
}
