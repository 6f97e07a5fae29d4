// Letters at the command line: lists, the pipe for mail servers, reading without storing.

import ArgumentParser
import CanonicalJSON
import Desk
import Foundation
import Letters
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities

struct LettersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "letters", abstract: "List the letters of a desk, in and out.",
        discussion: "Example: vigia letters --unmatched --data bureau")

    @OptionGroup var options: DeskOptions

    @Flag(help: "Only letters that need a person.")
    var unmatched = false

    @Flag(help: "Only letters that are set apart.")
    var quarantined = false

    func run() throws {
        let desk = try DeskSession.open(options.folder)
        var wanted: Set<String> = []
        if unmatched { wanted.insert(Disposition.needsHuman.rawValue) }
        if quarantined { wanted.insert(Disposition.quarantined.rawValue) }
        let records = try desk.store.read {
            try $0.letters(dispositions: wanted.isEmpty ? nil : wanted)
        }
        if options.json {
            for record in records { Output.print(json(record)) }
            return
        }
        Output.table(
            [["LETTER", "WAY", "STORED (UTC)", "KIND", "ORDER", "DISPOSITION", "REASONS"]]
                + records.map { record in
                    [
                        "\(record.id)", record.isIncoming ? "in" : "out",
                        record.storedAt.forPeople, record.kind ?? "-",
                        record.order?.description ?? "-", record.disposition ?? "-",
                        record.reasons.joined(separator: "; "),
                    ]
                })
    }

    private func json(_ record: LetterRecord) -> JSONValue {
        [
            "letter": JSONValue(record.id), "direction": record.isIncoming ? "in" : "out",
            "stored": .string(record.storedAt.description), "sha256": .string(record.sha256),
            "kind": JSONValue(record.kind), "order": JSONValue(record.order?.description),
            "message_id": JSONValue(record.messageID),
            "disposition": JSONValue(record.disposition), "reasons": JSONValue(record.reasons),
        ]
    }
}

struct IngestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Take in one letter from standard input; the pipe for a mail server.",
        discussion: """
            Exit 0 only after the letter is durable, 75 when it could not be stored.
            Example: vigia ingest --data bureau < mail.eml
            """)

    @OptionGroup var options: DeskOptions

    func run() throws {
        let data = try FileHandle.standardInput.read(upToCount: Limits.letterBytes + 1) ?? Data()
        guard !data.isEmpty else { throw Failure(.badInput, "standard input: there is no letter") }
        let desk: Desk
        do {
            desk = try DeskSession.open(options.folder)
            try desk.store([UInt8](data), from: "pipe", handle: nil)
        } catch {
            // Whatever hinders it here, the mail server keeps the letter and brings it again.
            throw Failure(.tryAgain, Failure(translating: error).description)
        }
        // The letter is durable now; whatever reading it brings, the mail server must not send it
        // again.
        do {
            try desk.readStoredLetters()
        } catch {
            Output.complain("vigia: the letter is stored and will be read later: \(error)")
        }
    }
}

/// What this program runs itself as to read strangers' letters; nothing for people.
struct ReadConfinedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: ReaderChild.command, abstract: "Read letters from a connection, confined.",
        shouldDisplay: false)

    @Argument(help: "Certificates of authorities, then revocation lists, in PEM.")
    var files: [String] = []

    func run() throws {
        let trust = try files.first.map {
            try SignatureTrust(authorities: $0, revocations: files.dropFirst().first)
        }
        let connection = FileHandle.standardInput.fileDescriptor
        if let trouble = ReaderChild.serve(connection, trust: trust) {
            throw Failure(.defect, "the reader cannot be confined: \(trouble)")
        }
    }
}

struct LetterCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "letter",
        abstract: "Read single letters, close those that waited, send refused ones again.",
        subcommands: [Read.self, Question.self, Close.self, Resend.self])

    struct Close: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that a person has seen to a letter; it is kept and waits no longer.",
            discussion: """
                Example: vigia letter close 12 --remark "answered by telephone" --data bureau
                """)

        @OptionGroup var options: DeskOptions

        @Argument(help: "Number of the letter.")
        var letter: Int

        @Option(help: "What was done about it.")
        var remark: String

        func run() throws {
            let desk = try DeskSession.open(options.folder)
            try desk.closeLetter(
                letter, remark: remark, by: options.actor(usually: desk.kind.usualRole))
        }
    }

    struct Question: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Draft the question to the author of a letter that does not say everything.",
            discussion: """
                Printed as a mail for your own mail program; nothing is sent or stored.
                Example: vigia letter question 12 --data bureau > question.eml
                """)

        @OptionGroup var options: DeskOptions

        @Argument(help: "Number of the letter.")
        var letter: Int

        func run() throws {
            let desk = try DeskSession.open(options.folder)
            let mail = try desk.question(about: letter)
            guard options.json else {
                return Output.print(
                    """
                    To: \(mail.to.map(\.address.description).joined(separator: ", "))
                    Subject: \(mail.subject)
                    In-Reply-To: \(mail.references.last ?? "")

                    \(mail.text)
                    """)
            }
            Output.print([
                "to": JSONValue(mail.to.map(\.address.description)),
                "subject": .string(mail.subject), "in_reply_to": JSONValue(mail.references.last),
                "text": .string(mail.text),
            ])
        }
    }

    struct Resend: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send a refused letter once more, with the same bytes.",
            discussion: """
                After the reason was seen to, for example a full mailbox.
                Example: vigia letter resend 12 --to msat@anatel.example --data bureau
                """)

        @OptionGroup var options: DeskOptions

        @Argument(help: "Number of the letter.")
        var letter: Int

        @Option(help: "One of the recipients that were refused; without it, all of them.")
        var to: MailAddress?

        func run() throws {
            let desk = try DeskSession.open(options.folder)
            try desk.resend(letter, to: to, by: options.actor(usually: desk.kind.usualRole))
        }
    }

    struct Read: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read letters as if they had arrived in this order.",
            discussion: """
                One JSON line for each file; nothing is stored. Without --context the knowledge of the
                data directory is used: who may write, which orders were sent, what came before.
                Example: vigia letter read mail.eml --data bureau --json
                """)

        @OptionGroup var options: DeskOptions

        @Argument(help: "Files with raw mails.")
        var files: [String]

        @Option(help: "JSON file with what a desk knows; no data directory is opened.")
        var context: String?

        func run() throws {
            var trial = try trial()
            var hasFault = false
            for file in files {
                do {
                    let name = (file as NSString).lastPathComponent
                    Output.print(try trial.read(try Input.bytes(file), name: name))
                } catch let fault as MIMEFault {
                    Output.complain("\(file): \(fault)")
                    hasFault = true
                }
            }
            if hasFault { throw Failure(.badInput, "") }
        }

        private func trial() throws -> LetterTrial {
            guard let context else { return LetterTrial(try DeskSession.open(options.folder)) }
            let (knowledge, faults) = CorrespondenceContext.read(try Input.bytes(context))
            guard let knowledge else {
                throw Failure(
                    .badInput, faults.map { "\(context): \($0)" }.joined(separator: "\n"))
            }
            return LetterTrial(knowing: knowledge, reader: DeskSession.mailReader())
        }
    }
}

extension DeskKind {
    /// Who usually sees to the letters of a desk.
    fileprivate var usualRole: Role { self == .bureau ? .dispatcher : .stationOperator }
}
