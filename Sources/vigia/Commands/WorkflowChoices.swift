// What can be chosen for a simulated workflow, as words at the command line.

import ArgumentParser
import SimulatedWorkflow

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

/// A pattern of arrivals by its name.
struct ScenarioChoice: ExpressibleByArgument {
    var scenario: Scenario

    init?(argument: String) {
        guard let scenario = Scenario(rawValue: argument) else { return nil }
        self.scenario = scenario
    }

    init(_ scenario: Scenario) { self.scenario = scenario }

    var defaultValueDescription: String { scenario.rawValue }
}

/// Days as `A..B`, both included and counted from 1.
struct DayRange: ExpressibleByArgument, CustomStringConvertible {
    var days: Range<Int>

    init?(argument: String) {
        let ends = argument.split(separator: "..").compactMap { Int($0) }
        guard ends.count == 2, ends[0] >= 1, ends[0] <= ends[1], ends[1] <= 36_500 else {
            return nil
        }
        days = ends[0] - 1..<ends[1]
    }

    var description: String { "\(days.lowerBound + 1)..\(days.upperBound)" }
}

/// Numbers of cases, separated by commas.
struct CaseList: ExpressibleByArgument {
    var cases: Set<Int>

    init?(argument: String) {
        let words = argument.split(separator: ",")
        let numbers = words.compactMap { Int($0) }
        guard numbers.count == words.count else { return nil }
        cases = Set(numbers)
    }
}
