// Events over a connection: told as they happen, and told again to whoever missed them.

import Console
import Desk
import Foundation
import Glibc
import MonitoringOrders
import OrderStore
import TestSupport
import Testing

@Suite("Live events")
struct LiveEventTests {
    @Test("78: events come as they happen, and whoever comes back is told what they missed")
    func events() async throws {
        let bureau = try SiteOfDesk(.bureau)
        try await ServedSite.with(bureau.site) { port in
            try await onOwnThread { try Self.listen(bureau, at: port) }
        }
    }

    private static func listen(_ bureau: SiteOfDesk, at port: Int) throws {
        try bureau.place(101)
        let last = try bureau.desk.store.read { try $0.lastSequence() }
        let first = try Connection(to: port)
        try first.listen(at: bureau, after: nil)
        try bureau.place(102)
        let live = try first.read(until: "BR/2027/0102")
        #expect(live.contains("id: \(last + 1)\n"))
        let second = try Connection(to: port)
        try second.listen(at: bureau, after: 1)
        let missed = try second.read(until: "BR/2027/0102")
        let numbers = missed.matches(of: /id: (\d+)\n/).compactMap { Int($0.1) }
        #expect(numbers == Array(2...(numbers.last ?? 0)))
        // What happened, never its contents (R7).
        #expect(!missed.contains("TESTSAT"))
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
    func listen(at desk: SiteOfDesk, after: Int?) throws {
        let seen = after.map { "Last-Event-ID: \($0)\r\n" } ?? ""
        try send(
            """
            GET /api/v1/events HTTP/1.1\r
            Host: x\r
            Authorization: Bearer \(desk.site.localToken)\r
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

    private func receive() throws -> String {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        guard count >= 0 else { throw Unfulfilled(words: "the system said no") }
        return String(decoding: buffer[..<count], as: UTF8.self)
    }
}
