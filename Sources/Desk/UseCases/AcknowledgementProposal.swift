// What an acknowledgement would promise, and which promises it would move: for the operator's eyes before it is made.

public import MonitoringOrders
import OrderStore
public import Quantities

/// An acknowledgement that is not made yet.
public struct AcknowledgementProposal: Hashable, Sendable {
    /// Where the duration comes from.
    public enum Basis: Hashable, Sendable {
        /// The operator said it.
        case stated
        /// The median of what the last tasks of this kind were promised to take.
        case earlierTasks(Int)
        /// Nothing is known; an hour is assumed.
        case assumed
    }

    /// The start that the operator wants, else the earliest that the timetable allows; `nil` where there is none.
    public var start: UTCInstant?
    public var duration: Duration
    public var basis: Basis
    /// The antenna that would do it.
    public var antenna: String?
    /// What stands in the way at the wanted start.
    public var conflicts: [TimeConflict]
    /// Promises to others that could not be kept; each becomes an update (R35).
    public var moved: [MovedStart]
    /// Why there is no place at all.
    public var noPlace: NoPlace?

    /// When the task would end.
    public var end: UTCInstant? { start.map { $0 + duration } }
}

extension Desk {
    /// How many tasks are looked at for the usual duration of their kind.
    private static let tasksLookedAt = 9

    /// What an acknowledgement of an order would promise now.
    ///
    /// - Parameters:
    ///   - number: of a received order.
    ///   - start: the start that the operator wants (default: the earliest there is).
    ///   - duration: how long the operator expects the task to take (default: as tasks of its kind did).
    /// - Returns: the promise, with what it would move.
    /// - Throws: `Refusal` for an order that is not there or has no receipt; `StoreError`.
    public func proposal(
        for number: OrderNumber, start: UTCInstant? = nil, lasting duration: Duration? = nil
    ) throws -> AcknowledgementProposal {
        let now = surroundings.now().nextMinute
        let question = PlanMemory.Question.proposal(number, start: start, lasting: duration)
        return try plans.plan(question, on: planBasis(from: now)) {
            try store.read { try propose(number, from: start, lasting: duration, at: now, in: $0) }
        }
    }

    private func propose(
        _ number: OrderNumber, from start: UTCInstant?, lasting duration: Duration?,
        at now: UTCInstant, in reader: StoreReader
    ) throws -> AcknowledgementProposal {
        guard let order = try reader.order(number) else { throw Refusal.unknownOrder }
        let (lasting, basis) =
            try duration.map { ($0, .stated) } ?? usualDuration(of: order.kind, in: reader)
        let plan = try plan(number, from: start, lasting: lasting, at: now, in: reader)
        let place = plan.task(of: number)
        let conflicts = start.map { start in
            plan.conflicts(
                at: TimeSpan(from: start, lasting: lasting), downlink: order.form.downlink,
                besides: number)
        }
        return AcknowledgementProposal(
            start: start ?? place?.span.start, duration: lasting, basis: basis,
            antenna: place?.antenna, conflicts: conflicts ?? [],
            moved: plan.movedStarts.filter { $0.order != number },
            noPlace: plan.unplaced[number])
    }

    /// What the last tasks of a kind were promised to take, the median of them.
    private func usualDuration(of kind: OrderKind, in reader: StoreReader) throws -> (
        Duration, AcknowledgementProposal.Basis
    ) {
        let tasks = try reader.latestAcknowledged(
            of: kind, notIn: [.refused, .withdrawn], limit: Self.tasksLookedAt)
        let durations = tasks.compactMap(\.expectedDuration).sorted()
        guard !durations.isEmpty else { return (Self.assumedTaskDuration, .assumed) }
        return (durations[durations.count / 2], .earlierTasks(durations.count))
    }
}
