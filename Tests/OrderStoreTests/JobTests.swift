import MonitoringOrders
import OrderStore
import Quantities
import Testing

@Suite("Measurement jobs")
struct JobTests {
    private func desk(_ engine: Engine, jobs: Int) throws -> StoreInFolder {
        let desk = try engine.make(.station)
        for number in 0..<jobs {
            _ = try desk.store.write { transaction in
                try transaction.addJob(
                    ["correlate", "\(number)"], at: Fixture.morning, by: Fixture.stationOperator)
            }
        }
        return desk
    }

    private func take(_ store: OrderStore, _ worker: String, at minute: Int) throws
        -> MeasurementJob?
    {
        try store.lease { transaction in
            try transaction.leaseJob(
                until: Fixture.minutes(minute + 1), by: worker, now: Fixture.minutes(minute))
        }
    }

    @Test("a job is computed by one worker, the oldest first", arguments: Engine.all)
    func oldestFirst(engine: Engine) throws {
        let desk = try desk(engine, jobs: 2)
        let (first, second) = (try take(desk.store, "a", at: 0), try take(desk.store, "b", at: 0))
        #expect(first?.command == ["correlate", "0"])
        #expect(second?.command == ["correlate", "1"])
        #expect(try take(desk.store, "c", at: 0) == nil)
        #expect(try desk.store.read { try $0.jobs() }.map(\.worker) == ["a", "b"])
    }

    @Test("what a job gave is kept, and it is not computed again", arguments: Engine.all)
    func ended(engine: Engine) throws {
        let desk = try desk(engine, jobs: 1)
        let job = try #require(try take(desk.store, "a", at: 0))
        #expect(
            try desk.store.write {
                try $0.end(job, as: .done, answer: "{}", at: Fixture.minutes(1))
            })
        #expect(try take(desk.store, "b", at: 9) == nil)
        let kept = try #require(try desk.store.read { try $0.jobs(job.id) }.first)
        #expect(kept.state == .done)
        #expect(kept.answer == "{}")
        #expect(kept.endedAt == Fixture.minutes(1))
        #expect(kept.worker == nil)
        #expect(
            try !desk.store.write {
                try $0.end(job, as: .failed, answer: "", at: Fixture.minutes(2))
            })
    }

    @Test("a worker that is gone loses its job, and can no longer answer it", arguments: Engine.all)
    func lost(engine: Engine) throws {
        let desk = try desk(engine, jobs: 1)
        let first = try #require(try take(desk.store, "a", at: 0))
        #expect(try desk.store.lease { try $0.extendLease(of: first, until: Fixture.minutes(5)) })
        #expect(try take(desk.store, "b", at: 4) == nil)
        let second = try #require(try take(desk.store, "b", at: 5))
        #expect(second.attempt == 2)
        #expect(try !desk.store.lease { try $0.extendLease(of: first, until: Fixture.minutes(9)) })
        #expect(
            try !desk.store.write {
                try $0.end(first, as: .done, answer: "late", at: Fixture.minutes(6))
            })
        try desk.store.lease { try $0.release(first) }
        #expect(try desk.store.read { try $0.jobs() }.first?.worker == "b")
        try desk.store.lease { try $0.release(second) }
        #expect(try take(desk.store, "c", at: 5)?.attempt == 3)
    }
}
