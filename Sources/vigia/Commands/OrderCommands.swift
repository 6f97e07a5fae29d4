// What dispatchers do at the command line.

import ArgumentParser
import CanonicalJSON
import Console
import Desk
import Foundation
import Letters
import MonitoringOrders
import OrderStore
import Quantities

struct OrderCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "order", abstract: "Check, place, show and withdraw orders.",
        subcommands: [Check.self, Place.self, List.self, Show.self, Reclassify.self, Withdraw.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read a form; say its faults, a category, completeness and feasibility.",
            discussion: "Example: vigia order check form.txt --json")

        @Argument(help: "The form: Appendix 10 text or JSON.")
        var form: String

        @Option(help: "Another watch-list than the desk's.")
        var watchList: String?

        @Option(help: "Folder of a desk whose tables are used (default: the shipped ones).")
        var data: String?

        @Flag(help: "Exit 1 when the order is not feasible.")
        var strict = false

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            let text = try Input.text(form)
            var checker =
                try data.map { try DeskConfiguration.read(DeskFolder($0)).checker }
                ?? OrderChecker.read(shipped: try DeskSession.shippedConfiguration())
            if let watchList { checker.watchList = try TableFiles.watchList(watchList) }
            let check = checker.check(form: text)
            if json {
                Output.print(check.json)
            } else {
                CheckPrinter.print(check)
            }
            for fault in check.reading.faults where !json {
                Output.complain("\(form): \(fault.description)")
            }
            if !check.reading.faults.isEmpty { throw Failure(.badInput, "") }
            if strict, check.feasibility?.verdict == .infeasible { throw Failure(.answerIsNo, "") }
        }
    }

    struct Place: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Place an order: decide its category and queue its letter.",
            discussion: """
                Example: vigia order place form.txt --category 1 --grounds safetyOfFlight \
                --reason "aviation link" --data bureau
                """)

        @OptionGroup var options: DeskOptions

        @Argument(help: "The form: Appendix 10 text or JSON.")
        var form: String

        @Option(help: "1 or 2: the dispatcher decides (clause 3.2.1).")
        var category: Int

        @Option(
            help: """
                Grounds of category 1: distressOrSafetyOfLife or safetyOfFlight \
                (default: those that the check suggests).
                """)
        var grounds: Grounds?

        @Option(help: "Why this category.")
        var reason: String?

        func validate() throws {
            guard category == 1 || category == 2 && grounds == nil else {
                throw ValidationError("--category is 1 or 2, and category 2 has no --grounds")
            }
        }

        func run() throws {
            let link = try DeskLink(options)
            var body: JSONValue = [
                "form": .string(try Input.text(form)), "category": JSONValue(category),
            ]
            if let grounds { body.set("grounds", to: .string(grounds.rawValue)) }
            if let reason { body.set("reason", to: .string(reason)) }
            let order: JSONValue
            do {
                order = try link.ask(.post, "/orders", body, as: .dispatcher).json()
            } catch let failure as Failure where failure.status == .badInput {
                let lines = failure.description.split(separator: "\n").map { "\(form): \($0)" }
                throw Failure(.badInput, lines.joined(separator: "\n"))
            }
            OrderPrinter.print(order, json: options.json)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the orders of a desk.",
            discussion: "Example: vigia order list --data bureau")

        @OptionGroup var options: DeskOptions

        func run() throws {
            let orders = try DeskLink(options).all("/orders", "orders", as: .auditor)
            if options.json {
                for order in orders.reversed() { Output.print(order) }
                return
            }
            Output.table(
                [["ORDER", "CATEGORY", "STATE", "REFERENCE"]]
                    + orders.reversed().map { order in
                        ["order", "category", "state", "reference"].map(order.text)
                    })
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show one order with its whole life.",
            discussion: "Example: vigia order show BR/2027/0101 --data bureau")

        @OptionGroup var options: DeskOptions

        @Argument(help: "Number of the order.")
        var order: OrderNumber

        func run() throws {
            let link = try DeskLink(options)
            let shown = try link.ask(.get, "/orders/\(order)", as: .auditor).json()
            let events = try link.ask(.get, "/orders/\(order)/events", as: .auditor).json()
            OrderPrinter.print(
                shown, events: events["events"]?.array ?? [], json: options.json)
        }
    }

    struct Reclassify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give an order another category; it keeps its receipt (R45).",
            discussion: """
                Example: vigia order reclassify BR/2027/0101 --category 1 \
                --grounds safetyOfFlight --reason "aviation link" --data bureau
                """)

        @OptionGroup var options: DeskOptions

        @Argument(help: "Number of the order.")
        var order: OrderNumber

        @Option(help: "1 or 2.")
        var category: Int

        @Option(help: "Grounds of category 1.")
        var grounds: Grounds?

        @Option(help: "Why the category changes.")
        var reason: String

        func validate() throws {
            guard category == (grounds == nil ? 2 : 1) else {
                throw ValidationError("category 1 has --grounds, category 2 has none")
            }
        }

        func run() throws {
            var body: JSONValue = ["category": JSONValue(category), "reason": .string(reason)]
            if let grounds { body.set("grounds", to: .string(grounds.rawValue)) }
            try DeskLink(options).act("classification", body, on: order, as: .dispatcher)
        }
    }

    struct Withdraw: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Withdraw an order; station and copies are told.",
            discussion: """
                Example: vigia order withdraw BR/2027/0101 --reason "resolved" --data bureau
                """)

        @OptionGroup var options: DeskOptions

        @Argument(help: "Number of the order.")
        var order: OrderNumber

        @Option(help: "Why it is withdrawn.")
        var reason: String

        func run() throws {
            try DeskLink(options).act(
                "withdrawal", ["reason": .string(reason)], on: order, as: .dispatcher)
        }
    }
}
