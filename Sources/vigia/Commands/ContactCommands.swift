// First contact, authorisation and contact with the operator (clauses 3.3.2 and 3.3.3).

import ArgumentParser
import Desk
import MonitoringOrders
import Quantities

struct ContactCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contact",
        abstract: "Record contacts, authorise direct contact with the operator.",
        subcommands: [First.self, Record.self, Authorise.self, Withdraw.self])

    struct First: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record ITU's first contact with the Administration (R60).",
            discussion: "Example: vigia contact first BR/2027/0101 --means telephone --data bureau")

        @OptionGroup var options: DeskOptions

        @Argument(help: "Number of the order.")
        var order: OrderNumber

        @Option(help: "By what means: mail, telephone, ...")
        var means: String

        @Option(help: "When (default: now).")
        var at: UTCInstant?

        func run() throws {
            let desk = try DeskSession.open(options.folder)
            let actor = options.actor(usually: .dispatcher)
            let contact = FirstContact(
                at: at ?? desk.surroundings.now(), by: actor.name, means: means)
            let changed = try desk.perform(.recordFirstContact(contact), on: order, by: actor)
            OrderPrinter.print(changed, json: options.json)
        }
    }

    struct Record: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record an exchange with the operator; locked until clause 3.3.3 is met.",
            discussion: """
                Example: vigia contact record BR/2027/0101 --operator "Rurisat Ltd." \
                --summary "asked for the transponder plan" --data station
                """)

        @OptionGroup var options: DeskOptions

        @Argument(help: "Number of the order.")
        var order: OrderNumber

        @Option(name: .customLong("operator"), help: "Name of the operator.")
        var operatorName: String

        @Option(help: "What it was about, without any content of communications.")
        var summary: String

        @Option(
            help: "When it happened, if it has happened already; it is then flagged if irregular.")
        var at: UTCInstant?

        @Flag(help: "The operator contacted us.")
        var incoming = false

        func run() throws {
            let desk = try DeskSession.open(options.folder)
            // Without a time the contact is about to happen, and the gate must be open for it.
            let contact = OperatorContact(
                operatorName: operatorName, at: at ?? desk.surroundings.now() + .seconds(1),
                direction: incoming ? .incoming : .outgoing, summary: summary)
            let changed = try desk.perform(
                .contactOperator(contact), on: order,
                by: options.actor(usually: .stationOperator))
            OrderPrinter.print(changed, json: options.json)
        }
    }

    struct Authorise: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Authorise direct contact with the victim's operator for one task (R64).",
            discussion: """
                Example: vigia contact authorise BR/2027/0101 --operator "Rurisat Ltd." --data station
                """)

        @OptionGroup var options: DeskOptions

        @Argument(help: "Number of the order.")
        var order: OrderNumber

        @Option(name: .customLong("operator"), help: "Name of the operator.")
        var operatorName: String

        func run() throws {
            let desk = try DeskSession.open(options.folder)
            let changed = try desk.perform(
                .authoriseContact(operatorName: operatorName), on: order,
                by: options.actor(usually: .officer))
            OrderPrinter.print(changed, json: options.json)
        }
    }

    struct Withdraw: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Withdraw an authorisation; contact is locked at once (R64).",
            discussion: """
                Example: vigia contact withdraw BR/2027/0101 --operator "Rurisat Ltd." --data station
                """)

        @OptionGroup var options: DeskOptions

        @Argument(help: "Number of the order.")
        var order: OrderNumber

        @Option(name: .customLong("operator"), help: "Name of the operator.")
        var operatorName: String

        func run() throws {
            let desk = try DeskSession.open(options.folder)
            let changed = try desk.perform(
                .withdrawAuthorisation(operatorName: operatorName), on: order,
                by: options.actor(usually: .officer))
            OrderPrinter.print(changed, json: options.json)
        }
    }
}
