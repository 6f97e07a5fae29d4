// A text as words, numbers and signs, and the label that stands before a value. A label counts only
// within the sentence of the value: what is not certain is not read.

/// A word, a number or a sign of a text.
struct WrittenToken: Hashable {
    enum Kind: Hashable { case word, number, sign, paragraphEnd }
    var kind: Kind
    /// In small letters.
    var text: String
    /// As written.
    var original: String
    /// True if no blank stands before it.
    var isGlued: Bool

    /// The number that the digits are; `nil` for more than nine digits.
    var number: Int? { kind == .number && text.count <= 9 ? Int(text) : nil }
}

/// A text as tokens.
struct WrittenTokens {
    private(set) var all: [WrittenToken] = []

    /// Splits a text; takes time in proportion to its length.
    init(_ text: String) {
        var (isGlued, lineEnds) = (false, 0)
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first {
            if first.isBlank {
                scalars.removeFirst()
                isGlued = false
                if first == "\n" { lineEnds += 1 }
                if lineEnds == 2 { append(.paragraphEnd, "", false) }
                continue
            }
            let run = Self.run(from: scalars, first)
            append(run.kind, String(String.UnicodeScalarView(run.scalars)), isGlued)
            scalars = scalars[run.scalars.endIndex...]
            (isGlued, lineEnds) = (true, 0)
        }
    }

    private mutating func append(_ kind: WrittenToken.Kind, _ text: String, _ isGlued: Bool) {
        all.append(
            WrittenToken(kind: kind, text: text.lowercased(), original: text, isGlued: isGlued))
    }

    private static func run(
        from scalars: Substring.UnicodeScalarView, _ first: Unicode.Scalar
    ) -> (kind: WrittenToken.Kind, scalars: Substring.UnicodeScalarView) {
        let isDigit: (Unicode.Scalar) -> Bool = { ("0"..."9").contains($0) }
        if isDigit(first) { return (.number, scalars.prefix(while: isDigit)) }
        if first.isOfWord { return (.word, scalars.prefix(while: \.isOfWord)) }
        return (.sign, scalars.prefix(1))
    }

    /// The token at an index, `nil` outside.
    subscript(index: Int) -> WrittenToken? { all.indices.contains(index) ? all[index] : nil }

    /// True if the token at the index is one of these texts.
    func isAny(_ texts: Set<String>, at index: Int) -> Bool {
        self[index].map { texts.contains($0.text) } ?? false
    }

    /// True if the sentence ends with this token: a stop before a blank, unless it shortens a word.
    func isSentenceEnd(_ index: Int) -> Bool {
        guard let token = self[index] else { return true }
        if token.kind == .paragraphEnd { return true }
        guard token.kind == .sign, [".", "!", "?"].contains(token.text) else { return false }
        if self[index + 1]?.isGlued == true { return false }
        return !(isAny(Self.shortened, at: index - 1) && token.text == ".")
    }

    private static let shortened: Set = [
        "no", "n", "nº", "ref", "approx", "aprox", "ca", "est", "mon", "tue", "wed", "thu", "fri",
        "sat", "sun", "seg", "ter", "qua", "qui", "sex", "sáb", "dom",
    ]

    /// The tokens of the sentence around an index.
    func sentence(around index: Int) -> Range<Int> {
        var (start, end) = (index, index)
        while start > 0, !isSentenceEnd(start - 1) { start -= 1 }
        while end < all.count, !isSentenceEnd(end) { end += 1 }
        return start..<end
    }

    private static let denials: Set = ["not", "cannot", "never", "não", "nunca", "nem", "nor"]

    /// The meaning of the nearest label before an index, in its sentence; `nil` if it is denied.
    func label<Meaning>(before index: Int, of labels: [String: Meaning]) -> Meaning? {
        var place = index - 1
        while place >= 0, index - place <= 30, !isSentenceEnd(place) {
            if all[place].kind == .word, let meaning = labels[all[place].text] {
                let isDenied = (1...3).contains { isAny(Self.denials, at: place - $0) }
                return isDenied ? nil : meaning
            }
            place -= 1
        }
        return nil
    }
}

extension Unicode.Scalar {
    /// True for letters and their combining marks. The ordinal signs are alphabetic to Unicode, but
    /// no part of a word or a number.
    fileprivate var isOfWord: Bool {
        if isASCII { return ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
        return (properties.isAlphabetic || properties.generalCategory == .nonspacingMark)
            && self != "º" && self != "ª"
    }
}
