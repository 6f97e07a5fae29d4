// The journal at the command line: verify, export, rebuild what follows from it.

import ArgumentParser
import CanonicalJSON
import Desk
import MonitoringOrders
import OrderStore

struct JournalCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Verify, export and rebuild from the journal.",
        subcommands: [Verify.self, Checkpoint.self, Export.self, Rebuild.self])

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check every row, every letter and every projection.",
            discussion: """
                Exit 1 names the first bad row. With a checkpoint that was signed earlier, best one that another
                machine has kept, a rewritten tail or a rewritten whole is found too.
                Example: vigia journal verify --checkpoint checkpoint.txt --data bureau
                """)

        @OptionGroup var options: DeskOptions

        @Option(help: "File with a signed checkpoint of this journal.")
        var checkpoint: String?

        @Option(
            help: "File with the key to check it; journal.vkey of the data directory otherwise.")
        var key: String?

        func run() throws {
            let signed = try checkpoint.map(signedCheckpoint)
            let found = try DeskSession.verify(options.folder, against: signed)
            if options.json { Output.print(json(found)) }
            if let bad = found.journal.firstBad {
                throw Failure(.answerIsNo, "journal row \(bad.sequence): \(bad.reason)")
            }
            guard found.holds else {
                let differing =
                    found.differingOrders.map { "order \($0)" }
                    + found.differingLetters.map { "letter \($0)" }
                throw Failure(
                    .answerIsNo,
                    "the tables differ from the journal for "
                        + differing.joined(separator: ", ") + "; see vigia journal rebuild")
            }
            if !options.json {
                Output.print("\(found.journal.rows) rows in order, head \(found.journal.head)")
            }
        }

        private func signedCheckpoint(_ path: String) throws -> JournalCheckpoint {
            let keyPath = key ?? DeskFolder(options.folder).checkpointVerifier
            guard let verifier = CheckpointVerifier(text: try Input.text(keyPath)) else {
                throw Failure(.badInput, "\(keyPath): holds no key for checkpoints")
            }
            guard let signed = verifier.checkpoint(in: try Input.text(path)) else {
                throw Failure(
                    .answerIsNo, "\(path): is no checkpoint signed by \(verifier.name)")
            }
            return signed
        }

        private func json(_ found: StoreVerification) -> JSONValue {
            [
                "rows": JSONValue(found.journal.rows), "head": .string(found.journal.head),
                "first_bad": found.journal.firstBad.map { bad -> JSONValue in
                    ["sequence": JSONValue(bad.sequence), "reason": .string(bad.reason)]
                } ?? .null,
                "differing_orders": JSONValue(found.differingOrders.map(\.description)),
                "differing_letters": .array(found.differingLetters.map { JSONValue($0) }),
            ]
        }
    }

    struct Checkpoint: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign what the journal holds now.",
            discussion: """
                Each letter carries one to the other desk; this one is for a place of your own choice.
                Example: vigia journal checkpoint --data bureau > checkpoint.txt
                """)

        @OptionGroup var options: DeskOptions

        func run() throws {
            let folder = DeskFolder(options.folder)
            guard let signer = try folder.checkpointSigner() else {
                throw Failure(.inputMissing, "\(folder.checkpointKey): there is no key")
            }
            let desk = try DeskSession.open(options.folder)
            let note = signer.sign(try desk.store.read { try $0.checkpoint() })
            Output.print(String(note.dropLast()))
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
