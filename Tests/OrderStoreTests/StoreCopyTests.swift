import Foundation
import MonitoringOrders
import OrderStore
import TestSupport
import Testing

@Suite("Moving a desk to another engine")
struct StoreCopyTests {
    /// Orders, acknowledgements, deliveries and remarks, by chance.
    private func live(_ store: OrderStore, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for serial in Array(1...12).shuffled(using: &random) {
            try store.receive(
                serial, category: Bool.random(using: &random) ? .one(.safetyOfFlight) : .two,
                at: Fixture.minutes(serial))
            if Bool.random(using: &random) { try store.acknowledge(serial) }
            guard Bool.random(using: &random) else { continue }
            let due = try store.lease { transaction in
                try transaction.leaseDeliveries(
                    limit: 1, until: Fixture.minutes(90), by: "worker", now: Fixture.minutes(60))
            }
            for delivery in due {
                try store.write { transaction in
                    try transaction.settle(
                        delivery.id, as: .accepted, serverWords: "250 2.0.0 queued as 4711",
                        at: Fixture.minutes(61))
                }
            }
        }
        _ = try store.write { transaction in
            try transaction.addJob(
                ["locate", "a"], at: Fixture.morning, by: Fixture.stationOperator)
        }
    }

    private func export(_ store: OrderStore) throws -> [String] {
        var lines: [String] = []
        try store.exportJournal { lines.append($0) }
        return lines
    }

    @Test("the same acts give the same journal on both engines, byte for byte", arguments: 1...5)
    func sameHistory(seed: UInt64) throws {
        let journals = try Engine.all.map { engine in
            let desk = try engine.make(.station)
            try live(desk.store, seed: seed)
            return try export(desk.store)
        }
        #expect(journals[0] == journals[1])
        #expect(journals[0].count > 36)
    }

    @Test("there and back again, numbers, sequences and hashes are unchanged", arguments: 1...3)
    func thereAndBack(seed: UInt64) throws {
        let desk = try Engine.sqlite.make(.station)
        try live(desk.store, seed: seed)
        let (journal, letters) = (try export(desk.store), try desk.store.read { try $0.letters() })
        try desk.store.close()
        let (middle, end) = (try TemporaryFolder(), try TemporaryFolder())
        let there = try OrderStore.copy(
            from: desk.location, to: Engine.postgres.prepare(middle))
        #expect(there.holds)
        let back = try OrderStore.copy(
            from: Engine.postgres.location(middle), to: end.database)
        #expect(back == there)
        for (engine, folder) in [(Engine.postgres, middle), (.sqlite, end)] {
            let store = try engine.open(folder)
            #expect(try export(store) == journal)
            #expect(try store.read { try $0.letters() } == letters)
            #expect(try store.read { try $0.jobs() }.map(\.command) == [["locate", "a"]])
            // Work goes on with the next numbers.
            let given = try store.read { try $0.orders(states: nil) }.compactMap(\.reference)
            try store.receive(50)
            #expect(try store.acknowledge(50) == Fixture.reference(given.count + 1))
            #expect(try store.verifyJournal().firstBad == nil)
        }
    }

    @Test(
        "a desk is never copied over another, and a falsified one not at all", arguments: Engine.all
    )
    func refused(engine: Engine) throws {
        let (desk, other) = (try engine.make(.station), try engine.make(.bureau))
        try desk.store.receive(1)
        try desk.store.close()
        try other.store.close()
        let over = #expect(throws: StoreError.self) {
            try OrderStore.copy(from: desk.location, to: other.location)
        }
        #expect(over?.code == .exists)
        try engine.falsify(desk.folder, "UPDATE journal SET kind = 'x' WHERE sequence = 2")
        let folder = try TemporaryFolder()
        let falsified = try #require(throws: StoreError.self) {
            try OrderStore.copy(from: desk.location, to: folder.database)
        }
        #expect(falsified.code == .damaged)
        #expect(falsified.message.contains("row 2"))
        #expect(!FileManager.default.fileExists(atPath: folder.database))
    }

    @Test("a backup of a desk at a server is a file, and is restored into an empty database")
    func backUpServer() throws {
        let desk = try Engine.postgres.make(.station)
        try live(desk.store, seed: 9)
        let file = desk.folder.path + "/backup.sqlite"
        let record = try desk.store.backUp(to: file)
        #expect(record.verification == (try OrderStore.verify(at: desk.location)))
        let folder = try TemporaryFolder()
        let place = try Engine.postgres.prepare(folder)
        let now = Fixture.minutes(9)
        let restored = try OrderStore.restore(from: file, to: place, at: now)
        #expect(restored.verification == record.verification)
        #expect(throws: StoreError.self) {
            try OrderStore.restore(from: file, to: place, at: now)
        }
        let store = try Engine.postgres.open(folder)
        #expect(try store.read { try $0.unconfirmedRestoration() } == now)
    }
}
