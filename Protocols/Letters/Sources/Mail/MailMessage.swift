// A received mail as a value: what MailTransport's parser hands to the readers of letters. Texts are
// decoded, bytes are kept, and whatever was not right is listed instead of repaired in silence.

public import Quantities

/// A mail after parsing.
public struct MailMessage: Hashable, Sendable {
    /// One header field in its place, unfolded and decoded.
    public struct Header: Hashable, Sendable {
        public var name: String
        public var value: String
        /// A header with its decoded value.
        public init(name: String, value: String) { (self.name, self.value) = (name, value) }
    }

    /// A name and an address as they stand in an address header. The address is kept as text,
    /// because a hostile letter may hold one that is none.
    public struct Sender: Hashable, Sendable {
        public var name: String?
        public var address: String
        /// A name and the address text.
        public init(name: String?, address: String) { (self.name, self.address) = (name, address) }
    }

    /// A leaf part of the MIME tree.
    public struct Part: Hashable, Sendable {
        /// `type/subtype` in small letters.
        public var contentType: String
        /// As labelled, in small letters; `nil` where none is given.
        public var charset: String?
        /// As labelled, in small letters.
        public var transferEncoding: String?
        /// True for `Content-Disposition: attachment`.
        public var isAttachment: Bool
        /// Decoded by RFC 2231 and made safe as a file name (no folder, no control).
        public var fileName: String?
        /// Parameters of the content type, names in small letters.
        public var parameters: [String: String]
        /// The content after undoing the transfer encoding.
        public var content: [UInt8]
        /// The content as text, for `text/*` parts; undecodable bytes become U+FFFD.
        public var text: String?
        /// Depth in the MIME tree, 0 for the letter itself.
        public var depth: Int

        /// A leaf part.
        public init(
            contentType: String, charset: String? = nil, transferEncoding: String? = nil,
            isAttachment: Bool = false, fileName: String? = nil,
            parameters: [String: String] = [:], content: [UInt8], text: String? = nil,
            depth: Int = 0
        ) {
            (self.contentType, self.charset) = (contentType, charset)
            (self.transferEncoding, self.isAttachment) = (transferEncoding, isAttachment)
            (self.fileName, self.parameters) = (fileName, parameters)
            (self.content, self.text, self.depth) = (content, text, depth)
        }
    }

    /// All header fields of the letter itself, in their order, unfolded and decoded.
    public var headers: [Header]
    /// With angle brackets; blanks and folding removed, the part after the `@` in small letters.
    public var messageID: String?
    public var inReplyTo: [String]
    public var references: [String]
    public var from: [Sender]
    public var to: [Sender]
    public var copies: [Sender]
    /// The envelope sender; empty text for `<>`, `nil` when there is no such header.
    public var returnPath: String?
    public var subject: String
    /// The Date header; it never decides the order of service.
    public var date: UTCInstant?
    /// `type/subtype` of the letter itself.
    public var contentType: String
    public var parts: [Part]
    /// What was not right with the letter, in words.
    public var anomalies: [String]
    /// Its S/MIME signature, checked; `nil` if it has none.
    public var signature: MailSignature?

    /// An empty letter, to be filled by a parser.
    public init() {
        (headers, inReplyTo, references, from, to, copies) = ([], [], [], [], [], [])
        (subject, contentType, parts, anomalies) = ("", "text/plain", [], [])
    }

    /// The first header of a name, letter case ignored.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// All headers of a name, letter case ignored, in their order.
    public func headers(_ name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }
}
