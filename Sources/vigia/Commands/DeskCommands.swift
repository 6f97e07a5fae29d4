// Making a desk.

import ArgumentParser
import CanonicalJSON
import ConfigurationFiles
import Desk
import Foundation
import MonitoringOrders
import OrderStore

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

    @Flag(help: "Print JSON.")
    var json = false

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
        guard !json else {
            return Output.print([
                "folder": .string(folder.path), "desk": .string(desk.rawValue),
                "register": .string(live ? "live" : "simulation"),
                "settings": .string(folder.settings),
            ])
        }
        Output.print("\(folder.path): a new \(desk.rawValue) desk")
        Output.print(
            "next: look through \(folder.settings), then vigia check-config --data \(data)")
    }
}
