// Which letters an event sends, and to whom: data, not code at the edges. The copies to the
// Concerned Administrations (R24, R25) and the final report to ITU alone (R49) are fixed here and
// no setting can drop or add to them.

/// The kinds of letters between the desks.
public enum LetterKind: String, Hashable, Sendable, Codable, CaseIterable {
    case order
    case acknowledgement
    case update
    case refusal
    case withdrawal
    case finalReport
    /// A numbered correction of a final report.
    case revision

    /// Words for the subject line; with the number it is all that a subject carries (R7).
    public var title: String {
        switch self {
        case .order: "Monitoring order"
        case .acknowledgement: "Acknowledgement"
        case .update: "Update of acknowledgement"
        case .refusal: "Refusal"
        case .withdrawal: "Withdrawal"
        case .finalReport: "Final report"
        case .revision: "Revision of final report"
        }
    }
}

/// A letter that an event sends.
public struct LetterDue: Hashable, Sendable, Codable {
    public var kind: LetterKind
    public var sender: MailAddress
    public var recipients: [MailAddress]
    public var copies: [MailAddress]

    /// Every address the letter goes to.
    public var envelope: [MailAddress] { recipients + copies }
}

/// Addresses between which the letters of one agreement travel.
public struct Correspondents: Hashable, Sendable, Codable {
    public var bureau: MailAddress
    public var station: MailAddress
    public var administration: MailAddress
    /// Copy acknowledgements to the Concerned Administrations; the MoU does not ask for it (R32).
    public var copiesAcknowledgements: Bool

    /// The addresses of the three sides.
    public init(
        bureau: MailAddress, station: MailAddress, administration: MailAddress,
        copiesAcknowledgements: Bool = false
    ) {
        (self.bureau, self.station) = (bureau, station)
        self.administration = administration
        self.copiesAcknowledgements = copiesAcknowledgements
    }

    /// The letter that an event of an order sends from a desk, if any. An event that arrived in a
    /// letter from the other side sends none.
    public func letter(for event: OrderEvent, of order: Order, from desk: DeskKind) -> LetterDue? {
        let copies = order.form.copies.map(\.address)
        switch (event, desk) {
        case (.ordered, .bureau), (.revised, .bureau):
            return LetterDue(kind: .order, sender: bureau, recipients: [station], copies: copies)
        case (.withdrawn, .bureau):
            guard order.wasSent else { return nil }
            return LetterDue(
                kind: .withdrawal, sender: bureau, recipients: [station], copies: copies)
        case (.acknowledged, .station):
            return LetterDue(
                kind: .acknowledgement, sender: station, recipients: [bureau],
                copies: copiesAcknowledgements ? copies : [])
        case (.acknowledgementUpdated, .station):
            return LetterDue(
                kind: .update, sender: station, recipients: [bureau],
                copies: copiesAcknowledgements ? copies : [])
        case (.refused, .station):
            return toBureauAlone(.refusal)
        case (.reportReleased, .station):
            return toBureauAlone(.finalReport)
        case (.reportRevised, .station):
            return toBureauAlone(.revision)
        default:
            return nil
        }
    }

    private func toBureauAlone(_ kind: LetterKind) -> LetterDue {
        LetterDue(kind: kind, sender: administration, recipients: [bureau], copies: [])
    }
}
