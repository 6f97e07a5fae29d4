// Making, checking and running a desk.

import ArgumentParser
import CanonicalJSON
import ConfigurationFiles
import Desk
import Foundation
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import SimulatedStation

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a new desk: settings, tables and database.",
        discussion: "Example: vigia init --desk bureau --data bureau")

    @Option(help: "Which desk: bureau or station.")
    var desk: DeskKind

    @Option(help: "Folder of the new desk.")
    var data: String

    @Option(help: "Keep it at a PostgreSQL server: postgresql://HOST/NAME, an empty database.")
    var database: String?

    @Flag(help: "Make a live register. Without it everything is marked SIMULATION (R87).")
    var live = false

    func run() throws {
        let folder = DeskFolder(data)
        if let database, !OrderStore.isServerAddress(database) {
            throw Failure(
                .usage, "--database: postgresql://HOST/NAME; a password goes into a passfile")
        }
        do {
            try folder.create(
                desk: desk, register: live ? .live : .simulation,
                configuration: try DeskSession.shippedConfiguration(), database: database)
        } catch let error as ConfigurationError {
            throw Failure(.cannotCreate, "\(error)")
        }
        Output.print("\(folder.path): a new \(desk.rawValue) desk")
        Output.print(
            "next: look through \(folder.settings), then vigia check-config --data \(data)")
    }
}

struct CheckConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config", abstract: "Say everything that is wrong with a desk's files.",
        discussion: "Example: vigia check-config --data bureau")

    @OptionGroup var options: DeskOptions

    func run() throws {
        let folder = DeskFolder(options.folder)
        guard FileManager.default.fileExists(atPath: folder.path) else {
            throw Failure(.inputMissing, "\(folder.path): there is no such folder")
        }
        do {
            let configuration = try DeskConfiguration.read(folder)
            let agreement = configuration.agreement
            if options.json {
                Output.print(["faults": [], "agreement": .string(agreement.citation)])
            } else {
                Output.print("\(folder.path): in order, under the \(agreement.citation)")
            }
        } catch {
            if options.json { Output.print(["faults": .array(error.faults.map(\.json))]) }
            throw Failure(.badConfiguration, "\(error)")
        }
    }
}

extension ConfigurationFault {
    fileprivate var json: JSONValue {
        [
            "file": .string(file), "line": JSONValue(line), "key": JSONValue(key),
            "message": .string(message),
        ]
    }
}

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run a desk's workers until interrupted.",
        discussion: "Example: vigia serve --data station")

    @OptionGroup var options: DeskOptions

    @Flag(help: "Let the simulated station serve the orders (simulation registers only).")
    var simulate = false

    @Option(help: "Seed of the simulated station.")
    var seed: UInt64 = 1

    @Option(help: "How the simulated station behaves.")
    var station = StationBehaviour.prompt

    func run() throws {
        let folder = DeskFolder(options.folder)
        let configuration = try DeskConfiguration.read(folder)
        let interruption = Interruption()
        guard !simulate || configuration.settings.register == .simulation else {
            throw Failure(.badConfiguration, "a live register is not served by a simulation (R87)")
        }
        let connection = IMAPConnection()
        // A desk at a server stays open; a file is held during a round only, so that other commands have their turn.
        let kept = configuration.settings.database == nil ? nil : try DeskSession.open(folder.path)
        Output.complain("vigia: serving \(folder.path)")
        var (told, isIntroduced): (String?, Bool) = (nil, false)
        repeat {
            do {
                let desk = try kept ?? DeskSession.open(folder.path)
                if !isIntroduced { Output.complain("vigia: \(desk.store.diagnostics)") }
                isIntroduced = true
                try round(desk, folder, connection)
                told = nil
            } catch let error as StoreError where error.mayPass {
                if told != error.message { Output.complain("vigia: \(error); trying again") }
                told = error.message
            }
        } while !rest(configuration.settings.mail.pollInterval, kept, interruption)
        Output.complain("vigia: stopped")
    }

    /// Waits for the next round, or until another process has changed something.
    ///
    /// - Returns: true if the program is to end.
    private func rest(_ poll: Duration, _ desk: Desk?, _ interruption: Interruption) -> Bool {
        let end = ContinuousClock.now + poll
        guard let desk else { return interruption.arrives(within: poll) }
        while .now < end {
            if interruption.arrives(within: .zero) { return true }
            do {
                if try desk.store.awaitChange(within: min(poll, .milliseconds(200))) { break }
            } catch {
                // The round will say what is wrong with the server.
                if interruption.arrives(within: min(poll, .milliseconds(200))) { return true }
            }
        }
        return interruption.arrives(within: .zero)
    }

    private func round(_ desk: Desk, _ folder: DeskFolder, _ connection: IMAPConnection) throws {
        let staff = simulate ? simulatedStaff(of: desk, folder) : nil
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

    private func simulatedStaff(of desk: Desk, _ folder: DeskFolder) -> SimulatedStaff {
        SimulatedStaff(
            desk: desk, recordings: folder.recordings, seed: seed, behaviour: station)
    }
}
