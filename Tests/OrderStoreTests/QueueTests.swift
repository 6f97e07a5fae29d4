// The queue is a matter of the store: category, then durable receipt.

import MonitoringOrders
import OrderStore
import TestSupport
import Testing

@Suite("The queue in the store")
struct QueueTests {
    @Test("R40: for any arrivals the queue is that of the rules", arguments: Engine.all)
    func order(engine: Engine) throws {
        var random = SeededGenerator(seed: 40)
        let desk = try engine.make(.station)
        for serial in Array(101...130).shuffled(using: &random) {
            let category: MonitoringOrders.Category =
                Bool.random(using: &random) ? .one(.distressOrSafetyOfLife) : .two
            let minute = Int.random(in: 0...9, using: &random)
            try desk.store.receive(serial, category: category, at: Fixture.minutes(minute))
            if Bool.random(using: &random) { try desk.store.acknowledge(serial) }
        }
        let entries = try desk.store.read { try $0.queueEntries() }
        #expect(entries.count == 30)
        #expect(entries == ServiceQueue(entries.shuffled(using: &random)).entries)
        let head = try desk.store.read { try $0.queueEntries(limit: 3) }
        #expect(head == Array(entries.prefix(3)))
    }

    @Test("R46: the queue is the same after a restart", arguments: Engine.all)
    func restart(engine: Engine) throws {
        let desk = try engine.make(.station)
        for serial in [105, 101, 103] { try desk.store.receive(serial) }
        try desk.store.receive(104, category: .one(.safetyOfFlight))
        let before = try desk.store.read { try $0.queueEntries() }
        try desk.store.close()
        let again = try engine.open(desk.folder)
        #expect(try again.read { try $0.queueEntries() } == before)
        #expect(before.map(\.order) == [104, 105, 101, 103].map { Fixture.number($0) })
    }

    @Test(
        "an order leaves the queue when its task runs, and R45: a new category keeps the receipt",
        arguments: Engine.all)
    func moves(engine: Engine) throws {
        let desk = try engine.make(.station)
        for serial in [101, 102] { try desk.store.receive(serial) }
        let version = OrderVersion(
            number: 2, form: Fixture.form(102), category: .one(.safetyOfFlight),
            firstContact: nil)
        try desk.store.write { transaction in
            try transaction.append(
                .revised(version: version, reason: "flight"), to: Fixture.number(102),
                at: Fixture.minutes(2), by: Fixture.dispatcher)
        }
        let queue = try desk.store.read { try $0.queueEntries() }
        #expect(queue.map(\.order) == [Fixture.number(102), Fixture.number(101)])
        #expect(queue.map(\.receipt.sequence) == [2, 1])
        try desk.store.acknowledge(102)
        try desk.store.write { transaction in
            try transaction.append(
                .started, to: Fixture.number(102), at: Fixture.minutes(3),
                by: Fixture.stationOperator)
        }
        #expect(try desk.store.read { try $0.queueEntries() }.map(\.order) == [Fixture.number(101)])
        let running = try desk.store.read { try $0.orders(states: [.running]) }
        #expect(running.map(\.startedAt) == [Fixture.minutes(3)])
        #expect(try desk.store.read { try $0.orders(states: []) }.isEmpty)
    }

    @Test("R36: an order letter seen twice is one task with its first place", arguments: Engine.all)
    func seenTwice(engine: Engine) throws {
        let desk = try engine.make(.station)
        let first = try desk.store.receive(101)
        let again = try desk.store.write { transaction in
            try transaction.storeIncoming(
                bytes: Fixture.bytes(101), carrier: "test", handle: "101",
                at: Fixture.minutes(5), by: Fixture.desk)
        }
        #expect(again == nil)
        #expect(throws: StoreError.self) {
            try desk.store.write { transaction in
                try transaction.append(
                    .received(
                        version: OrderVersion(
                            number: 1, form: Fixture.form(101), category: .two, firstContact: nil),
                        receipt: Receipt(sequence: 9, at: Fixture.minutes(5))),
                    to: Fixture.number(101), at: Fixture.minutes(5), by: Fixture.dispatcher)
            }
        }
        let queue = try desk.store.read { try $0.queueEntries() }
        #expect(queue.map(\.receipt) == [first.receipt].compactMap(\.self))
    }
}
