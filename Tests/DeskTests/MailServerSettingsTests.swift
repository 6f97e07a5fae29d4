import ConfigurationFiles
import Desk
import Foundation
import MailTransport
import MonitoringOrders
import OrderStore
import TestSupport
import Testing

@Suite("Mail servers in the settings")
struct MailServerSettingsTests {
    /// Settings of a new desk with more lines in their mail section, and a password file beside them.
    private func settings(_ lines: String) throws -> Settings {
        let folder = DeskFolder(try Repository.temporaryFolder() + "/bureau")
        try folder.create(
            desk: .bureau, register: .simulation, configuration: Repository.path("Config"))
        try Data("open sesame\n".utf8).write(to: URL(filePath: folder.path + "/password"))
        let path = folder.path + "/settings.yaml"
        let text = try Repository.text(path).replacingOccurrences(
            of: "  poll: PT2S\n", with: "  poll: PT2S\n" + lines)
        try Data(text.utf8).write(to: URL(filePath: path))
        return try Settings.read(path)
    }

    @Test(
        "a submission server and a mailbox are read with their passwords, which never show themselves"
    )
    func servers() throws {
        let settings = try settings(
            """
              outgoing: { host: mail.example, port: 587, security: starttls, user: bureau, password_file: password }
              incoming:
                { host: mail.example, port: 993, security: tls, user: bureau, password_file: password,
                  mailbox: Orders, since: 2027-01-31T12:00:00Z }

            """)
        let outgoing = try #require(settings.mail.outgoing)
        #expect(outgoing.port == 587 && outgoing.security == .startTLS)
        #expect(outgoing.login?.password.text == "open sesame")
        #expect(settings.mail.incoming?.name == "Orders")
        #expect(!"\(settings)".contains("sesame"))
        var dumped = ""
        dump(settings, to: &dumped)
        #expect(!dumped.contains("sesame"))
    }

    @Test("faults of mail servers are told with their keys")
    func faults() throws {
        let error = #expect(throws: ConfigurationError.self) {
            try settings(
                """
                  outgoing: { host: "mail.example/evil", port: 70000, security: ssl }
                  incoming: { host: mail.example, port: 143, security: none, user: x, password_file: missing, mailbox: 'a"b' }

                """)
        }
        #expect(
            Set(error?.faults.map { $0.key ?? "" } ?? []) == [
                "mail.outgoing.host", "mail.outgoing.port", "mail.outgoing.security",
                "mail.incoming.security",
                "mail.incoming.password_file", "mail.incoming.mailbox", "mail.incoming.since",
            ])
    }
}
