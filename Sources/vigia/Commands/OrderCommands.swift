// What dispatchers do at the command line.

import ArgumentParser
import CanonicalJSON
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
            let text = try Input.text(form)
            let desk = try DeskSession.open(options.folder)
            let check = desk.configuration.checker.check(form: text)
            guard check.reading.faults.isEmpty, let filled = check.reading.form else {
                let faults = check.reading.faults.map { "\(form): \($0.description)" }
                throw Failure(.badInput, faults.joined(separator: "\n"))
            }
            let grounds = category == 1 ? grounds ?? check.suggestion?.grounds : nil
            guard (category == 1) == (grounds != nil) else {
                throw Failure(
                    .usage, "the form leaves the grounds of category 1 open: choose --grounds")
            }
            let decision = CategoryDecision(
                category: Category(grounds: grounds), reason: reason,
                suggested: check.suggestion?.category)
            let order = try desk.placeOrder(
                filled, as: decision, by: options.actor(usually: .dispatcher))
            OrderPrinter.print(order, json: options.json)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the orders of a desk.",
            discussion: "Example: vigia order list --data bureau")

        @OptionGroup var options: DeskOptions

        func run() throws {
            let desk = try DeskSession.open(options.folder)
            let orders = try desk.store.read { try $0.orders(states: nil) }
            if options.json {
                for order in orders { Output.print(OrderPrinter.json(order)) }
                return
            }
            Output.table(
                [["ORDER", "CATEGORY", "STATE", "REFERENCE"]]
                    + orders.map { summary in
                        [
                            "\(summary.number)", summary.category.map { "\($0.number)" } ?? "-",
                            summary.state.rawValue, summary.reference?.description ?? "-",
                        ]
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
            let desk = try DeskSession.open(options.folder)
            let events = try desk.store.read { try $0.events(of: order) }
            OrderPrinter.print(try desk.order(order), events: events, json: options.json)
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
            let desk = try DeskSession.open(options.folder)
            let changed = try desk.reclassify(
                order, as: Category(grounds: grounds), reason: reason,
                by: options.actor(usually: .dispatcher))
            OrderPrinter.print(changed, json: options.json)
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
            let desk = try DeskSession.open(options.folder)
            let withdrawn = try desk.perform(
                .withdraw(reason: reason), on: order, by: options.actor(usually: .dispatcher))
            OrderPrinter.print(withdrawn, json: options.json)
        }
    }
}
