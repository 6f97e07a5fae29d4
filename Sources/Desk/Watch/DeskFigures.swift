// The figures of a desk at one moment, for monitoring. Times come from the latest orders alone, so that asking costs
// the same however long the desk has been at work.

import MonitoringOrders
public import OrderStore
import Quantities

/// What a desk has and how long its work takes.
public struct DeskFigures: Sendable {
    /// The middle and the longest of some times.
    public struct Times: Hashable, Sendable {
        public var median: Duration
        public var longest: Duration

        /// `nil` for none.
        init?(_ times: [Duration]) {
            let sorted = times.sorted()
            guard let longest = sorted.last else { return nil }
            (median, self.longest) = (sorted[(sorted.count - 1) / 2], longest)
        }
    }

    public var vitals: DeskVitals
    public var unreadiness: [Unreadiness]
    public var orders: [OrderCount]
    /// From receipt, or at the Bureau from placing, to acknowledgement, by category.
    public var toAcknowledge: [Int: Times]
    /// From the start of a task to its result.
    public var toMeasure: Times?
    /// By result: `waiting`, `accepted`, `refused` or `uncertain`.
    public var deliveries: [String: Int]
    public var checkpoint: JournalCheckpoint
    public var alarms: [Alarm.Cause: Int]

    /// How many of the latest orders are looked at for times.
    static let latest = 100
}

extension Desk {
    /// The figures of the desk now.
    ///
    /// - Parameter folder: of the desk.
    /// - Returns: all of them, of one moment.
    /// - Throws: `StoreError`.
    public func figures(in folder: DeskFolder) throws -> DeskFigures {
        let vitals = try vitals(in: folder)
        let alarms = try alarms()
        return try store.read { reader in
            let latest = try reader.latestAcknowledged(limit: DeskFigures.latest)
            let byCategory = Dictionary(grouping: latest) { $0.category?.number ?? 0 }
            let measured = try latest.filter { $0.startedAt != nil }
                .compactMap { try reader.order($0.number) }
            return DeskFigures(
                vitals: vitals, unreadiness: reasons(vitals),
                orders: try reader.orderCountsByCategory(),
                toAcknowledge: byCategory.compactMapValues { orders in
                    DeskFigures.Times(orders.compactMap(\.timeToAcknowledge))
                },
                toMeasure: DeskFigures.Times(measured.compactMap(\.timeToMeasure)),
                deliveries: try reader.deliveryCounts(), checkpoint: try reader.checkpoint(),
                alarms: Dictionary(alarms.map { ($0.cause, 1) }, uniquingKeysWith: +))
        }
    }
}

extension OrderSummary {
    fileprivate var timeToAcknowledge: Duration? {
        guard let begin = receipt?.at ?? placedAt, let acknowledgedAt else { return nil }
        return max(.zero, acknowledgedAt - begin)
    }
}

extension Order {
    fileprivate var timeToMeasure: Duration? {
        guard let startedAt, let completedAt else { return nil }
        return max(.zero, completedAt - startedAt)
    }
}
