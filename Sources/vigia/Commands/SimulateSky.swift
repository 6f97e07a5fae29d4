// The simulated sky at the command line: a scenario's recordings, ephemerides and truth as files.

import ArgumentParser
import CanonicalJSON
import ConfigurationFiles
import Foundation
import Quantities
import Sky

struct SimulateSky: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sky", abstract: "Write the recordings, ephemerides and truth of a scenario.",
        discussion: """
            Leaves SigMF recordings of the target and of every reference emitter through the victim and \
            each neighbour, the operators' ephemerides (CCSDS OEM), what `vigia locate` needs beside the \
            measured values (observation.json) and truth.json. The same seed gives the same files.
            Example: vigia simulate sky Simulators/Scenarios/safety-carrier.yaml --seed 1 --out sky
            """)

    @Argument(help: "Scenario file; Simulators/Scenarios has thirteen.")
    var scenario: String

    @Option(help: "Seed of everything that the scenario leaves open.")
    var seed: UInt64 = 1

    @Option(help: "Hours after the scenario's start at which the recordings begin.")
    var after = 0.0

    @Option(help: "Folder for the files.")
    var out: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let scenario = try ScenarioInput.read(scenario)
        guard (0...scenario.hours).contains(after) else {
            throw Failure(
                .usage, "--after is 0 to \(scenario.hours.fixed(1)) hours in this scenario")
        }
        let sky = SimulatedSky(scenario, seed: seed)
        try SkyFolder(out).write(sky, at: after * 3600)
        guard !json else {
            return Output.print([
                "title": .string(scenario.title), "seed": .string("\(seed)"),
                "folder": .string(out),
            ])
        }
        Output.print("\(scenario.title), seed \(seed): written to \(out)")
    }
}

/// Reading of scenario files.
enum ScenarioInput {
    static func read(_ path: String) throws -> SkyScenario {
        do {
            return try ScenarioFile.read(path)
        } catch {
            throw Failure(.badInput, error.description)
        }
    }
}
