// The whole workflow in virtual time, for engineers and for those who want to see what a surge does.

import ArgumentParser
import CanonicalJSON
import Desk
import Foundation
import MonitoringOrders
import OrderStore
import SimulatedWorkflow

struct SimulateWorkflow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow",
        abstract: "Run both desks through days of work in which everything can go wrong.",
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

    @Option(help: "Cases that arise on a day, on average.")
    var ordersPerDay = 3.0

    @Flag(help: "Tell everything that happens on standard error.")
    var explain = false

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard (1...36_500).contains(days) else { throw ValidationError("--days is 1 to 36500") }
        guard ordersPerDay > 0, ordersPerDay <= 1000 else {
            throw ValidationError("--orders-per-day is above 0 and at most 1000")
        }
    }

    func run() throws {
        let (bureau, station) = try Self.configurations()
        let chosen = seeds?.seeds ?? seed...seed
        let progress = ProgressLine("simulating")
        defer { progress.end() }
        for seed in chosen {
            progress.tell(
                Int(seed - chosen.lowerBound), of: chosen.count, "seed \(seed)")
            var settings = WorkflowSettings(seed: seed, days: days, faults: faults.set(for: seed))
            settings.ordersPerDay = ordersPerDay
            let simulation = try WorkflowSimulation(
                settings, bureau: bureau, station: station,
                tell: explain ? { Output.complain($0) } : nil)
            let outcome = try simulation.run()
            print(outcome)
            if outcome.broken != nil { throw Failure(.answerIsNo, replay(outcome)) }
        }
    }

    private func print(_ outcome: WorkflowOutcome) {
        guard !json else { return Output.print(outcome.json) }
        let strikes = outcome.faults.values.reduce(0, +)
        Output.print(
            "seed \(outcome.seed): \(outcome.days) days, \(outcome.orders) orders, "
                + "\(outcome.letters) letters, \(strikes) faults, "
                + (outcome.broken.map { "\($0.rawValue) BROKEN" } ?? "all invariants held"))
    }

    private func replay(_ outcome: WorkflowOutcome) -> String {
        """
        \(outcome.broken?.rawValue ?? ""): \(outcome.words ?? "")
        replay: vigia simulate workflow --seed \(outcome.seed) --days \(days) \
        --faults \(faults) --orders-per-day \(ordersPerDay) --explain
        """
    }

    /// The configuration of both desks, as `vigia init` writes it.
    static func configurations() throws -> (DeskConfiguration, DeskConfiguration) {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "vigia-simulation-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let shipped = try DeskSession.shippedConfiguration()
        let desks = try [DeskKind.bureau, .station].map { kind in
            let desk = DeskFolder("\(folder)/\(kind.rawValue)")
            try desk.create(desk: kind, register: .simulation, configuration: shipped)
            return try DeskConfiguration.read(desk)
        }
        return (desks[0], desks[1])
    }
}

/// Seeds as `A..B`, both included.
struct SeedRange: ExpressibleByArgument {
    var seeds: ClosedRange<UInt64>

    init?(argument: String) {
        let ends = argument.split(separator: "..").compactMap { UInt64($0) }
        guard ends.count == 2, ends[0] <= ends[1] else { return nil }
        seeds = ends[0]...ends[1]
    }
}

/// Which faults may strike.
enum FaultChoice: ExpressibleByArgument, CustomStringConvertible {
    case all, swarm
    case only(Set<Fault>)

    init?(argument: String) {
        switch argument {
        case "all": self = .all
        case "swarm": self = .swarm
        case "none": self = .only([])
        default:
            let names = argument.split(separator: ",").map(String.init)
            let faults = names.compactMap(Fault.init(rawValue:))
            guard faults.count == names.count else { return nil }
            self = .only(Set(faults))
        }
    }

    func set(for seed: UInt64) -> Set<Fault> {
        switch self {
        case .all: Set(Fault.allCases)
        case .swarm: Fault.swarm(for: seed)
        case .only(let faults): faults
        }
    }

    var description: String {
        switch self {
        case .all: "all"
        case .swarm: "swarm"
        case .only(let faults):
            faults.isEmpty ? "none" : faults.map(\.rawValue).sorted().joined(separator: ",")
        }
    }
}
