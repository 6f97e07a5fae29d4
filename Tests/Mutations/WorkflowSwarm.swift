// Runs seeds of the simulated workflow until one breaks; built by scripts/mutations alone, in a copy of the tree.

import SimulatedWorkflow

/// `workflow-swarm FIRST LAST DAYS CONFIG`: prints `found SEED INVARIANT WORDS`, or `held SEEDS`.
@main
struct WorkflowSwarm {
    static func main() throws {
        let words = CommandLine.arguments
        guard words.count == 5, let first = UInt64(words[1]), let last = UInt64(words[2]),
            let days = Int(words[3]), first <= last
        else { preconditionFailure("usage: workflow-swarm FIRST LAST DAYS CONFIG") }
        let configurations = try DeskConfigurations(shipped: words[4])
        for seed in first...last {
            var settings = WorkflowSettings.amongMany(seed: seed, days: days)
            settings.scenario = .swarm(for: seed)
            let outcome = try WorkflowSimulation(settings, at: configurations).run()
            if let broken = outcome.broken {
                return print("found \(seed) \(broken.rawValue) \(outcome.words ?? "")")
            }
        }
        print("held \(last - first + 1)")
    }
}
