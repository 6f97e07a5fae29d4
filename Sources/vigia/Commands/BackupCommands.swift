// Copies of a desk's database, and putting one back.

import ArgumentParser
import CanonicalJSON
import Console
import Desk
import Foundation
import OrderStore

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy a desk's database while it works, and verify the copy.",
        discussion: """
            The file must not be there yet. Settings and keys are files of the data directory; copy them too.
            Example: vigia backup bureau-2027-03-01.sqlite --data bureau
            """)

    @Argument(help: "The new file.")
    var file: String

    @OptionGroup var options: DeskOptions

    func run() throws {
        let path = URL(filePath: file).standardizedFileURL.path
        do {
            let copy = try DeskLink(options).ask(
                .post, "/upkeep/backups", ["file": .string(path)], as: .administrator)
            Self.show(try copy.json(), options)
        } catch let failure as Failure where failure.status == .badInput {
            throw Failure(.cannotCreate, failure.description)
        }
    }

    static func show(_ copy: JSONValue, _ options: DeskOptions) {
        guard !options.json else { return Output.print(copy) }
        Output.print("\(copy.text("rows")) journal rows, head \(copy.text("head"))")
        if let sha256 = copy["sha256"]?.string { Output.print("sha256 \(sha256)") }
    }
}

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup in the place of a lost database.",
        discussion: """
            The backup is verified as a whole first. A database that is there is never written over. Letters that came
            after the backup come again from the mailbox; reference numbers given after it are known from the
            letters that went out: see docs/mail.md.
            Example: vigia restore bureau-2027-03-01.sqlite --data bureau
            """)

    @Argument(help: "The backup.")
    var file: String

    @OptionGroup var options: DeskOptions

    func run() throws {
        let record = try OrderStore.restore(
            from: file, to: DeskSession.location(options.folder))
        BackupCommand.show(
            [
                "rows": JSONValue(record.verification.journal.rows),
                "head": .string(record.verification.journal.head),
                "sha256": JSONValue(record.sha256),
            ], options)
    }
}
