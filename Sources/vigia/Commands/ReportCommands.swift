// Final reports at the command line. Who acts and in which role is given by --name and --role; the
// settings say how many people a report passes between (people_for_report).

import ArgumentParser
import CanonicalJSON
import Console
import Foundation
import MonitoringOrders
import OrderStore

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
            let link = try DeskLink(options)
            let path = "/orders/\(try link.order(of: reference))/report"
            try ReportCommands.write(link, path, "", as: .stationOperator, to: out)
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
            var body: JSONValue = ["conclusion": .string(conclusion)]
            if let result { body.set("result", to: try ResultFile.read(result)) }
            try DeskLink(options).act("revision", body, on: reference, as: .officer)
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
            let link = try DeskLink(options)
            let path = "/orders/\(try link.order(of: reference))/report"
            let query = revision.map { "?revision=\($0)" } ?? ""
            try ReportCommands.write(link, path, query, as: .auditor, to: out)
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
            let link = try DeskLink(options)
            let versions = [("from", from), ("to", to)].compactMap { name, version in
                version.map { "\(name)=\($0)" }
            }
            let query = versions.isEmpty ? "" : "?" + versions.joined(separator: "&")
            let found = try link.rows(
                "/orders/\(try link.order(of: reference))/report/differences\(query)",
                "differences", as: .auditor)
            if options.json {
                Output.print(["differences": .array(found)])
            } else {
                for difference in found {
                    Output.print(difference.text("place"))
                    Output.print("  - \(difference["before"]?.string ?? "nothing")")
                    Output.print("  + \(difference["after"]?.string ?? "nothing")")
                }
            }
            if !found.isEmpty { throw Failure(.answerIsNo, "") }
        }
    }

    /// Writes the files of a report into a folder and prints their paths.
    private static func write(
        _ link: DeskLink, _ path: String, _ query: String, as role: AccountRole, to folder: String
    ) throws {
        let files = try link.rows(path + query, "files", as: role)
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        for name in files.compactMap({ $0["name"]?.string }) {
            let file = try link.ask(.get, "\(path)/files/\(name)\(query)", as: role)
            let path = folder + "/" + (name as NSString).lastPathComponent
            try Data(file.body).write(to: URL(filePath: path), options: .atomic)
            Output.print(path)
        }
    }
}
