import CanonicalJSON
import Foundation
import TestSupport
import Testing

@Suite("Two desks over a real Postfix and a real Dovecot")
struct RealMailTests {
    @Test(
        "behaviours 22, 48: an order goes from form to filed report by SMTP and IMAP, read by two processes"
    )
    func wholeLife() throws {
        let folder = try Repository.temporaryFolder()
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
        let base = ServerPorts.thousand() + 1
        let own = "\(ProcessInfo.processInfo.processIdentifier)"
        try #require(
            try Tool.run("scripts/mail-servers", ["start", folder + "/servers", "\(base)", own])
                == 0,
            "Postfix and Dovecot could not be started; is this root?")
        for desk in ["bureau", "station"] { try makeDesk(desk, in: folder, base) }
        let form = Repository.path("Config/demo/category-2.txt")
        let placed = try Program.run(
            [
                "order", "place", form, "--category", "2", "--data", folder + "/bureau", "--role",
                "dispatcher",
            ])
        #expect(placed.status == 0, "\(placed.errors)")
        // Two processes of the station's desk look into one mailbox (behaviour 22).
        let desks = try ["bureau", "station", "station"].map { desk in
            try Child(
                ["serve", "--data", "\(folder)/\(desk)"] + (desk == "station" ? ["--simulate"] : [])
            )
        }
        defer { desks.forEach { $0.stop() } }
        var state = ""
        for _ in 0..<60 where state != "reported" {
            Thread.sleep(forTimeInterval: 1)
            let list = try Program.run(["order", "list", "--data", folder + "/bureau", "--json"])
            state = try JSONValue(parsing: Array(list.output.utf8))["state"]?.string ?? list.output
        }
        #expect(state == "reported")
        desks.forEach { $0.stop() }
        let show = try Program.run(["order", "show", "BR/2027/0101", "--data", folder + "/bureau"])
        #expect(show.output.contains("accepted, 250 2.0.0 Ok: queued as"), "\(show.output)")
        let journal = try Program.run(["journal", "export", "--data", folder + "/station"]).output
        #expect(journal.split(separator: "\n").count { $0.contains("\"kind\":\"received\"") } == 1)
        #expect(
            journal.split(separator: "\n").count { $0.contains("\"kind\":\"acknowledged\"") } == 1)
        let verified = try Program.run(["journal", "verify", "--data", folder + "/bureau"])
        #expect(verified.status == 0)
    }

    private func makeDesk(_ desk: String, in folder: String, _ base: Int) throws {
        let data = "\(folder)/\(desk)"
        #expect(try Program.run(["init", "--desk", desk, "--data", data]).status == 0)
        try Data("\(desk)-password\n".utf8).write(to: URL(filePath: data + "/password"))
        let access =
            "user: \(desk), password_file: password, authorities: \(folder)/servers/certificate.pem"
        let path = data + "/settings.yaml"
        let text = try Repository.text(path).replacingOccurrences(
            of: "  poll: PT2S\n",
            with: """
                  poll: PT0.5S
                  outgoing: { host: localhost, port: \(base + 587), security: starttls, \(access) }
                  incoming: { host: localhost, port: \(base + 993), security: tls, \(access), since: 2026-01-01T00:00:00Z }

                """)
        let anyPort = text.replacing(#/port: 844[01]/#, with: "port: 0")
        try Data(anyPort.utf8).write(to: URL(filePath: path))
    }
}

/// The program running beside the test.
private final class Child {
    private let process = Process()

    init(_ arguments: [String]) throws {
        process.executableURL = URL(filePath: Program.path)
        process.arguments = arguments
        process.environment = ["VIGIA_CONFIG": Repository.path("Config"), "HOME": "/tmp"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    func stop() {
        guard process.isRunning else { return }
        // It may have inherited a mask that holds back SIGTERM.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
