// Evidence at the command line: the record of an order as one file.

import ArgumentParser
import CanonicalJSON
import Console
import Desk
import Foundation
import MonitoringOrders
import OrderStore
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
            let path = URL(filePath: out).standardizedFileURL.path
            let exported: JSONValue
            do {
                exported = try DeskLink(options).ask(
                    .post, "/upkeep/records/\(order)",
                    ["file": .string(path), "for": .string(audience.rawValue)], as: try usualRole
                ).json()
            } catch let failure as Failure where failure.code == "file-not-made" {
                throw Failure(.cannotCreate, failure.description)
            }
            for missing in exported["withheld"]?.array ?? []
            where missing["reason"]?.string == "notHeld" {
                Output.complain("\(missing.text("name")): is not held by this desk")
            }
            guard !options.json else { return Output.print(exported) }
            Output.print("\(exported.text("path")): \(exported.text("files")) files")
            Output.print("SHA-256 \(exported.text("sha256"))")
        }

        /// The one who takes records out at this desk.
        private var usualRole: AccountRole {
            get throws {
                let settings = try Settings.read(DeskFolder(options.folder).settings)
                return settings.desk == .bureau ? .dispatcher : .officer
            }
        }
    }
}
