// What a reader makes of a letter: never an act, only a judgement that the desk carries out.

public import MonitoringOrders

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

/// Why a letter was judged so.
public enum ReadingReason: Hashable, Sendable {
    case duplicate
    case messageIDReused
    case autoSubmitted
    case ownLetter
    case senderUnknown
    case senderNotAuthenticated
    case senderAuthenticationFailed
    case roleNotPermitted
    case writtenByHand
    case faultyData([FormFault])
    /// The text of record does not say what the data says.
    case textAndDataDiffer([String])
    /// A simulated letter at a live desk, or the reverse (R87).
    case otherRegister
    case threadDiffers

    /// The code in lists and JSON.
    public var code: String {
        switch self {
        case .duplicate: "duplicate"
        case .messageIDReused: "message-id-reused"
        case .autoSubmitted: "auto-submitted"
        case .ownLetter: "own-letter"
        case .senderUnknown: "sender-unknown"
        case .senderNotAuthenticated: "sender-not-authenticated"
        case .senderAuthenticationFailed: "sender-authentication-failed"
        case .roleNotPermitted: "role-not-permitted"
        case .writtenByHand: "written-by-hand"
        case .faultyData: "faulty-data"
        case .textAndDataDiffer: "text-and-data-differ"
        case .otherRegister: "other-register"
        case .threadDiffers: "thread-differs"
        }
    }

    /// The code, and the details where there are any.
    public var words: String {
        switch self {
        case .faultyData(let faults):
            "\(code): " + faults.map { "\($0.field): \($0.message)" }.joined(separator: "; ")
        case .textAndDataDiffer(let lines):
            "\(code): the text lacks " + lines.joined(separator: "; ")
        default: code
        }
    }
}

/// Who a letter is from, as far as it can be known.
public struct LetterSender: Hashable, Sendable {
    public var address: MailAddress?
    public var roles: Set<Role>
    /// True if the topmost result of our own mail server vouches for the domain.
    public var isAuthenticated: Bool
}

/// A letter as it was read.
public struct LetterReading: Hashable, Sendable {
    /// The typed content, for letters with data.
    public var letter: Letter?
    public var order: OrderNumber?
    public var disposition: Disposition
    public var reasons: [ReadingReason]
    public var sender: LetterSender

    /// The role in which the sender acts by this letter.
    public var role: Role? { letter.map { LetterReader.role(for: $0.kind) } }
}
