// Webhooks against a receiver that verifies with the reference library of the standard.

import CanonicalJSON
import Console
import Foundation
import Glibc
import MailTransport
import MonitoringOrders
import OrderStore
import TestSupport
import Testing

@Suite("79: webhooks", .serialized)
struct WebhookTests {
    /// A receiver of its own process. It believes what is signed with the key in its file.
    private final class Receiver {
        let port: Int
        private let folder: String
        private let process = Process()

        init() throws {
            folder = try Repository.temporaryFolder()
            process.executableURL = URL(filePath: Repository.path(".venv/bin/python3"))
            process.arguments = [
                Repository.path("Tests/ConsoleTests/webhook_receiver.py"), folder + "/key",
                folder + "/received",
            ]
            let key = "whsec_" + Data(repeating: 7, count: 32).base64EncodedString()
            try key.write(toFile: folder + "/key", atomically: true, encoding: .utf8)
            // A child that outlived the tests must not hold what reads their output.
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            let file = folder + "/received"
            let first = try await_ { (try? Repository.text(file))?.split(separator: "\n").first }
            port = Int(first) ?? 0
        }

        // Threads of Swift's pool block SIGTERM, and their children inherit that.
        deinit { kill(process.processIdentifier, SIGKILL) }

        func believe(_ key: String) throws {
            try key.write(toFile: folder + "/key", atomically: true, encoding: .utf8)
        }

        /// What came, oldest first: path, answer, identifier, verdict.
        var lines: [String] {
            let text = (try? Repository.text(folder + "/received")) ?? ""
            return text.split(separator: "\n").dropFirst().map(String.init)
        }
    }

    /// Runs a test's body, which waits, beside the server that sends.
    private func serving(
        _ desk: SiteOfDesk, _ body: @escaping @Sendable (SiteOfDesk) throws -> Void
    ) async throws {
        try await ServedSite.with(desk.site) { _ in try await onOwnThread { try body(desk) } }
    }

    private func add(_ served: SiteOfDesk, _ url: String) throws -> (id: Int, key: String) {
        let answer = served.ask(
            .post, "/api/v1/webhooks", as: .administrator, json: ["url": .string(url)])
        #expect(answer.status == 201, "\(answer.text)")
        let value = try answer.json()
        return (try #require(value["webhook"]?.int), try #require(value["key"]?.string))
    }

    private func state(_ served: SiteOfDesk, _ id: Int) throws -> JSONValue {
        let list = try served.ask(.get, "/api/v1/webhooks", as: .administrator).json()
        return try #require(list["webhooks"]?.array?.first { $0["webhook"]?.int == id })
    }

    private func happen(_ served: SiteOfDesk) throws {
        let body: JSONValue = ["form": .string(try SiteOfDesk.form()), "category": 2]
        #expect(
            served.ask(.post, "/api/v1/orders", as: .dispatcher, json: body).status == 201)
    }

    @Test("events are signed so that the reference library believes them, and no replay of them")
    func signed() async throws {
        try await serving(SiteOfDesk(.bureau, isRealTime: true, webhookHosts: ["127.0.0.1"])) {
            served in
            let receiver = try Receiver()
            let (id, key) = try add(served, "http://127.0.0.1:\(receiver.port)/fails")
            try receiver.believe(key)
            try happen(served)
            // The first attempt at each is answered with 500; the same event comes again, and in its order.
            let lines = try await_ { receiver.lines.count > 1 ? receiver.lines : nil }
            #expect(lines.allSatisfy { $0.hasSuffix(" signed") }, "\(lines)")
            let events = lines.map { $0.split(separator: " ")[1...2].joined(separator: " ") }
            let first = try #require(events.first).split(separator: " ")[1]
            #expect(events.prefix(2) == ["500 \(first)", "204 \(first)"])
            #expect(try state(served, id)["disabled"]?.string == nil)
        }
    }

    @Test("while keys change, the old one signs beside the new one")
    func keys() async throws {
        try await serving(SiteOfDesk(.bureau, isRealTime: true, webhookHosts: ["127.0.0.1"])) {
            served in
            let receiver = try Receiver()
            let (id, old) = try add(served, "http://127.0.0.1:\(receiver.port)/")
            let change = served.ask(.post, "/api/v1/webhooks/\(id)/keys", as: .administrator)
            let new = try #require(try change.json()["key"]?.string)
            #expect(new != old)
            try receiver.believe(old)
            try happen(served)
            _ = try await_ { receiver.lines.first }
            try receiver.believe(new)
            let count = receiver.lines.count
            _ = served.ask(
                .post, "/api/v1/orders/BR/2027/0101/notes", as: .dispatcher, json: ["text": "seen"])
            let lines = try await_ { receiver.lines.count > count ? receiver.lines : nil }
            #expect(lines.allSatisfy { $0.contains("204") && $0.hasSuffix(" signed") }, "\(lines)")
            let end = served.ask(.delete, "/api/v1/webhooks/\(id)", as: .administrator)
            #expect(end.status == 204)
        }
    }

    @Test("an address inside a network is not reached unless the settings name its host")
    func guardedAddress() async throws {
        try await serving(SiteOfDesk(.bureau, isRealTime: true)) { served in
            let receiver = try Receiver()
            let hook = try add(served, "https://127.0.0.1:\(receiver.port)/")
            try happen(served)
            let words = try await_ { try state(served, hook.id)["words"]?.string }
            #expect(!words.isEmpty)
            #expect(receiver.lines.isEmpty)
        }
    }

    @Test("a receiver that is gone is told nothing more, and nobody is led elsewhere")
    func goneAndElsewhere() async throws {
        try await serving(SiteOfDesk(.bureau, isRealTime: true, webhookHosts: ["127.0.0.1"])) {
            served in
            let receiver = try Receiver()
            let gone = try add(served, "http://127.0.0.1:\(receiver.port)/gone")
            let elsewhere = try add(served, "http://127.0.0.1:\(receiver.port)/elsewhere")
            try happen(served)
            let end = try await_ { try state(served, gone.id)["disabled"]?.string }
            #expect(!end.isEmpty)
            let words = try await_ { try state(served, elsewhere.id)["words"]?.string }
            #expect(words.contains("302"))
            #expect(!receiver.lines.contains { $0.hasPrefix("/arrived") })
        }
    }
}

/// Waits for a value, for a minute at most.
private func await_<T>(_ body: () throws -> T?) throws -> T {
    let end = ContinuousClock.now + .seconds(60)
    while .now < end {
        if let value = try body() { return value }
        Thread.sleep(forTimeInterval: 0.05)
    }
    throw Unfulfilled(words: "nothing came within a minute")
}
