// Markup as a value: what is written into a page as text stays text, whatever a form, a letter or a name brought.

/// A piece of a page. Texts put into it are escaped; only other pieces come in as they are.
struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// In UTF-8, as it is sent: pieces are joined many times over.
    private(set) var markup: [UInt8]

    init(stringLiteral value: String) { markup = Array(value.utf8) }
    init(stringInterpolation: Interpolation) { markup = stringInterpolation.markup }
    private init(markup: [UInt8]) { self.markup = markup }

    /// Nothing.
    static let none: HTML = ""

    /// Markup that another part of the house made and vouches for: figures, and nothing a person wrote.
    static func made(_ markup: String) -> HTML { HTML(markup: Array(markup.utf8)) }

    /// Adds a piece at the end.
    mutating func append(_ piece: HTML) { markup += piece.markup }

    /// Adds markup at the end.
    mutating func append(literal: StaticString) {
        markup.append(
            contentsOf: UnsafeBufferPointer(
                start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    static func + (lhs: HTML, rhs: HTML) -> HTML { HTML(markup: lhs.markup + rhs.markup) }

    /// What is written between the pieces of a literal.
    struct Interpolation: StringInterpolationProtocol {
        fileprivate var markup: [UInt8] = []

        init(literalCapacity: Int, interpolationCount: Int) {
            markup.reserveCapacity(literalCapacity + 64 * interpolationCount)
        }

        mutating func appendLiteral(_ literal: String) {
            var literal = literal
            literal.withUTF8 { markup.append(contentsOf: $0) }
        }

        mutating func appendInterpolation(_ piece: HTML) { markup += piece.markup }

        mutating func appendInterpolation(_ piece: HTML?) { markup += piece?.markup ?? [] }

        mutating func appendInterpolation(_ pieces: [HTML]) {
            for piece in pieces { markup += piece.markup }
        }

        mutating func appendInterpolation(_ text: String) { HTML.escape(text, into: &markup) }

        mutating func appendInterpolation(_ number: Int) { markup += String(number).utf8 }

        /// A value as it describes itself, for those whose description is their form.
        mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            HTML.escape(value.description, into: &markup)
        }
    }

    /// Adds a text with the five characters of markup replaced; it is safe in elements and quoted attributes.
    private static func escape(_ text: String, into markup: inout [UInt8]) {
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            for place in bytes.indices {
                guard let reference = reference(for: bytes[place]) else { continue }
                markup += bytes[start..<place]
                markup += reference.utf8
                start = place + 1
            }
            markup += bytes[start...]
        }
    }

    /// What stands for a character of markup; `nil` for all others.
    private static func reference(for byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}

extension Sequence {
    /// The pieces for all elements, one after the other.
    func html(_ piece: (Element) throws -> HTML) rethrows -> HTML {
        try reduce(into: .none) { try $0.append(piece($1)) }
    }
}
