// Many threads at one connection: reads and writes go together, and each still ends as it would alone.

import MonitoringOrders
import OrderStore
import Synchronization
import Testing

/// A body that fails of itself.
private struct Failed: Error, Hashable { var index: Int }

@Suite("Reads and writes of many threads")
struct TogetherTests {
    @Test(
        "who has written reads what was written, whoever reads at the same time",
        arguments: Engine.all)
    func readOwnWrites(engine: Engine) throws {
        let desk = try engine.make(.station)
        let unread = Mutex<[Int]>([])
        onThreads(48) { index in
            for round in 0..<10 {
                let serial = 1 + 10 * index + round
                let isThere = Result {
                    try desk.store.receive(serial)
                    return try desk.store.read { try $0.order(Fixture.number(serial)) } != nil
                }
                if (try? isThere.get()) != true { unread.withLock { $0.append(serial) } }
            }
        }
        #expect(unread.withLock { $0 } == [])
        #expect(try desk.store.read { try $0.orders(states: nil) }.count == 480)
    }

    @Test("a read that fails tells its own thread, and no other", arguments: Engine.all)
    func failingReads(engine: Engine) throws {
        let desk = try engine.make(.station)
        try desk.store.receive(101)
        let wrong = Mutex<[String]>([])
        onThreads(60) { index in
            for _ in 0..<20 {
                let outcome = Result {
                    try desk.store.read { reader in
                        if index.isMultiple(of: 3) { throw Failed(index: index) }
                        return try reader.summary(of: Fixture.number(101))?.number
                    }
                }
                let isRight =
                    switch outcome {
                    case .success(let number): number == Fixture.number(101) && index % 3 != 0
                    case .failure(let error): error as? Failed == Failed(index: index)
                    }
                if !isRight { wrong.withLock { $0.append("\(index): \(outcome)") } }
            }
        }
        #expect(wrong.withLock { $0 } == [])
    }
}
