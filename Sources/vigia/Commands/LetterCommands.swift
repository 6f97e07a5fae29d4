// Letters at the command line: lists, the pipe for mail servers, reading without storing.

import ArgumentParser
import CanonicalJSON
import Console
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
        var query = "?"
        if unmatched { query += "disposition=\(Disposition.needsHuman.rawValue)&" }
        if quarantined { query += "disposition=\(Disposition.quarantined.rawValue)&" }
        let letters = try DeskLink(options).all(
            "/letters" + String(query.dropLast()), "letters", as: .auditor)
        if options.json {
            for letter in letters { Output.print(letter) }
            return
        }
        Output.table(
            [["LETTER", "WAY", "STORED (UTC)", "KIND", "ORDER", "DISPOSITION", "REASONS"]]
                + letters.map { letter in
                    let reasons = (letter["reasons"]?.array ?? []).compactMap(\.string)
                    return [
                        letter.text("letter"), letter.text("direction"), letter.time("stored"),
                        letter.text("kind"), letter.text("order"), letter.text("disposition"),
                        reasons.joined(separator: "; "),
                    ]
                })
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
        let link: DeskLink
        do {
            link = try DeskLink(options)
            try link.ask(
                .post, "/letters", bytes: [UInt8](data), type: "message/rfc822", as: .auditor)
        } catch {
            // Whatever hinders it here, the mail server keeps the letter and brings it again.
            throw Failure(.tryAgain, Failure(translating: error).description)
        }
        // The letter is durable now; whatever reading it brings, the mail server must not send it again.
        do {
            try link.readLettersIfUnserved()
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
        subcommands: [Read.self, ReadAgain.self, Question.self, Close.self, Resend.self])

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
            try DeskLink(options).ask(
                .post, "/letters/\(letter)/closing", ["remark": .string(remark)], as: .dispatcher)
        }
    }

    struct ReadAgain: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "read-again",
            abstract: "Have a letter that waits read and judged once more.",
            discussion: """
                When what it lacked is there now: an order that was entered by hand after a restore, the new address of a
                correspondent. It takes effect as if it came now, with the receipt that it had.
                Example: vigia letter read-again 12 --data bureau
                """)

        @OptionGroup var options: DeskOptions

        @Argument(help: "Number of the letter.")
        var letter: Int

        func run() throws {
            let answer = try DeskLink(options).ask(
                .post, "/letters/\(letter)/rereading", [:], as: .dispatcher
            ).json()
            guard !options.json else { return Output.print(answer) }
            let reasons = (answer["reasons"]?.array ?? []).compactMap(\.string)
            Output.print("\(answer.text("disposition")): \(reasons.joined(separator: "; "))")
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
            let question = try DeskLink(options).ask(
                .get, "/letters/\(letter)/question", as: .dispatcher
            ).json()
            guard !options.json else { return Output.print(question) }
            let recipients = (question["to"]?.array ?? []).compactMap(\.string)
            Output.print(
                """
                To: \(recipients.joined(separator: ", "))
                Subject: \(question.text("subject"))
                In-Reply-To: \(question["in_reply_to"]?.string ?? "")

                \(question.text("text"))
                """)
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
            var body: JSONValue = [:]
            if let to { body.set("recipient", to: .string(to.description)) }
            try DeskLink(options).ask(
                .post, "/letters/\(letter)/resending", body, as: .dispatcher)
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
            let lines = context == nil ? try readings() : try trialReadings()
            var hasFault = false
            for (file, line) in zip(files, lines) {
                if let fault = line["fault"]?.string {
                    Output.complain("\(file): \(fault)")
                    hasFault = true
                } else {
                    Output.print(line)
                }
            }
            if hasFault { throw Failure(.badInput, "") }
        }

        private func name(_ file: String) -> String { (file as NSString).lastPathComponent }

        /// What the desk of the data directory makes of the letters.
        private func readings() throws -> [JSONValue] {
            let letters = try files.map { file -> JSONValue in
                let content = Data(try Input.bytes(file)).base64EncodedString()
                return ["name": .string(name(file)), "content": .string(content)]
            }
            return try DeskLink(options).ask(
                .post, "/upkeep/readings", ["letters": .array(letters)], as: .auditor
            ).json()["readings"]?.array ?? []
        }

        /// What a desk with the knowledge of the file makes of them.
        private func trialReadings() throws -> [JSONValue] {
            var trial = try trial()
            return try files.map { file in
                do {
                    return try trial.read(try Input.bytes(file), name: name(file))
                } catch let fault as MIMEFault {
                    return ["fault": .string("\(fault)")]
                }
            }
        }

        private func trial() throws -> LetterTrial {
            let context = context ?? ""
            let (knowledge, faults) = CorrespondenceContext.read(try Input.bytes(context))
            guard let knowledge else {
                throw Failure(
                    .badInput, faults.map { "\(context): \($0)" }.joined(separator: "\n"))
            }
            return LetterTrial(knowing: knowledge, reader: DeskSession.mailReader())
        }
    }
}
