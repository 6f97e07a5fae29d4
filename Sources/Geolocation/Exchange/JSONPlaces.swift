// On which line of a JSON text each value stands, by its path of keys, so that a complaint about a
// value can name its line. Reads only texts that the strict parser has already accepted.

struct JSONPlaces {
    private var lines: [String: Int] = [:]
    private let bytes: [UInt8]
    private var index = 0
    private var line: Int

    /// - Parameters:
    ///   - bytes: a valid JSON text.
    ///   - firstLine: the line of the file on which the text begins.
    init(_ bytes: [UInt8], firstLine: Int) {
        (self.bytes, line) = (bytes, firstLine)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        value(at: "")
    }

    /// The line of a value; where the key is missing, that of the nearest object around it.
    func line(of path: String) -> Int? {
        var path = Substring(path)
        while true {
            if let line = lines[String(path)] { return line }
            guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else {
                return lines[""]
            }
            path = path[..<cut]
        }
    }

    private mutating func value(at path: String) {
        skipSpace()
        lines[path] = line
        switch peek {
        case UInt8(ascii: "{"): object(at: path)
        case UInt8(ascii: "["): array(at: path)
        case UInt8(ascii: "\""): _ = string()
        default: while let byte = peek, !Self.ends.contains(byte) { index += 1 }
        }
    }

    private static let ends = Set(",]} \t\r\n".utf8)

    private mutating func object(at path: String) {
        index += 1
        while let byte = peek, byte != UInt8(ascii: "}") {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { break }
            let name = string()
            skipSpace()
            index += 1
            value(at: path.isEmpty ? name : "\(path).\(name)")
            skipSpace()
            if peek == UInt8(ascii: ",") { index += 1 }
            skipSpace()
        }
        index += 1
    }

    private mutating func array(at path: String) {
        index += 1
        var element = 0
        skipSpace()
        while let byte = peek, byte != UInt8(ascii: "]") {
            value(at: "\(path)[\(element)]")
            element += 1
            skipSpace()
            if peek == UInt8(ascii: ",") { index += 1 }
            skipSpace()
        }
        index += 1
    }

    /// The raw bytes of a string; keys with escapes are found under their raw form only.
    private mutating func string() -> String {
        index += 1
        let start = index
        while let byte = peek, byte != UInt8(ascii: "\"") {
            index += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        let text = String(decoding: bytes[start..<min(index, bytes.count)], as: UTF8.self)
        index += 1
        return text
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
            if byte == 0x0A { line += 1 }
            index += 1
        }
    }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }
}
