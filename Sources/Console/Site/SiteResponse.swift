// What a route answers, as a value.

import CanonicalJSON

/// An answer to a request.
public struct SiteResponse: Sendable {
    /// What is sent after the header.
    public enum Body: Sendable {
        case bytes([UInt8])
        /// Events of the journal as they happen, from the one after this sequence number.
        case events(after: Int)
    }

    public var status: Int
    /// Field names in small letters; a name may stand there twice.
    public var headers: [(name: String, value: String)]
    public var body: Body

    /// An answer.
    public init(
        status: Int = 200, headers: [(name: String, value: String)] = [], body: Body = .bytes([])
    ) {
        (self.status, self.headers, self.body) = (status, headers, body)
    }

    /// The bytes of the body; none of a stream.
    public var bytes: [UInt8] {
        guard case .bytes(let bytes) = body else { return [] }
        return bytes
    }

    /// The value of a header field.
    public func header(_ name: String) -> String? {
        headers.first { $0.name == name }?.value
    }

    /// Sets a header field, in place of others of its name.
    public mutating func set(_ name: String, _ value: String) {
        headers.removeAll { $0.name == name }
        headers.append((name, value))
    }
}

extension SiteResponse {
    /// A JSON value.
    static func json(_ value: JSONValue, status: Int = 200) -> SiteResponse {
        .text(value.compact + "\n", type: "application/json", status: status)
    }

    /// A text.
    static func text(_ text: String, type: String, status: Int = 200) -> SiteResponse {
        self.text(Array(text.utf8), type: type, status: status)
    }

    /// The same of a text in UTF-8.
    static func text(_ bytes: [UInt8], type: String, status: Int = 200) -> SiteResponse {
        SiteResponse(status: status, headers: [("content-type", type)], body: .bytes(bytes))
    }

    /// A file that the browser keeps and never shows.
    static func download(_ bytes: [UInt8], name: String, type: String) -> SiteResponse {
        SiteResponse(
            headers: [
                ("content-type", type),
                ("content-disposition", "attachment; \(FileNameField.parameters(name))"),
            ], body: .bytes(bytes))
    }

    /// Another page, to be fetched after a form was taken.
    static func seeOther(_ location: String) -> SiteResponse {
        SiteResponse(status: 303, headers: [("location", location)])
    }
}

/// File names in header fields (RFC 6266).
enum FileNameField {
    /// `filename` in ASCII for old programs and `filename*` in full.
    static func parameters(_ name: String) -> String {
        let plain = String(
            name.unicodeScalars.map { scalar in
                let isPlain =
                    scalar.isASCII && scalar.value >= 32
                    && !"\"\\/%".unicodeScalars.contains(scalar)
                return isPlain && scalar.value != 127 ? Character(scalar) : "_"
            })
        return "filename=\"\(plain)\"; filename*=UTF-8''\(PercentCoding.encoded(name))"
    }
}
