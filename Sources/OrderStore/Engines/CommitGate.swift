// The one way to the connection. A write whose turn has come takes those with it that have come to wait meanwhile, until
// none is left, and then commits: the disk is asked once for all of them, and each still happens or not by itself. A read
// takes other reads with it, so that the turn is not handed from thread to thread for each of them.

import Foundation
import Quantities
import Synchronization

/// A thread that waits for its turn, with what it wants. What may be carried out together with what others want is
/// carried out while the thread waits, so that nothing in it is used by two threads at once.
///
/// Safe to share: it is changed by the thread alone that has the turn, and read by its own after the signal.
private final class Waiting: @unchecked Sendable {
    enum Wish {
        case alone
        case write(CommitGate.Write)
        case read(CommitGate.Read)
    }

    /// `alone` too once it is decided.
    private(set) var wish: Wish
    private(set) var outcome: Result<Void, any Error>?
    let signal = DispatchSemaphore(value: 0)

    init(_ wish: Wish) { self.wish = wish }

    func end(_ outcome: Result<Void, any Error>) { (self.outcome, wish) = (outcome, .alone) }

    var write: CommitGate.Write? {
        guard case .write(let write) = wish else { return nil }
        return write
    }

    var read: CommitGate.Read? {
        guard case .read(let read) = wish else { return nil }
        return read
    }
}

/// Lets one thread at a time to the connection of an engine: in the order of their coming, but for those who are taken
/// along.
///
/// Safe to share: the lock of ``arrivals`` guards who waits, and the turn itself the rest.
final class CommitGate: @unchecked Sendable {
    /// A write, given the last row of the journal where it is known.
    ///
    /// - Returns: the last row of the journal afterwards.
    typealias Write = (any StoreConnection, JournalEnd?) throws -> JournalEnd?
    typealias Read = (any StoreConnection) throws -> Void

    let engine: any StoreEngine
    /// Tells a commit that waits for company who comes.
    private let arrivals = NSCondition()
    private var isTaken = false
    private var waiting: [Waiting] = []
    /// How many writes the last commit had, and how many seconds it took.
    private var last = (writes: 1, seconds: 0.0)
    private let committed = Atomic<Int>(0)

    init(_ engine: any StoreEngine) { self.engine = engine }

    /// How many commits there were. Each is counted before anybody can read what it wrote.
    var commits: Int { committed.load(ordering: .relaxed) }

    /// Uses the connection alone.
    func alone<T>(_ body: (any StoreConnection) throws -> T) throws -> T {
        enter(Waiting(.alone))
        defer { leave() }
        return try engine.withConnection(body)
    }

    /// Carries out an act in a durable transaction, maybe together with those of other threads.
    func write(_ act: Write) throws {
        try withoutActuallyEscaping(act) { act in
            try together(Waiting(.write(act)), with: writeTogether)
        }
    }

    /// Reads in a transaction that sees one state, maybe together with other threads.
    func read(_ act: Read) throws {
        try withoutActuallyEscaping(act) { act in
            try together(Waiting(.read(act))) { own in
                readTogether(own)
                return []
            }
        }
    }

    /// Waits until another thread has carried out what this one wants, or until its turn comes.
    ///
    /// - Parameters:
    ///   - own: what this thread wants.
    ///   - carryOut: decides it, and what others want; it returns those who have still to be told.
    /// - Throws: what this thread wanted has failed.
    private func together(_ own: Waiting, with carryOut: (Waiting) -> [Waiting]) throws {
        enter(own)
        if own.outcome == nil {
            let others = carryOut(own)
            // The next turn begins while these threads are woken.
            leave()
            for other in others { other.signal.signal() }
        }
        try own.outcome?.get()
    }

    /// Waits for the turn, or until another thread has decided.
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

    // MARK: Reading

    /// Carries out a read and some of those that wait, until one fails: who knows what its transaction is worth then. The
    /// others are told at once.
    private func readTogether(_ own: Waiting) {
        do {
            try engine.withConnection { connection in
                try connection.transaction(.reading) {
                    try own.read?(connection)
                    // What becomes of the transaction by the reads of others is not this one's failure.
                    own.end(.success(()))
                    var (count, isSound) = (1, true)
                    while isSound, let next = takeRead(after: count) {
                        let outcome = Result { try next.read?(connection) ?? () }
                        if case .failure = outcome { isSound = false }
                        next.end(outcome)
                        next.signal.signal()
                        count += 1
                    }
                }
            }
        } catch {
            if own.outcome == nil { own.end(.failure(error)) }
        }
    }

    private func takeRead(after count: Int) -> Waiting? {
        guard count < Limits.readsTogether else { return nil }
        return arrivals.withLock {
            waiting.firstIndex { $0.read != nil }.map { waiting.remove(at: $0) }
        }
    }

    // MARK: Writing

    /// What goes into a commit next: the first write that waits. Where nobody waits, as many as went with the last commit are
    /// expected, but not for longer than that took, and never for long.
    ///
    /// - Parameters:
    ///   - count: how many writes the commit has.
    ///   - end: when it stops waiting for more; set here when it begins to.
    /// - Returns: `nil` when the commit is complete.
    private func takeWrite(after count: Int, until end: inout Date?) -> Waiting? {
        guard count < Limits.writesInCommit else { return nil }
        arrivals.lock()
        defer { arrivals.unlock() }
        if waiting.isEmpty, count < last.writes {
            let patience = min(last.seconds, Limits.secondsForCompany)
            let latest = end ?? Date(timeIntervalSinceNow: patience)
            end = latest
            while waiting.isEmpty, arrivals.wait(until: latest) {}
        }
        return waiting.firstIndex { $0.write != nil }.map { waiting.remove(at: $0) }
    }

    /// Carries out a write and those that come to wait meanwhile, and decides them all.
    ///
    /// - Returns: the other writes.
    private func writeTogether(_ own: Waiting) -> [Waiting] {
        var (others, outcomes): ([Waiting], [Result<Void, any Error>]) = ([], [])
        var (end, begin): (Date?, ContinuousClock.Instant) = (nil, .now)
        do {
            try engine.withConnection { connection in
                try connection.transaction(.writing) {
                    // If it fails nothing remains, and nobody else is concerned.
                    var lastRow = try own.write?(connection, nil)
                    while let next = takeWrite(after: others.count + 1, until: &end) {
                        others.append(next)
                        outcomes.append(
                            try Self.outcome(of: next, on: connection, after: &lastRow))
                    }
                    begin = .now
                }
            }
            last = (others.count + 1, (.now - begin) / .seconds(1))
            committed.add(1, ordering: .relaxed)
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
            lastRow = try connection.savepoint { try write.write?(connection, before) }
            return .success(())
        } catch {
            guard connection.isInTransaction else { throw error }
            return .failure(error)
        }
    }
}
