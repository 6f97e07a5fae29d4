// What a desk's people must see without looking for it. An alarm never acts: it stays until its cause
// is gone, and one order's alarm hides no other.

public import CanonicalJSON
public import MonitoringOrders
public import Quantities

/// Something that waits for a person.
public struct Alarm: Hashable, Sendable {
    /// What is wrong.
    public enum Cause: String, Hashable, Sendable, CaseIterable {
        /// A recipient's server refused a letter for good (R26, R55).
        case deliveryRefused = "delivery-refused"
        /// A letter has been waiting for its delivery for long.
        case deliveryDelayed = "delivery-delayed"
        /// No acknowledgement within the house's target (R31).
        case acknowledgementOverdue = "acknowledgement-overdue"
        /// An acknowledgement came over HTTP, and the letter of record has not followed (R33).
        case recordMissing = "record-missing"
        /// No report although the expected end is past.
        case reportOverdue = "report-overdue"
        /// No acknowledgement within twice the house's target: time to call.
        case acknowledgementEscalated = "acknowledgement-escalated"
        /// A mailbox cannot be read for a while.
        case mailboxUnreachable = "mailbox-unreachable"
        /// So many automatic letters on one order that no more are made.
        case automaticLettersStopped = "automatic-letters-stopped"
        /// A letter was set apart.
        case letterQuarantined = "letter-quarantined"
        /// A person must decide about a letter.
        case letterNeedsPerson = "letter-needs-person"
        /// Direct contact took place without its conditions (R66).
        case contactFlagged = "contact-flagged"
        /// A backup has taken the database's place, and nobody has compared the numbers since (R19).
        case restoredFromBackup = "restored-from-backup"
    }

    public var cause: Cause
    public var since: UTCInstant
    public var order: OrderNumber?
    /// The letter's number in the store.
    public var letter: Int?
    public var words: String

    /// An alarm about an order, a letter, or both.
    public init(
        _ cause: Cause, since: UTCInstant, order: OrderNumber? = nil, letter: Int? = nil,
        words: String
    ) {
        (self.cause, self.since, self.order) = (cause, since, order)
        (self.letter, self.words) = (letter, words)
    }

    /// One object with `cause`, `since`, `order`, `letter` and `words`.
    public var json: JSONValue {
        [
            "cause": .string(cause.rawValue), "since": .string(since.description),
            "order": JSONValue(order?.description), "letter": JSONValue(letter),
            "words": .string(words),
        ]
    }
}
