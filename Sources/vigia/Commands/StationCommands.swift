// What operators and officers of the station do at the command line.

import ArgumentParser
import CanonicalJSON
import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

struct QueueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "Show the waiting orders in the order of service.",
        discussion: "Example: vigia queue --data station --proof")

    @OptionGroup var options: DeskOptions

    @Flag(help: "Print receipt, category and start of every task, served ones too (JSON Lines).")
    var proof = false

    func run() throws {
        let desk = try DeskSession.open(options.folder)
        if proof {
            for row in try desk.proofOfService() { Output.print(row) }
            return
        }
        let entries = try desk.queue().entries
        if options.json {
            for (index, entry) in entries.enumerated() {
                Output.print([
                    "place": JSONValue(index + 1), "order": .string(entry.order.description),
                    "category": JSONValue(entry.category.number),
                    "state": .string(entry.state.rawValue),
                    "receipt_sequence": JSONValue(entry.receipt.sequence),
                    "received": .string(entry.receipt.at.description),
                ])
            }
            return
        }
        Output.table(
            [["PLACE", "ORDER", "CATEGORY", "STATE", "RECEIVED (UTC)"]]
                + entries.enumerated().map { index, entry in
                    [
                        "\(index + 1)", "\(entry.order)", "\(entry.category.number)",
                        entry.state.rawValue, entry.receipt.at.forPeople,
                    ]
                })
    }
}

struct AcknowledgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acknowledge",
        abstract: "Acknowledge an order with expected start and duration (clause 3.1.2).",
        discussion: """
            Without --start the timetable gives the earliest start, and promises that it moves are sent
            as updates. Example: vigia acknowledge BR/2027/0101 --start 2027-03-02T12:00:00Z --duration PT6H \
            --data station
            """)

    @OptionGroup var options: DeskOptions

    @Argument(help: "Number of the order.")
    var order: OrderNumber

    @Option(help: "Expected start, RFC 3339 in UTC (default: the earliest in the timetable).")
    var start: UTCInstant?

    @Option(help: "Expected duration, ISO 8601.")
    var duration: Duration

    func run() throws {
        guard duration > .zero else { throw Failure(.usage, "--duration must be above zero") }
        let desk = try DeskSession.open(options.folder)
        let actor = options.actor(usually: .stationOperator)
        if let start { try warn(start, desk) }
        let acknowledged =
            if let start {
                try desk.acknowledge(order, start: start, duration: duration, by: actor)
            } else {
                try desk.acknowledgeAtEarliest(order, duration: duration, by: actor)
            }
        OrderPrinter.print(acknowledged, json: options.json)
    }

    /// Tells what else wants the antenna at the promised time.
    private func warn(_ start: UTCInstant, _ desk: Desk) throws {
        guard desk.kind == .station else { return }
        let span = TimeSpan(from: start, lasting: duration)
        let form = try desk.order(order).form
        let conflicts = try desk.timetable().conflicts(
            at: span, downlink: form.downlink, besides: order)
        for conflict in conflicts {
            let other = conflict.order?.description ?? "maintenance"
            Output.complain(
                "warning: \(conflict.antenna) is wanted from \(conflict.span.start.forPeople) to "
                    + "\(conflict.span.end.forPeople) for \(other)")
        }
    }
}

struct UpdateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Send a numbered update of an acknowledgement (R35).",
        discussion: """
            Example: vigia update BR/2027/0101 --start 2027-03-03T08:00:00Z \
            --reason "a category 1 task came in between" --data station
            """)

    @OptionGroup var options: DeskOptions

    @Argument(help: "Number of the order.")
    var order: OrderNumber

    @Option(help: "New expected start.")
    var start: UTCInstant?

    @Option(help: "New expected duration.")
    var duration: Duration?

    @Option(help: "Why it changes.")
    var reason: String?

    func run() throws {
        let desk = try DeskSession.open(options.folder)
        let updated = try desk.update(
            order, start: start, duration: duration, reason: reason,
            by: options.actor(usually: .stationOperator))
        OrderPrinter.print(updated, json: options.json)
    }
}

struct RefuseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse", abstract: "Refuse an order for the Administration (clause 3.2.1.5).",
        discussion: "Example: vigia refuse BR/2027/0101 --reason \"no visibility\" --data station")

    @OptionGroup var options: DeskOptions

    @Argument(help: "Number of the order.")
    var order: OrderNumber

    @Option(help: "Any reason; none is needed.")
    var reason: String?

    func run() throws {
        let desk = try DeskSession.open(options.folder)
        let refused = try desk.perform(
            .refuse(reason: reason), on: order, by: options.actor(usually: .officer))
        OrderPrinter.print(refused, json: options.json)
    }
}

struct TaskCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "task", abstract: "Run tasks: start, measure, suspend, resume, complete.",
        subcommands: [Start.self, Measure.self, Suspend.self, Resume.self, Complete.self])

    struct Start: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Start the next task; no waiting order is passed.",
            discussion: "Example: vigia task start EMSAT-RIO/2027/0007 --data station")

        @OptionGroup var options: DeskOptions

        @Argument(help: "Reference number of the task.")
        var reference: ReferenceNumber

        func run() throws {
            let desk = try DeskSession.open(options.folder)
            let order = try desk.start(
                try desk.orderNumber(of: reference), by: options.actor(usually: .stationOperator))
            OrderPrinter.print(order, json: options.json)
        }
    }

    struct Suspend: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set a running task aside; it keeps its place (R42).",
            discussion: """
                Example: vigia task suspend EMSAT-RIO/2027/0007 --reason "category 1 waits" \
                --data station
                """)

        @OptionGroup var options: DeskOptions

        @Argument(help: "Reference number of the task.")
        var reference: ReferenceNumber

        @Option(help: "Why it is set aside.")
        var reason: String

        func run() throws {
            try act(.suspend(reason: reason), on: reference, options)
        }
    }

    struct Resume: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a suspended task up again.",
            discussion: "Example: vigia task resume EMSAT-RIO/2027/0007 --data station")

        @OptionGroup var options: DeskOptions

        @Argument(help: "Reference number of the task.")
        var reference: ReferenceNumber

        func run() throws { try act(.resume, on: reference, options) }
    }

    struct Complete: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Hand the result of a task over to the officer.",
            discussion: """
                The result is JSON as under "result" of a final report (Protocols/Letters/Schemas).
                Example: vigia task complete EMSAT-RIO/2027/0007 --result result.json --data station
                """)

        @OptionGroup var options: DeskOptions

        @Argument(help: "Reference number of the task.")
        var reference: ReferenceNumber

        @Option(help: "File with the result.")
        var result: String

        func run() throws {
            try act(.complete(try ResultFile.read(result)), on: reference, options)
        }
    }

    static func act(
        _ command: OrderCommand, on reference: ReferenceNumber, _ options: DeskOptions
    ) throws {
        let desk = try DeskSession.open(options.folder)
        let order = try desk.perform(
            command, on: try desk.orderNumber(of: reference),
            by: options.actor(usually: .stationOperator))
        OrderPrinter.print(order, json: options.json)
    }
}
