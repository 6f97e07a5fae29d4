// What is to be sent is frozen with the event that sends it, and each recipient is a matter of its
// own.

import MonitoringOrders
import OrderStore
import Testing

@Suite("The outbox")
struct OutboxTests {
    private func enqueue(_ letter: OutgoingLetter, in store: OrderStore) throws -> Int {
        try store.write { try $0.enqueue(letter, at: Fixture.morning, by: Fixture.dispatcher) }
    }

    @Test(
        "R89: a frozen letter keeps its bytes and has a delivery for each recipient",
        arguments: Engine.all)
    func freezes(engine: Engine) throws {
        let desk = try engine.make(.bureau)
        let id = try enqueue(Fixture.letter(), in: desk.store)
        try desk.store.read { reader in
            #expect(try reader.bytes(of: id) == Fixture.letter().bytes)
            let deliveries = try reader.deliveries(of: id)
            #expect(deliveries.map(\.recipient) == [Fixture.station, Fixture.concerned])
            #expect(deliveries.allSatisfy { $0.state == "waiting" && $0.attempt == 0 })
            let record = try #require(try reader.letters(messageIDs: ["a1@br.example"]).first)
            #expect(!record.isIncoming)
            #expect(record.order == Fixture.number())
        }
        let event = try #require(try desk.store.journal().first?.event)
        #expect(
            event
                == .desk(
                    .letterFrozen(
                        letter: id, envelope: Fixture.letter().envelope,
                        sha256: Digest.sha256(Fixture.letter().bytes))))
    }

    @Test(
        "no Message-ID is used for two letters, no recipient stands twice, none is too few",
        arguments: Engine.all)
    func refusesDoubles(engine: Engine) throws {
        let desk = try engine.make(.bureau)
        _ = try enqueue(Fixture.letter(), in: desk.store)
        let wrong = [
            Fixture.letter(102), Fixture.letter(messageID: "b", recipients: []),
            Fixture.letter(messageID: "c", recipients: [Fixture.station, Fixture.station]),
        ]
        for letter in wrong {
            let error = #expect(throws: StoreError.self) {
                try enqueue(letter, in: desk.store)
            }
            #expect(error?.code == .constraint)
        }
        #expect(try desk.store.read { try $0.letters() }.count == 1)
        #expect(try desk.store.journal().count == 1)
    }

    @Test(
        "R89: a letter that waits is there after a restart, with the same bytes",
        arguments: Engine.all)
    func survives(engine: Engine) throws {
        let desk = try engine.make(.bureau)
        let id = try enqueue(Fixture.letter(), in: desk.store)
        try desk.store.close()
        let again = try engine.open(desk.folder)
        let due = try again.write { transaction in
            try transaction.leaseDeliveries(
                limit: 10, until: Fixture.minutes(10), by: "w", now: Fixture.minutes(1))
        }
        #expect(due.map(\.letter) == [id, id])
        #expect(due.allSatisfy { $0.bytes == Fixture.letter().bytes })
    }
}
