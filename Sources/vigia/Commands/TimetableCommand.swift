// The station's timetable at the command line.

import ArgumentParser
import CanonicalJSON
import MonitoringOrders
import OrderStore
import Quantities

struct TimetableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timetable", abstract: "Show when each task is planned, and on which antenna.",
        discussion: """
            With --with an order is planned as if it were acknowledged for --duration: its earliest start,
            and the promises that it would move. Nothing is stored.
            Example: vigia timetable --with BR/2027/0101 --duration PT2H --data station
            """)

    @OptionGroup var options: DeskOptions

    @Option(name: .customLong("with"), help: "An order to plan.")
    var order: OrderNumber?

    @Option(help: "How long it takes, ISO 8601.")
    var duration: Duration?

    func validate() throws {
        guard (order == nil) == (duration == nil) else {
            throw ValidationError("--with and --duration belong together")
        }
        if let duration, duration <= .zero {
            throw ValidationError("--duration must be above zero")
        }
    }

    func run() throws {
        var query = ""
        if let order, let duration { query = "?order=\(order)&duration=\(duration.iso8601)" }
        let tasks = try DeskLink(options).rows("/timetable\(query)", as: .auditor)
        if options.json {
            for task in tasks { Output.print(task) }
            return
        }
        let placed = tasks.filter { $0["no_place"]?.string == nil }
        Output.table(
            [["ORDER", "ANTENNA", "START", "END", "REMARK"]]
                + placed.map { task in
                    [
                        task.text("order"), task.text("antenna"), task.time("start"),
                        task.time("end"), remark(task),
                    ]
                })
        for task in tasks where task["no_place"]?.string != nil {
            Output.print("\(task.text("order")): \(task.text("no_place"))")
        }
    }

    private func remark(_ task: JSONValue) -> String {
        if task["running"]?.bool == true { return "running" }
        return task["promised"]?.string == nil ? "" : "promised \(task.time("promised"))"
    }
}
