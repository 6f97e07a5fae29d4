// What a reader makes of a letter: never an act, only a judgement that the desk carries out.

public import MonitoringOrders
public import Quantities

/// What becomes of a letter.
public enum Disposition: String, Hashable, Sendable, CaseIterable {
    /// It takes effect.
    case accepted
    /// A person decides; no state changes.
    case needsHuman = "needs-human"
    /// Kept and shown, without effect.
    case recorded
    /// Kept apart, with an alarm.
    case quarantined
}

/// What a mail is.
public enum MailKind: Hashable, Sendable {
    case letter(LetterKind)
    /// An automatic answer (RFC 3834).
    case autoReply
    /// A report of a mail server about a letter of ours (RFC 3464).
    case deliveryStatus

    /// The name in lists and JSON.
    public var name: String {
        switch self {
        case .letter(let kind): kind.rawValue
        case .autoReply: "autoReply"
        case .deliveryStatus: "deliveryStatus"
        }
    }
}

/// Who a letter is from, as far as it can be known.
public struct LetterSender: Hashable, Sendable {
    public var address: MailAddress?
    public var roles: Set<Role>
    /// True if he is proved as the settings ask for: by our own mail server, by his signature, or both.
    public var isAuthenticated: Bool { doubts.isEmpty }
    /// What speaks against the proof.
    var doubts: [ReadingReason]
    /// True for our own mail server itself.
    public var isMailSystem = false
}

/// What a letter says, as far as it was read; a letter that is not complete has only some of these.
public struct LetterValues: Hashable, Sendable {
    /// The expected start, if it is certain.
    public var start: UTCInstant?
    /// Instants that the written start can mean, where it can mean several.
    public var startCandidates: [UTCInstant] = []
    public var duration: Duration?
    /// Number of an update.
    public var number: Int?
    /// Reason of a refusal, an update or a withdrawal.
    public var reason: String?

    /// Nothing.
    public init() {}
}

/// A letter as it was read.
public struct LetterReading: Hashable, Sendable {
    /// `nil` for what is no known kind of letter.
    public var kind: MailKind?
    /// The complete typed content; `nil` if anything is missing, and for reports whose content is only
    /// in their attachments.
    public var letter: Letter?
    public var order: OrderNumber?
    public var reference: ReferenceNumber?
    public var values: LetterValues
    /// The attached files that the letter names with their digests.
    public var files: [FileDigest] = []
    /// For reports of a mail server.
    public var delivery: DeliveryReport?
    public var disposition: Disposition
    public var reasons: [ReadingReason]
    public var sender: LetterSender

    /// The role in which the sender acts by this letter.
    public var role: Role? {
        guard case .letter(let kind)? = kind else { return nil }
        return LetterReader.role(for: kind)
    }
}
