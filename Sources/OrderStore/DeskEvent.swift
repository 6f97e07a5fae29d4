// What happens at a desk beside the events of orders. It stands in the same journal, so that every
// letter, every attempt to send one and every reading of a report is evidence too (R7, R88).

public import MonitoringOrders

/// Something that happened at the desk and is no event of an order.
public enum DeskEvent: Hashable, Sendable, Codable {
    /// A letter came in and was stored; the digest is of its raw bytes.
    case letterStored(letter: Int, receipt: Int, sha256: String)
    /// A letter was read and judged; a later judgement of the same letter replaces an earlier one.
    case letterJudged(letter: Int, judgement: LetterJudgement)
    /// A letter was frozen and put into the outbox.
    case letterFrozen(letter: Int, envelope: Envelope, sha256: String)
    /// An attempt to hand a letter to a recipient's server ended.
    case deliveryAttempted(
        letter: Int, recipient: MailAddress, attempt: Int, outcome: DeliveryOutcome,
        serverWords: String)
    /// Our own mail system reported on a letter that a server had taken; `failed` means that it came back.
    case deliveryReported(
        letter: Int, recipient: MailAddress, failed: Bool, words: String)
    /// A person has a letter sent once more to a recipient that was refused.
    case deliveryRenewed(letter: Int, recipient: MailAddress)
    /// Somebody read a report (R7).
    case reportRead(reference: ReferenceNumber)
    /// Somebody took the record of an order out of the desk (R7); the digest is of the archive.
    case recordExported(order: OrderNumber, audience: String, sha256: String)
    /// An account was made (R91); who made it is the row's actor.
    case accountAdded(account: String, role: String)
    case accountDisabled(account: String)
    case passwordSet(account: String)
    /// One-time codes are asked of an account from now on, or no longer.
    case codesSet(account: String, areAsked: Bool)
    case loggedIn(account: String)
    case loginRefused(account: String)
    /// A token of the API was made.
    case tokenAdded(token: Int, name: String, role: String, scopes: [String])
    case tokenRevoked(token: Int)
    /// Another program is told of events from now on.
    case webhookAdded(webhook: Int, url: String)
    case webhookDisabled(webhook: Int, reason: String)
    /// After a restore a person has compared the numbers with what the other desk has; the last reference number of
    /// each year in which some were given after the backup.
    case numbersConfirmed(last: [ReferenceNumber])
}
