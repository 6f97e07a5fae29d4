// Final reports at the command line.

import ArgumentParser
import Desk
import Foundation
import Letters
import MonitoringOrders
import Quantities
import Reports

struct ReportCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Draft, approve and release final reports.",
        subcommands: [Draft.self, Approve.self, Release.self])

    struct Draft: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the report as it would be released now.",
            discussion: """
                Example: vigia report draft EMSAT-RIO/2027/0007 --out draft --data station
                """)

        @OptionGroup var options: DeskOptions

        @Argument(help: "Reference number of the task.")
        var reference: ReferenceNumber

        @Option(help: "Folder for the files.")
        var out: String

        func run() throws {
            let desk = try DeskSession.open(options.folder)
            let document = try desk.draftReport(
                try desk.orderNumber(of: reference),
                by: options.actor(usually: .stationOperator))
            try FileManager.default.createDirectory(
                atPath: out, withIntermediateDirectories: true)
            for file in try desk.files(of: document) {
                let path = out + "/" + file.fileName
                try Data(file.content).write(to: URL(filePath: path))
                Output.print(path)
            }
        }
    }

    struct Approve: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Approve a result as a report, with the officer's conclusion.",
            discussion: """
                Example: vigia report approve EMSAT-RIO/2027/0007 --conclusion "Located." \
                --data station
                """)

        @OptionGroup var options: DeskOptions

        @Argument(help: "Reference number of the task.")
        var reference: ReferenceNumber

        @Option(help: "The officer's conclusion.")
        var conclusion: String

        func run() throws {
            let desk = try DeskSession.open(options.folder)
            let order = try desk.perform(
                .approveReport(conclusion: conclusion), on: try desk.orderNumber(of: reference),
                by: options.actor(usually: .officer))
            OrderPrinter.print(order, json: options.json)
        }
    }

    struct Release: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Release the approved report to ITU alone.",
            discussion: "Example: vigia report release EMSAT-RIO/2027/0007 --data station")

        @OptionGroup var options: DeskOptions

        @Argument(help: "Reference number of the task.")
        var reference: ReferenceNumber

        func run() throws {
            let desk = try DeskSession.open(options.folder)
            let order = try desk.releaseReport(
                try desk.orderNumber(of: reference), by: options.actor(usually: .officer))
            OrderPrinter.print(order, json: options.json)
        }
    }
}
