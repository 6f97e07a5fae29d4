// Copies of a desk's database, and putting one back.

import ArgumentParser
import CanonicalJSON
import ConfigurationFiles
import Console
import Desk
import Foundation
import Glibc
import MonitoringOrders
import OrderStore

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy a desk's database while it works, and verify the copy.",
        discussion: """
            A file must not be there yet. With --into the copy goes into a new folder below the one that is named, together with
            the desk's settings, tables and keys; --keep removes older ones. Passwords in files and recordings are not copied.
            Example: vigia backup --into backups --keep 30 --data bureau
            """)

    @Argument(help: "The new file.")
    var file: String?

    @Option(help: "Folder below which a new one takes the copy and the desk's files.")
    var into: String?

    @Option(help: "With --into: how many of the newest copies stay.")
    var keep: Int?

    @OptionGroup var options: DeskOptions

    func validate() throws {
        guard (file == nil) != (into == nil) else {
            throw ValidationError("name a file, or a folder with --into")
        }
        guard keep.map({ $0 > 0 && into != nil }) ?? true else {
            throw ValidationError("--keep is above 0 and goes with --into")
        }
    }

    func run() throws {
        if let file { Self.show(try Self.copy(to: file, options), options) }
        if let into { Self.show(try copyWhole(into: into), options) }
    }

    /// The database and the desk's files; of a copy that cannot be made, or is given up before it is whole, nothing stays.
    private func copyWhole(into folder: String) throws -> JSONValue {
        let whole = URL(filePath: folder).standardizedFileURL.path
        let path = try DeskFolder(options.folder).beginCopy(
            below: whole, at: Surroundings.real.now())
        let removeUnlessWhole: @Sendable () -> Void = {
            guard !DeskFolder.isWhole(copy: path) else { return }
            try? FileManager.default.removeItem(atPath: path)
        }
        _ = Interruption {
            removeUnlessWhole()
            Glibc.exit(Interruption.status)
        }
        defer { removeUnlessWhole() }
        var copy = try Self.copy(to: "\(path)/\(DeskFolder.copiedDatabase)", options)
        copy.set("folder", to: .string(path))
        if let keep { _ = try DeskFolder.removeOldCopies(below: whole, keeping: keep) }
        return copy
    }

    private static func copy(to file: String, _ options: DeskOptions) throws -> JSONValue {
        let path = URL(filePath: file).standardizedFileURL.path
        do {
            return try ProgressLine.during("copying and verifying") {
                try DeskLink(options).ask(
                    .post, "/upkeep/backups", ["file": .string(path)], as: .administrator)
            }.json()
        } catch let failure as Failure where failure.status == .badInput {
            throw Failure(.cannotCreate, failure.description)
        }
    }

    static func show(_ copy: JSONValue, _ options: DeskOptions) {
        guard !options.json else { return Output.print(copy) }
        if let folder = copy["folder"]?.string { Output.print(folder) }
        Output.print("\(copy.text("rows")) journal rows, head \(copy.text("head"))")
        if let sha256 = copy["sha256"]?.string { Output.print("sha256 \(sha256)") }
    }
}

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup in the place of a lost database.",
        discussion: """
            The backup is verified as a whole first. What is there is never written over. From a folder that `vigia backup --into`
            made, the desk's settings, tables and keys come back too. Letters that came after the backup come again from the
            mailbox. Reference numbers given after it are known to the other desk alone: none is given before a person has said
            `vigia confirm-numbers`; see docs/mail.md.
            Example: vigia restore bureau-2027-03-01.sqlite --data bureau
            """)

    @Argument(help: "The backup: a file, or a folder.")
    var file: String

    @OptionGroup var options: DeskOptions

    func run() throws {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: file, isDirectory: &isFolder)
        var backup = file
        if isFolder.boolValue {
            backup += "/\(DeskFolder.copiedDatabase)"
            guard FileManager.default.fileExists(atPath: backup) else {
                throw Failure(.inputMissing, "\(file): holds no \(DeskFolder.copiedDatabase)")
            }
            do {
                try DeskFolder(options.folder).takeFiles(of: file)
            } catch let error as ConfigurationError {
                throw Failure(.cannotCreate, "\(error)")
            }
        }
        guard FileManager.default.fileExists(atPath: options.folder) else {
            throw Failure(
                .inputMissing,
                "\(options.folder): there is no such folder; make it with the desk's settings and keys in it"
            )
        }
        let record = try ProgressLine.during("copying and verifying") {
            try OrderStore.restore(
                from: backup, to: DeskSession.location(options.folder), at: Surroundings.real.now())
        }
        BackupCommand.show(
            [
                "rows": JSONValue(record.verification.journal.rows),
                "head": .string(record.verification.journal.head),
                "sha256": JSONValue(record.sha256),
            ], options)
    }
}

struct ConfirmNumbersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm-numbers",
        abstract: "After a restore: say that the numbers were compared with the other desk's.",
        discussion: """
            A station enters first, with `vigia acknowledge --reference`, what it had acknowledged after the backup; then names
            the last number that may have been given: the Bureau's last, and one more for each order of which the Bureau has
            none. A Bureau enters the orders again that it had placed, and names none.
            Example: vigia confirm-numbers --last EMSAT-RIO/2027/0012 --data station
            """)

    @Option(help: "The last reference number of a year in which some were given since the backup.")
    var last: [ReferenceNumber] = []

    @OptionGroup var options: DeskOptions

    func run() throws {
        try DeskLink(options).ask(
            .post, "/upkeep/numbers", ["last": JSONValue(last.map(\.description))],
            as: .dispatcher)
    }
}
