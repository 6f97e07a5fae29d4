// A disk that loses what was not synced, tears it, fails to sync, or is full: what was acknowledged is there, nothing
// is there twice, and work goes on.

import CanonicalJSON
import Foundation
import Glibc
import OrderStore
import TestSupport
import Testing

@Suite("A disk that fails", .serialized)
struct FaultyDiskTests {
    /// The library that stands before the disk, compiled once.
    private static let library = Result {
        let path = try Repository.temporaryFolder() + "/faulty_disk.so"
        let compiler = try Tool.output("/usr/bin/env", ["which", "clang"])
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let status = try Tool.run(
            compiler,
            [
                "-O1", "-shared", "-fPIC", "-o", path,
                Repository.path("Tests/FaultyDisk/faulty_disk.c"), "-ldl",
            ])
        try #require(status == 0, "the faulty disk could not be compiled")
        return path
    }

    private func faults(_ settings: [String: String]) throws -> [String: String] {
        ["LD_PRELOAD": try Self.library.get(), "FAULTY_DISK": "vigia.sqlite"]
            .merging(settings) { $1 }
    }

    @Test(
        "R89: whenever the power is cut, what was acknowledged is there, and nothing is there twice"
    )
    func powerCuts() throws {
        let desks = try TwoDesks()
        let count = 30
        for serial in 1...count { try desks.placeMeasurable(serial) }
        try desks.sendEverything(letters: count + 2)
        let letters = try desks.takeAwayLetters(of: .station)
        var random = SeededGenerator(seed: 4711)
        var cuts = 0
        /// Does something until the power lasts, which it does at the fourth attempt.
        func insist(_ arguments: [String], input: String? = nil, upTo operations: Int) throws
            -> Program.Run
        {
            for _ in 0..<3 {
                let run = try Program.run(
                    arguments, input: input,
                    environment: faults([
                        "FAULTY_DISK_CUT": "\(Int.random(in: 1...operations, using: &random))",
                        "FAULTY_DISK_SEED": "\(UInt32.random(in: 0 ... .max, using: &random))",
                    ]))
                guard run.status == 137 else { return run }
                cuts += 1
                try desks.verify(.station)
            }
            return try Program.run(arguments, input: input)
        }

        for letter in letters {
            let text = String(decoding: letter.bytes, as: UTF8.self)
            let taken = try insist(
                ["ingest", "--data", desks.data(.station)], input: text, upTo: 60)
            try #require(taken.status == 0, "\(taken.errors)")
        }
        for _ in 0..<30 {
            let process = try desks.serve(
                .station, simulate: false,
                environment: faults([
                    "FAULTY_DISK_CUT": "\(Int.random(in: 5...60, using: &random))",
                    "FAULTY_DISK_SEED": "\(UInt32.random(in: 0 ... .max, using: &random))",
                ]))
            Thread.sleep(forTimeInterval: 0.4)
            if process.isRunning { kill(process.processIdentifier, SIGTERM) } else { cuts += 1 }
            process.waitUntilExit()
            try desks.verify(.station)
        }
        try desks.serveAndKillAlone(.station, after: 3)
        let orders = try desks.lives(at: .station)
        #expect(orders.count == count + 2)
        for order in orders.keys.sorted() {
            let run = try insist(
                [
                    "acknowledge", order, "--start", "2028-01-01T12:00:00Z", "--duration", "PT1H",
                    "--data", desks.data(.station),
                ], upTo: 80)
            // A second attempt is refused where the first was kept although nobody was told.
            #expect([0, 65].contains(run.status), "\(run.errors)")
        }
        #expect(cuts > 60)
        try check(desks, letters.map(\.bytes), orders: count + 2)
    }

    /// Every letter that was taken in is there, every order was received and acknowledged once.
    private func check(_ desks: TwoDesks, _ letters: [Data], orders count: Int) throws {
        try desks.verify(.station)
        let listed = try Program.run(["letters", "--json", "--data", desks.data(.station)])
        let stored = Set(
            try listed.output.split(separator: "\n").compactMap {
                try JSONValue(parsing: String($0))["sha256"]?.string
            })
        for letter in letters { #expect(stored.contains(Digest.sha256([UInt8](letter)))) }
        let lives = try desks.lives(at: .station)
        #expect(lives.count == count)
        for (order, life) in lives {
            #expect(life.count { $0 == "received" } == 1, "\(order)")
            #expect(life.count { $0.hasPrefix("acknowledged ") } == 1, "\(order)")
        }
        let serials = lives.values.joined().filter { $0.hasPrefix("acknowledged ") }
            .compactMap { Int($0.suffix(4)) }
        #expect(serials.sorted() == Array(1...count))
    }

    @Test("a sync that fails is no commit: 75, and the letter is taken at the next attempt")
    func failedSync() throws {
        let data = try Repository.temporaryFolder() + "/station"
        let made = try Program.run(["init", "--desk", "station", "--data", data])
        try #require(made.status == 0, "\(made.errors)")
        let letter = "From: x@y.example\nSubject: hello\n\nhello\n"
        let failed = try Program.run(
            ["ingest", "--data", data], input: letter,
            environment: faults(["FAULTY_DISK_SYNC": "1"]))
        #expect(failed.status == 75)
        #expect(failed.errors.contains("the disk failed"), "\(failed.errors)")
        #expect(try Program.run(["ingest", "--data", data], input: letter).status == 0)
        let letters = try Program.run(["letters", "--json", "--data", data]).output
        #expect(letters.split(separator: "\n").count == 1)
        #expect(try Program.run(["journal", "verify", "--data", data]).status == 0)
    }

    @Test(
        "behaviour 90: a desk whose disk is full says so, and goes on by itself when there is space"
    )
    func full() throws {
        let desks = try TwoDesks()
        try desks.sendEverything(letters: 2)
        var letters = try desks.takeAwayLetters(of: .station)
        let sign = desks.folder + "/full"
        let process = try desks.serve(
            .station, simulate: false, environment: faults(["FAULTY_DISK_FULL": sign]))
        defer { kill(process.processIdentifier, SIGKILL) }
        try desks.bring(letters.removeLast(), to: .station)
        try wait(desks, orders: 1)
        try Data().write(to: URL(filePath: sign))
        try desks.bring(letters.removeLast(), to: .station)
        Thread.sleep(forTimeInterval: 1)
        #expect(process.isRunning)
        #expect(try desks.lives(at: .station).count == 1)
        try FileManager.default.removeItem(atPath: sign)
        try wait(desks, orders: 2)
        #expect(process.isRunning)
        try desks.verify(.station)
        // A desk that serves has kept the day's checkpoint.
        let checkpoints = desks.data(.station) + "/checkpoints/"
        let day = try #require(try Repository.names(in: checkpoints).first)
        try desks.run([
            "journal", "verify", "--checkpoint", checkpoints + day, "--data", desks.data(.station),
        ])
    }

    private func wait(_ desks: TwoDesks, orders count: Int) throws {
        let end = ContinuousClock.now + .seconds(30)
        while try desks.lives(at: .station).count < count {
            try #require(.now < end, "\(count) orders were expected")
            Thread.sleep(forTimeInterval: 0.1)
        }
    }

    @Test("a copy that is given up with Ctrl-C leaves nothing behind")
    func givenUp() throws {
        let desks = try TwoDesks()
        let copies = desks.folder + "/copies"
        let process = Process()
        process.executableURL = URL(filePath: Program.path)
        process.arguments = ["backup", "--into", copies, "--data", desks.data(.bureau)]
        process.environment = try faults(["FAULTY_DISK_DELAY": "2000000"])
            .merging(["VIGIA_CONFIG": Repository.path("Config")]) { $1 }
        let begun = { (try? FileManager.default.contentsOfDirectory(atPath: copies)) ?? [] }
        try process.run()
        for _ in 0..<1000 where begun().isEmpty { usleep(10_000) }
        try #require(begun().count == 1)
        usleep(500_000)
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        #expect(begun().isEmpty)
    }
}
