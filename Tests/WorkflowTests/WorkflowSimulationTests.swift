import CanonicalJSON
import MonitoringOrders
import SimulatedWorkflow
import TestSupport
import Testing

@Suite("The whole workflow in virtual time")
struct WorkflowSimulationTests {
    private func outcome(
        seed: UInt64, days: Int, _ faults: Set<Fault>, tell: ((String) -> Void)? = nil
    ) throws -> WorkflowOutcome {
        try SimulatedDesks().run(
            WorkflowSettings(seed: seed, days: days, faults: faults), tell: tell)
    }

    @Test("without faults every order ends, and nothing is written twice")
    func calm() throws {
        let outcome = try outcome(seed: 1, days: 10, [])
        #expect(outcome.broken == nil, "\(outcome.words ?? "")")
        #expect(outcome.orders > 10)
        #expect(outcome.faults.isEmpty)
    }

    @Test(
        "R19, R24, R40, R41, R49, R89: every promise holds while everything goes wrong",
        arguments: UInt64(1)...6)
    func allFaults(seed: UInt64) throws {
        let faults = seed.isMultiple(of: 2) ? Fault.swarm(for: seed) : Set(Fault.allCases)
        let outcome = try outcome(seed: seed, days: 12, faults)
        #expect(outcome.broken == nil, "seed \(seed): \(outcome.words ?? "")")
        #expect(outcome.faults.values.reduce(0, +) > 0)
        #expect(Set(outcome.faults.keys).isSubset(of: faults))
    }

    @Test("the same seed tells the same story, another seed another")
    func deterministic() throws {
        var stories: [[String]] = [[], []]
        let first = try outcome(seed: 7, days: 5, Set(Fault.allCases)) { stories[0].append($0) }
        let again = try outcome(seed: 7, days: 5, Set(Fault.allCases)) { stories[1].append($0) }
        let difference = zip(stories[0], stories[1]).first { $0 != $1 }
        #expect(difference == nil)
        #expect(stories[0].count == stories[1].count)
        #expect(first.trace == again.trace)
        #expect(try outcome(seed: 8, days: 5, Set(Fault.allCases)).trace != first.trace)
    }

    @Test("stores in memory and on the disk tell the same story")
    func bothStores() throws {
        let settings = WorkflowSettings(seed: 3, days: 4, faults: Set(Fault.allCases))
        let desks = try SimulatedDesks()
        #expect(try desks.runOnDisk(settings).trace == desks.run(settings).trace)
    }

    @Test("a store at a server tells the same story")
    func server() throws {
        // Several processes may share a server's store, which asks it more often; so commits do not fail here.
        let faults = Set(Fault.allCases).subtracting([
            .crash, .oldBackup, .diskFails, .diskFull, .syncFails, .twoWorkers, .clockStep,
            .clockDrift,
        ])
        let settings = WorkflowSettings(seed: 5, days: 2, faults: faults)
        let desks = try SimulatedDesks()
        let server = try DatabaseServer.shared.get()
        let databases = Dictionary(
            uniqueKeysWithValues: DeskKind.allCases.map {
                ($0, "workflow-\($0.rawValue)-\(UInt32.random(in: 0...(.max)))")
            })
        for database in databases.values { try server.create(database) }
        let shared = try desks.run(
            settings, store: { server.address(of: databases[$0] ?? "") })
        #expect(shared.broken == nil)
        #expect(try shared.trace == desks.run(settings).trace)
    }

    @Test(
        "several stations do not touch each other, also where letters come to the wrong desk",
        arguments: [UInt64(1), 2, 3], [2, 5])
    func severalStations(seed: UInt64, stations: Int) throws {
        let desks = try SimulatedDesks()
        for faults in [[.letterMisdirected], Set(Fault.allCases)] {
            var settings = WorkflowSettings(seed: seed, days: 8, faults: faults)
            settings.stations = stations
            let outcome = try desks.run(settings)
            #expect(outcome.broken == nil, "\(outcome.words ?? "")")
            #expect(outcome.orders > 10)
            #expect(outcome.faults[.letterMisdirected, default: 0] > 0)
        }
    }

    @Test("over some seeds every fault strikes")
    func everyFaultStrikes() throws {
        let desks = try SimulatedDesks()
        var struck: Set<Fault> = []
        for seed in UInt64(1)...40 where struck.count < Fault.allCases.count {
            var settings = WorkflowSettings(seed: seed, days: 10, faults: Set(Fault.allCases))
            settings.stations = 2
            struck.formUnion(try desks.run(settings).faults.keys)
        }
        #expect(Set(Fault.allCases).subtracting(struck) == [])
    }

    @Test("the result has the keys of the contract")
    func json() throws {
        let json = try outcome(seed: 2, days: 1, []).json
        for key in ["seed", "days", "orders", "letters", "faults", "invariants", "trace"] {
            #expect(json[key] != nil, "\(key)")
        }
        #expect(json["invariants"]?["served-by-receipt"]?.string == "held")
        #expect(json["trace"]?.string?.hasPrefix("sha256:") == true)
    }
}
