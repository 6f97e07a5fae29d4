// Statistics at the command line.

import ArgumentParser
import CanonicalJSON
import Console
import Desk
import Foundation
import MonitoringOrders
import OrderStore
import Quantities

struct StatisticsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statistics",
        abstract: "Count the orders of a period, what became of them, and how long it took.",
        discussion: """
            An order belongs to the period in which this desk placed or received it. Medians and 90th percentiles are in
            seconds and metres; targets are the house's own, not set by the MoU. A simulation counts apart from real
            cases, because it has a register of its own.
            Example: vigia statistics --from 2027-01-01 --to 2027-03-31 --csv --data station
            """)

    @OptionGroup var options: DeskOptions

    @Option(help: "Begin: a day or an instant, UTC (default: the first order).")
    var from: PeriodEnd?

    @Option(help: "End: the last day, or the instant before which orders count (default: now).")
    var to: PeriodEnd?

    @Flag(help: "Print comma-separated values.")
    var csv = false

    func validate() throws {
        guard !(csv && options.json) else { throw ValidationError("choose --csv or --json") }
    }

    func run() throws {
        let begin = from?.begin ?? UTCInstant(secondsSince1970: 0)
        let end = to?.end ?? Surroundings.real.now()
        guard begin < end else { throw Failure(.usage, "--to must be later than --from") }
        let format = csv ? "csv" : "json"
        let found = try DeskLink(options).ask(
            .get, "/statistics?from=\(begin)&to=\(end)&format=\(format)", as: .auditor)
        if csv {
            Output.write(String(decoding: found.body, as: UTF8.self))
        } else if options.json {
            Output.print(try found.json())
        } else {
            print(try found.json())
        }
    }

    private func print(_ found: JSONValue) {
        let head = [
            "", "ORDERS", "ACKNOWLEDGED", "REPORTED", "REFUSED", "OPEN", "TO ACKNOWLEDGEMENT",
            "TO REPORT", "ELLIPSE",
        ]
        let counts = ["orders", "acknowledged", "reported", "refused", "open"]
        let groups = found["groups"]?.array ?? []
        let rows = groups.map { group in
            ["\(group.text("by")) \(group.text("key"))"] + counts.map(group.text)
                + [
                    words(group["time_to_acknowledge_s"]), words(group["time_to_report_s"]),
                    words(group["ellipse_semi_major_m"], per: 1000, "km"),
                ]
        }
        Output.print("\(found.text("register")) register of the \(found.text("desk")) desk")
        Output.table([head] + rows)
        let within = groups.first?.text("acknowledged_within_target") ?? "0"
        Output.print(
            "median / 90th percentile; \(within) acknowledged within the house's targets, "
                + HouseTargets.label)
    }

    /// A time in the unit in which it reads best.
    private func words(_ time: JSONValue?) -> String {
        let upper = time?["p90"]?.double ?? 0
        let units = [(86_400.0, "d"), (3600, "h"), (60, "min")]
        let (scale, unit) = units.first { upper >= 2 * $0.0 } ?? (1, "s")
        return words(time, per: scale, unit)
    }

    private func words(_ spread: JSONValue?, per scale: Double, _ unit: String) -> String {
        guard let median = spread?["median"]?.double, let upper = spread?["p90"]?.double else {
            return "-"
        }
        return "\((median / scale).fixed(2)) / \((upper / scale).fixed(2)) \(unit)"
    }
}

/// An end of a period: a whole day, or an instant.
enum PeriodEnd: ExpressibleByArgument {
    case day(CalendarDate)
    case instant(UTCInstant)

    init?(argument: String) {
        if let date = CalendarDate(argument) {
            self = .day(date)
        } else if let instant = UTCInstant(argument) {
            self = .instant(instant)
        } else {
            return nil
        }
    }

    /// The first instant that counts.
    var begin: UTCInstant {
        switch self {
        case .day(let date): date.startOfDay
        case .instant(let instant): instant
        }
    }

    /// The first instant that no longer counts.
    var end: UTCInstant {
        switch self {
        case .day(let date): date.startOfDay + .seconds(86_400)
        case .instant(let instant): instant
        }
    }
}
