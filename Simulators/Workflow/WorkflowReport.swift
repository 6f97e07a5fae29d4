// A page for those who want to know what a surge or an outage does to waiting times, and what another policy would do.

import Quantities

/// Waiting times of several policies over the same seeds.
public struct WorkflowReport {
    /// One way to run the station, with what came of it.
    public struct Policy {
        /// The policy in words.
        public var name: String
        public var settings: WorkflowSettings
        public var outcomes: [WorkflowOutcome]

        /// A policy that was simulated.
        public init(name: String, settings: WorkflowSettings, outcomes: [WorkflowOutcome]) {
            (self.name, self.settings, self.outcomes) = (name, settings, outcomes)
        }

        fileprivate var waits: Waits {
            outcomes.reduce(into: Waits()) { $0.add($1.waits) }
        }
    }

    private let policies: [Policy]

    /// A report on some policies, the first of which is today's.
    public init(_ policies: [Policy]) { self.policies = policies }

    /// The policies that are compared: one or two antennas, with and without suspension of category 2.
    public static func policies(of settings: WorkflowSettings) -> [(String, WorkflowSettings)] {
        [1, 2].flatMap { antennas in
            [true, false].map { suspends in
                var policy = settings
                (policy.antennas, policy.suspends) = (antennas, suspends)
                let words = suspends ? "category 2 is suspended for category 1" : "no suspension"
                return ("\(antennas) antenna\(antennas > 1 ? "s" : ""), \(words)", policy)
            }
        }
    }

    /// The page, complete in itself.
    public var html: String {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Simulated waiting times</title>
        <style>
        body { font: 1rem/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
        table { border-collapse: collapse; margin: 1rem 0 } th, td { padding: .2rem .8rem; text-align: right }
        th:first-child, td:first-child { text-align: left } tr { border-bottom: 1px solid #bbb }
        </style></head><body>
        <h1>Simulated waiting times</h1>
        <p>\(summary)</p>
        <h2>Waiting times by policy</h2>
        <p>Hours from the receipt at the station: the middle order, nine in ten, and the longest.</p>
        \(policies.map(waitTable).joined(separator: "\n"))
        <h2>Load by week</h2>
        \(loadTable)
        <h2>What went wrong</h2>
        \(faultTable)
        </body></html>

        """
    }

    private var summary: String {
        guard let first = policies.first else { return "Nothing was simulated." }
        let settings = first.settings
        let orders = first.outcomes.reduce(0) { $0 + $1.orders }
        let seeds = first.outcomes.map(\.seed)
        let outage = settings.outage.map {
            " No mail moved from day \($0.lowerBound + 1) to day \($0.upperBound)."
        }
        return """
            Scenario \(settings.scenario.rawValue): \(settings.days) days, seeds \(seeds.min() ?? 0) to \
            \(seeds.max() ?? 0), \(settings.ordersPerDay) cases on a usual day, \(orders) orders for each policy.\
            \(outage ?? "") A month without new cases follows, in which the station works off what waits.
            """
    }

    private func waitTable(_ policy: Policy) -> String {
        let waits = policy.waits
        let rows = [1, 2].flatMap { category in
            Waits.Goal.allCases.map { goal in
                let cells = [0.5, 0.9, 1].map { share in
                    waits.hours(category, goal, share: share).map(hours) ?? "–"
                }
                return ["category \(category), to the \(goal.rawValue)"] + cells
            }
        }
        return "<h3>\(policy.name)</h3>\n"
            + table(["wait", "half", "nine in ten", "longest"], rows)
    }

    private var loadTable: String {
        guard let first = policies.first else { return "" }
        let runs = Double(max(1, first.outcomes.count))
        let rows = first.waits.weeks.enumerated().map { index, week in
            [
                "\(index + 1)", (Double(week.received) / runs).fixed(1),
                (Double(week.open) / runs).fixed(1),
            ]
        }
        return "<p>\(first.name); averages of a run.</p>\n"
            + table(["week", "orders received", "open at its end"], rows)
    }

    private var faultTable: String {
        guard let first = policies.first else { return "" }
        let counts = first.outcomes.reduce(into: [Fault: Int]()) { counts, outcome in
            counts.merge(outcome.faults, uniquingKeysWith: +)
        }
        let rows = counts.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            [$0.key.rawValue, "\($0.value)"]
        }
        return rows.isEmpty ? "<p>Nothing.</p>" : table(["fault", "strikes"], rows)
    }

    private func table(_ head: [String], _ rows: [[String]]) -> String {
        let lines = rows.map { row in
            "<tr>" + row.map { "<td>\($0)</td>" }.joined() + "</tr>"
        }
        let titles = head.map { "<th scope=\"col\">\($0)</th>" }.joined()
        return "<table><thead><tr>\(titles)</tr></thead><tbody>\n"
            + lines.joined(separator: "\n") + "\n</tbody></table>"
    }

    private func hours(_ hours: Double) -> String { hours.fixed(1) + " h" }
}
