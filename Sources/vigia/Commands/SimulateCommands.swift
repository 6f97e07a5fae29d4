// Simulations at the command line.

import ArgumentParser

struct SimulateCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Run simulations.",
        subcommands: [SimulateSky.self, SimulateStation.self, SimulateWorkflow.self])
}
