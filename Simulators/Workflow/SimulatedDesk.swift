// One desk of the simulated world: the real desk over a store in memory, with a process that can end
// at any commit and begin again. What was committed is kept; everything else is forgotten.

import Desk
import Logging
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import Synchronization

/// A process that ended in the middle of its work.
struct ProcessEnded: Error {}

/// What may end a process or fail a commit; the store asks at each commit.
final class Interruptions: Sendable {
    private struct State {
        var faults: Faults
        /// Until when the disk is full.
        var fullUntil: UTCInstant?
    }

    private let state: Mutex<State>
    private let clock: VirtualClock

    init(_ faults: Faults, clock: VirtualClock) {
        state = Mutex(State(faults: faults))
        self.clock = clock
    }

    var counts: [Fault: Int] { state.withLock { $0.faults.counts } }

    func stop() {
        state.withLock { state in
            state.faults.stop()
            state.fullUntil = nil
        }
    }

    func strikes(_ fault: Fault) -> Bool { state.withLock { $0.faults.strikes(fault) } }

    /// Before a commit the disk may fail; before and after it the process may end.
    func ask(_ moment: CommitMoment) throws {
        switch moment {
        case .before:
            if isFull { throw StoreError(.full, path: "memory", message: "the disk is full") }
            if strikes(.diskFails) {
                throw StoreError(.inputOutput, path: "memory", message: "the disk failed")
            }
        case .after:
            if strikes(.syncFails) {
                throw StoreError(.inputOutput, path: "memory", message: "a sync failed")
            }
        }
        if strikes(.crash) { throw ProcessEnded() }
    }

    private var isFull: Bool {
        let now = clock.now
        return state.withLock { state in
            if state.faults.strikes(.diskFull) {
                let span = state.faults.draw { $0.span(from: .seconds(600), to: .seconds(43_200)) }
                state.fullUntil = now + span
            }
            return state.fullUntil.map { now < $0 } ?? false
        }
    }
}

/// How far a desk's clock is from the world's.
private final class ClockOffset: Sendable {
    private struct State {
        var offset = Duration.zero
        /// Seconds gained in a second, since an instant.
        var drift = 0.0
        var since = WorkflowSettings.start
    }

    private let state = Mutex(State())

    /// The offset at an instant of the world.
    func duration(at now: UTCInstant) -> Duration {
        state.withLock { $0.offset + (now - $0.since) * $0.drift }
    }

    func jump(by step: Duration) { state.withLock { $0.offset += step } }

    /// From an instant on the clock gains so many seconds in a second.
    func run(_ drift: Double, from now: UTCInstant) {
        state.withLock { state in
            state.offset += (now - state.since) * state.drift
            (state.drift, state.since) = (drift, now)
        }
    }
}

/// A desk with its store, its clock and its mail.
final class SimulatedDesk {
    let desk: Desk
    let interruptions: Interruptions
    let ledger = DeliveryLedger()
    private let rivals: Rivals
    private let workers: Workers
    private let clock: VirtualClock
    private let offset = ClockOffset()
    private var dice: Dice
    /// The process has ended and could not begin again yet.
    private var isDown = false

    var kind: DeskKind { desk.kind }
    var address: MailAddress { desk.configuration.settings.ownAddress }

    /// A new desk without orders, over a store in memory or at a path.
    init(
        _ configuration: DeskConfiguration, mail: MailWorld, clock: VirtualClock, faults: Faults,
        seed: UInt64, store path: String? = nil
    ) throws {
        let settings = configuration.settings
        let (interruptions, offset) = (Interruptions(faults, clock: clock), offset)
        let store = try OrderStore.simulated(desk: settings.desk, at: path) {
            try interruptions.ask($0)
        }
        let names = Mutex(Dice(seed: seed, stream: settings.desk.rawValue + " names"))
        let rivals = Rivals(interruptions)
        desk = try Desk(
            configuration: configuration, store: store,
            surroundings: Surroundings(
                now: {
                    let now = clock.now
                    return now + offset.duration(at: now)
                },
                newName: { names.withLock { $0.name() } }),
            mailReader: RivalReader(rivals),
            logger: Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() })
        let serverName = settings.mail.serverName
        let office = LocalPostOffice(
            serverName: { _ in serverName }, carrier: { _ in mail.outgoing })
        workers = Workers(
            desk: desk,
            incoming: RivalMailbox(mailbox: mail.mailbox(settings.ownAddress), rivals: rivals),
            outgoing: desk.guarded(LedgerCarrier(ledger: ledger, rivals: rivals, carrier: office)))
        rivals.enter(workers)
        (self.interruptions, self.rivals, self.clock) = (interruptions, rivals, clock)
        dice = Dice(seed: seed, stream: settings.desk.rawValue)
    }

    /// Does something at the desk. An interruption ends the process; it begins again, and what it
    /// held is taken up.
    ///
    /// - Returns: how it ended, in words for the story.
    func attempt(_ act: (Desk) throws -> Void) throws -> String {
        moveClock()
        if isDown { beginAgain() }
        guard !isDown else { return "the desk could not begin again" }
        defer { if isDown { beginAgain() } }
        do {
            try act(desk)
            try rivals.check()
            return "done"
        } catch is ProcessEnded {
            isDown = true
            return "the process ended"
        } catch let error as StoreError {
            isDown = true
            return "\(error.message)"
        } catch let error as CarrierError {
            return error.description
        } catch let refusal as Refusal {
            return "refused by the rules: \(refusal)"
        } catch let stopped as AutomaticLettersStopped {
            return stopped.description
        }
    }

    private func moveClock() {
        if interruptions.strikes(.clockStep) {
            offset.jump(by: .seconds(Int.random(in: -7200...7200, using: &dice)))
        }
        if interruptions.strikes(.clockDrift) {
            offset.run(Double.random(in: -1e-3...1e-3, using: &dice), from: clock.now)
        }
    }

    /// One round of the workers.
    func round() throws -> String { try attempt { _ in try workers.round() } }

    /// The process begins again, as often as it ends while it does; a disk that fails lets it wait.
    private func beginAgain() {
        for _ in 0..<10 where isDown {
            do {
                try desk.endAbandonedAttempts()
                isDown = false
            } catch {
                continue
            }
        }
    }
}
