// "Promptly" (clauses 3.1.2, 3.2.1.5) has no number in the MoU. The house measures and shows it and
// may set targets of its own; passing one reminds a person and does nothing else (R31, A6).

public import Quantities

/// The house's targets for the acknowledgement of an order.
public struct HouseTargets: Hashable, Sendable, Codable {
    public var categoryOne: Duration
    public var categoryTwo: Duration

    /// Targets for each category.
    public init(categoryOne: Duration, categoryTwo: Duration) {
        (self.categoryOne, self.categoryTwo) = (categoryOne, categoryTwo)
    }

    /// Printed wherever a target is shown.
    public static let label = "not set by the MoU"

    /// The target for a category.
    public func target(for category: Category) -> Duration {
        category.number == 1 ? categoryOne : categoryTwo
    }
}

extension Order {
    /// From the receipt, or at the Bureau from the placing, to the acknowledgement or to now.
    public func timeToAcknowledge(at instant: UTCInstant) -> Duration? {
        guard let begin = receipt?.at ?? placedAt else { return nil }
        return (acknowledgedAt ?? instant) - begin
    }

    /// True if the acknowledgement is outstanding for longer than the house's target.
    public func isAcknowledgementOverdue(at instant: UTCInstant, targets: HouseTargets) -> Bool {
        guard acknowledgedAt == nil, !state.isFinal, let category,
            let elapsed = timeToAcknowledge(at: instant)
        else { return false }
        return elapsed > targets.target(for: category)
    }
}
