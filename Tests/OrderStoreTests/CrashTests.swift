// What a machine leaves that stops at any moment: the files as they lie, or with the end of the log
// torn off. All that was committed before is there, and nothing by halves.

import Foundation
import MonitoringOrders
import OrderStore
import TestSupport
import Testing

@Suite("Crashes")
struct CrashTests {
    /// Copies the files of a store as they lie while it is open, the log cut to some bytes.
    private func copyFiles(of folder: TemporaryFolder, logBytes: Int? = nil) throws
        -> TemporaryFolder
    {
        let copy = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: folder.database, toPath: copy.database)
        let log = try Data(contentsOf: URL(filePath: folder.database + "-wal"))
        try log.prefix(logBytes ?? log.count).write(to: URL(filePath: copy.database + "-wal"))
        return copy
    }

    @Test(
        "R89: after a kill at any of fifty moments all that was committed is there",
        arguments: 1...50)
    func killed(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let desk = try Engine.sqlite.make(.station)
        for serial in 1...Int.random(in: 1...12, using: &random) {
            try desk.store.receive(serial)
            if Bool.random(using: &random) { try desk.store.acknowledge(serial) }
        }
        let journal = try desk.store.journal()
        // A transaction that is under way when the machine stops: written to, never committed.
        let wreck = try desk.store.writeAndAbandon { transaction in
            try transaction.append(
                .noted(remark: "half"), to: Fixture.number(1), at: Fixture.minutes(9),
                by: Fixture.desk)
            return try copyFiles(of: desk.folder)
        }
        let store = try OrderStore.open(at: wreck.database)
        #expect(try store.journal() == journal)
        #expect(try store.verifyJournal().firstBad == nil)
        #expect(try store.projectionDifferences().isEmpty)
        let before = try desk.store.read { try $0.queueEntries() }
        #expect(try store.read { try $0.queueEntries() } == before)
    }

    @Test("a log torn anywhere gives the state after some whole number of acts", arguments: 1...50)
    func torn(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(1000 + seed))
        let desk = try Engine.sqlite.make(.station)
        // Rows after each act: the only lengths that a recovered journal may have.
        var whole = [0]
        for serial in 1...8 {
            try desk.store.receive(serial)
            whole.append(try desk.store.journal().count)
            try desk.store.acknowledge(serial)
            whole.append(try desk.store.journal().count)
        }
        let size = try Data(contentsOf: URL(filePath: desk.folder.database + "-wal")).count
        let cut = Int.random(in: 0...size, using: &random)
        let wreck = try copyFiles(of: desk.folder, logBytes: cut)
        let store = try OrderStore.open(at: wreck.database)
        let journal = try store.journal()
        #expect(whole.contains(journal.count))
        #expect(try journal == Array(desk.store.journal().prefix(journal.count)))
        #expect(try store.verifyJournal().firstBad == nil)
        #expect(try store.projectionDifferences().isEmpty)
        #expect(try store.judgementDifferences().isEmpty)
    }

    @Test("R19, R89: work goes on after a crash without doubling numbers or letters")
    func goesOn() throws {
        let desk = try Engine.sqlite.make(.station)
        for serial in 1...3 { try desk.store.receive(serial) }
        try desk.store.acknowledge(1)
        let leased = try desk.store.write { transaction in
            try transaction.leaseDeliveries(
                limit: 1, until: Fixture.minutes(10), by: "a", now: Fixture.minutes(1))
        }
        let wreck = try copyFiles(of: desk.folder)
        let store = try OrderStore.open(at: wreck.database)
        #expect(try store.acknowledge(2) == Fixture.reference(2))
        let again = try store.write { transaction in
            try transaction.leaseDeliveries(
                limit: 9, until: Fixture.minutes(20), by: "b", now: Fixture.minutes(10))
        }
        let same = try #require(again.first { $0.id.delivery == leased.first?.id.delivery })
        #expect(same.attempt == 2)
        #expect(same.bytes == leased.first?.bytes)
    }

    @Test("an auditor verifies what a crash has left, and changes nothing by it")
    func verifiesWreck() throws {
        let desk = try Engine.sqlite.make(.station)
        for serial in 1...3 { try desk.store.receive(serial) }
        let wreck = try copyFiles(of: desk.folder)
        let files = [wreck.database, wreck.database + "-wal"].map { URL(filePath: $0) }
        let before = try files.map { try Data(contentsOf: $0) }
        let found = try OrderStore.verify(at: wreck.database)
        #expect(found.holds)
        #expect(found.journal.rows == 9)
        #expect(try files.map { try Data(contentsOf: $0) } == before)
        #expect(try OrderStore.open(at: wreck.database).journal().count == 9)
    }

    @Test("a database that stopped while it was being made is made again")
    func halfMade() throws {
        let folder = try TemporaryFolder()
        try Data("half".utf8).write(to: URL(filePath: folder.database + ".new"))
        try Data("log".utf8).write(to: URL(filePath: folder.database + ".new-wal"))
        let store = try OrderStore.create(
            at: folder.database, desk: .bureau, register: .simulation)
        #expect(try store.journal().isEmpty)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(files == ["vigia.sqlite", "vigia.sqlite-wal"])
    }
}

private struct Abandoned: Error {}

extension OrderStore {
    /// Carries out a body in a transaction that is never committed.
    fileprivate func writeAndAbandon<T>(_ body: (StoreTransaction) throws -> T) throws -> T {
        var result: T?
        do {
            try write { transaction in
                result = try body(transaction)
                throw Abandoned()
            }
        } catch is Abandoned {}
        return try #require(result)
    }
}
