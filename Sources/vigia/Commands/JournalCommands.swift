// The journal at the command line: verify, export, rebuild what follows from it.

import ArgumentParser
import CanonicalJSON
import Console
import Desk
import Foundation
import MonitoringOrders
import OrderStore
import Quantities

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
            let found = try ProgressLine.during("verifying") { try verify(signed) }
            if options.json { Output.print(found) }
            if let bad = found["first_bad"], bad != .null {
                throw Failure(
                    .answerIsNo, "journal row \(bad.text("sequence")): \(bad.text("reason"))")
            }
            let differing =
                (found["differing_orders"]?.array ?? []).map { "order \($0.string ?? "")" }
                + (found["differing_letters"]?.array ?? []).map { "letter \($0.compact)" }
            guard differing.isEmpty else {
                throw Failure(
                    .answerIsNo,
                    "the tables differ from the journal for "
                        + differing.joined(separator: ", ") + "; see vigia journal rebuild")
            }
            if !options.json {
                Output.print("\(found.text("rows")) rows in order, head \(found.text("head"))")
            }
        }

        /// A database that is served is proven by the process that has it; else as it lies, without opening the desk.
        private func verify(_ signed: (note: String, key: String, checkpoint: JournalCheckpoint)?)
            throws -> JSONValue
        {
            let isServed = ServingNote(reading: DeskFolder(options.folder))?.isAlive ?? false
            guard isServed || options.server != nil else {
                return VerificationJSON.object(
                    try DeskSession.verify(options.folder, against: signed?.checkpoint))
            }
            var body: JSONValue = [:]
            if let signed {
                body = ["checkpoint": .string(signed.note), "key": .string(signed.key)]
            }
            return try DeskLink(options).ask(.post, "/upkeep/verifications", body, as: .auditor)
                .json()
        }

        private func signedCheckpoint(_ path: String) throws -> (
            note: String, key: String, checkpoint: JournalCheckpoint
        ) {
            let keyPath = key ?? DeskFolder(options.folder).checkpointVerifier
            let (keyText, note) = (try Input.text(keyPath), try Input.text(path))
            guard let verifier = CheckpointVerifier(text: keyText) else {
                throw Failure(.badInput, "\(keyPath): holds no key for checkpoints")
            }
            guard let signed = verifier.checkpoint(in: note) else {
                throw Failure(
                    .answerIsNo, "\(path): is no checkpoint signed by \(verifier.name)")
            }
            return (note, keyText, signed)
        }
    }

    struct Checkpoint: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign what the journal holds now.",
            discussion: """
                Each letter carries one to the other desk; this one is for a place of your own choice: standard output, or with
                --into a new file of a folder.
                Example: vigia journal checkpoint --data bureau > checkpoint.txt
                """)

        @OptionGroup var options: DeskOptions

        @Option(help: "Folder for a new file, in place of standard output.")
        var into: String?

        func run() throws {
            do {
                let note = try DeskLink(options).ask(.get, "/journal/checkpoint", as: .auditor)
                guard let into else {
                    return Output.write(String(decoding: note.body, as: UTF8.self))
                }
                try keep(Data(note.body), in: into)
            } catch let failure as Failure where failure.status == .badInput {
                throw Failure(.inputMissing, failure.description)
            }
        }

        private func keep(_ note: Data, in folder: String) throws {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            let path = "\(folder)/checkpoint-\(Surroundings.real.now().inFileName).txt"
            try note.write(to: URL(filePath: path), options: .atomic)
            Output.print(
                options.json ? JSONValue.object([.init("file", .string(path))]).compact : path)
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print every row as one line of JSON.",
            discussion: "Example: vigia journal export --data bureau > journal.jsonl")

        @OptionGroup var options: DeskOptions

        func run() throws {
            let link = try DeskLink(options)
            var from = 1
            while true {
                let page = try link.ask(.get, "/upkeep/journal?from=\(from)", as: .auditor)
                guard !page.body.isEmpty else { return }
                Output.write(String(decoding: page.body, as: UTF8.self))
                from += page.body.count { $0 == UInt8(ascii: "\n") }
            }
        }
    }

    struct Rebuild: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the tables of orders anew from the journal.",
            discussion: "Example: vigia journal rebuild --data bureau")

        @OptionGroup var options: DeskOptions

        func run() throws {
            do {
                let found = try DeskLink(options).ask(
                    .post, "/upkeep/projections", as: .administrator
                ).json()
                Output.print("\(found.text("orders")) orders written anew")
            } catch let failure as Failure where failure.status == .badInput {
                throw Failure(.answerIsNo, failure.description)
            }
        }
    }
}
