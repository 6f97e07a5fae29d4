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
    private let faults: Mutex<Faults>

    init(_ faults: Faults) { self.faults = Mutex(faults) }

    var counts: [Fault: Int] { faults.withLock { $0.counts } }

    func stop() { faults.withLock { $0.stop() } }

    func strikes(_ fault: Fault) -> Bool { faults.withLock { $0.strikes(fault) } }

    /// Before a commit the disk may fail; before and after it the process may end.
    func ask(_ moment: CommitMoment) throws {
        if moment == .before, strikes(.diskFails) {
            throw StoreError(.full, path: "memory", message: "no space is left (simulated)")
        }
        if strikes(.crash) { throw ProcessEnded() }
    }
}

/// How far a desk's clock is from the world's.
private final class ClockOffset: Sendable {
    private let state = Mutex(Duration.zero)

    var duration: Duration { state.withLock { $0 } }

    func jump(by step: Duration) { state.withLock { $0 += step } }
}

/// A desk with its store, its clock and its mail.
final class SimulatedDesk {
    let desk: Desk
    let interruptions: Interruptions
    private let workers: Workers
    private let offset = ClockOffset()
    private var dice: Dice

    var kind: DeskKind { desk.kind }
    var address: MailAddress { desk.configuration.settings.ownAddress }

    /// A new desk without orders.
    init(
        _ configuration: DeskConfiguration, mail: MailWorld, clock: VirtualClock, faults: Faults,
        seed: UInt64
    ) throws {
        let settings = configuration.settings
        let (interruptions, offset) = (Interruptions(faults), offset)
        let store = try OrderStore.inMemory(desk: settings.desk) {
            try interruptions.ask($0)
        }
        let names = Mutex(Dice(seed: seed, stream: settings.desk.rawValue + " names"))
        desk = try Desk(
            configuration: configuration, store: store,
            surroundings: Surroundings(
                now: { clock.now + offset.duration },
                newName: { names.withLock { $0.name() } }),
            mailReader: UnconfinedReader(),
            logger: Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() })
        let serverName = settings.mail.serverName
        let office = LocalPostOffice(
            serverName: { _ in serverName }, carrier: { _ in mail.outgoing })
        workers = Workers(
            desk: desk, incoming: mail.mailbox(settings.ownAddress),
            outgoing: desk.guarded(office))
        self.interruptions = interruptions
        dice = Dice(seed: seed, stream: settings.desk.rawValue)
    }

    /// Does something at the desk. An interruption ends the process; it begins again, and what it
    /// held is taken up.
    ///
    /// - Returns: how it ended, in words for the story.
    func attempt(_ act: (Desk) throws -> Void) throws -> String {
        if interruptions.strikes(.clockStep) {
            offset.jump(by: .seconds(Int.random(in: -7200...7200, using: &dice)))
        }
        do {
            try act(desk)
            return "done"
        } catch is ProcessEnded {
            try restart()
            return "the process ended and began again"
        } catch let error as StoreError {
            try restart()
            return "\(error.message)"
        } catch let error as CarrierError {
            return error.description
        } catch let refusal as Refusal {
            return "refused by the rules: \(refusal)"
        }
    }

    /// One round of the workers.
    func round() throws -> String { try attempt { _ in try workers.round() } }

    private func restart() throws {
        while true {
            do {
                return try desk.endAbandonedAttempts()
            } catch is ProcessEnded {
                continue
            } catch is StoreError {
                continue
            }
        }
    }
}
