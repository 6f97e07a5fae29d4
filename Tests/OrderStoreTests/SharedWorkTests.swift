// What several threads and processes may do at the same time on one store.

import Foundation
import MonitoringOrders
import OrderStore
import Quantities
import Synchronization
import TestSupport
import Testing

@Suite("Work that is shared")
struct SharedWorkTests {
    private struct Failed: Error {}

    @Test(
        "acts that go together in one commit happen or not each by itself", arguments: Engine.all)
    func groupCommit(engine: Engine) throws {
        let desk = try engine.make(.station)
        let outcomes = Mutex<[Int: Bool]>([:])
        onThreads(160) { serial in
            var succeeded = true
            do {
                try desk.store.write { transaction in
                    _ = try transaction.storeIncoming(
                        bytes: Fixture.bytes(serial), carrier: "test", handle: "\(serial)",
                        at: Fixture.morning, by: Fixture.desk)
                    if serial.isMultiple(of: 3) { throw Failed() }
                }
            } catch is Failed {
                succeeded = false
            } catch {
                Issue.record("\(error)")
            }
            let found = succeeded
            outcomes.withLock { $0[serial] = found }
        }
        let stored = try desk.store.read { try $0.letters() }
        let succeeded = outcomes.withLock { $0.count { $0.value } }
        #expect(succeeded == 106)
        #expect(stored.count == succeeded)
        #expect(stored.map(\.id) == Array(1...succeeded))
        let verification = try desk.store.verifyJournal()
        #expect(verification.firstBad == nil)
        #expect(verification.rows == succeeded)
    }

    @Test("behaviour 57: two processes never hold the same delivery", arguments: 1...5)
    func disjointLeases(seed: Int) throws {
        let desk = try Engine.postgres.make(.bureau)
        for serial in 1...40 {
            try desk.store.write { transaction in
                try transaction.enqueue(
                    Fixture.letter(
                        serial, messageID: "\(serial)@br.example", recipients: [Fixture.station]),
                    at: Fixture.morning, by: Fixture.dispatcher)
            }
        }
        let others = try (0..<4).map { _ in try Engine.postgres.open(desk.folder) }
        let taken = Mutex<[Int]>([])
        DispatchQueue.concurrentPerform(iterations: 16) { index in
            do {
                let due = try others[index % 4].lease { transaction in
                    try transaction.leaseDeliveries(
                        limit: 3, until: Fixture.minutes(10), by: "\(index)",
                        now: Fixture.minutes(1))
                }
                taken.withLock { $0 += due.map(\.id.delivery) }
            } catch {
                Issue.record("\(error)")
            }
        }
        let all = taken.withLock { $0 }
        #expect(Set(all).count == all.count)
        #expect(all.count == 40)
    }

    @Test("R19: four processes acknowledge at once and give every number once")
    func numbersAcrossProcesses() throws {
        let desk = try Engine.postgres.make(.station)
        for serial in 1...100 { try desk.store.receive(serial) }
        let others = try (0..<4).map { _ in try Engine.postgres.open(desk.folder) }
        let given = Mutex<[ReferenceNumber]>([])
        DispatchQueue.concurrentPerform(iterations: 100) { index in
            do {
                let reference = try others[index % 4].acknowledge(index + 1)
                given.withLock { $0.append(reference) }
            } catch {
                Issue.record("\(error)")
            }
        }
        #expect(given.withLock { $0.sorted() } == (1...100).map { Fixture.reference($0) })
        #expect(try desk.store.verifyJournal().rows == 500)
        #expect(try desk.store.projectionDifferences().isEmpty)
    }

    @Test("letters are read by one process at a time; another takes over when the lease ends")
    func oneReader() throws {
        let desk = try Engine.postgres.make(.station)
        for serial in 1...3 {
            try desk.store.write { transaction in
                _ = try transaction.storeIncoming(
                    bytes: Fixture.bytes(serial), carrier: "test", handle: "\(serial)",
                    at: Fixture.morning, by: Fixture.desk)
            }
        }
        func take(_ worker: String, at minute: Int) throws -> [Int] {
            try desk.store.takeUnreadLetters(
                limit: 2, bytes: .max, until: Fixture.minutes(minute + 10), by: worker,
                now: Fixture.minutes(minute)
            ).map(\.id)
        }
        #expect(try take("a", at: 0) == [1, 2])
        #expect(try take("b", at: 9).isEmpty)
        try desk.store.write { transaction in
            try transaction.judge(
                1, as: LetterJudgement(disposition: "recorded"), at: Fixture.minutes(9),
                by: Fixture.desk)
        }
        #expect(try take("b", at: 10) == [2, 3])
    }

    @Test("a delivery is held longer by its holder alone", arguments: Engine.all)
    func extended(engine: Engine) throws {
        let desk = try engine.make(.bureau)
        try desk.store.write { transaction in
            try transaction.enqueue(
                Fixture.letter(recipients: [Fixture.station]), at: Fixture.morning,
                by: Fixture.dispatcher)
        }
        func lease(_ worker: String, at minute: Int) throws -> DeliveryAttempt? {
            try desk.store.lease { transaction in
                try transaction.leaseDeliveries(
                    limit: 1, until: Fixture.minutes(minute + 10), by: worker,
                    now: Fixture.minutes(minute))
            }.first?.id
        }
        let first = try #require(try lease("a", at: 0))
        #expect(try desk.store.lease { try $0.extendLease(of: first, until: Fixture.minutes(20)) })
        #expect(try lease("b", at: 15) == nil)
        let second = try #require(try lease("b", at: 20))
        #expect(second.number == 2)
        #expect(try !desk.store.lease { try $0.extendLease(of: first, until: Fixture.minutes(40)) })
    }
}
