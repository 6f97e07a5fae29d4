// The simulated station at the command line: tasks over many seeds, and how honest they were.

import ArgumentParser
import CanonicalJSON
import Foundation
import Quantities
import SimulatedStation
import Sky
import Synchronization

struct SimulateStation: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "station",
        abstract: "Let the simulated station measure a scenario, and compare with the truth.",
        discussion: """
            For each seed the station plans, records, correlates and locates; only then its claim is \
            compared with the truth. --out keeps the recordings, without it they are removed.
            Example: vigia simulate station Simulators/Scenarios/*.yaml --seeds 1..300
            """)

    @Argument(help: "Scenario files.")
    var scenarios: [String]

    @Option(help: "Seed of the sky.")
    var seed: UInt64 = 1

    @Option(help: "Seeds from A to B, as A..B.")
    var seeds: SeedRange?

    @Option(
        help: "Folder in which recordings, procedure and result are kept, by scenario and seed.")
    var out: String?

    @Option(help: "Threads.")
    var threads = 2

    @Flag(help: "Print the rows of a Markdown table.")
    var table = false

    @Flag(help: "Print JSON, one object for each scenario and seed.")
    var json = false

    func validate() throws {
        guard !scenarios.isEmpty else { throw ValidationError("a scenario file is needed") }
        guard (1...64).contains(threads) else { throw ValidationError("--threads is 1 to 64") }
    }

    func run() throws {
        let read = try scenarios.map { ($0, try ScenarioInput.read($0)) }
        for (path, scenario) in read {
            let name = URL(filePath: path).deletingPathExtension().lastPathComponent
            let results = try results(of: scenario, named: name)
            let summary = TrialSummary(name: name, title: scenario.title, results: results)
            if table {
                Output.print(summary.row)
            } else if json {
                for result in results {
                    var object = result.json
                    object.set("scenario", to: .string(name))
                    Output.print(object)
                }
            } else {
                for line in summary.lines { Output.print(line) }
            }
        }
    }

    private func results(of scenario: SkyScenario, named name: String) throws -> [TrialResult] {
        let chosen = Array(seeds?.seeds ?? seed...seed)
        let progress = ProgressLine(name)
        defer { progress.end() }
        let done = Atomic<Int>(0)
        return try chosen.mapConcurrently(threads: threads) { seed in
            let result = try trial(of: scenario, named: name, seed: seed)
            progress.tell(done.add(1, ordering: .relaxed).newValue, of: chosen.count)
            return result
        }
    }

    private func trial(of scenario: SkyScenario, named name: String, seed: UInt64) throws
        -> TrialResult
    {
        let folder =
            out.map { "\($0)/\(name)-\(seed)" } ?? TemporaryFolder.path("station")
        defer { if out == nil { try? FileManager.default.removeItem(atPath: folder) } }
        return try StationTrial(scenario).run(seed: seed, in: folder, isKept: out != nil)
    }
}

/// The seeds of one scenario, counted.
struct TrialSummary {
    var name: String
    var title: String
    var results: [TrialResult]

    private var classes: String {
        Dictionary(grouping: results, by: \.outcome).sorted { $0.key < $1.key }
            .map { "\($0.value.count) \($0.key)" }.joined(separator: ", ")
    }

    private func percent(_ share: Double) -> String { (100 * share).fixed(1) + " %" }

    private var claims: [TrialResult] { results.filter { $0.isInside != nil } }

    private var coverage: String {
        guard !claims.isEmpty else { return "-" }
        return percent(Double(claims.count { $0.isInside == true }) / Double(claims.count))
    }

    private var farOff: String {
        percent(Double(results.count(where: \.isFarOff)) / Double(max(results.count, 1)))
    }

    private func median(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }

    private func kilometres(_ metres: Double?) -> String {
        metres.map { ($0 / 1000).fixed(2) } ?? "-"
    }

    private var axis: String { kilometres(median(claims.compactMap { $0.semiMajor?.value })) }
    private var error: String { kilometres(median(claims.compactMap { $0.error?.value })) }

    /// A row of the table in docs/station-report.md. Times are not in it: all processors are busy while it is made.
    var row: String {
        "| \(name) | \(results.count) | \(classes) | \(coverage) | \(farOff) | \(axis) | \(error) |"
    }

    /// The same for people.
    var lines: [String] {
        [
            "\(name): \(title)",
            "  \(results.count) tasks: \(classes)",
            "  truth inside a claimed 95 % ellipse: \(coverage) of \(claims.count); farther than three "
                + "semi-major axes: \(farOff)",
            "  median semi-major axis \(axis) km, error \(error) km, "
                + "\((median(results.map(\.seconds)) ?? 0).fixed(2)) s a task",
        ] + (results.count == 1 ? results[0].reasons.map { "  " + $0 } : [])
    }
}
