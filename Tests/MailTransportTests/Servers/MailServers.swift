import Foundation
import MailTransport
import MonitoringOrders
import Synchronization
import TestSupport
import Testing

/// A real Postfix and a real Dovecot on loopback, started once for all tests of a run. A test that needs them
/// fails where they cannot be started.
final class MailServers: Sendable {
    let folder: String
    let base: Int

    static let shared = Result { try MailServers(base: ServerPorts.thousand()) }

    private init(base: Int) throws {
        folder = try Repository.temporaryFolder()
        self.base = base
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
        let own = "\(ProcessInfo.processInfo.processIdentifier)"
        let status = try Tool.run("scripts/mail-servers", ["start", folder, "\(base)", own])
        try #require(status == 0, "Postfix and Dovecot could not be started; is this root?")
    }

    static let bureau = address("space.monitoring@bureau.example")
    static let station = address("emsat@station.example")

    private static func address(_ text: String) -> MailAddress {
        guard let address = MailAddress(text) else { preconditionFailure("\(text) is an address") }
        return address
    }

    var certificate: String { folder + "/certificate.pem" }

    func submission(as user: String, password: String? = nil) -> MailServer {
        MailServer(
            host: "localhost", port: base + 587, security: .startTLS,
            login: .init(user: user, password: Secret(password ?? user + "-password")),
            authorities: certificate, connectTime: .seconds(10), silence: .seconds(20))
    }

    func mailbox(of user: String, password: String? = nil) -> MailServer {
        MailServer(
            host: "localhost", port: base + 993, security: .tls,
            login: .init(user: user, password: Secret(password ?? user + "-password")),
            authorities: certificate, connectTime: .seconds(10), silence: .seconds(20))
    }

    /// Plain SMTP to the server, as other servers bring letters; a port of a proxy in front if given.
    func incoming(port: Int? = nil) -> MailServer {
        MailServer(
            host: "127.0.0.1", port: port ?? base + 25, security: .none, connectTime: .seconds(5),
            silence: .seconds(5))
    }

    /// The folder of a user's letters.
    func maildir(of user: String) -> String { "\(folder)/mail/\(user)" }

    /// A letter with a Message-ID of its own.
    static func letter(_ identity: String, body: String = "Good day.") -> [UInt8] {
        Array(
            """
            From: <\(bureau)>\r
            To: <\(station)>\r
            Subject: Trial \(identity)\r
            Message-ID: <\(identity)@bureau.example>\r
            Date: Mon, 01 Mar 2027 12:00:00 +0000\r
            MIME-Version: 1.0\r
            Content-Type: text/plain; charset=utf-8\r
            \r
            \(body)\r

            """.utf8)
    }
}

/// What a desk would remember of its mailboxes.
final class RememberedMailbox: MailboxMemory {
    private let stored = Mutex([UInt32: UInt32]())

    func highestUID(in mailbox: String, validity: UInt32) -> UInt32? {
        stored.withLock { $0[validity] }
    }

    /// Takes letters in as a desk does: what was stored is known.
    func store(_ arrivals: [Arrival]) {
        for arrival in arrivals {
            let parts = arrival.handle.split(separator: ":").compactMap { UInt32($0) }
            stored.withLock { $0[parts[0]] = max($0[parts[0]] ?? 0, parts[1]) }
        }
    }
}
