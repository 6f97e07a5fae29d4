// Serving a desk: its workers in rounds on the main thread, pages and API beside them, until a signal comes.

import ArgumentParser
import ConfigurationFiles
import Console
import Desk
import Foundation
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import SimulatedStation

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run a desk: workers, console and API, until interrupted.",
        discussion: "Example: vigia serve --data station")

    @OptionGroup var options: DeskOptions

    @Flag(help: "Let the simulated station serve the orders (simulation registers only).")
    var simulate = false

    @Option(help: "Seed of the simulated station.")
    var seed: UInt64 = 1

    @Option(help: "How the simulated station behaves.")
    var station = StationBehaviour.prompt

    @Flag(
        inversion: .prefixedNo,
        help:
            "Serve pages and API too; without them this process only works for a desk at a server.")
    var console = true

    func run() throws {
        let folder = DeskFolder(options.folder)
        let configuration = try DeskConfiguration.read(folder)
        let interruption = Interruption()
        guard !simulate || configuration.settings.register == .simulation else {
            throw Failure(.badConfiguration, "a live register is not served by a simulation (R87)")
        }
        guard let desk = try open(folder, interruption) else { return }
        Output.complain("vigia: serving \(folder.path)")
        Output.complain("vigia: \(desk.store.diagnostics)")
        let pages = console ? try servePages(of: desk, in: folder) : nil
        defer { pages?.stop() }
        let connection = IMAPConnection()
        var copies = try AcknowledgementCopySender(of: desk)
        var told: String?
        var writes: Int
        repeat {
            writes = desk.store.writes
            do {
                try round(desk, folder, connection)
                try copies?.send()
                told = nil
            } catch let error as StoreError where error.mayPass {
                if told != error.message { Output.complain("vigia: \(error); trying again") }
                told = error.message
            }
        } while !rest(desk, since: writes, interruption)
        Output.complain("vigia: stopped")
    }

    private func servePages(of desk: Desk, in folder: DeskFolder) throws -> ServedPages {
        let pages = try ServedPages(of: desk, in: folder)
        if let password = try pages.site.makeFirstAdministrator() {
            Output.complain("vigia: first account: admin, password for one use: \(password)")
        }
        Output.complain("vigia: pages and API at \(pages.url)")
        return pages
    }

    /// Opens the desk, however long its database does not answer.
    ///
    /// - Returns: `nil` if the program is to end before.
    private func open(_ folder: DeskFolder, _ interruption: Interruption) throws -> Desk? {
        var told: String?
        while true {
            do {
                return try DeskSession.open(folder.path)
            } catch let error as StoreError where error.mayPass && error.code != .locked {
                if told != error.message { Output.complain("vigia: \(error); trying again") }
                told = error.message
                if interruption.arrives(within: .seconds(1)) { return nil }
            }
        }
    }

    /// Waits for the next round: for the time of the settings, or until something was written.
    ///
    /// - Returns: true if the program is to end.
    private func rest(_ desk: Desk, since writes: Int, _ interruption: Interruption) -> Bool {
        let poll = desk.configuration.settings.mail.pollInterval
        let end = ContinuousClock.now + poll
        // What the round itself wrote may have made more to do.
        let isBusy = desk.store.writes != writes
        if isBusy { return interruption.arrives(within: .milliseconds(1)) }
        while .now < end {
            if interruption.arrives(within: min(poll, .milliseconds(50))) { return true }
            if desk.store.writes != writes { return false }
            // A server that does not answer is the next round's to tell.
            if desk.store.isShared, (try? desk.store.awaitChange(within: .milliseconds(1))) ?? false
            {
                return false
            }
        }
        return interruption.arrives(within: .zero)
    }

    private func round(_ desk: Desk, _ folder: DeskFolder, _ connection: IMAPConnection) throws {
        let staff =
            simulate
            ? SimulatedStaff(
                desk: desk, recordings: folder.recordings, seed: seed, behaviour: station) : nil
        if let staff, staff.isDown { return }
        do {
            let workers = desk.workers(keeping: connection)
            try (simulate ? workers.behaving(as: station) : workers).round()
        } catch let error as CarrierError {
            // A mailbox in trouble may answer again at the next round.
            Output.complain("vigia: \(error)")
        }
        try staff?.work()
        try desk.keepDailyCheckpoint(in: folder)
        try desk.sendDailyCheckpoint()
    }
}
