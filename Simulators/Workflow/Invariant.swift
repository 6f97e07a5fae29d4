// What must hold after every step of a run, and at its end.

/// A promise that must hold after every step.
public enum Invariant: String, Hashable, Sendable, CaseIterable {
    case journalGapless = "journal-gapless"
    case journalVerifies = "journal-verifies"
    case projectionsEqualReplay = "projections-equal-replay"
    case lettersKept = "letters-kept"
    case lettersHandledOnce = "letters-handled-once"
    /// What is accepted has taken effect in the same commit.
    case acceptedTakesEffect = "accepted-takes-effect"
    /// No desk takes up an order that was not written to it.
    case ordersOfOthersLeft = "orders-of-others-left"
    case strangersChangeNothing = "strangers-change-nothing"
    /// Answers of programs are kept, and nobody is asked about them.
    case autoRepliesRecorded = "auto-replies-recorded"
    /// What a server is given was committed before, byte for byte, for this recipient.
    case sentAfterCommit = "sent-after-commit"
    /// No two workers hold one delivery.
    case deliveryHeldByOne = "delivery-held-by-one"
    /// What the desk calls accepted a server has accepted; everything else shows an alarm at the end.
    case deliveriesTrue = "deliveries-true"
    case placedWhenTaken = "placed-when-taken"
    case referencesUnique = "references-unique"
    /// The Bureau knows an order by the number that the station has given it.
    case desksAgree = "desks-agree"
    case servedByReceipt = "served-by-receipt"
    case categoryOneFirst = "category-1-first"
    case copiesRight = "copies-right"
    case reportsToITUAlone = "reports-to-itu-alone"
    case lettersBounded = "letters-bounded"
    case contactGated = "contact-gated"
    /// Once faults have stopped no letter lies unread, and no order at the station unanswered.
    case lettersRead = "letters-read"
    case ordersAnswered = "orders-answered"
    case lettersAlarmed = "letters-alarmed"
    case everyOrderEndsOrAlarms = "every-order-ends-or-alarms"
}

/// An invariant that did not hold, and where.
struct Breach: Error {
    var invariant: Invariant
    var words: String
}
