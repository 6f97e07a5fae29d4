// A mail before it becomes bytes: what the writers of letters hand to MailTransport's composer.

public import MonitoringOrders
public import Quantities

/// A mail to be composed. Once composed its bytes are frozen: every retry sends the same.
public struct OutgoingMail: Hashable, Sendable {
    /// A further part after the text: the JSON of the letter, or a report's files.
    public struct Attachment: Hashable, Sendable {
        /// A plain file name without folders.
        public var fileName: String
        public var contentType: String
        public var content: [UInt8]
        /// An attachment with its name and type.
        public init(fileName: String, contentType: String, content: [UInt8]) {
            (self.fileName, self.contentType, self.content) = (fileName, contentType, content)
        }
    }

    /// With angle brackets, at the sending desk's domain.
    public var messageID: String
    public var date: UTCInstant
    public var from: Mailbox
    public var to: [Mailbox]
    public var copies: [Mailbox]
    public var subject: String
    /// Message-IDs this letter answers, oldest first; the last becomes In-Reply-To.
    public var references: [String]
    /// `auto-replied`, `auto-generated`, or `nil` for a letter that a person caused (RFC 3834).
    public var autoSubmitted: String?
    /// Further headers of our own, name and value.
    public var headers: [MailMessage.Header]
    /// Plain text, lines ending in LF.
    public var text: String
    public var attachments: [Attachment]

    /// A mail with its mandatory parts.
    public init(
        messageID: String, date: UTCInstant, from: Mailbox, to: [Mailbox], copies: [Mailbox] = [],
        subject: String, references: [String] = [], autoSubmitted: String? = nil,
        headers: [MailMessage.Header] = [], text: String, attachments: [Attachment] = []
    ) {
        (self.messageID, self.date, self.from) = (messageID, date, from)
        (self.to, self.copies, self.subject) = (to, copies, subject)
        (self.references, self.autoSubmitted) = (references, autoSubmitted)
        (self.headers, self.text, self.attachments) = (headers, text, attachments)
    }
}
