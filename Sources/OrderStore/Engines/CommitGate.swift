// The one way to the connection. Writes that wait while another is made durable go together in the next commit:
// the disk is asked once for all of them, and each still happens or not by itself.

import Foundation
import Quantities
import Synchronization

/// A thread that waits for its turn, with what it wants to write, if anything. That is carried out while the thread
/// waits, so that nothing in it is used by two threads at once.
///
/// Safe to share: it is changed by the thread alone that has the turn, and read by its own after the signal.
private final class Waiting: @unchecked Sendable {
    typealias Act = (any StoreConnection) throws -> Void

    /// `nil` for a turn alone, and once the write is decided.
    private(set) var act: Act?
    private(set) var outcome: Result<Void, any Error>?
    let signal = DispatchSemaphore(value: 0)

    init(_ act: Act?) { self.act = act }

    func end(_ outcome: Result<Void, any Error>) { (self.outcome, act) = (outcome, nil) }
}

/// Lets one thread at a time to the connection of an engine, in the order of their coming.
final class CommitGate: Sendable {
    let engine: any StoreEngine
    private let state = Mutex<(isTaken: Bool, waiting: [Waiting])>((false, []))

    init(_ engine: any StoreEngine) { self.engine = engine }

    /// Uses the connection alone.
    func alone<T>(_ body: (any StoreConnection) throws -> T) throws -> T {
        enter(Waiting(nil))
        defer { leave() }
        return try engine.withConnection(body)
    }

    /// Carries out an act in a durable transaction, maybe together with those of other threads.
    func write(_ act: (any StoreConnection) throws -> Void) throws {
        try withoutActuallyEscaping(act) { act in
            let own = Waiting(act)
            enter(own)
            if own.outcome == nil {
                let batch = [own] + takeWrites()
                for (write, outcome) in zip(batch, carryOut(batch)) { write.end(outcome) }
                for write in batch.dropFirst() { write.signal.signal() }
                leave()
            }
            try own.outcome?.get()
        }
    }

    /// Waits for the turn, or until another thread has carried out what this one wants to write.
    private func enter(_ own: Waiting) {
        let isOwn = state.withLock { state in
            if state.isTaken { state.waiting.append(own) }
            defer { state.isTaken = true }
            return !state.isTaken
        }
        if !isOwn { own.signal.wait() }
    }

    /// Gives the turn to who has waited longest.
    private func leave() {
        let next = state.withLock { state in
            state.isTaken = !state.waiting.isEmpty
            return state.waiting.isEmpty ? nil : state.waiting.removeFirst()
        }
        next?.signal.signal()
    }

    /// The writes that wait before anybody who wants the turn alone.
    private func takeWrites() -> [Waiting] {
        state.withLock { state in
            let writes = Array(
                state.waiting.prefix(Limits.writesInCommit - 1).prefix { $0.act != nil })
            state.waiting.removeFirst(writes.count)
            return writes
        }
    }

    /// Each act's own outcome, if the commit succeeded.
    private func carryOut(_ batch: [Waiting]) -> [Result<Void, any Error>] {
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
        of write: Waiting, on connection: any StoreConnection
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
