import CanonicalJSON
import Foundation
import Glibc
import TestSupport
import Testing

/// Two desks in a folder of their own, served by processes of the built program.
struct TwoDesks {
    enum Side: String, CaseIterable { case bureau, station }

    let folder: String

    /// Makes both desks and places an order of each category. The station's database may be at a server.
    init(stationDatabase: String? = nil) throws {
        folder = try Repository.temporaryFolder()
        for side in Side.allCases {
            let address = side == .station ? stationDatabase.map { ["--database", $0] } : nil
            try run(["init", "--desk", side.rawValue, "--data", data(side)] + (address ?? []))
            let settings = data(side) + "/settings.yaml"
            let text = try Repository.text(settings)
            try text.replacingOccurrences(of: "poll: PT2S", with: "poll: PT0.05S")
                .replacing(#/port: 844[01]/#, with: "port: 0")
                .write(toFile: settings, atomically: true, encoding: .utf8)
        }
        let demo = Repository.path("Config/demo")
        try place(demo + "/category-2.txt", ["--category", "2"])
        try place(
            demo + "/category-1.txt", ["--category", "1", "--grounds", "safetyOfFlight"])
    }

    private func place(_ form: String, _ category: [String]) throws {
        try run(["order", "place", form, "--data", data(.bureau)] + category)
    }

    /// Places an order on a satellite that the station cannot see.
    func placeRefusable(_ serial: Int) throws {
        try place(
            copyOf: Repository.golden("orders/07-outside-visible-arc.txt"),
            as: "BR/2028/\(1000 + serial)")
    }

    /// Places an order that the station can serve; the first keeps its antenna, so that the others wait.
    func placeMeasurable(_ serial: Int) throws {
        try place(
            copyOf: Repository.path("Config/demo/category-2.txt"), as: "BR/2028/\(2000 + serial)")
    }

    private func place(copyOf form: String, as number: String) throws {
        let lines = try Repository.text(form).split(
            separator: "\n", omittingEmptySubsequences: false
        )
        .map { $0.hasPrefix("Order:") ? "Order: \(number)" : $0 }
        let file = folder + "/form.txt"
        try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        try place(file, ["--category", "2"])
    }

    private func mailbox(_ side: Side) throws -> String {
        let offices = folder + "/post-office"
        let names = try FileManager.default.contentsOfDirectory(atPath: offices)
        let name = side == .bureau ? "space.monitoring@" : "emsat@"
        return try offices + "/" + #require(names.first { $0.hasPrefix(name) }) + "/new/"
    }

    /// Runs the Bureau's desk until so many letters lie in the station's mailbox.
    func sendEverything(letters count: Int) throws {
        let process = try serve(.bureau)
        let end = ContinuousClock.now + .seconds(60)
        var found = 0
        while found < count, ContinuousClock.now < end {
            Thread.sleep(forTimeInterval: 0.1)
            let files = FileManager.default.enumerator(atPath: folder + "/post-office")
            found = files?.count { "\($0)".hasPrefix("emsat@") && "\($0)".contains("/new/") } ?? 0
        }
        kill(process.processIdentifier, SIGTERM)
        process.waitUntilExit()
    }

    /// Takes the letters out of a mailbox, the last one first.
    func takeAwayLetters(of side: Side) throws -> [(name: String, bytes: Data)] {
        let folder = try mailbox(side)
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted(by: >).map {
            name in
            let path = URL(filePath: folder + name)
            defer { try? FileManager.default.removeItem(at: path) }
            return (name, try Data(contentsOf: path))
        }
    }

    /// Lays a letter into a mailbox.
    func bring(_ letter: (name: String, bytes: Data), to side: Side) throws {
        try letter.bytes.write(to: URL(filePath: try mailbox(side) + letter.name), options: .atomic)
    }

    /// Runs one desk and kills it.
    func serveAndKillAlone(_ side: Side, after seconds: Double) throws {
        let process = try serve(side)
        Thread.sleep(forTimeInterval: seconds)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Runs both desks until the Bureau has an acknowledgement of every order.
    func serveUntilAcknowledged(orders count: Int, simulate: Bool = true) throws {
        let processes = try Side.allCases.map { try serve($0, simulate: simulate) }
        // The station measures in between.
        let end = ContinuousClock.now + .seconds(300)
        var acknowledged = 0
        while acknowledged < count, ContinuousClock.now < end {
            Thread.sleep(forTimeInterval: 0.2)
            let list = try Program.run(["order", "list", "--json", "--data", data(.bureau)])
            acknowledged = try list.output.split(separator: "\n").count {
                try JSONValue(parsing: String($0))["reference"]?.string != nil
            }
        }
        for process in processes { kill(process.processIdentifier, SIGTERM) }
        for process in processes { process.waitUntilExit() }
        #expect(acknowledged == count)
    }

    func data(_ side: Side) -> String { folder + "/" + side.rawValue }

    func run(_ arguments: [String]) throws {
        let run = try Program.run(arguments)
        try #require(run.status == 0, "\(arguments): \(run.errors)")
    }

    /// Starts a process that serves a desk; the station simulates its staff unless it shall not.
    func serve(
        _ side: Side, simulate: Bool = true, environment: [String: String] = [:]
    ) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: Program.path)
        process.arguments =
            ["serve", "--data", data(side)] + (side == .station && simulate ? ["--simulate"] : [])
        process.environment = ["VIGIA_CONFIG": Repository.path("Config"), "HOME": folder]
            .merging(environment) { $1 }
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// Runs both desks and kills one of them; the other ends its round and stops.
    func serveAndKill(_ victim: Side, after seconds: Double) throws {
        let processes = try Side.allCases.map { ($0, try serve($0)) }
        Thread.sleep(forTimeInterval: seconds)
        for (side, process) in processes {
            kill(process.processIdentifier, side == victim ? SIGKILL : SIGTERM)
        }
        for (_, process) in processes { process.waitUntilExit() }
    }

    /// Runs both desks until the Bureau's orders are all reported or refused.
    func serveUntilEverythingEnded(orders count: Int) throws {
        let processes = try Side.allCases.map { try serve($0) }
        let end = ContinuousClock.now + .seconds(120)
        while try !haveEnded(count), ContinuousClock.now < end {
            Thread.sleep(forTimeInterval: 0.2)
        }
        for process in processes { kill(process.processIdentifier, SIGTERM) }
        for process in processes { process.waitUntilExit() }
        #expect(try haveEnded(count))
        // What was on the way when the last order ended is taken in too.
        for side in Side.allCases { try serveAndKill(side, after: 0.5) }
    }

    private func haveEnded(_ count: Int) throws -> Bool {
        let list = try Program.run(["order", "list", "--json", "--data", data(.bureau)])
        let states = try list.output.split(separator: "\n").map {
            try JSONValue(parsing: String($0))["state"]?.string
        }
        return states.count == count && states.allSatisfy { ["reported", "refused"].contains($0) }
    }

    /// The journal holds, and so does everything that follows from it.
    func verify(_ side: Side) throws { try run(["journal", "verify", "--data", data(side)]) }

    /// What happened to each order, in order: the names of its events with reference numbers, then
    /// who took its letters. A delivery that was cut is recorded later than others, so deliveries
    /// are compared by their outcome alone.
    func lives(at side: Side) throws -> [String: [String]] {
        let export = try Program.run(["journal", "export", "--data", data(side)])
        var (events, deliveries): ([String: [String]], [String: Set<String>]) = ([:], [:])
        for line in export.output.split(separator: "\n") {
            let row = try JSONValue(parsing: String(line))
            let subject = try #require(row["subject"]?.string)
            let kind = try #require(row["kind"]?.string)
            guard subject != "desk", kind != "placed" else { continue }
            let content = try JSONValue(parsing: try #require(row["content"]?.string))
            let facts = content.members?.first?.value
            if kind == "deliveryRecorded" {
                let delivery = try #require(facts?["delivery"])
                guard delivery["outcome"]?.string == "accepted" else { continue }
                let words = ["letter", "recipient"].compactMap { delivery[$0]?.string }
                deliveries[subject, default: []].insert(words.joined(separator: " to "))
            } else {
                let reference = facts?.members?.compactMap { $0.value["reference"]?.string }.first
                events[subject, default: []].append(kind + (reference.map { " " + $0 } ?? ""))
            }
        }
        return events.merging(deliveries.mapValues { $0.sorted() }) { $0 + $1 }
    }
}
