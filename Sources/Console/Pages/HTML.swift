// Markup as a value: what is written into a page as text stays text, whatever a form, a letter or a name brought.

/// A piece of a page. Texts put into it are escaped; only other pieces come in as they are.
struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
    private(set) var markup: String

    init(stringLiteral value: String) { markup = value }
    init(stringInterpolation: Interpolation) { markup = stringInterpolation.markup }
    private init(markup: String) { self.markup = markup }

    /// Nothing.
    static let none: HTML = ""

    /// Markup that another part of the house made and vouches for: figures, and nothing a person wrote.
    static func made(_ markup: String) -> HTML { HTML(markup: markup) }

    /// Adds a piece at the end.
    mutating func append(_ piece: HTML) { markup += piece.markup }

    static func + (lhs: HTML, rhs: HTML) -> HTML { HTML(markup: lhs.markup + rhs.markup) }

    /// What is written between the pieces of a literal.
    struct Interpolation: StringInterpolationProtocol {
        fileprivate var markup = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            markup.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        mutating func appendLiteral(_ literal: String) { markup += literal }

        mutating func appendInterpolation(_ piece: HTML) { markup += piece.markup }

        mutating func appendInterpolation(_ piece: HTML?) { markup += piece?.markup ?? "" }

        mutating func appendInterpolation(_ pieces: [HTML]) {
            for piece in pieces { markup += piece.markup }
        }

        mutating func appendInterpolation(_ text: some StringProtocol) {
            HTML.escape(text, into: &markup)
        }

        mutating func appendInterpolation(_ number: Int) { markup += String(number) }

        /// A value as it describes itself, for those whose description is their form.
        mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            HTML.escape(value.description, into: &markup)
        }
    }

    /// Adds a text with the five characters of markup replaced; it is safe in elements and quoted attributes.
    private static func escape(_ text: some StringProtocol, into markup: inout String) {
        // Most texts hold none of them.
        guard text.utf8.contains(where: isMarkup) else {
            markup += text
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": markup += "&amp;"
            case "<": markup += "&lt;"
            case ">": markup += "&gt;"
            case "\"": markup += "&quot;"
            case "'": markup += "&#39;"
            default: markup.unicodeScalars.append(scalar)
            }
        }
    }

    private static func isMarkup(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
            UInt8(ascii: "'"):
            true
        default: false
        }
    }
}

extension Sequence {
    /// The pieces for all elements, one after the other.
    func html(_ piece: (Element) throws -> HTML) rethrows -> HTML {
        try reduce(into: .none) { try $0.append(piece($1)) }
    }
}
