// What has happened to an order. Events are facts: they are journalled, never changed, and applying
// them in order gives the order as it stands, on either desk and in every replay.

public import Quantities

/// The durable moment at which the station stored the order letter.
public struct Receipt: Hashable, Comparable, Sendable, Codable {
    /// Place in the desk's one sequence of stored letters; it alone decides the order of service,
    /// because a clock can step back (R40).
    public var sequence: Int
    public var at: UTCInstant

    /// A receipt with its sequence number and time.
    public init(sequence: Int, at: UTCInstant) { (self.sequence, self.at) = (sequence, at) }

    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.sequence < rhs.sequence }
}

/// The three items of an acknowledgement (clause 3.1.2, R29), or of an update of it (R35).
public struct Acknowledgement: Hashable, Sendable, Codable {
    public var reference: ReferenceNumber
    public var expectedStart: UTCInstant
    public var expectedDuration: Duration
    /// 0 for the acknowledgement, then 1, 2, ... for its updates.
    public var number: Int

    /// An acknowledgement with its three items.
    public init(
        reference: ReferenceNumber, expectedStart: UTCInstant, expectedDuration: Duration,
        number: Int = 0
    ) {
        (self.reference, self.expectedStart) = (reference, expectedStart)
        (self.expectedDuration, self.number) = (expectedDuration, number)
    }

    /// The expected end that follows from start and duration (R30).
    public var expectedEnd: UTCInstant { expectedStart + expectedDuration }
}

/// What became of a letter at one recipient's mail server.
public struct Delivery: Hashable, Sendable, Codable {
    /// How a delivery stands.
    public enum Outcome: String, Hashable, Sendable, Codable {
        /// The server took the letter.
        case accepted
        /// The server refused for good; a person must act.
        case refused
        /// The connection ended before the answer: the letter may or may not have arrived.
        case uncertain
    }
    public var letter: LetterKind
    public var recipient: MailAddress
    public var outcome: Outcome
    /// The server's own words.
    public var serverWords: String

    /// The outcome for one recipient.
    public init(letter: LetterKind, recipient: MailAddress, outcome: Outcome, serverWords: String) {
        (self.letter, self.recipient) = (letter, recipient)
        (self.outcome, self.serverWords) = (outcome, serverWords)
    }
}

/// The order as the Bureau gives it to the station: form, category and version.
public struct OrderVersion: Hashable, Sendable, Codable {
    /// 1 for the order as first placed; each revision adds one (R45).
    public var number: Int
    public var form: OrderForm
    public var category: Category
    public var firstContact: FirstContact?

    /// A version of an order.
    public init(number: Int, form: OrderForm, category: Category, firstContact: FirstContact?) {
        (self.number, self.form) = (number, form)
        (self.category, self.firstContact) = (category, firstContact)
    }
}

/// Something that happened to an order. Every value has its name: the journal keeps events as JSON for
/// people and other programs to read.
public enum OrderEvent: Hashable, Sendable, Codable {
    case drafted(form: OrderForm)
    /// The dispatcher decided the category and the order letter went to the outbox. The number of
    /// amendments then in effect is kept with it (R70).
    case ordered(decision: CategoryDecision, agreementVersion: Int, recipients: [MailAddress])
    case deliveryRecorded(delivery: Delivery)
    /// All recipients' servers have accepted the order letter.
    case placed
    /// A mail system sent the order letter back after all.
    case returned
    case firstContactRecorded(contact: FirstContact)
    case revised(version: OrderVersion, reason: String)
    case received(version: OrderVersion, receipt: Receipt)
    case acknowledged(acknowledgement: Acknowledgement)
    case acknowledgementUpdated(update: Acknowledgement, reason: String?)
    case started
    case suspended(reason: String)
    case resumed
    case completed(result: TaskResult)
    case reportApproved(conclusion: String)
    case reportReleased(report: FinalReport)
    case reportFiled(report: FiledReport)
    case reportRevised(report: FinalReport)
    case refused(reason: String?)
    case withdrawn(reason: String)
    case contactAuthorised(authorisation: ContactAuthorisation)
    case authorisationWithdrawn(operatorName: String)
    case operatorContacted(contact: OperatorContact)
    case noted(remark: String)
}
