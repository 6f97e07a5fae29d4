// Runs seeds of the simulated workflow until one breaks; built by scripts/mutations alone, in a copy of the tree.

import Desk
import Foundation
import MonitoringOrders
import OrderStore
import SimulatedWorkflow

/// `workflow-swarm FIRST LAST DAYS CONFIG`: prints `found SEED INVARIANT WORDS`, or `held SEEDS`.
@main
struct WorkflowSwarm {
    static func main() throws {
        let words = CommandLine.arguments
        guard words.count == 5, let first = UInt64(words[1]), let last = UInt64(words[2]),
            let days = Int(words[3]), first <= last
        else { preconditionFailure("usage: workflow-swarm FIRST LAST DAYS CONFIG") }
        let (bureau, station) = try configurations(words[4])
        for seed in first...last {
            let faults = seed.isMultiple(of: 4) ? Set(Fault.allCases) : Fault.swarm(for: seed)
            let outcome = try WorkflowSimulation(
                WorkflowSettings(seed: seed, days: days, faults: faults), bureau: bureau,
                station: station
            ).run()
            if let broken = outcome.broken {
                return print("found \(seed) \(broken.rawValue) \(outcome.words ?? "")")
            }
        }
        print("held \(last - first + 1)")
    }

    private static func configurations(_ shipped: String) throws -> (
        DeskConfiguration, DeskConfiguration
    ) {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "vigia-swarm-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let read = { (kind: DeskKind) throws -> DeskConfiguration in
            let desk = DeskFolder("\(folder)/\(kind.rawValue)")
            try desk.create(desk: kind, register: .simulation, configuration: shipped)
            return try DeskConfiguration.read(desk)
        }
        return (try read(.bureau), try read(.station))
    }
}
