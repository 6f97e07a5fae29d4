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
