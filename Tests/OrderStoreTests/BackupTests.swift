import Foundation
import MonitoringOrders
import OrderStore
import TestSupport
import Testing

@Suite("Backups")
struct BackupTests {
    @Test("a backup of a working desk holds what was there, and restores to it")
    func backUpAndRestore() throws {
        let desk = try Engine.sqlite.make(.station)
        for serial in 1...5 { try desk.store.receive(serial) }
        let letters = try desk.store.read { try $0.letters() }
        let backup = desk.folder.path + "/backup.sqlite"
        let record = try desk.store.backUp(to: backup)
        #expect(record.verification.holds)
        // The desk goes on; the copy stays as it was.
        try desk.store.receive(6)
        let restored = desk.folder.path + "/restored.sqlite"
        let again = try OrderStore.restore(from: backup, to: restored, at: Fixture.minutes(9))
        #expect(again == record)
        let store = try OrderStore.open(at: restored)
        #expect(try store.read { try $0.letters() } == letters)
        #expect(try store.verifyJournal().head == record.verification.journal.head)
        try store.receive(6)
    }

    @Test("nothing is written over, neither a file nor a database")
    func nothingOverwritten() throws {
        let desk = try Engine.sqlite.make(.station)
        try desk.store.receive()
        let backup = desk.folder.path + "/backup.sqlite"
        _ = try desk.store.backUp(to: backup)
        let before = try Data(contentsOf: URL(filePath: backup))
        let twice = #expect(throws: StoreError.self) { try desk.store.backUp(to: backup) }
        #expect(twice?.code == .exists)
        let over = #expect(throws: StoreError.self) {
            try OrderStore.restore(
                from: backup, to: desk.folder.database, at: Fixture.minutes(9))
        }
        #expect(over?.code == .exists)
        #expect(try Data(contentsOf: URL(filePath: backup)) == before)
    }

    @Test("a backup that somebody changed is not restored")
    func changedBackup() throws {
        let desk = try Engine.sqlite.make(.station)
        for serial in 1...5 { try desk.store.receive(serial) }
        let backup = desk.folder.path + "/backup.sqlite"
        _ = try desk.store.backUp(to: backup)
        let raw = RawDatabase(path: backup)
        try raw.disarm()
        try raw.run("UPDATE journal SET content = replace(content, '1', '2') WHERE sequence = 3")
        let target = desk.folder.path + "/restored.sqlite"
        let error = #expect(throws: StoreError.self) {
            try OrderStore.restore(from: backup, to: target, at: Fixture.minutes(9))
        }
        #expect(error?.code == .damaged)
        #expect(!FileManager.default.fileExists(atPath: target))
    }
}
