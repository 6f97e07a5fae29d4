// Disks that are full, files that are no databases, neighbours that hold the lock: each has its own
// answer, nothing is lost, and nothing crashes.

import Foundation
import MonitoringOrders
import OrderStore
import TestSupport
import Testing

@Suite("Faults of disk and file")
struct DurabilityTests {
    private func code(_ body: () throws -> Void) -> StoreError.Code? {
        let error = #expect(throws: StoreError.self) { try body() }
        return error?.code
    }

    @Test(
        "commits are durable by what the database says of itself",
        arguments: zip(
            Engine.all,
            [
                ["wal", "2", "1", "exclusive"], ["on", "on", "on", "UTF8"],
            ]))
    func diagnostics(engine: Engine, settings: [String]) throws {
        let found = try engine.make(.station).store.diagnostics
        #expect(found.settings.map(\.value) == settings)
        #expect(found.schemaVersion == 8)
        #expect(found.engine.hasPrefix(engine.rawValue))
    }

    @Test("a full disk is said, loses nothing, and work goes on when there is space")
    func full() throws {
        let desk = try Engine.sqlite.make(.station)
        try desk.store.receive(1)
        let before = try desk.store.journal()
        try desk.store.limitSize(pages: 40)
        var serial = 1
        let error = #expect(throws: StoreError.self) {
            while serial < 100 {
                try desk.store.receive(serial + 1)
                serial += 1
            }
        }
        #expect(error?.code == .full)
        #expect(error?.isTransient == true)
        let kept = try desk.store.journal()
        #expect(kept.prefix(before.count) == before[...])
        #expect(kept.count == 3 * serial)
        #expect(try desk.store.verifyJournal().firstBad == nil)
        try desk.store.limitSize(pages: 100_000)
        try desk.store.receive(serial + 1)
        try desk.store.acknowledge(1)
        #expect(try desk.store.verifyJournal().firstBad == nil)
        #expect(try desk.store.projectionDifferences().isEmpty)
    }

    @Test("who opens a database that is held is told so and by whom")
    func secondOpener() throws {
        let desk = try Engine.sqlite.make(.station)
        let error = #expect(throws: StoreError.self) {
            try OrderStore.open(at: desk.folder.database)
        }
        #expect(error?.code == .locked)
        #expect(error?.isTransient == true)
        #expect(error?.description.contains(desk.folder.database) == true)
        #expect(error?.message.contains("this process holds the database already") == true)
        #expect(code { _ = try OrderStore.verify(at: desk.folder.database) } == .locked)
        try desk.store.receive()
        try desk.store.close()
        #expect(try OrderStore.open(at: desk.folder.database).journal().count == 3)
    }

    @Test("there is no overwriting")
    func exists() throws {
        let desk = try Engine.sqlite.make(.station)
        try desk.store.receive()
        let path = desk.folder.database
        let again = code {
            _ = try OrderStore.create(at: path, desk: .bureau, register: .live)
        }
        #expect(again == .exists)
        #expect(try desk.store.journal().count == 3)
    }

    @Test("what is not there is missing, file or folder")
    func missing() throws {
        let folder = try TemporaryFolder()
        #expect(code { _ = try OrderStore.open(at: folder.database) } == .missing)
        #expect(code { _ = try OrderStore.verify(at: folder.database) } == .missing)
        let nowhere = folder.path + "/none/vigia.sqlite"
        #expect(
            code { _ = try OrderStore.create(at: nowhere, desk: .bureau, register: .live) }
                == .missing)
        #expect(!FileManager.default.fileExists(atPath: folder.database))
    }

    @Test(
        "a file that is no database of Vigia is refused and left as it is",
        arguments: ["", "garbage", String(repeating: "no database ", count: 1000)])
    func garbage(content: String) throws {
        let folder = try TemporaryFolder()
        let url = URL(filePath: folder.database)
        try Data(content.utf8).write(to: url)
        #expect(code { _ = try OrderStore.open(at: folder.database) } == .notADatabase)
        #expect(code { _ = try OrderStore.verify(at: folder.database) } == .notADatabase)
        #expect(try Data(contentsOf: url) == Data(content.utf8))
    }

    @Test("another program's database is refused and left as it is")
    func foreign() throws {
        let folder = try TemporaryFolder()
        try RawDatabase(path: folder.database).run("CREATE TABLE t (a); PRAGMA user_version = 1")
        let before = try Data(contentsOf: URL(filePath: folder.database))
        #expect(code { _ = try OrderStore.open(at: folder.database) } == .notADatabase)
        #expect(try Data(contentsOf: URL(filePath: folder.database)) == before)
    }

    @Test(
        "a file that was cut or overwritten in places is damaged, by name and without a crash",
        arguments: 1...60)
    func damaged(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let desk = try Engine.sqlite.make(.station)
        for serial in 1...6 {
            try desk.store.receive(serial)
            try desk.store.acknowledge(serial)
        }
        try desk.store.close()
        let url = URL(filePath: desk.folder.database)
        var data = try Data(contentsOf: url)
        if seed.isMultiple(of: 3) {
            data = data.prefix(Int.random(in: 100..<data.count - 1, using: &random))
        } else {
            let start = Int.random(in: 100..<data.count - 64, using: &random)
            for index in start..<start + 64 { data[index] = .random(in: 0...255, using: &random) }
        }
        try data.write(to: url)
        // Damage in a page that nothing uses may go unnoticed; everything else has a name.
        do {
            let found = try OrderStore.verify(at: desk.folder.database)
            if found.holds { try unharmed(desk.folder) }
        } catch let error as StoreError {
            #expect([.damaged, .notADatabase].contains(error.code), "\(error)")
        }
        do {
            let store = try OrderStore.open(at: desk.folder.database)
            _ = try store.verifyJournal()
            _ = try store.projectionDifferences()
            _ = try store.read { try ($0.queueEntries(), $0.letters(), $0.unreadLetters(limit: 9)) }
        } catch let error as StoreError {
            #expect([.damaged, .notADatabase].contains(error.code), "\(error)")
        }
    }

    private func unharmed(_ folder: TemporaryFolder) throws {
        let store = try OrderStore.open(at: folder.database)
        #expect(try store.verifyJournal().rows == 30)
        try store.close()
    }

    @Test("a row that cannot be read is damage, not an order that is left out")
    func unreadableRow() throws {
        let desk = try Engine.sqlite.make(.station)
        try desk.store.receive()
        try desk.store.close()
        try RawDatabase(path: desk.folder.database)
            .run("UPDATE order_summary SET state = 'dreaming'")
        let store = try OrderStore.open(at: desk.folder.database)
        let error = #expect(throws: StoreError.self) {
            try store.read { try $0.orders(states: nil) }
        }
        #expect(error?.code == .damaged)
        #expect(error?.message.contains("dreaming") == true)
    }
}
