// The whole workflow in virtual time, for engineers and for those who want to see what a surge does.

import ArgumentParser
import CanonicalJSON
import Desk
import Foundation
import Letters
import MonitoringOrders
import OrderStore
import SimulatedWorkflow

struct SimulateWorkflow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow",
        abstract: "Run the desks through days of work in which everything can go wrong.",
        discussion: """
            Prints one object a seed; exit 1 at the first broken invariant, with the command that \
            replays it. The same seed gives the same trace.
            Example: vigia simulate workflow --seeds 1..100 --days 30 --faults all --json
            """)

    @Option(help: "Seed of the run.")
    var seed: UInt64 = 1

    @Option(help: "Seeds from A to B, as A..B.")
    var seeds: SeedRange?

    @Option(help: "Days to simulate; a month of calm follows.")
    var days = 30

    @Option(help: "Faults: none, all, swarm (a random half for each seed), or a list of names.")
    var faults = FaultChoice.all

    @Option(help: "Cases that arise on a usual day, on average.")
    var ordersPerDay = 3.0

    @Option(help: "How cases arise: calm, launch, conflict, angry.")
    var scenario = ScenarioChoice(.calm)

    @Option(help: "Stations, 1 to 5; the Bureau has a desk and a mailbox for each.")
    var stations = 1

    @Option(help: "Antennas of each station: tasks that run at the same time, 1 to 5.")
    var antennas = 1

    @Flag(help: "Never suspend a task of category 2 for one of category 1.")
    var noSuspension = false

    @Option(help: "Days on which no mail moves, as A..B counted from 1.")
    var outage: DayRange?

    @Option(help: "Cases that do not arise, as numbers separated by commas.")
    var skipCases: CaseList?

    @Option(help: "Folder for a page, in both languages, that compares waiting times by policy.")
    var report: String?

    @Flag(help: "Tell what happens, letter by letter, on standard error.")
    var explain = false

    @Flag(help: "Do not look for a shorter story when an invariant breaks.")
    var noShrinking = false

    @Flag(help: "Go on with new seeds until stopped, and tell days and faults now and then.")
    var soak = false

    @Flag(help: "Keep the desks' databases in files, synced at every commit, not in memory.")
    var onDisk = false

    @Flag(help: "Measure every task under a sky of its own, about a second each.")
    var measure = false

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard (1...36_500).contains(days) else { throw ValidationError("--days is 1 to 36500") }
        guard ordersPerDay > 0, ordersPerDay <= 1000 else {
            throw ValidationError("--orders-per-day is above 0 and at most 1000")
        }
        guard (1...5).contains(stations) else { throw ValidationError("--stations is 1 to 5") }
        guard (1...5).contains(antennas) else { throw ValidationError("--antennas is 1 to 5") }
    }

    func run() throws {
        let world = try SimulatedWorld(onDisk: onDisk, measures: measure)
        if soak { return try runOn(world) }
        let chosen = seeds?.seeds ?? seed...seed
        let progress = ProgressLine("simulating")
        defer { progress.end() }
        var outcomes: [WorkflowOutcome] = []
        for seed in chosen {
            progress.tell(Int(seed - chosen.lowerBound), of: chosen.count, "seed \(seed)")
            let outcome = try world.run(
                settings(seed),
                tell: explain ? { line in progress.aside { Output.complain(line) } } : nil)
            progress.aside { print(outcome) }
            if outcome.broken != nil { throw try failure(outcome, in: world) }
            outcomes.append(outcome)
        }
        if let report { try write(report, outcomes, in: world) }
    }

    private func settings(_ seed: UInt64) -> WorkflowSettings {
        var settings = WorkflowSettings(seed: seed, days: days, faults: faults.set(for: seed))
        (settings.ordersPerDay, settings.scenario) = (ordersPerDay, scenario.scenario)
        settings.stations = stations
        (settings.antennas, settings.suspends) = (antennas, !noSuspension)
        (settings.outage, settings.skippedCases) = (outage?.days, skipCases?.cases ?? [])
        return settings
    }

    private func print(_ outcome: WorkflowOutcome) {
        guard !json else { return Output.print(outcome.json) }
        let strikes = outcome.faults.values.reduce(0, +)
        Output.print(
            "seed \(outcome.seed): \(outcome.days) days, \(outcome.orders) orders, "
                + "\(outcome.letters) letters, \(strikes) faults, "
                + (outcome.broken.map { "\($0.rawValue) BROKEN" } ?? "all invariants held"))
    }

    /// Seeds that nobody has tried, one after the other.
    private func runOn(_ world: SimulatedWorld) throws {
        let first = UInt64.random(in: 0..<1 << 40)
        var (orders, seeds, strikes): (Int, UInt64, [Fault: Int]) = (0, 0, [:])
        while true {
            let outcome = try world.run(settings(first + seeds))
            if outcome.broken != nil { throw try failure(outcome, in: world) }
            (seeds, orders) = (seeds + 1, orders + outcome.orders)
            strikes.merge(outcome.faults, uniquingKeysWith: +)
            guard seeds.isMultiple(of: 50) else { continue }
            let faults = strikes.sorted { $0.key.rawValue < $1.key.rawValue }
                .map { "\($0.key.rawValue) \($0.value)" }.joined(separator: ", ")
            Output.print(
                "\(seeds) seeds from \(first), \(Int(seeds) * days) days, \(orders) orders; \(faults)"
            )
        }
    }

    private func failure(_ outcome: WorkflowOutcome, in world: SimulatedWorld) throws -> Failure {
        var least = (settings: settings(outcome.seed), outcome: outcome)
        if !noShrinking {
            var shrinking = Shrinking { try world.run($0) }
            least = try shrinking.shrink(least.settings, least.outcome)
        }
        return Failure(
            .answerIsNo,
            """
            \(outcome.broken?.rawValue ?? ""): \(least.outcome.words ?? "")
            replay: \(replay(least.settings))
            """)
    }

    /// The command that repeats a run and tells it.
    private func replay(_ settings: WorkflowSettings) -> String {
        var words = [
            "vigia simulate workflow --seed \(settings.seed) --days \(settings.days)",
            "--faults \(FaultChoice.only(settings.faults))",
            "--orders-per-day \(ordersPerDay) --scenario \(scenario.scenario.rawValue)",
            "--antennas \(antennas)",
        ]
        if settings.stations > 1 { words.append("--stations \(settings.stations)") }
        if noSuspension { words.append("--no-suspension") }
        if let outage { words.append("--outage \(outage)") }
        if !settings.skippedCases.isEmpty {
            let cases = settings.skippedCases.sorted().map(String.init).joined(separator: ",")
            words.append("--skip-cases \(cases)")
        }
        if onDisk { words.append("--on-disk") }
        if measure { words.append("--measure") }
        return words.joined(separator: " ") + " --no-shrinking --explain"
    }

    private func write(
        _ folder: String, _ outcomes: [WorkflowOutcome], in world: SimulatedWorld
    ) throws {
        let own = settings(seed)
        let policies = try WorkflowReport.policies(of: own).map { name, policy in
            // What was just simulated is one of the policies, or none.
            let outcomes =
                policy == own ? outcomes : try outcomes.map { try run(policy, $0.seed, in: world) }
            return WorkflowReport.Policy(name: name, settings: policy, outcomes: outcomes)
        }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        for language in Language.allCases {
            try WorkflowReport(policies).html(in: language).write(
                toFile: folder + "/" + WorkflowReport.fileName(in: language), atomically: true,
                encoding: .utf8)
        }
    }

    private func run(
        _ policy: WorkflowSettings, _ seed: UInt64, in world: SimulatedWorld
    ) throws -> WorkflowOutcome {
        var policy = policy
        (policy.seed, policy.faults) = (seed, faults.set(for: seed))
        let outcome = try world.run(policy)
        if outcome.broken != nil { throw try failure(outcome, in: world) }
        return outcome
    }
}
