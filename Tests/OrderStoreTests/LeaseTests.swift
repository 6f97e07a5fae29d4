// Who may send what, until when, and what becomes of late answers.

import MonitoringOrders
import OrderStore
import Quantities
import Testing

@Suite("Leases of deliveries")
struct LeaseTests {
    private func outbox(_ engine: Engine, recipients: [MailAddress] = [Fixture.station]) throws
        -> StoreInFolder
    {
        let desk = try engine.make(.bureau)
        try desk.store.write { transaction in
            try transaction.enqueue(
                Fixture.letter(recipients: recipients), at: Fixture.morning,
                by: Fixture.dispatcher)
        }
        return desk
    }

    private func lease(_ store: OrderStore, _ worker: String, at minute: Int, limit: Int = 10)
        throws -> [DueDelivery]
    {
        try store.lease { transaction in
            try transaction.leaseDeliveries(
                limit: limit, until: Fixture.minutes(minute + 10), by: worker,
                now: Fixture.minutes(minute))
        }
    }

    private func settle(
        _ store: OrderStore, _ attempt: DeliveryAttempt, _ outcome: DeliveryOutcome, at minute: Int
    ) throws -> Bool {
        try store.write { transaction in
            try transaction.settle(
                attempt, as: outcome, serverWords: "words \(minute)", at: Fixture.minutes(minute))
        }
    }

    private func state(_ store: OrderStore) throws -> DeliveryRecord {
        try #require(try store.read { try $0.deliveries(of: 1) }.first)
    }

    @Test(
        "behaviour 57: a delivery is held by one worker until its lease ends", arguments: Engine.all
    )
    func oneHolder(engine: Engine) throws {
        let desk = try outbox(engine)
        #expect(try lease(desk.store, "a", at: 0).map(\.attempt) == [1])
        #expect(try lease(desk.store, "b", at: 9).isEmpty)
        #expect(try lease(desk.store, "b", at: 10).map(\.attempt) == [2])
    }

    @Test("parts of a second count when leases are compared", arguments: Engine.all)
    func fractions(engine: Engine) throws {
        let desk = try engine.make(.bureau)
        let late = Fixture.morning + .milliseconds(500)
        try desk.store.write { transaction in
            try transaction.enqueue(Fixture.letter(), at: late, by: Fixture.dispatcher)
        }
        #expect(try lease(desk.store, "a", at: 0).isEmpty)
        #expect(try lease(desk.store, "a", at: 1).count == 2)
    }

    @Test("a limit leaves the rest to others", arguments: Engine.all)
    func limit(engine: Engine) throws {
        let desk = try outbox(engine, recipients: [Fixture.station, Fixture.concerned])
        let first = try lease(desk.store, "a", at: 0, limit: 1)
        let second = try lease(desk.store, "b", at: 0)
        #expect(first.map(\.recipient) == [Fixture.station])
        #expect(second.map(\.recipient) == [Fixture.concerned])
    }

    @Test("each outcome moves the delivery as it says", arguments: Engine.all)
    func outcomes(engine: Engine) throws {
        let desk = try outbox(engine)
        let first = try #require(try lease(desk.store, "a", at: 0).first)
        #expect(try settle(desk.store, first.id, .retry(at: Fixture.minutes(5)), at: 1))
        #expect(try state(desk.store).state == "waiting")
        #expect(try lease(desk.store, "a", at: 4).isEmpty)
        let second = try #require(try lease(desk.store, "a", at: 5).first)
        #expect(try settle(desk.store, second.id, .uncertain(retryAt: Fixture.minutes(9)), at: 6))
        #expect(try state(desk.store).state == "uncertain")
        let third = try #require(try lease(desk.store, "a", at: 9).first)
        #expect(third.bytes == first.bytes)
        #expect(try settle(desk.store, third.id, .accepted, at: 9))
        let end = try state(desk.store)
        #expect(end.state == "accepted")
        #expect(end.serverWords == "words 9")
        #expect(end.settledAt == Fixture.minutes(9))
        #expect(end.attempt == 3)
        #expect(try lease(desk.store, "a", at: 1000).isEmpty)
    }

    @Test("a refused delivery waits for a person", arguments: Engine.all)
    func refused(engine: Engine) throws {
        let desk = try outbox(engine)
        let due = try #require(try lease(desk.store, "a", at: 0).first)
        #expect(try settle(desk.store, due.id, .refused, at: 1))
        #expect(try lease(desk.store, "a", at: 1000).isEmpty)
        #expect(try !settle(desk.store, due.id, .retry(at: Fixture.minutes(2)), at: 2))
        #expect(try state(desk.store).state == "refused")
    }

    @Test("a worker that comes back late undoes nothing", arguments: Engine.all)
    func lateWorker(engine: Engine) throws {
        let desk = try outbox(engine)
        let slow = try #require(try lease(desk.store, "slow", at: 0).first)
        let quick = try #require(try lease(desk.store, "quick", at: 10).first)
        #expect(try !settle(desk.store, slow.id, .retry(at: Fixture.minutes(11)), at: 11))
        #expect(try lease(desk.store, "third", at: 12).isEmpty)
        #expect(try settle(desk.store, quick.id, .accepted, at: 12))
        #expect(try !settle(desk.store, slow.id, .refused, at: 13))
        #expect(try state(desk.store).state == "accepted")
    }

    @Test(
        "R89: an attempt whose desk ended is uncertain, and due again at once",
        arguments: Engine.all)
    func abandoned(engine: Engine) throws {
        let desk = try outbox(engine)
        let first = try #require(try lease(desk.store, "killed", at: 0).first)
        #expect(
            try desk.store.write {
                try $0.endAbandonedAttempts(at: Fixture.minutes(1), evenHeld: true)
            } == 1)
        #expect(try state(desk.store).state == "uncertain")
        let again = try #require(try lease(desk.store, "next", at: 1).first)
        #expect(again.bytes == first.bytes)
        #expect(again.attempt == 2)
        #expect(try settle(desk.store, again.id, .accepted, at: 1))
        #expect(
            try desk.store.write {
                try $0.endAbandonedAttempts(at: Fixture.minutes(2), evenHeld: true)
            } == 0)
    }

    @Test("an acceptance counts from whomever it comes and is final", arguments: Engine.all)
    func lateAcceptance(engine: Engine) throws {
        let desk = try outbox(engine)
        let slow = try #require(try lease(desk.store, "slow", at: 0).first)
        let quick = try #require(try lease(desk.store, "quick", at: 10).first)
        #expect(try settle(desk.store, slow.id, .accepted, at: 11))
        #expect(try !settle(desk.store, quick.id, .retry(at: Fixture.minutes(12)), at: 12))
        #expect(try state(desk.store).state == "accepted")
    }

    @Test("R88: every attempt is journalled with the server's words", arguments: Engine.all)
    func journalled(engine: Engine) throws {
        let desk = try outbox(engine)
        let due = try #require(try lease(desk.store, "postman", at: 0).first)
        _ = try settle(desk.store, due.id, .retry(at: Fixture.minutes(5)), at: 1)
        let entry = try #require(try desk.store.journal().last)
        #expect(
            entry.event
                == .desk(
                    .deliveryAttempted(
                        letter: 1, recipient: Fixture.station, attempt: 1,
                        outcome: .retry(at: Fixture.minutes(5)), serverWords: "words 1")))
        #expect(entry.actor == Actor(name: "postman", role: .desk))
    }

    @Test("R3: letters on orders of category 1 go first", arguments: Engine.all)
    func categoryOneFirst(engine: Engine) throws {
        let desk = try engine.make(.station)
        try desk.store.receive(101)
        try desk.store.receive(102, category: .one(.safetyOfFlight))
        try desk.store.acknowledge(101)
        try desk.store.acknowledge(102)
        let due = try lease(desk.store, "a", at: 5)
        #expect(due.map(\.order) == [102, 102, 101, 101].map { Fixture.number($0) })
    }
}
