// The memorandum as data (R1): parties, signatures, entry into force, notice of termination,
// amendments, contacts. What the MoU fixes as rules is code elsewhere and no setting can move it.

public import Quantities

/// One party's signature.
public struct Signature: Hashable, Sendable, Codable {
    public var party: Party
    public var signatory: String
    public var place: String
    public var date: CalendarDate

    /// A signature of a party.
    public init(party: Party, signatory: String, place: String, date: CalendarDate) {
        (self.party, self.signatory, self.place, self.date) = (party, signatory, place, date)
    }
}

/// A written notice of termination by either party (clause 4.2.1, R67).
public struct TerminationNotice: Hashable, Sendable, Codable {
    public var by: Party
    /// Reference of the written document.
    public var document: String
    public var sent: CalendarDate
    public var received: CalendarDate

    /// A notice with the dates on which it was sent and received.
    public init(by: Party, document: String, sent: CalendarDate, received: CalendarDate) {
        (self.by, self.document, self.sent, self.received) = (by, document, sent, received)
    }

    /// Calendar months of prior notice (clause 4.2.1).
    public static let months = 6

    /// The day the agreement ends: six calendar months after the notice was received (A31).
    public var effectiveDate: CalendarDate { received.adding(months: Self.months) }
}

/// A modification in writing, signed by both parties (clause 4.2.3, R70).
public struct Amendment: Hashable, Sendable, Codable {
    public var document: String
    public var subject: String
    public var signatures: [Signature]

    /// An amendment by its document and signatures.
    public init(document: String, subject: String, signatures: [Signature]) {
        (self.document, self.subject, self.signatures) = (document, subject, signatures)
    }

    /// The later signature's date; `nil` unless both parties have signed.
    public var effectiveDate: CalendarDate? { signatures.laterDateOfBothParties }
}

/// One party to the memorandum with its addresses (preamble and Annex 2).
public struct PartyRecord: Hashable, Sendable, Codable {
    public var name: String
    public var representedBy: String
    /// The seat as in the preamble.
    public var headquarters: String
    /// The postal address as in Annex 2; the two may differ (A33).
    public var postalAddress: String
    public var telephone: String
    /// Mailboxes as in Annex 2, byte for byte (R81); letters go to the first.
    public var mailboxes: [MailAddress]

    /// A party's record.
    public init(
        name: String, representedBy: String, headquarters: String, postalAddress: String,
        telephone: String, mailboxes: [MailAddress]
    ) {
        (self.name, self.representedBy, self.headquarters) = (name, representedBy, headquarters)
        (self.postalAddress, self.telephone) = (postalAddress, telephone)
        self.mailboxes = mailboxes
    }
}

/// The memorandum of understanding under which orders are placed.
public struct Agreement: Hashable, Sendable, Codable {
    public var title: String
    public var administration: Administration
    public var itu: PartyRecord
    public var administrationRecord: PartyRecord
    public var signatures: [Signature]
    public var contacts: ContactList
    public var amendments: [Amendment]
    public var termination: TerminationNotice?

    /// An agreement; it is in force from the later signature (R71).
    public init(
        title: String, administration: Administration, itu: PartyRecord,
        administrationRecord: PartyRecord, signatures: [Signature], contacts: ContactList,
        amendments: [Amendment] = [], termination: TerminationNotice? = nil
    ) {
        (self.title, self.administration, self.itu) = (title, administration, itu)
        (self.administrationRecord, self.signatures) = (administrationRecord, signatures)
        (self.contacts, self.amendments) = (contacts, amendments)
        self.termination = termination
    }

    /// The later of the two dates of signature (clause 5, R71); `nil` until both have signed.
    public var entryIntoForce: CalendarDate? { signatures.laterDateOfBothParties }

    /// The first day on which the agreement is no longer in force (R67).
    public var endsOn: CalendarDate? { termination?.effectiveDate }

    /// The name under which letters cite the agreement: title and date of signature (R2).
    public var citation: String {
        entryIntoForce.map { "\(title), signed \($0)" } ?? title
    }

    /// How many amendments were in effect on a date: the version an order is placed under (R70).
    public func version(on date: CalendarDate) -> Int {
        amendments.count { ($0.effectiveDate).map { $0 <= date } ?? false }
    }

    /// Whether new orders may be placed on a date (R69, R71).
    public func standing(on date: CalendarDate) -> Standing {
        guard let start = entryIntoForce, date >= start else { return .notYetInForce }
        if let end = endsOn, date >= end { return .ended(end) }
        return .inForce
    }

    /// Where the agreement stands on a date.
    public enum Standing: Hashable, Sendable {
        case notYetInForce
        case inForce
        case ended(CalendarDate)
    }
}

extension [Signature] {
    /// The later date if each party has signed exactly once, else `nil`.
    var laterDateOfBothParties: CalendarDate? {
        guard count == Party.allCases.count, Set(map(\.party)).count == count else { return nil }
        return map(\.date).max()
    }
}
