// Databases that are held, damaged or out of space: the command says which file and why, nothing is
// done by halves, and the exit code tells a script whether to try again.

import Foundation
import MonitoringOrders
import OrderStore
import TestSupport
import Testing

@Suite("Faults of the database at the command line")
struct DatabaseFaultTests {
    private let data: String
    private var database: String { data + "/vigia.sqlite" }
    private let letter = "From: x@y.example\nSubject: hello\n\nhello\n"

    init() throws {
        data = try Repository.temporaryFolder() + "/station"
        let made = try Program.run(["init", "--desk", "station", "--data", data])
        try #require(made.status == 0, "\(made.errors)")
    }

    private func ingest() throws -> Program.Run {
        try Program.run(["ingest", "--data", data], input: letter)
    }

    @Test("behaviour 23: held by another process: 75, by whom, and the same letter is taken later")
    func locked() throws {
        var holder: OrderStore? = try OrderStore.open(at: database)
        let refused = try ingest()
        #expect(refused.status == 75)
        #expect(refused.errors.contains(database), "\(refused.errors)")
        #expect(refused.errors.contains("process \(getpid())"), "\(refused.errors)")
        #expect(try holder?.read { try $0.letters().count } == 0)
        holder = nil
        #expect(try ingest().status == 0)
    }

    @Test("damaged: 65, 75 for a letter that is to be taken in, and the file stays as it is")
    func damaged() throws {
        #expect(try ingest().status == 0)
        let handle = try #require(FileHandle(forWritingAtPath: database))
        try handle.seek(toOffset: 4096)
        try handle.write(contentsOf: Data(repeating: 0xFF, count: 16_384))
        try handle.close()
        let before = try Repository.bytes(database)
        for (command, status) in [("list", 65), ("verify", 65), ("ingest", 75)] as [(String, Int32)]
        {
            let group = ["list": ["order"], "verify": ["journal"]][command] ?? []
            let run = try Program.run(group + [command, "--data", data], input: letter)
            #expect(run.status == status, "\(command): \(run.errors)")
            #expect(run.errors.contains(database), "\(run.errors)")
        }
        #expect(try Repository.bytes(database) == before)
    }

    @Test("no database at all: 65, and another program's file is left alone")
    func foreign() throws {
        try "a shopping list".write(toFile: database, atomically: true, encoding: .utf8)
        let run = try Program.run(["order", "list", "--data", data])
        #expect(run.status == 65)
        #expect(run.errors.contains(database), "\(run.errors)")
        #expect(try ingest().status == 75)
        #expect(try Repository.text(database) == "a shopping list")
    }

    @Test("no room to grow: 75, nothing is half stored, and it goes on when there is room")
    func full() throws {
        let blocks = try Repository.bytes(database).count / 1024 + 64
        let large = letter + String(repeating: "more words to come\n", count: 50_000)
        // The limit counts for every file that the command writes; the signal for passing it is
        // held off, as a full disk sends none.
        let command = """
            trap '' XFSZ; ulimit -f \(blocks); exec "$0" ingest --data "$1"
            """
        let refused = try Program.run(
            ["-c", command, Program.path, data], input: large, program: "/bin/bash")
        #expect(refused.status == 75, "\(refused.errors)")
        #expect(refused.errors.contains(database), "\(refused.errors)")
        let letters = try Program.run(["letters", "--json", "--data", data])
        #expect(letters.output.isEmpty)
        #expect(try Program.run(["ingest", "--data", data], input: large).status == 0)
        #expect(try Program.run(["journal", "verify", "--data", data]).status == 0)
    }
}
