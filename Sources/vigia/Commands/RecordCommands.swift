// Evidence at the command line: the record of an order as one file.

import ArgumentParser
import CanonicalJSON
import Desk
import MonitoringOrders
import Reports

struct RecordCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Take the record of an order out of the desk.",
        subcommands: [Export.self])

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Pack an order's report, letters, journal rows and recordings (BagIt).",
            discussion: """
                The archive holds an index in both languages and verify.py, which checks it with Python alone. The same
                record gives the same bytes. It is taken out by a dispatcher or an auditor at the Bureau, an officer or an
                auditor at the station, and the journal keeps that it was (R7). For a Concerned Administration it is
                redacted by rule, and only the Bureau's dispatcher gives it.
                Example: vigia record export BR/2027/0101 --out record.zip --data bureau
                """)

        @OptionGroup var options: DeskOptions

        @Argument(help: "Number of the order.")
        var order: OrderNumber

        @Option(help: "The archive to be written.")
        var out: String

        @Option(name: .customLong("for"), help: "parties or concerned-administration.")
        var audience = EvidenceAudience.parties

        func run() throws {
            let folder = DeskFolder(options.folder)
            let desk = try DeskSession.open(folder.path)
            let usual: Role = desk.kind == .bureau ? .dispatcher : .officer
            let exported = try desk.exportRecord(
                of: order, for: audience, recordings: folder.recordings, to: out,
                by: options.actor(usually: usual))
            for missing in exported.withheld where missing.reason == .notHeld {
                Output.complain("\(missing.name): is not held by this desk")
            }
            if options.json {
                Output.print(exported.json)
            } else {
                Output.print("\(exported.path): \(exported.files) files")
                Output.print("SHA-256 \(exported.sha256)")
            }
        }
    }
}

extension ExportedRecord {
    fileprivate var json: JSONValue {
        [
            "path": .string(path), "sha256": .string(sha256), "files": JSONValue(files),
            "withheld": .array(
                withheld.map { missing in
                    [
                        "name": .string(missing.name), "sha256": .string(missing.sha256),
                        "reason": .string(missing.reason == .notHeld ? "notHeld" : "redacted"),
                    ]
                }),
        ]
    }
}
