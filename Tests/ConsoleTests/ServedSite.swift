// A site on the network, on loopback, for as long as a test asks it.

import Console
import Foundation
import Glibc
import Logging
import TestSupport

/// Serving a site.
enum ServedSite {
    /// Serves a site at a free port.
    static func with<T>(
        _ site: Site, within seconds: Int64 = 30, _ body: (Int) async throws -> T
    ) async throws -> T {
        let (ports, told) = AsyncStream.makeStream(of: Int.self)
        let server = WebServer(
            site: site, at: .init(host: "127.0.0.1", port: 0), within: seconds,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ) { told.yield($0) }
        let running = Task {
            defer { told.finish() }
            try await server.run()
        }
        guard let port = await ports.first(where: { _ in true }) else {
            try await running.value
            throw Unfulfilled(words: "the server ended before it listened")
        }
        let outcome: Result<T, any Error>
        do {
            outcome = .success(try await body(port))
        } catch {
            outcome = .failure(error)
        }
        await server.stop()
        try await running.value
        return try outcome.get()
    }

    /// Sends pieces with pauses before them, maybe ends its side of the connection then, and reads what is answered until
    /// the other side ends.
    static func exchange(
        _ port: Int, _ pieces: [(pause: Duration, text: String)], patience: Int = 20,
        hangsUp: Bool = false
    ) async throws -> String {
        try await onOwnThread { talk(port, pieces, patience, hangsUp) }
    }

    private static func talk(
        _ port: Int, _ pieces: [(pause: Duration, text: String)], _ patience: Int, _ hangsUp: Bool
    ) -> String {
        let connection = Loopback.connect(to: port)
        defer { close(connection) }
        var time = timeval(tv_sec: patience, tv_usec: 0)
        setsockopt(
            connection, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        for piece in pieces {
            Thread.sleep(forTimeInterval: piece.pause / .seconds(1))
            let bytes = Array(piece.text.utf8)
            guard send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) > 0 else {
                break
            }
        }
        if hangsUp { shutdown(connection, Int32(SHUT_WR)) }
        var (answer, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 64 << 10))
        while case let count = recv(connection, &buffer, buffer.count, 0), count > 0 {
            answer += buffer[..<count]
        }
        return String(decoding: answer, as: UTF8.self)
    }
}

/// Why a test cannot go on.
struct Unfulfilled: Error {
    var words: String
}
