// Final reports at the command line. Who acts and in which role is given by --name and --role; the
// settings say how many people a report passes between (people_for_report).

import ArgumentParser
import CanonicalJSON
import Desk
import Foundation
import Letters
import MonitoringOrders
import Quantities
import Reports

struct ReportCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Draft, approve, release, revise, compare and recompute final reports.",
        subcommands: [
            Draft.self, Approve.self, Release.self, Revise.self, Files.self, Differences.self,
            Recompute.self,
        ])

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
            try ReportCommands.write(try desk.files(of: document), to: out)
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

    struct Revise: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send a numbered revision of a released report; the first is kept (R51).",
            discussion: """
                Without --result the result stays as it was.
                Example: vigia report revise EMSAT-RIO/2027/0007 --result result.json \
                --conclusion "Located; the ellipse is corrected." --data station
                """)

        @OptionGroup var options: DeskOptions

        @Argument(help: "Reference number of the task.")
        var reference: ReferenceNumber

        @Option(help: "File with the corrected result.")
        var result: String?

        @Option(help: "The officer's conclusion.")
        var conclusion: String

        func run() throws {
            let desk = try DeskSession.open(options.folder)
            let number = try desk.orderNumber(of: reference)
            let former = try desk.order(number)
            let kept = former.reports.last?.report?.result ?? former.result
            guard let result = try result.map(ResultFile.read) ?? kept else {
                throw Refusal.notPossible(.reviseReport, in: former.state)
            }
            let order = try desk.reviseReport(
                number, result: result, conclusion: conclusion,
                by: options.actor(usually: .officer))
            OrderPrinter.print(order, json: options.json)
        }
    }

    struct Files: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the files of a released or filed report, byte for byte.",
            discussion: """
                Example: vigia report files EMSAT-RIO/2027/0007 --revision 0 --out report \
                --data bureau
                """)

        @OptionGroup var options: DeskOptions

        @Argument(help: "Reference number of the task.")
        var reference: ReferenceNumber

        @Option(help: "0 for the report itself, then 1, 2, ... (default: the last).")
        var revision: Int?

        @Option(help: "Folder for the files.")
        var out: String

        func run() throws {
            let desk = try DeskSession.open(options.folder)
            let files = try desk.reportFiles(
                of: try desk.orderNumber(of: reference), revision: revision,
                by: options.actor(usually: .auditor))
            try ReportCommands.write(files, to: out)
        }
    }

    struct Differences: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what a revision changes in a report.",
            discussion: """
                Exit 1 if the two versions differ.
                Example: vigia report differences EMSAT-RIO/2027/0007 --data bureau
                """)

        @OptionGroup var options: DeskOptions

        @Argument(help: "Reference number of the task.")
        var reference: ReferenceNumber

        @Option(help: "The earlier version: 0 for the report itself (default: the last but one).")
        var from: Int?

        @Option(help: "The later version (default: the last).")
        var to: Int?

        func run() throws {
            let desk = try DeskSession.open(options.folder)
            let found = try desk.reportDifferences(
                of: try desk.orderNumber(of: reference), from: from, to: to,
                by: options.actor(usually: .auditor))
            if options.json {
                Output.print(["differences": .array(found.map(\.json))])
            } else {
                for difference in found {
                    Output.print(difference.place)
                    Output.print("  - \(difference.before ?? "nothing")")
                    Output.print("  + \(difference.after ?? "nothing")")
                }
            }
            if !found.isEmpty { throw Failure(.answerIsNo, "") }
        }
    }

    /// Writes files into a folder and prints their paths.
    private static func write(_ files: [OutgoingMail.Attachment], to folder: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        for file in files {
            let path = folder + "/" + file.fileName
            try Data(file.content).write(to: URL(filePath: path), options: .atomic)
            Output.print(path)
        }
    }
}

extension ReportDifference {
    fileprivate var json: JSONValue {
        [
            "place": .string(place), "before": JSONValue(before), "after": JSONValue(after),
        ]
    }
}
