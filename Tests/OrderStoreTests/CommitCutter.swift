import Foundation
import Glibc
import Synchronization
import TestSupport

/// A proxy in front of a PostgreSQL server that can cut the connection around a commit.
final class CommitCutter: Sendable {
    /// Where the next commit is cut.
    enum Cut: Sendable {
        /// The server never hears of it.
        case before
        /// The server commits, and its answer is lost.
        case after
    }

    let port: Int
    private let armed = Mutex<Cut?>(nil)

    init(to target: Int) throws {
        let (listener, port) = try Loopback.listen()
        self.port = port
        Thread.detachNewThread { [weak self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0, let self else { break }
                let server = Loopback.connect(to: target)
                Thread.detachNewThread {
                    self.pass(client, server)
                    for end in [client, server] {
                        shutdown(end, Int32(SHUT_RDWR))
                        close(end)
                    }
                }
            }
            close(listener)
        }
    }

    /// Cuts the next commit.
    func arm(_ cut: Cut) { armed.withLock { $0 = cut } }

    /// The simple query `COMMIT` in the words of the protocol.
    private static let commit = [UInt8(ascii: "Q"), 0, 0, 0, 11] + Array("COMMIT".utf8) + [0]

    private func pass(_ client: Int32, _ server: Int32) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var isLastWord = false
        while true {
            var entries = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard poll(&entries, 2, 60_000) > 0 else { return }
            for (index, entry) in entries.enumerated() where entry.revents != 0 {
                let count = read(entry.fd, &buffer, buffer.count)
                guard count > 0, index == 0 || !isLastWord else { return }
                let bytes = Array(buffer.prefix(count))
                if index == 0, bytes == Self.commit {
                    switch armed.withLock({ exchange(&$0, with: nil) }) {
                    case nil: break
                    case .before: return
                    case .after: isLastWord = true
                    }
                }
                send(entries[1 - index].fd, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            }
        }
    }

    private func exchange(_ value: inout Cut?, with new: Cut?) -> Cut? {
        defer { value = new }
        return value
    }
}
