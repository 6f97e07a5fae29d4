// How a speed is measured: one run to warm up, then some that count, in one process, nothing else in
// them than the work that the name says.

import CanonicalJSON
import Quantities

/// One benchmark.
struct Benchmark: Sendable {
    let name: String
    let unit: String
    /// Prepares the work and gives the function of one run, whose value is in the unit.
    let prepare: @Sendable () throws -> () throws -> Double

    /// Runs it.
    ///
    /// - Parameters:
    ///   - runs: runs that count, at least one.
    ///   - tell: called with the runs that are done.
    /// - Returns: median and extremes.
    /// - Throws: what the work throws, such as a wrong answer.
    func measure(runs: Int, telling tell: (Int) -> Void = { _ in }) throws -> BenchmarkResult {
        let run = try prepare()
        _ = try run()
        let values = try (0..<runs).map { index in
            tell(index)
            return try run()
        }.sorted()
        return BenchmarkResult(name: name, unit: unit, values: values)
    }

    /// A benchmark of how long something takes, in milliseconds.
    static func milliseconds(
        _ name: String, _ prepare: @escaping @Sendable () throws -> () throws -> Void
    )
        -> Benchmark
    {
        Benchmark(name: name, unit: "ms") {
            let work = try prepare()
            return { try Stopwatch.seconds(of: work) * 1000 }
        }
    }

    /// A benchmark of how often something is done in a second.
    ///
    /// - Parameters:
    ///   - name: of the benchmark.
    ///   - unit: what is counted, per second.
    ///   - count: how many one run does, in units of the unit.
    ///   - prepare: gives the work of one run.
    /// - Returns: the benchmark.
    static func rate(
        _ name: String, _ unit: String, count: Double,
        _ prepare: @escaping @Sendable () throws -> () throws -> Void
    ) -> Benchmark {
        Benchmark(name: name, unit: unit) {
            let work = try prepare()
            return { count / (try Stopwatch.seconds(of: work)) }
        }
    }
}

/// What some runs gave.
struct BenchmarkResult {
    let name: String
    let unit: String
    /// Sorted, at least one.
    let values: [Double]

    var median: Double {
        let middle = values.count / 2
        return values.count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2
    }

    var json: JSONValue {
        [
            "name": .string(name), "unit": .string(unit), "median": .number(median),
            "min": JSONValue(values.first), "max": JSONValue(values.last),
            "runs": JSONValue(values.count),
        ]
    }
}

/// The clock of benchmarks.
enum Stopwatch {
    /// Seconds that some work takes.
    static func seconds(of work: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        try work()
        return (clock.now - start) / .seconds(1)
    }
}

/// A value that the optimiser must think is used.
@inline(never)
func consume<Value>(_ value: Value) {
    withExtendedLifetime(value) {}
}
