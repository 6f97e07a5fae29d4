// Figures about a group of orders: how many, what became of them, how long it took. They measure the
// house; none of them changes the order of service.

public import Quantities

/// What became of an order.
public enum OrderOutcome: String, Hashable, Sendable, CaseIterable {
    case located, areaOnly, lineOfPosition, notLocated, notObserved, measured
    /// Reported by a letter without structured data.
    case reported
    case refused, withdrawn
    /// Nothing final yet.
    case open
}

extension Order {
    /// What became of the order; of a revised report the latest version counts.
    public var outcome: OrderOutcome {
        switch state {
        case .refused: .refused
        case .withdrawn: .withdrawn
        case .reported:
            reports.last?.report.flatMap { OrderOutcome(rawValue: $0.result.resultClass.rawValue) }
                ?? .reported
        default: .open
        }
    }

    /// When the order's times begin to run at this desk: at the station with its receipt, at the
    /// Bureau with the dispatcher's placing. `nil` for a draft.
    public var begunAt: UTCInstant? { receipt?.at ?? orderedAt }
}

/// Figures about some orders. Times are in seconds from ``Order/begunAt``, lengths in metres.
public struct OrderFigures: Hashable, Sendable {
    public var orders: Int
    public var acknowledged: Int
    /// Acknowledged within the house's target, which is not set by the MoU (R31).
    public var acknowledgedWithinTarget: Int
    public var reported: Int
    public var refused: Int
    public var withdrawn: Int
    /// Neither reported nor refused nor withdrawn.
    public var open: Int
    /// Open, and in the station's queue without being measured.
    public var waiting: Int
    public var timeToAcknowledge: Spread?
    /// The time in the queue: to the start of the task, which only the station knows.
    public var timeToStart: Spread?
    public var timeToReport: Spread?
    public var timeToRefuse: Spread?
    /// Half axes of the best estimates' error ellipses.
    public var semiMajorAxis: Spread?
    public var semiMinorAxis: Spread?

    /// The figures of some orders, none of them a draft.
    public init(of orders: [Order], targets: HouseTargets) {
        func count(_ isMeant: (Order) -> Bool) -> Int { orders.count(where: isMeant) }
        func spread(_ end: (Order) -> UTCInstant?) -> Spread? {
            Spread(
                orders.compactMap { order in
                    guard let begin = order.begunAt, let end = end(order) else { return nil }
                    // A clock may have been set back in between.
                    return max(0, Double((end - begin).wholeNanoseconds) / 1e9)
                })
        }
        self.orders = orders.count
        acknowledged = count { $0.acknowledgedAt != nil }
        acknowledgedWithinTarget = count { $0.isAcknowledged(within: targets) }
        reported = count { $0.state == .reported }
        refused = count { $0.state == .refused }
        withdrawn = count { $0.state == .withdrawn }
        open = count { !$0.state.isFinal }
        waiting = count { $0.state.isWaiting && $0.receipt != nil }
        timeToAcknowledge = spread(\.acknowledgedAt)
        timeToStart = spread(\.startedAt)
        timeToReport = spread { $0.state == .reported ? $0.closedAt : nil }
        timeToRefuse = spread { $0.state == .refused ? $0.closedAt : nil }
        let ellipses = orders.compactMap(\.bestEllipse)
        semiMajorAxis = Spread(ellipses.map(\.semiMajor.value))
        semiMinorAxis = Spread(ellipses.map(\.semiMinor.value))
    }
}

extension Order {
    fileprivate var bestEllipse: GroundEllipse? {
        reports.last?.report?.result.geolocation?.estimates.first?.ellipse
    }

    fileprivate func isAcknowledged(within targets: HouseTargets) -> Bool {
        guard let begunAt, let acknowledgedAt, let category else { return false }
        return acknowledgedAt - begunAt <= targets.target(for: category)
    }
}
