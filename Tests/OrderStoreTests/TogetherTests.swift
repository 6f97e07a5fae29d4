// Many threads at one connection: reads and writes go together, and each still ends as it would alone.

import Foundation
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

    @Test("whoever has read what a commit wrote finds it counted", arguments: Engine.all)
    func counted(engine: Engine) throws {
        let desk = try engine.make(.station)
        let wrong = Mutex<[String]>([])
        onThreads(9) { index in
            for round in 0..<40 where index > 0 {
                do {
                    try desk.store.receive(1 + 40 * index + round)
                } catch {
                    wrong.withLock { $0.append("\(error)") }
                }
            }
            var known: [Int: Int] = [:]
            for _ in 0..<200 where index == 0 {
                do {
                    let orders = try desk.store.read { try $0.orders(states: nil) }.count
                    let writes = desk.store.writes
                    let before =
                        try known[writes] ?? desk.store.read { try $0.orders(states: nil) }.count
                    known[writes] = before
                    if before < orders { wrong.withLock { $0.append("\(writes): \(orders)") } }
                } catch {
                    wrong.withLock { $0.append("\(error)") }
                }
            }
        }
        #expect(wrong.withLock { $0 } == [])
    }

    @Test("at a server a read sees what another process had committed when the read came")
    func seesOthers() throws {
        let desk = try Engine.postgres.make(.station)
        let other = try Engine.postgres.open(desk.folder)
        let (reads, hasWritten, mayEnd) = (
            DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
        )
        let seen = Mutex<Bool?>(nil)
        let works: [@Sendable () throws -> Void] = [
            {
                try desk.store.read { reader in
                    _ = try reader.orders(states: nil)
                    reads.signal()
                    mayEnd.wait()
                }
            },
            {
                reads.wait()
                try other.receive(101)
                hasWritten.signal()
                // Time for the next one to come while the first still reads.
                Thread.sleep(forTimeInterval: 0.2)
                mayEnd.signal()
            },
            {
                hasWritten.wait()
                let order = try desk.store.read { try $0.order(Fixture.number(101)) }
                seen.withLock { $0 = order != nil }
            },
        ]
        let failures = Mutex<[String]>([])
        onThreads(works.count) { index in
            do { try works[index]() } catch { failures.withLock { $0.append("\(error)") } }
        }
        #expect(failures.withLock { $0 } == [])
        #expect(seen.withLock { $0 } == true)
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
