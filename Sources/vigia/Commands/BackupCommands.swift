// Copies of a desk's database, and putting one back.

import ArgumentParser
import CanonicalJSON
import Desk
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
        try Self.show(try DeskSession.open(options.folder).store.backUp(to: file), options)
    }

    static func show(_ record: BackupRecord, _ options: DeskOptions) throws {
        let journal = record.verification.journal
        guard options.json else {
            Output.print("\(journal.rows) journal rows, head \(journal.head)")
            if let sha256 = record.sha256 { Output.print("sha256 \(sha256)") }
            return
        }
        Output.print([
            "rows": JSONValue(journal.rows), "head": .string(journal.head),
            "sha256": record.sha256.map { .string($0) } ?? .null,
        ])
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
        try BackupCommand.show(
            try OrderStore.restore(from: file, to: DeskSession.location(options.folder)), options)
    }
}
