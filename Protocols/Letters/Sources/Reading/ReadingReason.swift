// Why a letter was judged as it was: a code for programs, words for people, and what follows from it.

/// Why a letter was judged so.
public enum ReadingReason: Hashable, Sendable {
    /// The same letter came before, as the one named.
    case duplicate(of: String)
    case messageIDReused
    case autoSubmitted
    case ownLetter
    /// So many servers have passed it on that it must go in a circle.
    case mailLoop
    /// A mailing list or a program sent it to many.
    case sentInBulk
    case senderUnknown
    case senderNotAuthenticated
    case senderAuthenticationFailed
    case authenticationResultsForged
    case signatureMissing
    case signatureNotValid(String)
    /// There is content outside of what is signed.
    case signedInPart
    /// The signer's certificate names another address than the letter's From.
    case signedByAnother
    case roleNotPermitted
    /// No kind of letter that can be read.
    case writtenByHand
    case faultyData([FormFault])
    /// The text of record does not say what the data says, or the plain text what the HTML says.
    case textAndDataDiffer([String])
    /// A simulated letter at a live desk, or the reverse (R87).
    case otherRegister
    /// The letter answers one order and names another.
    case threadDiffers
    /// Nothing ties the letter to an order.
    case unmatched
    case ambiguousDate
    /// An item that this kind of letter must have.
    case missing(Item)
    /// It refuses, and says when the task begins.
    case contradictory
    case deliveryFailed(String)
    case deliveryDelayed(String)

    /// An item of a letter that may be missing or undecidable.
    public enum Item: String, Hashable, Sendable {
        case reference, start, duration, number, attachment
    }

    /// The code in lists and JSON.
    public var code: String {
        switch self {
        case .duplicate: "duplicate"
        case .messageIDReused: "message-id-reused"
        case .autoSubmitted: "auto-submitted"
        case .ownLetter: "own-letter"
        case .mailLoop: "mail-loop"
        case .sentInBulk: "sent-in-bulk"
        case .senderUnknown: "sender-unknown"
        case .senderNotAuthenticated: "sender-not-authenticated"
        case .senderAuthenticationFailed: "sender-authentication-failed"
        case .authenticationResultsForged: "authentication-results-forged"
        case .signatureMissing: "signature-missing"
        case .signatureNotValid: "signature-not-valid"
        case .signedInPart: "signed-in-part"
        case .signedByAnother: "signed-by-another"
        case .roleNotPermitted: "role-not-permitted"
        case .writtenByHand: "written-by-hand"
        case .faultyData: "faulty-data"
        case .textAndDataDiffer: "text-and-data-differ"
        case .otherRegister: "other-register"
        case .threadDiffers: "thread-differs"
        case .unmatched: "unmatched"
        case .ambiguousDate: "ambiguous-date"
        case .missing(let item): "missing-\(item.rawValue)"
        case .contradictory: "contradictory"
        case .deliveryFailed: "delivery-failed"
        case .deliveryDelayed: "delivery-delayed"
        }
    }

    /// The code, and the details where there are any.
    public var words: String {
        switch self {
        case .faultyData(let faults):
            "\(code): " + faults.map { "\($0.field): \($0.message)" }.joined(separator: "; ")
        case .textAndDataDiffer(let lines):
            "\(code): the text lacks " + lines.joined(separator: "; ")
        case .duplicate(let details), .signatureNotValid(let details), .deliveryFailed(let details),
            .deliveryDelayed(let details):
            "\(code): \(details)"
        default: code
        }
    }

    /// What becomes of a letter for this reason alone.
    var disposition: Disposition {
        switch self {
        case .duplicate, .autoSubmitted, .ownLetter, .mailLoop: .recorded
        case .messageIDReused, .senderAuthenticationFailed: .quarantined
        case .deliveryFailed, .deliveryDelayed: .accepted
        default: .needsHuman
        }
    }
}

extension [ReadingReason] {
    /// What becomes of a letter for all these reasons: the most careful of what each asks for.
    var disposition: Disposition {
        let wanted = Set(map(\.disposition))
        return [.quarantined, .recorded, .needsHuman].first(where: wanted.contains) ?? .accepted
    }
}
