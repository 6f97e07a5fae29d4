// The rounds of a serving process: mail, store, sender, one after the other, until a signal comes. What the service manager
// is told follows from them.

import ConfigurationFiles
import Desk
import Foundation
import Logging
import MailTransport
import MonitoringOrders
import OrderStore
import SimulatedStation

/// A desk at work.
struct ServedDesk {
    private let desk: Desk
    private let folder: DeskFolder
    private let staff: SimulatedStaff?
    private let behaviour: StationBehaviour?
    private let log: LogForm
    private let interruption: Interruption
    private let manager = ServiceManager()
    private var connection = IMAPConnection()
    private var copies: AcknowledgementCopySender?
    /// What was told of a database that fails, or a mailbox, so that it is not told in every round.
    private var told: (store: String?, mailbox: String?)
    private var fedAt: ContinuousClock.Instant?

    /// A desk, with the simulated people who work at it, if there are any.
    init(
        desk: Desk, folder: DeskFolder, staff: SimulatedStaff?, behaviour: StationBehaviour?,
        log: LogForm, interruption: Interruption
    ) throws {
        (self.desk, self.folder, self.staff) = (desk, folder, staff)
        (self.behaviour, self.log, self.interruption) = (behaviour, log, interruption)
        copies = try AcknowledgementCopySender(of: desk)
    }

    /// Works until the process is to end.
    ///
    /// - Parameter url: of the pages, for the service manager to show.
    /// - Throws: `StoreError` that does not pass, `ReaderUnavailable`.
    mutating func serve(at url: String?) throws {
        desk.pulse.begin(at: desk.surroundings.now())
        manager.ready("serving \(folder.path)\(url.map { " at \($0)" } ?? "")")
        var steps = 0
        repeat {
            steps = 0
            do {
                steps = try round()
                try copies?.send()
                noteStore(nil)
            } catch let error as StoreError where error.mayPass {
                noteStore(error)
            }
            feedWatchdog()
            if interruption.takeReload() { reload() }
        } while !rest(after: steps)
        desk.logger.notice("stopped")
    }

    private mutating func noteStore(_ error: StoreError?) {
        if let error, told.store != error.message {
            desk.logger.error("\(error); trying again")
        }
        told.store = error?.message
        desk.pulse.storeFails(error?.message)
    }

    /// Feeds the watchdog if every step came to an end since it was fed last; a step that hangs lets it starve.
    private mutating func feedWatchdog() {
        guard let span = manager.watchdog, desk.pulse.takeProgress() else { return }
        let isDue = fedAt.map { ContinuousClock.now - $0 >= span / 4 } ?? true
        guard isDue else { return }
        manager.alive()
        fedAt = .now
    }

    /// Reads the settings anew. Faulty ones are told, and what held holds on.
    private mutating func reload() {
        manager.reloading()
        do {
            let waiting = desk.adopt(try DeskConfiguration.read(folder))
            log.adopt(desk.configuration.settings.log)
            connection = IMAPConnection()
            desk.logger.notice("settings read anew")
            if !waiting.isEmpty {
                desk.logger.warning("waits for the next start: \(waiting.joined(separator: ", "))")
            }
        } catch {
            for fault in error.faults { desk.logger.error("settings stay as they were: \(fault)") }
        }
        manager.ready("serving \(folder.path)")
    }

    /// Waits for the next round: for the time of the settings, or until somebody else wrote something. What the last
    /// round did may have made more to do at once.
    ///
    /// - Returns: true if the program is to end.
    private func rest(after steps: Int) -> Bool {
        if steps > 0 { return interruption.arrives(within: .milliseconds(1)) }
        let poll = min(desk.configuration.settings.mail.pollInterval, longestRest)
        let end = ContinuousClock.now + poll
        let writes = desk.store.writes
        while .now < end {
            if interruption.arrives(within: min(poll, .milliseconds(50))) { return true }
            if interruption.hasReload || desk.store.writes != writes { return false }
            // A server that does not answer is the next round's to tell.
            if desk.store.isShared, (try? desk.store.awaitChange(within: .milliseconds(1))) ?? false
            {
                return false
            }
        }
        return interruption.arrives(within: .zero)
    }

    /// The watchdog is fed after a round, so rounds come at least four times in its span.
    private var longestRest: Duration { manager.watchdog.map { $0 / 4 } ?? .seconds(86_400) }

    /// - Returns: how many letters moved and steps were taken.
    private mutating func round() throws -> Int {
        if let staff, staff.isDown { return 0 }
        var steps = 0
        do {
            let workers = desk.workers(keeping: connection)
            steps = try (behaviour.map { workers.behaving(as: $0) } ?? workers).round()
            told.mailbox = nil
        } catch let error as CarrierError {
            // A mailbox in trouble may answer again at the next round.
            if told.mailbox != error.words { desk.logger.error("\(error)") }
            told.mailbox = error.words
        }
        steps += try staff?.work() ?? 0
        try desk.keepDailyCheckpoint(in: folder)
        try desk.sendDailyCheckpoint()
        return steps
    }
}
