// Reference numbers: unique, in sequence, never given twice, whatever happens around them.

import Foundation
import MonitoringOrders
import OrderStore
import Testing

@Suite("Numbers")
struct NumberTests {
    @Test("R19: series and years count for themselves", arguments: Engine.all)
    func series(engine: Engine) throws {
        let desk = try engine.make(.station)
        let given = try desk.store.write { transaction in
            [
                try transaction.nextReference(series: "EMSAT-RIO", year: 2027),
                try transaction.nextReference(series: "EMSAT-RIO", year: 2027),
                try transaction.nextReference(series: "EMSAT-RIO", year: 2028),
                try transaction.nextReference(series: "OTHER", year: 2027),
            ].map(\.description)
        }
        #expect(
            given == [
                "EMSAT-RIO/2027/0001", "EMSAT-RIO/2027/0002", "EMSAT-RIO/2028/0001",
                "OTHER/2027/0001",
            ])
    }

    @Test("R19: a number is not given again after refusal or restart", arguments: Engine.all)
    func neverAgain(engine: Engine) throws {
        let desk = try engine.make(.station)
        for serial in [101, 102] { try desk.store.receive(serial) }
        #expect(try desk.store.acknowledge(101) == Fixture.reference(1))
        try desk.store.write { transaction in
            try transaction.append(
                .refused(reason: nil), to: Fixture.number(101), at: Fixture.minutes(2),
                by: Fixture.stationOperator)
        }
        try desk.store.close()
        let again = try engine.open(desk.folder)
        #expect(try again.acknowledge(102) == Fixture.reference(2))
        #expect(
            try again.read { try $0.orderNumber(of: Fixture.reference(1)) } == Fixture.number(101))
    }

    @Test(
        "R19: the database itself refuses a reference number that another order has",
        arguments: Engine.all)
    func uniqueByConstraint(engine: Engine) throws {
        let desk = try engine.make(.station)
        for serial in [101, 102] { try desk.store.receive(serial) }
        try desk.store.acknowledge(101)
        let error = #expect(throws: StoreError.self) {
            try desk.store.write { transaction in
                try transaction.append(
                    .acknowledged(acknowledgement: Fixture.acknowledgement(Fixture.reference(1))),
                    to: Fixture.number(102), at: Fixture.minutes(2), by: Fixture.stationOperator)
            }
        }
        #expect(error?.code == .constraint)
        #expect(try desk.store.summary(102)?.state == .received)
    }

    @Test(
        "R19: a thousand acknowledgements at once get a thousand numbers without a gap",
        arguments: Engine.all)
    func parallel(engine: Engine) throws {
        let count = 1000
        let desk = try engine.make(.station)
        for serial in 1...count { try desk.store.receive(serial) }
        let given = Given()
        onThreads(count) { index in
            given.add(Result { try desk.store.acknowledge(index + 1) })
        }
        let references = try given.all.map { try $0.get() }.sorted()
        #expect(references == (1...count).map { Fixture.reference($0) })
        let journal = try desk.store.verifyJournal()
        #expect(journal.firstBad == nil)
        #expect(journal.rows == 5 * count)
        #expect(try desk.store.projectionDifferences().isEmpty)
    }

    @Test("R19: numbers of acts that fail are given to the next", arguments: Engine.all)
    func noGapByFailure(engine: Engine) throws {
        let desk = try engine.make(.station)
        for serial in 1...20 { try desk.store.receive(serial) }
        let given = Given()
        onThreads(40) { index in
            if index.isMultiple(of: 2) {
                given.add(Result { try desk.store.acknowledge(index / 2 + 1) })
            } else {
                _ = try? desk.store.write { transaction in
                    _ = try transaction.nextReference(series: "EMSAT-RIO", year: 2027)
                    throw Refusal.unknownOrder
                }
            }
        }
        let references = try given.all.map { try $0.get() }.sorted()
        #expect(references == (1...20).map { Fixture.reference($0) })
    }
}

/// Results from several threads. Safe: the lock is held around every access.
private final class Given: @unchecked Sendable {
    private let lock = NSLock()
    private var results: [Result<ReferenceNumber, any Error>] = []

    func add(_ result: Result<ReferenceNumber, any Error>) {
        lock.withLock { results.append(result) }
    }

    var all: [Result<ReferenceNumber, any Error>] { lock.withLock { results } }
}
