// Accounts of people and tokens of programs. A secret is shown once, on standard output, and kept nowhere.

import ArgumentParser
import CanonicalJSON
import Console
import Desk
import Foundation
import OrderStore
import Quantities

struct UserCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Accounts of people: add, disable, list, new password.",
        subcommands: [Add.self, Disable.self, List.self, Password.self])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an account; its password for one use is shown once.",
            discussion: "Example: vigia user add dora --as dispatcher --data bureau")

        @OptionGroup var options: DeskOptions

        @Argument(help: "Name of the account.")
        var account: String

        @Option(
            name: .customLong("as"),
            help: "What it is for: dispatcher, operator, officer, auditor or administrator.")
        var accountRole: AccountRole

        func run() throws {
            let made = try DeskLink(options).ask(
                .post, "/accounts",
                ["name": .string(account), "role": .string(accountRole.rawValue)],
                as: .administrator
            ).json()
            SecretPrinter.print(made, "password", options)
        }
    }

    struct Disable: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Disable an account and end its sessions; it stays in the list.",
            discussion: "Example: vigia user disable dora --data bureau")

        @OptionGroup var options: DeskOptions

        @Argument(help: "Name of the account.")
        var account: String

        func run() throws {
            try DeskLink(options).ask(
                .post, "/accounts/\(account)/disabling", as: .administrator)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the accounts.", discussion: "Example: vigia user list --data bureau")

        @OptionGroup var options: DeskOptions

        func run() throws {
            let accounts = try DeskLink(options).rows("/accounts", "accounts", as: .administrator)
            if options.json {
                for account in accounts { Output.print(account) }
                return
            }
            Output.table(
                [["ACCOUNT", "ROLE", "ADDED (UTC)", "DISABLED (UTC)"]]
                    + accounts.map { account in
                        ["name", "role"].map(account.text)
                            + ["created", "disabled"].map(account.time)
                    })
        }
    }

    struct Password: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give an account a new password for one use, and end its sessions.",
            discussion: "Example: vigia user password dora --data bureau")

        @OptionGroup var options: DeskOptions

        @Argument(help: "Name of the account.")
        var account: String

        func run() throws {
            let made = try DeskLink(options).ask(
                .post, "/accounts/\(account)/password", as: .administrator
            ).json()
            SecretPrinter.print(made, "password", options)
        }
    }
}

struct TokenCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Tokens of programs: add, revoke, list.",
        subcommands: [Add.self, Revoke.self, List.self])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a token; it is shown once.",
            discussion: """
                Scopes: read and write for programs at this desk, in their role; acknowledge alone for the other desk,
                which acknowledges over HTTP besides its letters.
                Example: vigia token add emsat --as operator --scope acknowledge --data bureau
                """)

        @OptionGroup var options: DeskOptions

        @Argument(help: "Name of the token.")
        var token: String

        @Option(
            name: .customLong("as"),
            help:
                "In which role the program acts: dispatcher, operator, officer, auditor, administrator."
        )
        var tokenRole: AccountRole

        @Option(name: .customLong("scope"), help: "read, write or acknowledge; repeatable.")
        var scopes: [TokenScope]

        @Option(help: "How long it is valid, ISO 8601 (default: a year).")
        var validity = Duration.seconds(365 * 86_400)

        func run() throws {
            let end = Surroundings.real.now() + validity
            let made = try DeskLink(options).ask(
                .post, "/tokens",
                [
                    "name": .string(token), "role": .string(tokenRole.rawValue),
                    "scopes": JSONValue(scopes.map(\.rawValue)),
                    "expires": .string(end.description),
                ], as: .administrator
            ).json()
            SecretPrinter.print(made, "token", options)
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Revoke a token at once.",
            discussion: "Example: vigia token revoke 3 --data bureau")

        @OptionGroup var options: DeskOptions

        @Argument(help: "Number of the token.")
        var token: Int

        func run() throws {
            try DeskLink(options).ask(.post, "/tokens/\(token)/revocation", as: .administrator)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the tokens, without their secrets.",
            discussion: "Example: vigia token list --data bureau")

        @OptionGroup var options: DeskOptions

        func run() throws {
            let tokens = try DeskLink(options).rows("/tokens", "tokens", as: .administrator)
            if options.json {
                for token in tokens { Output.print(token) }
                return
            }
            Output.table(
                [["TOKEN", "NAME", "ROLE", "SCOPES", "EXPIRES (UTC)", "REVOKED (UTC)"]]
                    + tokens.map { token in
                        let scopes = (token["scopes"]?.array ?? []).compactMap(\.string)
                        return ["id", "name", "role"].map(token.text)
                            + [scopes.joined(separator: " ")]
                            + ["expires", "revoked"].map(token.time)
                    })
        }
    }
}

/// Printing of what is shown once.
private enum SecretPrinter {
    static func print(_ made: JSONValue, _ name: String, _ options: DeskOptions) {
        Output.print(options.json ? made.compact : made.text(name))
    }
}
