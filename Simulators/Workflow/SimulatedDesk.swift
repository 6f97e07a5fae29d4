// One desk of the simulated world: the real desk over a store of its own, with a process that can end at any commit and
// begin again. What was committed is kept; everything else is forgotten. With the process a disk may be lost: then the
// desk begins again from last night's backup.

import Desk
import Logging
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import Synchronization

/// A backup of a desk, with what the witness knew when it was made.
struct DeskBackup {
    var store: SimulatedBackup
    var witness: Witness
    var at: UTCInstant
}

/// A desk with its store, its clock and its mail.
final class SimulatedDesk {
    private(set) var desk: Desk
    let interruptions: Interruptions
    let ledger = DeliveryLedger()
    /// People who write the station's letters anew; the Bureau's go as the desk wrote them.
    let handwriting: Handwriting
    private let rivals: Rivals
    private var workers: Workers
    private let clock: VirtualClock
    private let offset: ClockOffset
    private var dice: Dice
    /// The process has ended and could not begin again yet.
    private var isDown = false
    private let path: String?
    /// The latest backup.
    private var backup: DeskBackup?
    /// How many disks this desk has had.
    private var disks = 1
    /// The store on a disk that was lost, until somebody asks.
    private var lost: (store: OrderStore, backup: DeskBackup)?
    /// Begins a process over a store.
    private let begin: (OrderStore) throws -> (Desk, Workers)

    var kind: DeskKind { desk.kind }
    var address: MailAddress { desk.configuration.settings.ownAddress }
    var correspondents: Correspondents { desk.configuration.settings.correspondents }
    /// In the story and in the words of a breach.
    let name: String

    /// A new desk without orders, over a store in memory or at a path.
    init(
        _ configuration: DeskConfiguration, mail: MailWorld, clock: VirtualClock, faults: Faults,
        _ settings: WorkflowSettings, store path: String?
    ) throws {
        let (kind, seed) = (configuration.settings.desk, settings.seed)
        let (interruptions, offset) = (Interruptions(faults, clock: clock), ClockOffset())
        let (rivals, ledger) = (Rivals(interruptions), ledger)
        name =
            settings.stations == 1 ? kind.rawValue : configuration.settings.ownAddress.localPart
        let handwriting = Handwriting(
            Faults(kind == .station ? faults.switchedOn : [], seed: seed &+ 5))
        self.handwriting = handwriting
        let names = Mutex(Dice(seed: seed, stream: kind.rawValue + " names"))
        let surroundings = Surroundings(
            now: {
                let now = clock.now
                return now + offset.duration(at: now)
            },
            newName: { names.withLock { $0.name() } })
        begin = { store in
            let desk = try Desk(
                configuration: configuration, store: store, surroundings: surroundings,
                mailReader: RivalReader(rivals),
                logger: Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() })
            let serverName = configuration.settings.mail.serverName
            let office = LocalPostOffice(
                serverName: { _ in serverName }, carrier: { _ in mail.outgoing })
            let mailbox = mail.mailbox(configuration.settings.ownAddress)
            let workers = Workers(
                desk: desk, incoming: RivalMailbox(mailbox: mailbox, rivals: rivals),
                outgoing: desk.guarded(
                    LedgerCarrier(
                        ledger: ledger, rivals: rivals,
                        carrier: HandwritingCarrier(handwriting: handwriting, carrier: office))))
            rivals.enter(workers)
            return (desk, workers)
        }
        let store = try OrderStore.simulated(desk: kind, at: path) { try interruptions.ask($0) }
        (desk, workers) = try begin(store)
        (self.interruptions, self.rivals, self.clock) = (interruptions, rivals, clock)
        (self.offset, self.path) = (offset, path)
        dice = Dice(seed: seed, stream: kind.rawValue)
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
            return try losesDisk() ? "the process ended, and its disk is lost" : "the process ended"
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

    // MARK: the disk

    /// Copies the store, as the timer of the service does every night.
    func backUp(_ witness: Witness) throws {
        backup = DeskBackup(
            store: try desk.store.simulatedBackup(), witness: witness, at: clock.now)
    }

    /// The store on a disk that was lost since the last asking, and the backup that has taken its place.
    func takeLostDisk() -> (store: OrderStore, backup: DeskBackup)? {
        defer { lost = nil }
        return lost
    }

    /// Perhaps the disk is lost with the process; then the next one begins with the backup.
    private func losesDisk() throws -> Bool {
        guard interruptions.strikes(.oldBackup), let backup else { return false }
        disks += 1
        let interruptions = interruptions
        let store = try OrderStore.simulated(
            restoring: backup.store, at: path.map { "\($0)-\(disks)" },
            now: desk.surroundings.now()
        ) { try interruptions.ask($0) }
        lost = (desk.store, backup)
        (desk, workers) = try begin(store)
        return true
    }
}
