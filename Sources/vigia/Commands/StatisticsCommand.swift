// Statistics at the command line.

import ArgumentParser
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
        let desk = try DeskSession.open(options.folder)
        let begin = from?.begin ?? UTCInstant(secondsSince1970: 0)
        let end = to?.end ?? desk.surroundings.now()
        guard begin < end else { throw Failure(.usage, "--to must be later than --from") }
        let found = try desk.statistics(from: begin, to: end)
        if options.json {
            Output.print(found.json)
        } else if csv {
            Output.write(found.csv)
        } else {
            print(found)
        }
    }

    private func print(_ found: DeskStatistics) {
        let head = [
            "", "ORDERS", "ACKNOWLEDGED", "REPORTED", "REFUSED", "OPEN", "TO ACKNOWLEDGEMENT",
            "TO REPORT", "ELLIPSE",
        ]
        let rows = found.statistics.groups.map { group in
            let figures = group.figures
            let counts = [
                figures.orders, figures.acknowledged, figures.reported, figures.refused,
                figures.open,
            ]
            return ["\(group.dimension.rawValue) \(group.key)"] + counts.map { "\($0)" }
                + [
                    words(figures.timeToAcknowledge), words(figures.timeToReport),
                    words(figures.semiMajorAxis, per: 1000, "km"),
                ]
        }
        Output.print("\(found.register.rawValue) register of the \(found.desk.rawValue) desk")
        Output.table([head] + rows)
        let within = found.statistics.groups.first?.figures.acknowledgedWithinTarget ?? 0
        Output.print(
            "median / 90th percentile; \(within) acknowledged within the house's targets, "
                + HouseTargets.label)
    }

    /// A time in the unit in which it reads best.
    private func words(_ time: Spread?) -> String {
        let upper = time?.ninetiethPercentile ?? 0
        let units = [(86_400.0, "d"), (3600, "h"), (60, "min")]
        let (scale, unit) = units.first { upper >= 2 * $0.0 } ?? (1, "s")
        return words(time, per: scale, unit)
    }

    private func words(_ spread: Spread?, per scale: Double, _ unit: String) -> String {
        guard let spread else { return "-" }
        let (median, upper) = (spread.median / scale, spread.ninetiethPercentile / scale)
        return "\(median.fixed(2)) / \(upper.fixed(2)) \(unit)"
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
