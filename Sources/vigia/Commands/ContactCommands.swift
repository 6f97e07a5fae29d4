// First contact, authorisation and contact with the operator (clauses 3.3.2 and 3.3.3).

import ArgumentParser
import CanonicalJSON
import MonitoringOrders
import OrderStore
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
            var body: JSONValue = ["means": .string(means)]
            if let at { body.set("at", to: .string(at.description)) }
            try DeskLink(options).act("first-contact", body, on: order, as: .dispatcher)
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
            var body: JSONValue = [
                "operator": .string(operatorName), "summary": .string(summary),
                "direction": incoming ? "incoming" : "outgoing",
            ]
            if let at { body.set("at", to: .string(at.description)) }
            try DeskLink(options).act("operator-contacts", body, on: order, as: .stationOperator)
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
            try DeskLink(options).act(
                "contact-authorisations", ["operator": .string(operatorName)], on: order,
                as: .officer)
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
            try DeskLink(options).act(
                "contact-withdrawals", ["operator": .string(operatorName)], on: order, as: .officer)
        }
    }
}
