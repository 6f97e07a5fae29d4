// A small strict reader of XML 1.0 for CCSDS messages: elements, attributes, text, comments, CDATA,
// the five entities of XML and characters by number. No document types, so no entities of a file's
// own and nothing fetched; limits on depth and on the number of elements.

/// An element with what stands in it.
struct XMLElement: Sendable {
    var name: String
    var line: Int
    var attributes: [String: String] = [:]
    /// The text directly in the element, blanks at both ends cut.
    var text = ""
    var children: [XMLElement] = []

    /// The first child of a name.
    subscript(name: String) -> XMLElement? { children.first { $0.name == name } }

    /// The elements without children below this one, in their order.
    var leaves: [XMLElement] {
        children.flatMap { $0.children.isEmpty ? [$0] : $0.leaves }
    }
}

struct XMLReader {
    static let maximumDepth = 32
    static let maximumElements = 2_000_000

    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var elements = 0

    /// Reads a whole document.
    ///
    /// - Throws: the first fault; what follows a fault of form cannot be trusted.
    static func root(of bytes: [UInt8]) throws(FileFaults) -> XMLElement {
        var reader = XMLReader(bytes: bytes)
        return try reader.document()
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    private func fault(_ message: String) -> FileFaults {
        FileFaults(line: line, field: "XML", message: message)
    }

    private mutating func document() throws(FileFaults) -> XMLElement {
        try skipAside()
        guard peek == UInt8(ascii: "<") else { throw fault("an element is expected") }
        // Elements whose end tag has not come yet; the outermost first.
        var open: [XMLElement] = []
        var text: [[UInt8]] = []
        while true {
            if startsWith("</") {
                guard var element = open.popLast() else { throw fault("an end without a start") }
                element.text = FieldText.text((text.popLast() ?? [])[...])
                try endTag(of: element.name)
                if open.isEmpty { return try end(with: element) }
                open[open.count - 1].children.append(element)
                try content(into: &text[text.count - 1])
                continue
            }
            let (element, isEmpty) = try startTag()
            if isEmpty, open.isEmpty { return try end(with: element) }
            if isEmpty {
                open[open.count - 1].children.append(element)
            } else {
                guard open.count < Self.maximumDepth else {
                    throw fault("elements stand deeper than \(Self.maximumDepth)")
                }
                open.append(element)
                text.append([])
            }
            try content(into: &text[text.count - 1])
        }
    }

    private mutating func end(with root: XMLElement) throws(FileFaults) -> XMLElement {
        try skipAside()
        guard index == bytes.count else { throw fault("text after the last element") }
        return root
    }

    private mutating func startTag() throws(FileFaults) -> (XMLElement, isEmpty: Bool) {
        elements += 1
        guard elements <= Self.maximumElements else {
            throw fault("there are more than \(Self.maximumElements) elements")
        }
        advance(1)
        var element = XMLElement(name: try name(), line: line)
        while true {
            let before = index
            skipSpace()
            if startsWith("/>") {
                advance(2)
                return (element, true)
            }
            if peek == UInt8(ascii: ">") {
                advance(1)
                return (element, false)
            }
            guard index > before else { throw fault("a blank, \">\" or \"/>\" is expected") }
            let (key, value) = try attribute()
            guard element.attributes.updateValue(value, forKey: key) == nil else {
                throw fault("the attribute \(key) stands twice")
            }
        }
    }

    private mutating func attribute() throws(FileFaults) -> (String, String) {
        let key = try name()
        skipSpace()
        guard peek == UInt8(ascii: "=") else { throw fault("\"=\" is expected after \(key)") }
        advance(1)
        skipSpace()
        guard let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            throw fault("a value in quotes is expected for \(key)")
        }
        advance(1)
        var value: [UInt8] = []
        while let byte = peek, byte != quote {
            guard byte != UInt8(ascii: "<") else { throw fault("\"<\" in the value of \(key)") }
            try character(into: &value)
        }
        guard peek != nil else { throw fault("the value of \(key) has no end") }
        advance(1)
        return (key, String(decoding: value, as: UTF8.self))
    }

    private mutating func endTag(of started: String) throws(FileFaults) {
        advance(2)
        let ended = try name()
        guard ended == started else { throw fault("</\(ended)> stands where </\(started)> must") }
        skipSpace()
        guard peek == UInt8(ascii: ">") else { throw fault("\">\" is expected") }
        advance(1)
    }

    /// Text, comments and CDATA up to the next tag.
    private mutating func content(into text: inout [UInt8]) throws(FileFaults) {
        while let byte = peek {
            if startsWith("<![CDATA[") {
                advance(9)
                let start = index
                try skip(past: "]]>", "a CDATA section")
                text += bytes[start..<index - 3]
            } else if startsWith("<!") || startsWith("<?") {
                try skipOneAside()
            } else if byte == UInt8(ascii: "<") {
                return
            } else {
                try character(into: &text)
            }
        }
        throw fault("the file ends inside an element")
    }

    private mutating func character(into text: inout [UInt8]) throws(FileFaults) {
        guard peek == UInt8(ascii: "&") else {
            text.append(bytes[index])
            return advance(1)
        }
        let start = index + 1
        let end = min(start + 10, bytes.count)
        guard let semicolon = bytes[start..<end].firstIndex(of: UInt8(ascii: ";")) else {
            throw fault("\"&\" begins no entity")
        }
        let entity = String(decoding: bytes[start..<semicolon], as: UTF8.self)
        guard let scalar = Self.scalar(entity) else {
            throw fault("the entity &\(entity); is not known")
        }
        text += Array(String(Character(scalar)).utf8)
        index = semicolon + 1
    }

    private static func scalar(_ entity: String) -> Unicode.Scalar? {
        switch entity {
        case "lt": return "<"
        case "gt": return ">"
        case "amp": return "&"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard entity.hasPrefix("#") else { return nil }
            let digits = entity.dropFirst()
            let code =
                digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            guard let code, code >= 32 || code == 9 || code == 10 || code == 13 else { return nil }
            return Unicode.Scalar(code)
        }
    }

    private mutating func name() throws(FileFaults) -> String {
        let start = index
        while let byte = peek, Self.nameBytes.contains(byte) || byte >= 0x80 { index += 1 }
        guard index > start, !Self.notFirst.contains(bytes[start]) else {
            throw fault("a name is expected")
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private static let notFirst = Set("-.0123456789".utf8)
    private static let nameBytes = notFirst.union(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_:".utf8)

    private mutating func skipAside() throws(FileFaults) {
        skipSpace()
        while startsWith("<!") || startsWith("<?") {
            try skipOneAside()
            skipSpace()
        }
    }

    /// A comment or an instruction; a document type is refused.
    private mutating func skipOneAside() throws(FileFaults) {
        if startsWith("<!--") {
            advance(4)
            try skip(past: "-->", "a comment")
        } else if startsWith("<?") {
            try skip(past: "?>", "an instruction")
        } else {
            throw fault("a document type is refused")
        }
    }

    private mutating func skip(past end: StaticString, _ what: String) throws(FileFaults) {
        while index < bytes.count {
            if startsWith(end) { return advance(end.utf8CodeUnitCount) }
            advance(1)
        }
        throw fault("\(what) has no end")
    }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func startsWith(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index + count <= bytes.count else { return false }
        return text.withUTF8Buffer { buffer in
            (0..<count).allSatisfy { bytes[index + $0] == buffer[$0] }
        }
    }

    private mutating func advance(_ count: Int) {
        for _ in 0..<count where index < bytes.count {
            if bytes[index] == 10 { line += 1 }
            index += 1
        }
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 32 || (9...13).contains(byte) { advance(1) }
    }
}
