// Why a letter was not composed. Composing refuses, it never repairs: a value that would break a
// header line or be changed on its way is a mistake of its writer and is named.

/// The reason an outgoing mail is not turned into bytes.
public enum ComposeFault: Error, Hashable, Sendable {
    /// CR, LF, NUL or another control stands in a header value or a name.
    case control(field: String)
    /// A value holds `=?`; readers would take it for an encoded word and show something else.
    case encodedWord(field: String)
    /// A Message-ID without angle brackets, with blanks or without a domain.
    case messageIdentifier(field: String, value: String)
    /// An address beyond ASCII; letters to it need SMTPUTF8, which is not composed.
    case addressBeyondASCII(field: String, address: String)
    /// No recipient at all.
    case noRecipient
    /// A further header whose name is malformed or belongs to the composer.
    case headerName(String)
    /// An attachment whose name is not a plain file name.
    case fileName(String)
    /// A content type that is not `type/subtype` with parameters.
    case contentType(String)
    /// CR or NUL in the text; its lines end in LF.
    case textControl
    /// The attachments are larger together than allowed.
    case attachmentsTooLarge(bytes: Int, allowed: Int)
    /// The finished bytes break a rule of the wire; this is a mistake of the composer.
    case wire(WireRule, line: Int)

    /// What every outgoing line must keep.
    public enum WireRule: String, Hashable, Sendable {
        case bareLineFeed, bareCarriageReturn, lineTooLong, notASCII, nullByte, noFinalLineEnd
    }
}

extension ComposeFault: CustomStringConvertible {
    /// The fault in words.
    public var description: String {
        switch self {
        case .control(let field): "the value of \(field) holds a control character"
        case .encodedWord(let field): "the value of \(field) holds =?, which begins an encoded word"
        case .messageIdentifier(let field, let value):
            "\(field) holds \(value.debugDescription), which is no Message-ID"
        case .addressBeyondASCII(let field, let address):
            "the address \(address) in \(field) needs SMTPUTF8"
        case .noRecipient: "the letter has no recipient"
        case .headerName(let name):
            "\(name.debugDescription) cannot be the name of a further header"
        case .fileName(let name): "\(name.debugDescription) is not a plain file name"
        case .contentType(let type): "\(type.debugDescription) is no content type"
        case .textControl: "the text holds CR or NUL"
        case .attachmentsTooLarge(let bytes, let allowed):
            "the attachments have \(bytes) bytes, \(allowed) are allowed"
        case .wire(let rule, let line): "line \(line) of the finished letter: \(rule.rawValue)"
        }
    }
}
