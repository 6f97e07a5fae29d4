// The station's timetable at the command line.

import ArgumentParser
import CanonicalJSON
import Console
import MonitoringOrders
import OrderStore
import Quantities

struct TimetableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timetable", abstract: "Show when each task is planned, and on which antenna.",
        discussion: """
            With --with an order is planned as if it were acknowledged for --duration: its earliest start,
            and the promises that it would move, with all that waits up to it and up to the last promise.
            Nothing is stored.
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
        let timetable: JSONValue
        do {
            timetable = try DeskLink(options).ask(.get, "/timetable\(query)", as: .auditor).json()
        } catch let failure as Failure where failure.code == "not-found" && order == nil {
            throw Failure(.usage, "the timetable is the station's; this is the Bureau's desk")
        }
        let moved = Dictionary(
            (timetable["moved_starts"]?.array ?? []).map { ($0.text("order"), $0) }
        ) { $1 }
        let tasks = timetable["tasks"]?.array ?? []
        let unplaced = timetable["unplaced"]?.array ?? []
        if options.json {
            for var task in tasks {
                let promised = moved[task.text("order")]?["promised"] ?? .null
                task.set("promised", to: promised)
                Output.print(task)
            }
            for order in unplaced {
                Output.print([
                    "order": .string(order.text("order")),
                    "no_place": .string(order.text("reason")),
                ])
            }
            return
        }
        Output.table(
            [["ORDER", "ANTENNA", "START", "END", "REMARK"]]
                + tasks.map { task in
                    [
                        task.text("order"), task.text("antenna"), task.time("start"),
                        task.time("end"), remark(task, moved[task.text("order")]),
                    ]
                })
        for order in unplaced { Output.print("\(order.text("order")): \(order.text("reason"))") }
    }

    private func remark(_ task: JSONValue, _ moved: JSONValue?) -> String {
        if task["running"]?.bool == true { return "running" }
        return moved.map { "promised \($0.time("promised"))" } ?? ""
    }
}
