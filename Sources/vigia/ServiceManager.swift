// What systemd is told (sd_notify): ready, reloading, stopping, and that the work goes on. Without systemd nothing is
// told to nobody. The protocol is a datagram of lines to the socket that the environment names.

import Foundation
import Glibc
import SwiftOverlayShims

/// The service manager that started this process, if one did.
struct ServiceManager {
    private let address: String?
    /// How often the watchdog wants to be fed; `nil` where there is none.
    let watchdog: Duration?

    /// The manager that the environment names.
    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        address = environment["NOTIFY_SOCKET"]
        let isMeant =
            environment["WATCHDOG_PID"].map { $0 == "\(getpid())" } ?? true
        watchdog = environment["WATCHDOG_USEC"].flatMap { Int($0) }
            .flatMap { isMeant ? .microseconds($0) : nil }
    }

    /// True if a service manager started this process.
    var isThere: Bool { address != nil }

    func ready(_ status: String) { tell("READY=1\nSTATUS=\(status)") }

    func status(_ words: String) { tell("STATUS=\(words)") }

    func reloading() {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        let microseconds = time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
        tell("RELOADING=1\nMONOTONIC_USEC=\(microseconds)")
    }

    func stopping() { tell("STOPPING=1\nSTATUS=finishing what is under way") }

    func alive() { tell("WATCHDOG=1") }

    /// Sends lines; a manager that does not listen is no reason to stop working.
    private func tell(_ lines: String) {
        guard let address, !address.isEmpty else { return }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        var path = Array(address.utf8)
        // A name in the abstract space is written with @ and sent with a zero.
        if path[0] == UInt8(ascii: "@") { path[0] = 0 }
        guard path.count < MemoryLayout.size(ofValue: name.sun_path) else { return }
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path) }
        let size = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
        let length = socklen_t(size + path.count)
        withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                _ = Array(lines.utf8).withUnsafeBytes { bytes in
                    sendto(
                        descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL),
                        address, length)
                }
            }
        }
    }
}
