// The one way to the connection. A write whose turn has come takes those with it that have come to wait meanwhile, until
// none is left, and then commits: the disk is asked once for all of them, and each still happens or not by itself.

import Foundation
import Quantities

/// A thread that waits for its turn, with what it wants to write, if anything. That is carried out while the thread
/// waits, so that nothing in it is used by two threads at once.
///
/// Safe to share: it is changed by the thread alone that has the turn, and read by its own after the signal.
private final class Waiting: @unchecked Sendable {
    typealias Act = CommitGate.Act

    /// `nil` for a turn alone, and once the write is decided.
    private(set) var act: Act?
    private(set) var outcome: Result<Void, any Error>?
    let signal = DispatchSemaphore(value: 0)

    init(_ act: Act?) { self.act = act }

    func end(_ outcome: Result<Void, any Error>) { (self.outcome, act) = (outcome, nil) }
}

/// Lets one thread at a time to the connection of an engine, in the order of their coming.
///
/// Safe to share: the lock of ``arrivals`` guards who waits, and the turn itself the rest.
final class CommitGate: @unchecked Sendable {
    /// A write, given the last row of the journal where it is known.
    ///
    /// - Returns: the last row of the journal afterwards.
    typealias Act = (any StoreConnection, JournalEnd?) throws -> JournalEnd?

    let engine: any StoreEngine
    /// Tells a commit that waits for company who comes.
    private let arrivals = NSCondition()
    private var isTaken = false
    private var waiting: [Waiting] = []
    /// How many writes the last commit had, and how many seconds it took.
    private var last = (writes: 1, seconds: 0.0)

    init(_ engine: any StoreEngine) { self.engine = engine }

    /// Uses the connection alone.
    func alone<T>(_ body: (any StoreConnection) throws -> T) throws -> T {
        enter(Waiting(nil))
        defer { leave() }
        return try engine.withConnection(body)
    }

    /// Carries out an act in a durable transaction, maybe together with those of other threads.
    func write(_ act: Act) throws {
        try withoutActuallyEscaping(act) { act in
            let own = Waiting(act)
            enter(own)
            if own.outcome == nil {
                let others = carryOut(own)
                // The next turn begins while these threads are woken.
                leave()
                for write in others { write.signal.signal() }
            }
            try own.outcome?.get()
        }
    }

    /// Waits for the turn, or until another thread has carried out what this one wants to write.
    private func enter(_ own: Waiting) {
        let isOwn = arrivals.withLock {
            if isTaken {
                waiting.append(own)
                arrivals.signal()
            }
            defer { isTaken = true }
            return !isTaken
        }
        if !isOwn { own.signal.wait() }
    }

    /// Gives the turn to who has waited longest.
    private func leave() {
        let next = arrivals.withLock {
            isTaken = !waiting.isEmpty
            return waiting.isEmpty ? nil : waiting.removeFirst()
        }
        next?.signal.signal()
    }

    /// What goes into a commit next: the first write that waits, unless somebody before it wants the turn alone. Where
    /// nobody waits, as many as went with the last commit are expected, but not for longer than that took.
    ///
    /// - Parameters:
    ///   - count: how many writes the commit has.
    ///   - end: when it stops waiting for more; set here when it begins to.
    /// - Returns: `nil` when the commit is complete.
    private func takeWrite(after count: Int, until end: inout Date?) -> Waiting? {
        arrivals.lock()
        defer { arrivals.unlock() }
        if waiting.isEmpty, count < last.writes {
            let latest = end ?? Date(timeIntervalSinceNow: last.seconds)
            end = latest
            while waiting.isEmpty, arrivals.wait(until: latest) {}
        }
        guard count < Limits.writesInCommit, waiting.first?.act != nil else { return nil }
        return waiting.removeFirst()
    }

    /// Carries out a write and those that come to wait meanwhile, and decides them all.
    ///
    /// - Returns: the other writes.
    private func carryOut(_ own: Waiting) -> [Waiting] {
        var (others, outcomes): ([Waiting], [Result<Void, any Error>]) = ([], [])
        var (end, begin): (Date?, ContinuousClock.Instant) = (nil, .now)
        do {
            try engine.withConnection { connection in
                try connection.transaction(.writing) {
                    // If it fails nothing remains, and nobody else is concerned.
                    var lastRow = try own.act?(connection, nil)
                    while let next = takeWrite(after: others.count + 1, until: &end) {
                        others.append(next)
                        outcomes.append(
                            try Self.outcome(of: next, on: connection, after: &lastRow))
                    }
                    begin = .now
                }
            }
            last = (others.count + 1, (.now - begin) / .seconds(1))
            own.end(.success(()))
            for (write, outcome) in zip(others, outcomes) { write.end(outcome) }
        } catch {
            for write in [own] + others { write.end(.failure(error)) }
        }
        return others
    }

    /// Carries out one act after others.
    ///
    /// - Throws: if the transaction around it is gone.
    private static func outcome(
        of write: Waiting, on connection: any StoreConnection, after lastRow: inout JournalEnd?
    ) throws -> Result<Void, any Error> {
        do {
            let before = lastRow
            lastRow = try connection.savepoint { try write.act?(connection, before) }
            return .success(())
        } catch {
            guard connection.isInTransaction else { throw error }
            return .failure(error)
        }
    }
}
