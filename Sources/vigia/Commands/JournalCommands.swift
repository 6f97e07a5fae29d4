// The journal at the command line: verify, export, rebuild what follows from it.

import ArgumentParser
import CanonicalJSON
import Desk
import MonitoringOrders
import OrderStore

struct JournalCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Verify, export and rebuild from the journal.",
        subcommands: [Verify.self, Export.self, Rebuild.self])

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check every row, every letter and every projection.",
            discussion:
                "Exit 1 names the first bad row. Example: vigia journal verify --data bureau")

        @OptionGroup var options: DeskOptions

        func run() throws {
            let desk = try DeskSession.open(options.folder)
            let found = try desk.store.verifyJournal()
            let differing = found.firstBad == nil ? try desk.store.projectionDifferences() : []
            if options.json { Output.print(json(found, differing)) }
            if let bad = found.firstBad {
                throw Failure(.answerIsNo, "journal row \(bad.sequence): \(bad.reason)")
            }
            guard differing.isEmpty else {
                let numbers = differing.map(\.description).joined(separator: ", ")
                throw Failure(
                    .answerIsNo,
                    "the tables differ from the journal for \(numbers); see "
                        + "vigia journal rebuild")
            }
            if !options.json { Output.print("\(found.rows) rows in order, head \(found.head)") }
        }

        private func json(_ found: JournalVerification, _ differing: [OrderNumber]) -> JSONValue {
            [
                "rows": JSONValue(found.rows), "head": .string(found.head),
                "first_bad": found.firstBad.map { bad -> JSONValue in
                    ["sequence": JSONValue(bad.sequence), "reason": .string(bad.reason)]
                } ?? .null,
                "differing_projections": JSONValue(differing.map(\.description)),
            ]
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print every row as one line of JSON.",
            discussion: "Example: vigia journal export --data bureau > journal.jsonl")

        @OptionGroup var options: DeskOptions

        func run() throws {
            try DeskSession.open(options.folder).store.exportJournal { Output.print($0) }
        }
    }

    struct Rebuild: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the tables of orders anew from the journal.",
            discussion: "Example: vigia journal rebuild --data bureau")

        @OptionGroup var options: DeskOptions

        func run() throws {
            let desk = try DeskSession.open(options.folder)
            let found = try desk.store.verifyJournal()
            if let bad = found.firstBad {
                throw Failure(
                    .answerIsNo, "journal row \(bad.sequence): \(bad.reason); nothing was rebuilt")
            }
            Output.print("\(try desk.store.rebuildProjections()) orders written anew")
        }
    }
}
