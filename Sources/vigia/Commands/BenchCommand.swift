// Speeds, measured in one process; `make bench` runs the published peers beside them.

import ArgumentParser
import CanonicalJSON
import Quantities

struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure the speeds of this program on this machine.",
        discussion: """
            Without names all are measured: \(all.map(\.name).joined(separator: ", ")).
            Example: vigia bench sgp4-gso correlate-1m --json
            """)

    static let all =
        Benchmark.orbits + Benchmark.signals + Benchmark.locations + Benchmark.stores
        + Benchmark.desks
        + Benchmark.skies
        + Benchmark.reports

    @Argument(help: "Names of benchmarks.")
    var names: [String] = []

    @Option(help: "Runs that count, after one to warm up.")
    var runs = 9

    @Flag(help: "Print the names and measure nothing.")
    var list = false

    @Flag(help: "Print JSON, a line for each.")
    var json = false

    func validate() throws {
        guard (1...1000).contains(runs) else { throw ValidationError("--runs must be 1 to 1000") }
        for name in names where !Self.all.contains(where: { $0.name == name }) {
            throw ValidationError("there is no benchmark \"\(name)\"")
        }
    }

    func run() throws {
        guard !list else { return Self.all.forEach { Output.print($0.name) } }
        for benchmark in Self.all where names.isEmpty || names.contains(benchmark.name) {
            let line = ProgressLine(benchmark.name)
            defer { line.end() }
            let result = try benchmark.measure(runs: runs) { line.tell($0, of: runs) }
            line.end()
            guard !json else {
                Output.print(result.json)
                continue
            }
            Output.print(
                "\(result.name): \(result.median.fixed(3)) \(result.unit) "
                    + "(\(result.values[0].fixed(3)) to \(result.values[runs - 1].fixed(3)))")
        }
    }
}
