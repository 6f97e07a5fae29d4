// A request as a value: what the routes see of HTTP. It comes from the web server, from a command at the same desk,
// or from a test, and is answered alike.

/// A request to the pages or the API.
public struct SiteRequest: Sendable {
    /// The methods that routes know.
    public enum Method: String, Sendable, CaseIterable {
        case get = "GET"
        case post = "POST"
        case patch = "PATCH"
        case delete = "DELETE"
        /// Asks which methods there are.
        case options = "OPTIONS"
        /// Any other, which no route has.
        case other = "*"

        /// The method of a name.
        public init(named name: String) { self = Method(rawValue: name) ?? .other }
    }

    public var method: Method
    /// The path as it was sent, percent-encoded, without the query.
    public var path: String
    public var query: FormFields
    /// Names in small letters.
    public var headers: [String: String]
    public var body: [UInt8]
    /// The address at the other end, for limits.
    public var peer: String

    /// A request.
    public init(
        _ method: Method, _ target: String, headers: [String: String] = [:], body: [UInt8] = [],
        peer: String = "local"
    ) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.method = method
        path = String(parts.first ?? "")
        query = FormFields(encoded: parts.count > 1 ? String(parts[1]) : "")
        (self.headers, self.body, self.peer) = (headers, body, peer)
    }

    /// The fields of a form that was sent.
    var form: FormFields { FormFields(encoded: String(decoding: body, as: UTF8.self)) }

    /// The value of a cookie.
    func cookie(_ name: String) -> String? {
        let cookies = (headers["cookie"] ?? "").split(separator: ";")
        for cookie in cookies {
            let parts = cookie.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].trimmed == name else { continue }
            return parts[1].trimmed
        }
        return nil
    }

    /// The segments of the path, decoded; `nil` if one cannot be.
    var segments: [String]? {
        var segments: [String] = []
        for segment in path.split(separator: "/") {
            guard let text = PercentCoding.decoded(segment) else { return nil }
            segments.append(text)
        }
        return segments
    }
}

/// The fields of a query or a form, in their order (application/x-www-form-urlencoded).
public struct FormFields: Sendable, Hashable {
    /// One field.
    public struct Field: Sendable, Hashable {
        public var name: String
        public var value: String
    }

    public var fields: [Field]

    /// Reads what a browser sends; what cannot be decoded is left out.
    public init(encoded text: String) {
        fields = text.split(separator: "&").compactMap { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let texts = parts.map { PercentCoding.decoded($0.replacing("+", with: " ")) }
            guard let name = texts[0] else { return nil }
            return (texts.count > 1 ? texts[1] : "").map { Field(name: name, value: $0) }
        }
    }

    /// The first value of a name; an empty one counts as none.
    public subscript(name: String) -> String? {
        let value = fields.first { $0.name == name }?.value
        return value?.isEmpty ?? true ? nil : value
    }

    /// All values of a name.
    public func all(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    /// The fields as a query, with some replaced; `nil` removes one.
    func encoded(replacing changes: [String: String?] = [:]) -> String {
        var result = fields.filter { changes[$0.name] == nil }
        for (name, value) in changes.sorted(by: { $0.key < $1.key }) {
            if let value { result.append(Field(name: name, value: value)) }
        }
        return result.map { field in
            "\(PercentCoding.encoded(field.name))=\(PercentCoding.encoded(field.value))"
        }.joined(separator: "&")
    }
}

/// Percent-encoding of RFC 3986.
enum PercentCoding {
    /// The text of an encoded one; `nil` for a broken escape, for what is no UTF-8, and for a NUL.
    static func decoded(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                let digits = String(decoding: rest.prefix(2), as: UTF8.self)
                guard digits.count == 2, let value = UInt8(digits, radix: 16) else { return nil }
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        guard !bytes.contains(0) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// A text in which only letters, digits and `-._~` stand for themselves.
    static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126:
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += byte < 16 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }
}

extension StringProtocol {
    /// The text without blanks at its ends.
    var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace ?? false { text.removeFirst() }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return String(text)
    }
}

extension Character {
    /// True for what a line of a log or a header must not hold.
    var isControl: Bool {
        unicodeScalars.contains {
            $0.properties.generalCategory == .control || $0 == "\u{2028}" || $0 == "\u{2029}"
        }
    }
}
