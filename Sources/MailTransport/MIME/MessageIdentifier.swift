// Message-IDs as threading and de-duplication compare them: one form for one identifier, however
// a mail program folded or spaced it.

/// Normal forms of Message-IDs.
public enum MessageIdentifier {
    /// The identifiers in the value of Message-ID, In-Reply-To or References, in their order.
    ///
    /// Each stands in angle brackets without blanks, folding or controls, the part behind the last
    /// `@` in small letters. Text outside of angle brackets is left out (RFC 5322 section 3.6.4
    /// allows such phrases in old letters); a value without any bracket is taken as one identifier.
    public static func list(_ value: String) -> [String] {
        let tight = String(
            String.UnicodeScalarView(
                value.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F }))
        guard !tight.isEmpty else { return [] }
        guard tight.contains("<") else { return [normal(tight)] }
        return tight.split(separator: "<", omittingEmptySubsequences: false).dropFirst()
            .compactMap { piece in
                let body = piece.prefix { $0 != ">" }
                return body.isEmpty ? nil : normal(String(body))
            }
    }

    private static func normal(_ body: String) -> String {
        guard let at = body.lastIndex(of: "@") else { return "<\(body)>" }
        return "<" + body[..<at] + body[at...].lowercased() + ">"
    }
}
