import CanonicalJSON
import Foundation
import Glibc
import TestSupport
import Testing

@Suite("A desk as a service", .serialized)
struct ServiceTests {
    private let folder: String
    private var data: String { folder + "/bureau" }
    private var settings: String { data + "/settings.yaml" }

    init() throws {
        folder = try Repository.temporaryFolder()
        #expect(try Program.run(["init", "--desk", "bureau", "--data", data]).status == 0)
        try change("port: 8440", "port: 0")
        try change("poll: PT2S", "poll: PT0.1S")
    }

    private func change(_ old: String, _ new: String) throws {
        let text = try Repository.text(settings)
        try #require(text.contains(old))
        try text.replacingOccurrences(of: old, with: new)
            .write(toFile: settings, atomically: true, encoding: .utf8)
    }

    private func place() throws {
        let form = Repository.path("Config/demo/category-2.txt")
        let placed = try Program.run(["order", "place", form, "--category", "2", "--data", data])
        #expect(placed.status == 0, "\(placed.errors)")
    }

    /// Begins to serve; what the process tells on standard error goes to a file.
    private func serve(_ environment: [String: String] = [:]) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: Program.path)
        process.arguments = ["serve", "--data", data]
        try Data().write(to: URL(filePath: folder + "/log"))
        process.standardError = FileHandle(forWritingAtPath: folder + "/log")
        process.environment = ["VIGIA_CONFIG": Repository.path("Config"), "HOME": folder]
            .merging(environment) { $1 }
        try process.run()
        return process
    }

    /// Waits until the process has ended.
    ///
    /// - Returns: seconds that it took; `nil` if it did not end in time, and was killed.
    private func ends(_ process: Process, within seconds: Double) -> Double? {
        let begin = ContinuousClock.now
        while process.isRunning, ContinuousClock.now - begin < .seconds(seconds) { usleep(20_000) }
        let isRunning = process.isRunning
        if isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        let span = ContinuousClock.now - begin
        return isRunning
            ? nil
            : Double(span.components.seconds)
                + Double(span.components.attoseconds) / 1e18
    }

    /// A line of settings that names a mail server which takes connections and never says a word.
    private func silentServer(_ key: String, _ more: String = "") throws -> (
        socket: Int32, line: String
    ) {
        let (socket, port) = try Loopback.listen()
        let access = "host: 127.0.0.1, port: \(port), security: none"
        return (socket, "  \(key): { \(access)\(more) }\n")
    }

    @Test(
        "behaviour 110: ready is said in time, the watchdog is fed, a mailbox that hangs lets it starve, SIGTERM ends that"
    )
    func watchdog() throws {
        let manager = try ServiceManagerOfTest()
        let begin = ContinuousClock.now
        let process = try serve(["NOTIFY_SOCKET": manager.path, "WATCHDOG_USEC": "1000000"])
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        #expect(manager.hears("READY=1"))
        // A second on a machine of one's own; the tests share theirs.
        #expect(ContinuousClock.now - begin < .seconds(10))
        #expect(manager.hears("WATCHDOG=1") && manager.hears("WATCHDOG=1"))

        let mailbox = try silentServer("incoming", ", since: 2027-01-31T12:00:00Z")
        defer { close(mailbox.socket) }
        try change("  poll: PT0.1S\n", "  poll: PT0.2S\n" + mailbox.line)
        kill(process.processIdentifier, SIGHUP)
        #expect(manager.hears("RELOADING=1") && manager.hears("READY=1"))
        _ = manager.listen(for: 1)
        #expect(!manager.listen(for: 2).contains("WATCHDOG=1"))

        kill(process.processIdentifier, SIGTERM)
        #expect(manager.hears("STOPPING=1"))
        let seconds = try #require(ends(process, within: 30))
        #expect(seconds < 30 && process.terminationStatus == 0)
        // The password of the first account is not for the journal of the machine.
        let password = try Repository.text(data + "/first-password").trimmingCharacters(
            in: .newlines)
        #expect(password.count > 8)
        #expect(!(try Repository.text(folder + "/log")).contains(password))
    }

    @Test("the note of a serving desk, copied into the folder of another, sends no command there")
    func copiedNote() throws {
        try place()
        let other = folder + "/other"
        #expect(try Program.run(["init", "--desk", "bureau", "--data", other]).status == 0)
        let process = try serve()
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        let note = data + "/serving.json"
        for _ in 0..<500 where !FileManager.default.fileExists(atPath: note) { usleep(20_000) }
        try FileManager.default.copyItem(atPath: note, toPath: other + "/serving.json")
        let show = ["order", "show", "BR/2027/0101", "--data"]
        #expect(try Program.run(show + [data]).status == 0)
        let astray = try Program.run(show + [other])
        #expect(astray.status == 65, "\(astray)")
        kill(process.processIdentifier, SIGTERM)
        _ = try #require(ends(process, within: 30))
    }

    @Test(
        "behaviour 111: SIGTERM leaves a letter that a silent server does not take, ends within half a minute, and loses nothing"
    )
    func terminated() throws {
        let server = try silentServer("outgoing")
        defer { close(server.socket) }
        try change("  poll: PT0.1S\n", "  poll: PT0.1S\n" + server.line)
        try place()
        let process = try serve()
        Thread.sleep(forTimeInterval: 3)
        kill(process.processIdentifier, SIGTERM)
        let seconds = try #require(ends(process, within: 40))
        #expect(seconds < 30)
        #expect(process.terminationStatus == 0)
        let shown = try Program.run(["order", "show", "BR/2027/0101", "--json", "--data", data])
        #expect(shown.status == 0, "\(shown.errors)")
        #expect(try Program.run(["journal", "verify", "--data", data]).status == 0)
        let log = try Repository.text(folder + "/log")
        #expect(log.contains("stopped"))
    }

    @Test("a reload that is faulty is told with its line, and what held holds on")
    func faultyReload() throws {
        let manager = try ServiceManagerOfTest()
        let process = try serve(["NOTIFY_SOCKET": manager.path])
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        #expect(manager.hears("READY=1"))
        try change("quarantined: 0", "quarantined: few")
        kill(process.processIdentifier, SIGHUP)
        #expect(manager.hears("RELOADING=1") && manager.hears("READY=1"))
        kill(process.processIdentifier, SIGTERM)
        #expect(ends(process, within: 30) != nil)
        let log = try Repository.text(folder + "/log")
        #expect(log.contains("settings stay as they were") && log.contains("watch.quarantined"))
    }

    @Test("logs as JSON are one object a line, without passwords and letters")
    func jsonLog() throws {
        try place()
        let manager = try ServiceManagerOfTest()
        let process = try serve([
            "NOTIFY_SOCKET": manager.path, "VIGIA_LOG_FORMAT": "json", "VIGIA_LOG": "debug",
        ])
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        #expect(manager.hears("READY=1"))
        let listed = try Program.run(["order", "list", "--data", data])
        #expect(listed.status == 0 && listed.output.contains("BR/2027/"))
        kill(process.processIdentifier, SIGTERM)
        #expect(ends(process, within: 30) != nil)
        let log = try Repository.text(folder + "/log")
        let lines = log.split(separator: "\n")
        #expect(lines.count >= 4)
        for line in lines {
            let value = try JSONValue(parsing: String(line))
            #expect(value["time"]?.string?.hasSuffix("Z") == true, "\(line)")
            #expect(value["level"]?.string != nil && value["message"]?.string != nil, "\(line)")
        }
        #expect(log.contains("GET /api/v1/orders 200"))
        let password = try Repository.text(data + "/first-password").trimmingCharacters(
            in: .newlines)
        #expect(!log.contains(password) && !log.contains("MIME-Version"))
        // Nor what the desk holds: settings, stations, coastlines.
        #expect(!log.contains("DeskConfiguration") && lines.allSatisfy { $0.utf8.count < 2_000 })
    }

    @Test("check-config --probe names the servers that do not do what the settings say, exit 69")
    func probe() throws {
        #expect(try Program.run(["check-config", "--probe", "--data", data]).status == 0)
        let (socket, port) = try Loopback.listen()
        // Nobody listens at a port that was just given back.
        close(socket)
        try change(
            "  poll: PT0.1S\n",
            "  poll: PT0.1S\n  outgoing: { host: 127.0.0.1, port: \(port), security: none }\n")
        let tried = try Program.run(["check-config", "--probe", "--json", "--data", data])
        #expect(tried.status == 69)
        let probes = try #require(try JSONValue(parsing: tried.output)["probes"]?.array)
        let results = probes.map { "\($0["name"]?.string ?? "") \($0["result"]?.string ?? "")" }
        #expect(results.contains("mail.outgoing failed"))
        #expect(results.contains("mail.post_office ok") && results.contains("database ok"))
        #expect(results.contains { $0.hasPrefix("clock ") })
    }
}
