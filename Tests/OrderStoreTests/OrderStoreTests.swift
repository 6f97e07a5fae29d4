import Foundation
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("The store on SQLite")
struct OrderStoreTests {
    private let desk = Actor(name: "receiver", role: .desk)
    private let dispatcher = Actor(name: "Dora", role: .dispatcher)
    private let morning = UTCInstant(secondsSince1970: 1_800_000_000)

    private func newStore() throws -> (store: OrderStore, path: String) {
        let path = try Repository.temporaryFolder() + "/vigia.sqlite"
        return (try OrderStore.create(at: path, desk: .station, register: .simulation), path)
    }

    private func form(_ serial: Int) -> OrderForm {
        OrderForm(
            number: OrderNumber(series: "BR", year: 2027, serial: serial),
            kind: .harmfulInterference, date: morning,
            satellite: VictimSatellite(name: "T", position: .geostationary(longitude: nil)))
    }

    private func receive(
        _ serial: Int, in store: OrderStore, category: MonitoringOrders.Category = .two
    )
        throws
    {
        try store.write { transaction in
            let letter = try transaction.storeIncoming(
                bytes: [1, 2, UInt8(serial)], carrier: "test", handle: "\(serial)", at: morning,
                by: desk)
            let receipt = try #require(letter).receipt
            let version = OrderVersion(
                number: 1, form: form(serial), category: category, firstContact: nil)
            try transaction.append(
                .received(version, receipt), to: form(serial).number, at: morning, by: dispatcher)
        }
    }

    @Test("pragmas are read back: WAL, every commit synced, foreign keys, the lock kept")
    func diagnostics() throws {
        let (store, _) = try newStore()
        #expect(store.diagnostics.journalMode == "wal")
        #expect(store.diagnostics.synchronous == 2)
        #expect(store.diagnostics.hasForeignKeys)
        #expect(store.diagnostics.lockingMode == "exclusive")
        #expect(!store.diagnostics.libraryVersion.isEmpty)
    }

    @Test("R87: the register is written at creation and found again")
    func register() throws {
        let (store, path) = try newStore()
        #expect(store.register == .simulation)
        #expect(throws: StoreError.self) {
            try OrderStore.create(at: path, desk: .bureau, register: .live)
        }
    }

    @Test("a second opener is told that the database is held, and nothing happens")
    func locked() throws {
        let (store, path) = try newStore()
        try store.read { _ = try $0.queueEntries() }
        #expect {
            _ = try OrderStore.open(at: path)
        } throws: { error in
            (error as? StoreError)?.code == .locked
        }
    }

    @Test("garbage, a missing file and a newer schema are named")
    func wrongFiles() throws {
        let folder = try Repository.temporaryFolder()
        let garbage = folder + "/garbage.sqlite"
        try Data(repeating: 0x41, count: 4096).write(to: URL(filePath: garbage))
        for (path, code) in [
            (garbage, StoreError.Code.notADatabase), (folder + "/none.sqlite", .missing),
        ] {
            #expect {
                _ = try OrderStore.open(at: path)
            } throws: { error in
                (error as? StoreError)?.code == code
            }
        }
    }

    @Test("R89: what a transaction wrote is gone when it fails")
    func rollback() throws {
        struct Stop: Error {}
        let (store, _) = try newStore()
        #expect(throws: Stop.self) {
            try store.write { transaction in
                _ = try transaction.nextReference(series: "E", year: 2027)
                _ = try transaction.storeIncoming(
                    bytes: [1], carrier: "c", handle: "h", at: morning, by: desk)
                throw Stop()
            }
        }
        let next = try store.write { try $0.nextReference(series: "E", year: 2027) }
        #expect(next.description == "E/2027/0001")
        #expect(try store.read { try $0.letters() }.isEmpty)
        #expect(try store.verifyJournal().rows == 0)
    }

    @Test("R19: 1 000 parallel acknowledgements get unique numbers without a gap")
    func numbers() async throws {
        let (store, _) = try newStore()
        let references = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<1000 {
                group.addTask {
                    try store.write { try $0.nextReference(series: "E", year: 2027).description }
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(references.count == 1000)
        #expect(references.contains("E/2027/1000"))
    }

    @Test("R36, R89: the same letter of a carrier is stored once")
    func sameHandle() throws {
        let (store, _) = try newStore()
        let stored = try (0..<3).map { _ in
            try store.write {
                try $0.storeIncoming(
                    bytes: [7], carrier: "maildir", handle: "x", at: morning, by: desk)
            }
        }
        #expect(stored.map { $0 != nil } == [true, false, false])
    }

    @Test("R46: the queue is the same after closing and opening")
    func queueSurvives() throws {
        var (store, path): (OrderStore?, String) = try newStore()
        for serial in 1...20 {
            try receive(
                serial, in: try #require(store),
                category: serial.isMultiple(of: 3) ? .one(.safetyOfFlight) : .two)
        }
        let before = try store?.read { try $0.queueEntries() }
        store = nil
        let after = try OrderStore.open(at: path).read { try $0.queueEntries() }
        #expect(before == after)
        #expect(ServiceQueue(after).entries == after)
    }

    @Test("an outgoing letter is leased once, retried later with the same bytes, and settled")
    func leases() throws {
        let (store, _) = try newStore()
        try receive(1, in: store)
        let address = try #require(MailAddress("a@b.example"))
        let letter = OutgoingLetter(
            kind: .acknowledgement, order: form(1).number, messageID: "<1@b.example>",
            sender: address, recipients: [address], bytes: [9, 9])
        _ = try store.write { try $0.enqueue(letter, at: morning, by: desk) }
        func lease(_ now: UTCInstant) throws -> [DueDelivery] {
            try store.write {
                try $0.leaseDeliveries(
                    limit: 9, until: now + .seconds(60), by: "w", now: now)
            }
        }
        let first = try #require(try lease(morning).first)
        #expect(try lease(morning + .seconds(1)).isEmpty)
        #expect(try lease(morning + .seconds(61)).first?.bytes == first.bytes)
        let later = morning + .seconds(500)
        try store.write {
            try $0.settle(
                first.id, as: .retry(at: later), serverWords: "451 later", at: morning)
        }
        #expect(try lease(later - .seconds(1)).isEmpty)
        let second = try #require(try lease(later).first)
        try store.write {
            try $0.settle(second.id, as: .accepted, serverWords: "250 ok", at: later)
        }
        #expect(try lease(later + .seconds(9999)).isEmpty)
        #expect(try store.read { try $0.deliveries(of: second.letter) }.first?.state == "accepted")
    }

    @Test(
        "R88: a changed, removed, swapped or added row is named",
        arguments: [
            ("UPDATE journal SET content = replace(content, 'T', 'U') WHERE sequence = 4", 4),
            ("DELETE FROM journal WHERE sequence = 3", 3),
            ("UPDATE journal SET at = '2020-01-01T00:00:00Z' WHERE sequence = 2", 2),
            (
                "INSERT INTO journal SELECT 99, at, actor, subject, kind, content, previous, 'x' FROM journal WHERE sequence = 1",
                7
            ),
            ("UPDATE letter SET bytes = x'00' WHERE id = 2", 3),
        ])
    func tampering(sql: String, row: Int) throws {
        var (store, path): (OrderStore?, String) = try newStore()
        for serial in 1...3 { try receive(serial, in: try #require(store)) }
        #expect(try store?.verifyJournal().firstBad == nil)
        store = nil
        try Self.tamper(path, sql)
        let found = try OrderStore.open(at: path).verifyJournal()
        #expect(found.firstBad?.sequence == row, "\(found)")
    }

    /// Changes a database behind the store's back, with the triggers taken away.
    private static func tamper(_ path: String, _ sql: String) throws {
        let drop = ["journal_no_update", "journal_no_delete", "letter_bytes_stay"]
            .map { "DROP TRIGGER \($0);" }.joined()
        let script =
            "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2]); c.commit(); c.close()"
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, path, drop + sql + ";"]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test("R88: journal rows and letters cannot be changed or removed through the store's file")
    func appendOnly() throws {
        let (store, _) = try newStore()
        try receive(1, in: store)
        #expect(try store.projectionDifferences().isEmpty)
        #expect(try store.rebuildProjections() == 1)
        #expect(try store.projectionDifferences().isEmpty)
        var lines: [String] = []
        try store.exportJournal { lines.append($0) }
        #expect(lines.count == 2)
    }
}
