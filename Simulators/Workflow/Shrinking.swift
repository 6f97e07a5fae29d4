// A broken promise with as little around it as possible: fewer days, stations, faults and cases.

/// Makes the settings of a broken run smaller while the same invariant still breaks.
public struct Shrinking {
    private let run: (WorkflowSettings) throws -> WorkflowOutcome
    private let mostRuns: Int
    private var runs = 0

    /// A shrinking that may run so many worlds.
    public init(mostRuns: Int = 200, run: @escaping (WorkflowSettings) throws -> WorkflowOutcome) {
        (self.mostRuns, self.run) = (mostRuns, run)
    }

    /// The smallest settings found.
    ///
    /// - Parameters:
    ///   - settings: of a run that broke an invariant.
    ///   - outcome: of that run.
    /// - Returns: settings with which the same invariant breaks, and what that run shows.
    /// - Throws: what a run throws.
    public mutating func shrink(_ settings: WorkflowSettings, _ outcome: WorkflowOutcome) throws
        -> (settings: WorkflowSettings, outcome: WorkflowOutcome)
    {
        var best = (settings: settings, outcome: outcome)
        try shortenDays(&best)
        while best.settings.stations > 1, try attempt(&best, { $0.stations -= 1 }) {}
        for fault in settings.faults.sorted(by: { $0.rawValue < $1.rawValue }) {
            try attempt(&best) { $0.faults.remove(fault) }
        }
        try leaveOutCases(&best)
        try shortenDays(&best)
        return best
    }

    private typealias Found = (settings: WorkflowSettings, outcome: WorkflowOutcome)

    /// Keeps a change if the same invariant breaks with it.
    ///
    /// - Returns: whether it was kept.
    @discardableResult
    private mutating func attempt(_ best: inout Found, _ change: (inout WorkflowSettings) -> Void)
        throws -> Bool
    {
        var settings = best.settings
        change(&settings)
        guard settings != best.settings, runs < mostRuns else { return false }
        runs += 1
        let outcome = try run(settings)
        guard outcome.broken == best.outcome.broken else { return false }
        best = (settings, outcome)
        return true
    }

    private mutating func shortenDays(_ best: inout Found) throws {
        if let day = best.outcome.dayOfBreach, day < best.settings.days {
            try attempt(&best) { $0.days = day }
        }
        while best.settings.days > 1, try attempt(&best, { $0.days /= 2 }) {}
    }

    /// Halves, quarters and so on of the cases, down to single ones.
    private mutating func leaveOutCases(_ best: inout Found) throws {
        let count = best.outcome.orders + best.settings.skippedCases.count
        var size = max(1, count / 2)
        while true {
            for start in stride(from: 1, through: max(1, count), by: size) {
                try attempt(&best) { $0.skippedCases.formUnion(start..<start + size) }
            }
            guard size > 1 else { return }
            size /= 2
        }
    }
}
