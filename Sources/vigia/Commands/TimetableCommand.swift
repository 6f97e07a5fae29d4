// The station's timetable at the command line.

import ArgumentParser
import CanonicalJSON
import Desk
import MonitoringOrders
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
        let desk = try DeskSession.open(options.folder)
        guard desk.kind == .station else {
            throw Failure(.usage, "the timetable is the station's; this is the Bureau's desk")
        }
        let timetable =
            if let order, let duration {
                try desk.plan(order, lasting: duration)
            } else {
                try desk.timetable()
            }
        if options.json { show(timetable) } else { table(timetable) }
    }

    private func show(_ timetable: Timetable) {
        for (task, isRunning) in tasks(of: timetable) {
            let moved = timetable.movedStarts.first { $0.order == task.order }
            Output.print([
                "order": .string(task.order.description), "antenna": .string(task.antenna),
                "start": .string(task.span.start.description),
                "end": .string(task.span.end.description), "running": .bool(isRunning),
                "promised": JSONValue(moved?.promised.description),
            ])
        }
        for (order, reason) in timetable.unplaced.sorted(by: { $0.key < $1.key }) {
            Output.print([
                "order": .string(order.description), "no_place": .string(reason.rawValue),
            ])
        }
    }

    private func table(_ timetable: Timetable) {
        let rows = tasks(of: timetable).map { task, isRunning in
            let moved = timetable.movedStarts.first { $0.order == task.order }
            return [
                task.order.description, task.antenna, task.span.start.forPeople,
                task.span.end.forPeople,
                isRunning ? "running" : moved.map { "promised \($0.promised.forPeople)" } ?? "",
            ]
        }
        Output.table([["ORDER", "ANTENNA", "START", "END", "REMARK"]] + rows)
        for (order, reason) in timetable.unplaced.sorted(by: { $0.key < $1.key }) {
            Output.print("\(NoPlaceInTimetable(order: order, reason: reason))")
        }
    }

    private func tasks(of timetable: Timetable) -> [(PlannedTask, isRunning: Bool)] {
        timetable.running.map { ($0, true) } + timetable.planned.map { ($0, false) }
    }
}
