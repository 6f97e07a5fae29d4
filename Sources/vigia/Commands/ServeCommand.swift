// Serving a desk: its workers in rounds on the main thread, pages and API beside them, until a signal comes.

import ArgumentParser
import Console
import Desk
import Foundation
import Logging
import MailTransport
import MonitoringOrders
import OrderStore
import SimulatedStation

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run a desk: workers, console and API, until interrupted.",
        discussion: """
            SIGTERM and Ctrl-C finish what is under way, within half a minute; SIGHUP reads the settings anew. Under systemd the
            process says when it is ready and feeds the watchdog while mail, store and sender make progress.
            Example: vigia serve --data station
            """)

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

    /// How long a letter under way may take after a signal, and after how long the process ends in any case.
    private static let patience = (letter: Duration.seconds(12), process: 25.0)

    func run() throws {
        let folder = DeskFolder(options.folder)
        let interruption = Interruption(hearingReload: true, onEnd: Self.beginEnd)
        let configuration = try DeskConfiguration.read(folder)
        let form = LogForm(configuration.settings.log)
        Descriptors.raiseLimit()
        guard !simulate || configuration.settings.register == .simulation else {
            throw Failure(.badConfiguration, "a live register is not served by a simulation (R87)")
        }
        guard let desk = try open(folder, form, interruption) else { return }
        desk.logger.notice("serving \(folder.path)")
        desk.logger.notice("\(desk.store.diagnostics)")
        let staff =
            simulate
            ? SimulatedStaff(
                desk: desk, recordings: folder.recordings, seed: seed, behaviour: station) : nil
        let pages = console ? try servePages(of: desk, in: folder) : nil
        defer { pages?.stop() }
        var service = try ServedDesk(
            desk: desk, folder: folder, staff: staff, behaviour: simulate ? station : nil,
            log: form, interruption: interruption)
        try service.serve(at: pages?.url)
    }

    private func servePages(of desk: Desk, in folder: DeskFolder) throws -> ServedPages {
        let pages = try ServedPages(of: desk, in: folder)
        if let password = try pages.site.makeFirstAdministrator() {
            try tell(password, in: folder, desk.logger)
        }
        desk.logger.notice("pages and API at \(pages.url)")
        return pages
    }

    /// The first password is for the person who starts the desk, and never for a log that a service manager keeps.
    private func tell(_ password: String, in folder: DeskFolder, _ logger: Logger) throws {
        guard ServiceManager().isThere else {
            return Output.complain("vigia: first account: admin, password for one use: \(password)")
        }
        let path = folder.path + "/first-password"
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data("\(password)\n".utf8),
                attributes: [.posixPermissions: 0o600])
        else { throw Failure(.cannotCreate, "\(path): cannot be written") }
        logger.notice("first account: admin, its password for one use is in \(path)")
    }

    /// Lets what is under way finish for a while. What does not is as after a power cut: nothing is lost, and what
    /// became of a letter is marked as uncertain at the next start.
    @Sendable private static func beginEnd() {
        ConnectionsEnd.begin(letting: patience.letter)
        ServiceManager().stopping()
        Thread {
            Thread.sleep(forTimeInterval: patience.process)
            Output.complain("vigia: ended before everything under way was finished")
            _exit(ExitStatus.tryAgain.rawValue)
        }.start()
    }

    /// Opens the desk, however long its database does not answer.
    ///
    /// - Returns: `nil` if the program is to end before.
    private func open(_ folder: DeskFolder, _ form: LogForm, _ interruption: Interruption) throws
        -> Desk?
    {
        let logger = ServiceLog.logger(form)
        var told: String?
        while true {
            do {
                return try DeskSession.open(folder.path, logging: form)
            } catch let error as StoreError where error.mayPass && error.code != .locked {
                if told != error.message { logger.error("\(error); trying again") }
                told = error.message
                if interruption.arrives(within: .seconds(1)) { return nil }
            } catch let error as StoreError where error.code == .locked {
                guard let server = ServingNote(reading: folder), server.isAlive else { throw error }
                throw Failure(.tryAgain, "\(error); this desk is served already, at \(server.url)")
            }
        }
    }
}
