// One order: one task, one reference number, one final report (R21). The value is what the events
// say, and nothing else may change it.

public import Quantities

/// An order as it stands after its events.
public struct Order: Hashable, Sendable {
    public internal(set) var form: OrderForm
    public internal(set) var state: OrderState
    /// 1 as first placed; each revision adds one.
    public internal(set) var version: Int
    /// `nil` only while the order is a draft.
    public internal(set) var decision: CategoryDecision?
    /// Amendments of the agreement in effect when the order was placed.
    public internal(set) var agreementVersion: Int?
    public internal(set) var firstContact: FirstContact?
    /// At the station: the durable receipt of the first order letter.
    public internal(set) var receipt: Receipt?
    /// The acknowledgement and its updates, oldest first; old values stay (R35).
    public internal(set) var acknowledgements: [Acknowledgement] = []
    public internal(set) var orderedAt: UTCInstant?
    public internal(set) var placedAt: UTCInstant?
    public internal(set) var acknowledgedAt: UTCInstant?
    public internal(set) var startedAt: UTCInstant?
    public internal(set) var completedAt: UTCInstant?
    public internal(set) var closedAt: UTCInstant?
    public internal(set) var result: TaskResult?
    /// The name of who handed the result over.
    public internal(set) var completedBy: String?
    public internal(set) var approval: ReportApproval?
    /// The report as released or filed, and its revisions, oldest first.
    public internal(set) var reports: [FiledReport] = []
    public internal(set) var refusalReason: String?
    public internal(set) var withdrawalReason: String?
    public internal(set) var contactAuthorisations: [ContactAuthorisation] = []
    public internal(set) var operatorContacts: [OperatorContact] = []
    /// The latest outcome for each letter and recipient.
    public internal(set) var deliveries: [Delivery] = []
    public internal(set) var notes: [String] = []

    public var number: OrderNumber { form.number }
    public var kind: OrderKind { form.kind }
    public var category: Category? { decision?.category }
    public var reference: ReferenceNumber? { acknowledgements.first?.reference }
    /// The acknowledgement in its latest version.
    public var acknowledgement: Acknowledgement? { acknowledgements.last }
    /// True once an order letter has gone to the outbox.
    public var wasSent: Bool { orderedAt != nil }

    /// Recipients whose server has not accepted the order letter (R26).
    public var undeliveredRecipients: [MailAddress] {
        let accepted = Set(
            deliveries.filter { $0.letter == .order && $0.outcome == .accepted }.map(\.recipient))
        return expectedRecipients.filter { !accepted.contains($0) }
    }

    /// The envelope of the order letter, as the outbox was given it.
    public internal(set) var expectedRecipients: [MailAddress] = []
}

/// Between how many people a report passes on its way from the measurement to its release. The MoU asks
/// that the Administration makes it, not the station (clause 3.2.1.4), and does not count them.
public enum ReportPeople: Int, Hashable, Sendable, CaseIterable {
    /// One person may do it all.
    case one = 1
    /// Who has handed the result over neither approves nor releases nor revises the report.
    case two = 2
    /// Who has approved it does not release it either, nor revise what he approved.
    case three = 3
}

/// The officer's approval of a result as a report (R48).
public struct ReportApproval: Hashable, Sendable, Codable {
    public var conclusion: String
    public var by: String
    public var at: UTCInstant

    /// An approval: what the officer concludes, who and when.
    public init(conclusion: String, by: String, at: UTCInstant) {
        (self.conclusion, self.by, self.at) = (conclusion, by, at)
    }
}
