// The letters between the desks as typed values. What a letter says is in one of these; how it looks
// is the writer's matter.

public import MonitoringOrders

/// The content of a letter.
public enum Letter: Hashable, Sendable {
    /// The Bureau's order, in its first or a later version.
    case order(OrderVersion)
    /// The station's acknowledgement with its three items (R29).
    case acknowledgement(order: OrderNumber, Acknowledgement)
    /// A numbered update of an acknowledgement (R35).
    case update(order: OrderNumber, Acknowledgement, reason: String?)
    /// The Administration's refusal; there is no reference before the acknowledgement (A8).
    case refusal(order: OrderNumber, reference: ReferenceNumber?, reason: String?)
    /// The Bureau's withdrawal.
    case withdrawal(order: OrderNumber, reference: ReferenceNumber?, reason: String)
    /// The Administration's final report, or a numbered revision of it.
    case report(FinalReport)

    public var kind: LetterKind {
        switch self {
        case .order: .order
        case .acknowledgement: .acknowledgement
        case .update: .update
        case .refusal: .refusal
        case .withdrawal: .withdrawal
        case .report(let report): report.revision == 0 ? .finalReport : .revision
        }
    }

    public var order: OrderNumber {
        switch self {
        case .order(let version): version.form.number
        case .acknowledgement(let order, _), .update(let order, _, _), .refusal(let order, _, _),
            .withdrawal(let order, _, _):
            order
        case .report(let report): report.order
        }
    }

    /// The station's reference number, in every letter after the acknowledgement (R20).
    public var reference: ReferenceNumber? {
        switch self {
        case .order: nil
        case .acknowledgement(_, let acknowledgement), .update(_, let acknowledgement, _):
            acknowledgement.reference
        case .refusal(_, let reference, _), .withdrawal(_, let reference, _): reference
        case .report(let report): report.reference
        }
    }
}
