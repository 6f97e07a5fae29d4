// Statistics of a period, computed from the orders themselves: the same orders always give the same
// figures, whoever asks.

public import Quantities

/// Figures about the orders that began in a period, together and by what they have in common.
public struct OrderStatistics: Hashable, Sendable {
    /// Begin of the period.
    public let from: UTCInstant
    /// End of the period, which does not belong to it.
    public let to: UTCInstant
    /// All orders first, then month by month, then by category, kind and outcome.
    public let groups: [Group]

    /// What the orders of a group have in common.
    public enum Dimension: String, Hashable, Sendable, CaseIterable {
        case all, month, category, kind, outcome
    }

    /// The orders that share one value of a dimension.
    public struct Group: Hashable, Sendable {
        public let dimension: Dimension
        /// `2027-03` for a month, `1` or `2` for a category, names for kinds and outcomes.
        public let key: String
        public let figures: OrderFigures
    }

    /// The statistics of the orders that began in a period.
    ///
    /// - Parameters:
    ///   - orders: any orders; drafts and what began at another time is left out.
    ///   - from: begin of the period.
    ///   - to: its end, which does not belong to it.
    ///   - targets: of the house for acknowledgements.
    public init(of orders: [Order], from: UTCInstant, to: UTCInstant, targets: HouseTargets) {
        (self.from, self.to) = (from, to)
        let begun = orders.filter { order in
            order.begunAt.map { from <= $0 && $0 < to } ?? false
        }
        func groups(
            _ dimension: Dimension, _ keys: [String], _ key: (Order) -> String?
        ) -> [Group] {
            let members = Dictionary(grouping: begun) { key($0) ?? "" }
            return keys.map { name in
                let figures = OrderFigures(of: members[name] ?? [], targets: targets)
                return Group(dimension: dimension, key: name, figures: figures)
            }
        }
        let months = Self.months(of: begun.compactMap(\.begunAt?.date))
        self.groups =
            groups(.all, ["all"]) { _ in "all" }
            + groups(.month, months) { $0.begunAt?.date.monthName }
            + groups(.category, ["1", "2"]) { $0.category.map { "\($0.number)" } }
            + groups(.kind, OrderKind.allCases.map(\.rawValue)) { $0.kind.rawValue }
            + groups(.outcome, OrderOutcome.allCases.map(\.rawValue)) { $0.outcome.rawValue }
    }

    /// The groups of one dimension, in their order.
    public func groups(by dimension: Dimension) -> [Group] {
        groups.filter { $0.dimension == dimension }
    }

    /// All months from the first date to the last, those without an order too.
    private static func months(of dates: [CalendarDate]) -> [String] {
        guard let first = dates.min(), let last = dates.max() else { return [] }
        let count = (last.year - first.year) * 12 + last.month - first.month
        return (0...count).map { first.adding(months: $0).monthName }
    }
}

extension CalendarDate {
    /// `YYYY-MM`.
    fileprivate var monthName: String { String(description.prefix(7)) }
}
