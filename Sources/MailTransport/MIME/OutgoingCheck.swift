// What is looked at before a letter is composed, and the last look at its bytes after.

import Letters
import MonitoringOrders
import Quantities

/// Checks an outgoing mail and its bytes.
enum OutgoingCheck {
    /// Throws the first fault of a mail that is to be composed.
    static func check(_ mail: OutgoingMail) throws(ComposeFault) {
        guard !(mail.to + mail.copies).isEmpty else { throw .noRecipient }
        try checkIdentifier(mail.messageID, field: "Message-ID")
        for reference in mail.references {
            try checkIdentifier(reference, field: "References")
        }
        try checkMailboxes([mail.from], field: "From")
        try checkMailboxes(mail.to, field: "To")
        try checkMailboxes(mail.copies, field: "Cc")
        try checkValue(mail.subject, field: "Subject")
        try checkValue(mail.autoSubmitted ?? "", field: "Auto-Submitted")
        for header in mail.headers {
            guard isFreeName(header.name) else { throw .headerName(header.name) }
            try checkValue(header.value, field: header.name)
        }
        guard !mail.text.utf8.contains(where: { $0 == 0 || $0 == 0x0D }) else {
            throw .textControl
        }
        try checkAttachments(mail.attachments)
    }

    /// Throws where finished bytes break a rule of the wire: CR LF only, lines of at most 998
    /// bytes, ASCII without NUL, a line end at the end (RFC 5321 section 2.3.8, RFC 5322).
    static func checkWire(_ bytes: [UInt8]) throws(ComposeFault) {
        var (line, length, previous) = (1, 0, UInt8(0))
        for byte in bytes {
            if previous == 0x0D, byte != 0x0A { throw .wire(.bareCarriageReturn, line: line) }
            switch byte {
            case 0x0A:
                guard previous == 0x0D else { throw .wire(.bareLineFeed, line: line) }
                (line, length) = (line + 1, 0)
            case 0x0D: break
            case 0: throw .wire(.nullByte, line: line)
            case 0x80...: throw .wire(.notASCII, line: line)
            default:
                length += 1
                guard length <= Limits.outgoingLineBytes else {
                    throw .wire(.lineTooLong, line: line)
                }
            }
            previous = byte
        }
        guard previous == 0x0A else { throw .wire(.noFinalLineEnd, line: line) }
    }

    private static func checkAttachments(
        _ attachments: [OutgoingMail.Attachment]
    ) throws(ComposeFault) {
        let bytes = attachments.reduce(0) { $0 + $1.content.count }
        guard bytes <= Limits.outgoingAttachmentBytes else {
            throw .attachmentsTooLarge(bytes: bytes, allowed: Limits.outgoingAttachmentBytes)
        }
        for attachment in attachments {
            guard AttachmentName.safe(attachment.fileName) == attachment.fileName else {
                throw .fileName(attachment.fileName)
            }
            guard isContentType(attachment.contentType) else {
                throw .contentType(attachment.contentType)
            }
        }
    }

    private static func checkMailboxes(
        _ mailboxes: [Mailbox], field: String
    ) throws(ComposeFault) {
        for mailbox in mailboxes {
            try checkValue(mailbox.name ?? "", field: field)
            guard !mailbox.address.needsSMTPUTF8 else {
                throw .addressBeyondASCII(field: field, address: mailbox.address.description)
            }
        }
    }

    private static func checkValue(_ value: String, field: String) throws(ComposeFault) {
        // The control characters of Unicode are those of ISO 646 and ISO 6429, for ever.
        let hasControl = value.unicodeScalars.contains { scalar in
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        }
        guard !hasControl else { throw .control(field: field) }
        guard !value.contains("=?") else { throw .encodedWord(field: field) }
    }

    private static func checkIdentifier(_ value: String, field: String) throws(ComposeFault) {
        let body = value.dropFirst().dropLast()
        let parts = body.split(separator: "@", omittingEmptySubsequences: false)
        guard value.hasPrefix("<"), value.hasSuffix(">"), parts.count == 2,
            parts.allSatisfy({ !$0.isEmpty }), value.utf8.count <= 250,
            body.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x3C && $0 != 0x3E })
        else { throw .messageIdentifier(field: field, value: value) }
    }

    /// Names that the composer writes itself, and those that belong to the way of the letter.
    private static let takenNames: Set<String> = [
        "from", "to", "cc", "bcc", "sender", "subject", "date", "message-id", "in-reply-to",
        "references", "auto-submitted", "mime-version", "received", "return-path",
        "authentication-results", "dkim-signature",
    ]

    private static func isFreeName(_ name: String) -> Bool {
        let lower = name.lowercased()
        return (1...76).contains(name.utf8.count) && !takenNames.contains(lower)
            && !lower.hasPrefix("content-") && name.utf8.allSatisfy(isTokenByte)
    }

    private static func isContentType(_ text: String) -> Bool {
        guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { return false }
        let type = text.prefix { $0 != ";" }.split(separator: "/", omittingEmptySubsequences: false)
        return type.count == 2 && type[0].lowercased() != "multipart"
            && type.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isTokenByte) }
    }

    /// A letter, a digit or one of the marks that stand in header names and content types.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "-_.+".utf8.contains(byte)
        }
    }
}
