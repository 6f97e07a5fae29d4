// The main job in one process: two desks, a post office in memory, the simulated station, and two
// orders, one of each category, from the Bureau's form to the filed final report.

import ArgumentParser
import CanonicalJSON
import Desk
import Foundation
import MonitoringOrders
import Quantities
import SimulatedStation

struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Run two orders through both desks and the simulated station.",
        discussion: "Example: vigia demo --seed 1 --out demo-output")

    @Option(help: "Seed of the simulated sky.")
    var seed: UInt64 = 1

    @Option(
        name: .customLong("order"), help: "A form to run instead of the bundled two; repeatable.")
    var orders: [String] = []

    @Option(help: "Folder for letters, reports, recordings and timelines; made anew.")
    var out = "demo-output"

    @Option(help: "How the simulated station behaves.")
    var station = StationBehaviour.prompt

    @Flag(
        inversion: .prefixedNo,
        help: "Serve the consoles of both desks afterwards, until interrupted.")
    var serve = true

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let interruption = serve ? Interruption() : nil
        let clock = ContinuousClock()
        let begin = clock.now
        let shipped = try DeskSession.shippedConfiguration()
        let forms =
            orders.isEmpty
            ? ["\(shipped)/demo/category-1.txt", "\(shipped)/demo/category-2.txt"] : orders
        let demo = try Demo(
            out: out, shipped: shipped, seed: seed, behaviour: station
        ) { line in
            Output.complain(line)
        }
        for form in forms { try demo.place(form) }
        try demo.runUntilQuiet()
        let outcomes = try demo.finish()
        let seconds = (clock.now - begin) / .seconds(1)
        if json {
            Output.print([
                "orders": .array(outcomes.map(\.json)), "seconds": JSONValue(seconds),
            ])
        } else {
            for outcome in outcomes { outcome.tell() }
            Output.print("\(seconds.fixed(1)) s; letters, reports and maps are in \(out)")
        }
        if let interruption { try DemoConsoles(of: demo).serve(until: interruption) }
        guard outcomes.allSatisfy(\.isEnded) else {
            throw Failure(.answerIsNo, "an order ended neither in a report nor in a refusal")
        }
    }
}
