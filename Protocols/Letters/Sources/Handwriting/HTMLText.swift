// The words of an HTML letter, for reading values. Nothing is loaded and nothing is run: tags become
// line ends or nothing, quotations, styles and scripts go, entities become characters.

/// The text in HTML.
enum HTMLText {
    /// The words with a line for each block. Takes time in proportion to the length, whatever the
    /// tags are.
    static func plain(_ html: String) -> String {
        var reader = HTMLReader(Array(html.unicodeScalars))
        reader.read()
        return String(reader.text)
    }
}

private struct HTMLReader {
    let html: [Unicode.Scalar]
    var text = String.UnicodeScalarView()
    /// Elements whose content is left out, as deep as they stand in each other.
    private var hidden: [String] = []
    private var index = 0

    init(_ html: [Unicode.Scalar]) { self.html = html }

    private static let hiding: Set = ["script", "style", "head", "title", "blockquote", "template"]
    private static let blocks: Set = [
        "br", "p", "div", "tr", "table", "li", "ul", "ol", "hr", "h1", "h2", "h3", "h4", "pre",
        "body", "section", "article",
    ]
    private static let entities: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "aacute": "á",
        "acirc": "â", "agrave": "à", "atilde": "ã", "ccedil": "ç", "eacute": "é", "ecirc": "ê",
        "iacute": "í", "oacute": "ó", "ocirc": "ô", "otilde": "õ", "uacute": "ú", "Aacute": "Á",
        "Eacute": "É", "Iacute": "Í", "Oacute": "Ó", "deg": "°", "ordm": "º", "ordf": "ª",
        "ndash": "-", "mdash": "-",
    ]

    mutating func read() {
        while index < html.count {
            switch html[index] {
            case "<": readTag()
            case "&": readEntity()
            // Line ends of the source are blanks; only tags make lines.
            case "\n", "\r", "\t": add(" ")
            default: add(html[index])
            }
            index += 1
        }
    }

    private mutating func add(_ scalar: Unicode.Scalar) {
        if hidden.isEmpty { text.append(scalar) }
    }

    /// Leaves the index on the tag's `>`, or at the end.
    private mutating func readTag() {
        if html[index...].starts(with: "<!--".unicodeScalars) { return skipComment() }
        var end = index + 1
        while end < html.count, html[end] != ">" { end += 1 }
        let inside = html[(index + 1)..<end]
        let isClosing = inside.first == "/"
        let letters = inside.dropFirst(isClosing ? 1 : 0).prefix {
            $0.properties.isAlphabetic || ("0"..."9").contains($0)
        }
        let name = String(String.UnicodeScalarView(letters)).lowercased()
        if Self.hiding.contains(name) {
            if !isClosing, inside.last != "/" {
                hidden.append(name)
            } else if let opened = hidden.lastIndex(of: name) {
                hidden.removeSubrange(opened...)
            }
        }
        if Self.blocks.contains(name) { add("\n") }
        if name == "td" || name == "th" { add(" ") }
        index = end
    }

    private mutating func skipComment() {
        var end = index + 4
        while end < html.count,
            !(html[end] == ">" && html[end - 1] == "-" && html[end - 2] == "-")
        { end += 1 }
        index = end
    }

    /// Leaves the index on the entity's `;`, or on the `&` where there is no entity.
    private mutating func readEntity() {
        let rest = html[(index + 1)...].prefix(10)
        guard let end = rest.firstIndex(of: ";") else { return add("&") }
        let name = String(String.UnicodeScalarView(rest[..<end]))
        guard let scalar = Self.entities[name] ?? Self.numbered(name) else { return add("&") }
        add(scalar)
        index = end
    }

    private static func numbered(_ name: String) -> Unicode.Scalar? {
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let value =
            digits.first == "x" || digits.first == "X"
            ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap(Unicode.Scalar.init).map { $0 == "\u{A0}" ? " " : $0 }
    }
}
