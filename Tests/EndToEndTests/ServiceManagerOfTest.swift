// A service manager for one process: a datagram socket like systemd's, whose lines a test can wait for.

import Foundation
import Glibc
import TestSupport
import Testing

/// What a process tells its service manager.
final class ServiceManagerOfTest {
    let path: String
    private let descriptor: Int32
    /// Lines that came and were not asked for yet.
    private var waiting: [String] = []

    init() throws {
        // A socket's name has room for some hundred bytes.
        path = "/tmp/vigia-notify-\(UUID().uuidString.prefix(8))"
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        try #require(descriptor >= 0)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: bytes) }
        let bound = withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(bound == 0)
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    /// The lines that come within a time, after those that were asked for.
    func listen(for seconds: Double) -> [String] {
        defer { waiting = [] }
        let end = ContinuousClock.now + .seconds(seconds)
        while .now < end { receive() }
        return waiting
    }

    private func receive() {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&entry, 1, 50) > 0 else { return }
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return }
        let text = String(decoding: buffer.prefix(count), as: UTF8.self)
        waiting += text.split(separator: "\n").map(String.init)
    }

    /// Waits for a line; what came before it is no longer asked for.
    ///
    /// - Returns: true if it came in time.
    func hears(_ line: String, within seconds: Double = 30) -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while true {
            if let place = waiting.firstIndex(of: line) {
                waiting.removeSubrange(...place)
                return true
            }
            guard .now < end else { return false }
            receive()
        }
    }
}
