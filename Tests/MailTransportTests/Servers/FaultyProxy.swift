import Foundation
import Glibc
import TestSupport

/// A proxy on loopback that passes one connection's bytes both ways and does one thing wrong.
final class FaultyProxy: Sendable {
    /// What is wrong with what the server says.
    enum Fault: Hashable, Sendable {
        /// The connection ends instead of a reply; replies are counted by their last lines (`250 `, not `250-`).
        case cutBeforeReply(Int)
        /// The connection ends before a byte of the server's.
        case cut(at: Int)
        /// A piece from a byte on comes late.
        case delay(at: Int)
        /// A piece from a byte on comes twice.
        case double(at: Int)
        /// A byte is another.
        case garble(at: Int)

        /// The byte that it is about.
        var place: Int? {
            switch self {
            case .cutBeforeReply: nil
            case .cut(let place), .delay(let place), .double(let place), .garble(let place): place
            }
        }
    }

    let port: Int

    init(to target: Int, _ fault: Fault) throws {
        let (listener, port) = try Loopback.listen()
        self.port = port
        Thread.detachNewThread {
            let client = accept(listener, nil, nil)
            close(listener)
            guard client >= 0 else { return }
            let server = Loopback.connect(to: target)
            Self.pass(client, server, fault)
            shutdown(client, Int32(SHUT_RDWR))
            close(client)
            close(server)
        }
    }

    /// Passes bytes until the fault ends the connection, or one side does.
    private static func pass(_ client: Int32, _ server: Int32, _ fault: Fault) {
        var (replies, passed) = (0, 0)
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
                var bytes = Array(buffer.prefix(count))
                if index == 1 {
                    if case .cutBeforeReply(let cut) = fault {
                        let text = String(decoding: bytes, as: UTF8.self)
                        replies += text.split(separator: "\r\n").count {
                            $0.dropFirst(3).first == " "
                        }
                        if replies > cut { return }
                    }
                    let end = passed + count
                    if let place = fault.place, (passed..<end).contains(place),
                        !change(&bytes, fault, at: place - passed)
                    {
                        send(entries[0].fd, bytes, bytes.count, Int32(MSG_NOSIGNAL))
                        return
                    }
                    passed = end
                }
                send(entries[1 - index].fd, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            }
        }
    }

    /// Does to a piece what is wrong; false if the connection ends behind it.
    private static func change(_ bytes: inout [UInt8], _ fault: Fault, at place: Int) -> Bool {
        switch fault {
        case .cut:
            bytes.removeLast(bytes.count - place)
            return false
        case .delay: usleep(300_000)
        case .double: bytes += bytes[place...]
        case .garble: bytes[place] ^= 0x11
        case .cutBeforeReply: break
        }
        return true
    }
}
