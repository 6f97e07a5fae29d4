// Plans that were made lately. Everybody who looks at the queue sees the same plan, so it is made once, and not for
// every look.

import MonitoringOrders
import Quantities
import Synchronization

/// Plans that hold as long as what they were made of does.
final class PlanMemory: Sendable {
    /// What every plan follows from.
    struct Basis: Hashable, Sendable {
        /// How many transactions the store had written.
        var writes: Int
        /// From when on was planned.
        var start: UTCInstant
        var antennas: [Antenna]
    }

    /// What was to be planned.
    enum Question: Hashable, Sendable {
        case timetable(first: Int?)
        case proposal(OrderNumber, start: UTCInstant?, lasting: Duration?)
    }

    private let known = Mutex<(basis: Basis?, plans: [Question: any Sendable])>((nil, [:]))

    /// A plan that was made on the same basis, else a new one, which is kept. Those of another basis are forgotten, and all
    /// when there are too many.
    ///
    /// - Parameters:
    ///   - question: what is planned.
    ///   - basis: as it was before anything was read for the plan; `nil` to keep nothing.
    ///   - make: makes the plan.
    /// - Returns: the plan.
    /// - Throws: what `make` throws.
    func plan<Plan: Sendable>(
        _ question: Question, on basis: Basis?, make: () throws -> Plan
    ) rethrows -> Plan {
        guard let basis else { return try make() }
        let before = known.withLock { $0.basis == basis ? $0.plans[question] as? Plan : nil }
        if let before { return before }
        let plan = try make()
        known.withLock { known in
            if known.basis != basis || known.plans.count >= Limits.cachedAnswers {
                known = (basis, [:])
            }
            known.plans[question] = plan
        }
        return plan
    }
}
