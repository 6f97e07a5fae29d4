// Plans that were made lately. Everybody who looks at the queue sees the same plan, so it is made once, and not for
// every look.

import MonitoringOrders
import OrderStore
import Quantities

/// Plans that hold as long as what they were made of does.
final class PlanMemory: Sendable {
    /// What every plan follows from.
    struct Basis: Hashable, Sendable {
        /// How many commits the store had made.
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

    private let known = AnswerMemory<Basis, Question>()

    /// A plan that was made on the same basis, else a new one, which is kept.
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
        if let plan: Plan = known.answer(to: question, on: basis) { return plan }
        let plan = try make()
        known.keep(plan, to: question, on: basis)
        return plan
    }
}
