import Foundation
import Glibc
import Testing

/// A proxy on loopback that passes bytes both ways and cuts the connection instead of passing a chosen reply of the
/// server on. Replies are counted by their last lines (`250 ` and not `250-`).
final class CuttingProxy: Sendable {
    let port: Int

    init(to target: Int, cutBeforeReply: Int) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.loopback(port: 0)
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(bound == 0 && listen(listener, 4) == 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            _ = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(listener, $0, &length)
            }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread {
            let client = accept(listener, nil, nil)
            close(listener)
            guard client >= 0 else { return }
            let server = Self.connection(to: target)
            Self.pass(client, server, cutBeforeReply)
            shutdown(client, Int32(SHUT_RDWR))
            close(client)
            close(server)
        }
    }

    private static func loopback(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private static func connection(to port: Int) -> Int32 {
        let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = loopback(port: port)
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(made, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return made
    }

    /// Passes bytes until the reply that is cut, or until one side closes.
    private static func pass(_ client: Int32, _ server: Int32, _ cut: Int) {
        var replies = 0
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            var entries = [
                pollfd(fd: client, events: Int16(POLLIN), revents: 0),
                pollfd(fd: server, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&entries, 2, 10_000) > 0 else { return }
            for (index, entry) in entries.enumerated() where entry.revents != 0 {
                let count = read(entry.fd, &buffer, buffer.count)
                guard count > 0 else { return }
                if index == 1 {
                    let text = String(decoding: buffer.prefix(count), as: UTF8.self)
                    let ends = text.split(separator: "\r\n").count { $0.dropFirst(3).first == " " }
                    if replies + ends > cut { return }
                    replies += ends
                }
                _ = write(entries[1 - index].fd, buffer, count)
            }
        }
    }
}
