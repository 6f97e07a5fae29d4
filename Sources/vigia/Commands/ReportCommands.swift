// Final reports at the command line.

import ArgumentParser
import CanonicalJSON
import Console
import Foundation
import MonitoringOrders
import OrderStore

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
            let link = try DeskLink(options)
            let order = try link.order(of: reference)
            let files = try link.rows("/orders/\(order)/report/files", as: .stationOperator)
            try FileManager.default.createDirectory(
                atPath: out, withIntermediateDirectories: true)
            for name in files.compactMap({ $0["name"]?.string }) {
                let file = try link.ask(
                    .get, "/orders/\(order)/report/files/\(name)", as: .stationOperator)
                let path = out + "/" + (name as NSString).lastPathComponent
                try Data(file.body).write(to: URL(filePath: path))
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
            try DeskLink(options).act(
                "approval", ["conclusion": .string(conclusion)], on: reference, as: .officer)
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
            try DeskLink(options).act("release", on: reference, as: .officer)
        }
    }
}
