// The one way to the connection. Writes that wait while another is made durable go together in the next commit:
// the disk is asked once for all of them, and each still happens or not by itself.

import Foundation
import Quantities

/// A write that waits for its turn. It is carried out while its own thread waits, so that nothing in it is used by
/// two threads at once.
private final class PendingWrite {
    typealias Act = (any StoreConnection) throws -> Void

    /// `nil` once it is decided.
    private(set) var act: Act?
    private(set) var outcome: Result<Void, any Error>?

    init(_ act: @escaping Act) { self.act = act }

    func end(_ outcome: Result<Void, any Error>) { (self.outcome, act) = (outcome, nil) }
}

/// Lets one thread at a time to the connection of an engine.
///
/// Safe to share: what changes, the acts that wait included, is touched by the thread alone that holds `condition`
/// or has set `isTaken`.
final class CommitGate: @unchecked Sendable {
    let engine: any StoreEngine
    private let condition = NSCondition()
    private var waiting: [PendingWrite] = []
    private var isTaken = false

    init(_ engine: any StoreEngine) { self.engine = engine }

    /// Uses the connection alone.
    func alone<T>(_ body: (any StoreConnection) throws -> T) throws -> T {
        condition.withLock {
            while isTaken { condition.wait() }
            isTaken = true
        }
        defer { leave() }
        return try engine.withConnection(body)
    }

    /// Carries out an act in a durable transaction, maybe together with those of other threads.
    func write(_ act: (any StoreConnection) throws -> Void) throws {
        try withoutActuallyEscaping(act) { act in
            let own = PendingWrite(act)
            condition.withLock { waiting.append(own) }
            while let batch = turn(of: own) {
                let outcomes = carryOut(batch)
                leave { for (write, outcome) in zip(batch, outcomes) { write.end(outcome) } }
            }
            try own.outcome?.get()
        }
    }

    /// Waits for an act to be decided by another thread; gives what waits if this thread has to do it.
    private func turn(of own: PendingWrite) -> [PendingWrite]? {
        condition.withLock { () -> [PendingWrite]? in
            while own.outcome == nil, isTaken { condition.wait() }
            guard own.outcome == nil else { return nil }
            let batch = Array(waiting.prefix(Limits.writesInCommit))
            waiting.removeFirst(batch.count)
            isTaken = true
            return batch
        }
    }

    private func leave(_ deciding: () -> Void = {}) {
        condition.withLock {
            deciding()
            isTaken = false
        }
        condition.broadcast()
    }

    /// Each act's own outcome, if the commit succeeded.
    private func carryOut(_ batch: [PendingWrite]) -> [Result<Void, any Error>] {
        do {
            return try engine.withConnection { connection in
                try connection.transaction(.writing) {
                    guard batch.count > 1 else {
                        try batch.first?.act?(connection)
                        return [.success(())]
                    }
                    return try batch.map { try Self.outcome(of: $0, on: connection) }
                }
            }
        } catch {
            return batch.map { _ in .failure(error) }
        }
    }

    /// Carries out one act of several.
    ///
    /// - Throws: if the transaction around it is gone.
    private static func outcome(
        of write: PendingWrite, on connection: any StoreConnection
    ) throws -> Result<Void, any Error> {
        do {
            try connection.savepoint { try write.act?(connection) }
            return .success(())
        } catch {
            guard connection.isInTransaction else { throw error }
            return .failure(error)
        }
    }
}
