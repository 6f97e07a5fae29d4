// One station's desk at a PostgreSQL server, served by three processes that are killed and started again at random.

import CanonicalJSON
import Foundation
import Glibc
import TestSupport
import Testing

@Suite("A desk of several processes", .serialized)
struct SharedDeskTests {
    private func database() throws -> String {
        let server = try DatabaseServer.shared.get()
        let name = "desk-\(UUID().uuidString)"
        try server.create(name)
        return server.address(of: name)
    }

    @Test(
        "behaviour 57: three processes that are killed all the time store, acknowledge and answer each order once"
    )
    func killed() throws {
        let desks = try TwoDesks(stationDatabase: database())
        let count = 30
        for serial in 1...count { try desks.placeMeasurable(serial) }
        try desks.sendEverything(letters: count + 2)
        var letters = try desks.takeAwayLetters(of: .station)
        var random = SeededGenerator(seed: 57)
        var processes = try (0..<3).map { _ in try desks.serve(.station, simulate: false) }
        defer { for process in processes { kill(process.processIdentifier, SIGKILL) } }
        for round in 0..<60 {
            if round.isMultiple(of: 2), let letter = letters.popLast() {
                try desks.bring(letter, to: .station)
            }
            Thread.sleep(forTimeInterval: Double.random(in: 0.02..<0.4, using: &random))
            let victim = Int.random(in: 0..<3, using: &random)
            kill(processes[victim].processIdentifier, SIGKILL)
            processes[victim].waitUntilExit()
            processes[victim] = try desks.serve(.station, simulate: false)
        }
        for letter in letters { try desks.bring(letter, to: .station) }
        // What a killed process held is free when its lease ends.
        try wait(upTo: .seconds(120)) { try desks.lives(at: .station).count == count + 2 }
        try acknowledgeEverything(desks)
        try desks.serveUntilAcknowledged(orders: count + 2, simulate: false)
        try check(desks, orders: count + 2)
    }

    /// Two people for each order, at the same time: one is told that the other was first.
    private func acknowledgeEverything(_ desks: TwoDesks) throws {
        let orders = try desks.lives(at: .station).keys.sorted()
        DispatchQueue.concurrentPerform(iterations: 2 * orders.count) { index in
            do {
                let run = try Program.run([
                    "acknowledge", orders[index / 2], "--start", "2028-01-01T12:00:00Z",
                    "--duration", "PT1H", "--data", desks.data(.station),
                ])
                #expect([0, 65].contains(run.status), "\(run.errors)")
            } catch {
                Issue.record("\(error)")
            }
        }
    }

    private func check(_ desks: TwoDesks, orders count: Int) throws {
        for side in TwoDesks.Side.allCases { try desks.verify(side) }
        let (station, bureau) = (try desks.lives(at: .station), try desks.lives(at: .bureau))
        var serials: [Int] = []
        for (order, life) in station {
            let mine = life.filter { $0.hasPrefix("acknowledged ") }
            #expect(mine.count == 1, "\(order)")
            #expect(life.count { $0 == "received" } == 1, "\(order)")
            #expect(bureau[order]?.filter { $0.hasPrefix("acknowledged ") } == mine, "\(order)")
            serials += mine.compactMap { Int($0.suffix(4)) }
        }
        #expect(serials.sorted() == Array(1...count))
    }

    private func wait(upTo patience: Duration, until isDone: () throws -> Bool) throws {
        let end = ContinuousClock.now + patience
        while try !isDone() {
            try #require(.now < end, "it took too long")
            Thread.sleep(forTimeInterval: 0.2)
        }
    }

    @Test("a desk moves from its file to a server and back by one command each way")
    func moves() throws {
        let desks = try TwoDesks()
        let (data, address) = (desks.data(.bureau), try database())
        try desks.run(["store", "copy", data, address])
        let settings = data + "/settings.yaml"
        let text = try Repository.text(settings)
        try (text + "\ndatabase: \(address)\n").write(
            toFile: settings, atomically: true, encoding: .utf8)
        let old = data + "/vigia.sqlite"
        try FileManager.default.moveItem(atPath: old, toPath: old + ".old")
        #expect(try desks.lives(at: .bureau).count == 2)
        try desks.placeMeasurable(1)
        try desks.verify(.bureau)
        try desks.run(["backup", data + "/backup.sqlite", "--data", data])
        try desks.run(["store", "copy", address, old])
        try text.write(toFile: settings, atomically: true, encoding: .utf8)
        #expect(try desks.lives(at: .bureau).count == 3)
        try desks.verify(.bureau)
    }

    @Test("workers compute a desk's measurement jobs, and give them back when they are ended")
    func jobs() throws {
        let desks = try TwoDesks(stationDatabase: database())
        let data = desks.data(.station)
        let scenario = Repository.path("Simulators/Scenarios")
        let sky = try #require(
            try FileManager.default.contentsOfDirectory(atPath: scenario).sorted()
                .first { $0.hasSuffix(".yaml") })
        try desks.run([
            "simulate", "sky", scenario + "/" + sky, "--seed", "1", "--out", data + "/sky",
        ])
        let channels = try FileManager.default.contentsOfDirectory(atPath: data + "/sky").sorted()
            .filter { $0.hasSuffix(".sigmf-meta") }.prefix(2).map { "sky/" + $0 }
        try #require(channels.count == 2)
        try desks.run(["job", "add", "--data", data, "--", "correlate"] + channels + ["--json"])
        try desks.run(["job", "add", "--data", data, "--", "correlate", "none", channels[0]])
        let wrong = try Program.run(["job", "add", "--data", data, "--", "init"])
        #expect(wrong.status == 64)
        // One that is ended gives its job back at once, wherever it was.
        let first = Process()
        first.executableURL = URL(filePath: Program.path)
        first.arguments = ["worker", "--data", data]
        first.environment = ["VIGIA_CONFIG": Repository.path("Config"), "HOME": desks.folder]
        first.standardError = FileHandle.nullDevice
        try first.run()
        Thread.sleep(forTimeInterval: 0.15)
        kill(first.processIdentifier, SIGTERM)
        first.waitUntilExit()
        #expect(first.terminationStatus == 0)
        try desks.run(["worker", "--once", "--data", data])
        let found = try Program.run(["job", "show", "1", "--data", data])
        #expect(found.status == 0, "\(found.errors)")
        #expect(try JSONValue(parsing: found.output)["tdoa_s"]?.double != nil)
        let failed = try Program.run(["job", "show", "2", "--data", data])
        #expect(failed.status == 1)
        #expect(failed.output.contains("none"), "\(failed.output)")
        let list = try Program.run(["job", "list", "--data", data])
        #expect(list.output.contains("1  done") && list.output.contains("2  failed"))
    }
}
