// What operators and officers of the station do at the command line.

import ArgumentParser
import CanonicalJSON
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
        let link = try DeskLink(options)
        if proof {
            for row in try link.rows("/queue/proof", "orders", as: .auditor) { Output.print(row) }
            return
        }
        let entries = try link.rows("/queue", "waiting", as: .auditor)
        if options.json {
            for entry in entries { Output.print(entry) }
            return
        }
        Output.table(
            [["PLACE", "ORDER", "CATEGORY", "STATE", "RECEIVED (UTC)"]]
                + entries.map { entry in
                    ["place", "order", "category", "state"].map(entry.text)
                        + [entry.time("received")]
                })
    }
}

struct AcknowledgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acknowledge",
        abstract: "Acknowledge an order with expected start and duration (clause 3.1.2).",
        discussion: """
            Without --start the timetable gives the earliest start, and promises that it moves are sent
            as updates. With --reference the number that an order has already, after a restore from a backup that is
            older (docs/mail.md). Example: vigia acknowledge BR/2027/0101 --start 2027-03-02T12:00:00Z --duration PT6H \
            --data station
            """)

    @OptionGroup var options: DeskOptions

    @Argument(help: "Number of the order.")
    var order: OrderNumber

    @Option(help: "Expected start, RFC 3339 in UTC (default: the earliest in the timetable).")
    var start: UTCInstant?

    @Option(help: "Expected duration, ISO 8601.")
    var duration: Duration

    @Option(help: "After a restore: the number under which the order was acknowledged before.")
    var reference: ReferenceNumber?

    func validate() throws {
        guard reference == nil || start != nil else {
            throw ValidationError("--reference goes with --start, as they were acknowledged")
        }
    }

    func run() throws {
        guard duration > .zero else { throw Failure(.usage, "--duration must be above zero") }
        let link = try DeskLink(options)
        var body: JSONValue = ["duration": .string(duration.iso8601)]
        if let start {
            body.set("start", to: .string(start.description))
            try warn(start, link)
        }
        if let reference { body.set("reference", to: .string(reference.description)) }
        try link.act("acknowledgement", body, on: order, as: .stationOperator)
    }

    /// Tells what else wants the antenna at the promised time.
    private func warn(_ start: UTCInstant, _ link: DeskLink) throws {
        let query = "order=\(order)&start=\(start)&duration=\(duration.iso8601)"
        for conflict in try link.rows("/timetable?\(query)", "conflicts", as: .auditor) {
            let other = conflict["order"]?.string ?? "maintenance"
            Output.complain(
                "warning: \(conflict.text("antenna")) is wanted from \(conflict.time("start")) to "
                    + "\(conflict.time("end")) for \(other)")
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
        var body: JSONValue = [:]
        if let start { body.set("start", to: .string(start.description)) }
        if let duration { body.set("duration", to: .string(duration.iso8601)) }
        if let reason { body.set("reason", to: .string(reason)) }
        try DeskLink(options).act("updates", body, on: order, as: .stationOperator)
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
        var body: JSONValue = [:]
        if let reason { body.set("reason", to: .string(reason)) }
        try DeskLink(options).act("refusal", body, on: order, as: .officer)
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
            try DeskLink(options).act("start", on: reference, as: .stationOperator)
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
            try DeskLink(options).act(
                "suspension", ["reason": .string(reason)], on: reference, as: .stationOperator)
        }
    }

    struct Resume: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a suspended task up again.",
            discussion: "Example: vigia task resume EMSAT-RIO/2027/0007 --data station")

        @OptionGroup var options: DeskOptions

        @Argument(help: "Reference number of the task.")
        var reference: ReferenceNumber

        func run() throws {
            try DeskLink(options).act("resumption", on: reference, as: .stationOperator)
        }
    }

    struct Complete: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Hand the result of a task over to the officer.",
            discussion: """
                The result is JSON as under "result" of a final report (Protocols/Letters/Schema).
                Example: vigia task complete EMSAT-RIO/2027/0007 --result result.json --data station
                """)

        @OptionGroup var options: DeskOptions

        @Argument(help: "Reference number of the task.")
        var reference: ReferenceNumber

        @Option(help: "File with the result.")
        var result: String

        func run() throws {
            // What is wrong with the file is told with its line before anybody is asked.
            let value = try ResultFile.read(result)
            try DeskLink(options).act(
                "result", ["result": value], on: reference, as: .stationOperator)
        }
    }
}
