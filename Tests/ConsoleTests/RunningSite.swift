// The site of a desk on the network, on a free port of loopback.

import Console
import Desk
import Foundation
import Logging
import MailTransport
import TestSupport

/// A running web server.
final class RunningSite {
    let desk: SiteOfDesk
    let port: Int
    private let server: WebServer
    private let ended = DispatchSemaphore(value: 0)

    init(_ desk: SiteOfDesk) throws {
        self.desk = desk
        let listening = Listening()
        let server = WebServer(
            site: desk.site, at: ListeningAddress(host: "127.0.0.1", port: 0),
            logger: desk.desk.logger
        ) { listening.tell($0) }
        let ended = ended
        Task.detached {
            do { try await server.run() } catch { listening.tell(nil) }
            ended.signal()
        }
        (self.server, port) = (server, try listening.port())
    }

    deinit {
        let server = server
        Task.detached { await server.stop() }
        ended.wait()
    }

    /// A request with the local token, as a dispatcher.
    func request(
        _ method: String, _ path: String, headers: [(name: String, value: String)] = [],
        body: [UInt8] = []
    ) -> HTTPExchange {
        let own: [(name: String, value: String)] = [
            ("authorization", "Bearer \(desk.site.localToken)"), ("x-vigia-name", "dora"),
            ("x-vigia-role", "dispatcher"),
        ]
        return HTTPExchange(
            method, "http://127.0.0.1:\(port)\(path)", headers: own + headers, body: body)
    }
}

/// Where the port is told.
private final class Listening: Sendable {
    private let condition = NSCondition()
    nonisolated(unsafe) private var told: Int??

    func tell(_ port: Int?) {
        condition.withLock {
            told = told ?? .some(port)
            condition.signal()
        }
    }

    func port() throws -> Int {
        let port = condition.withLock { () -> Int? in
            while told == nil { condition.wait() }
            return told ?? nil
        }
        guard let port else { throw Unfulfilled(words: "the system said no") }
        return port
    }
}

/// Why a test cannot go on.
struct Unfulfilled: Error {
    var words: String
}

/// Runs a test that waits on a thread of its own, so that the few threads of Swift's pool are free for what it waits for.
func onOwnThread<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
    }
}
