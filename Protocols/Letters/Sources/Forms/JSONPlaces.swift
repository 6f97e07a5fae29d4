// Where in a JSON text each value begins, so that a fault in its meaning can name the line. It is
// used on texts that have been parsed, and gives up quietly on any other.

/// Lines of the values of a JSON text by their paths: `links[1].uplink_hz`.
struct JSONPlaces {
    private var lines: [String: Int] = [:]
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1

    /// Walks through a JSON text.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        walk("")
    }

    /// The line of a path, or of the nearest value around it; 1 where nothing is known.
    func line(ofNearest path: String) -> Int {
        var path = Substring(path)
        while !path.isEmpty {
            if let line = lines[String(path)] { return line }
            guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { break }
            path = path[..<cut]
        }
        return lines[""] ?? 1
    }

    /// Paths of the house's keys are short; a hostile text's long ones would fill the memory.
    private static func kept(_ path: String?) -> String? {
        path.flatMap { $0.utf8.count <= 200 ? $0 : nil }
    }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    /// - Parameter path: of the value, `nil` inside a value whose path is too long to be kept.
    private mutating func walk(_ path: String?) {
        skipBlanks()
        if let path { lines[path] = line }
        switch peek {
        case UInt8(ascii: "{"): walkMembers(path)
        case UInt8(ascii: "["): walkElements(path)
        case UInt8(ascii: "\""): _ = string()
        default:
            let ends: [UInt8] = [0x20, 0x09, 0x0A, 0x0D, 0x2C, 0x5D, 0x7D]
            while let byte = peek, !ends.contains(byte) { index += 1 }
        }
    }

    private mutating func walkMembers(_ path: String?) {
        index += 1
        while true {
            skipBlanks()
            guard peek == UInt8(ascii: "\"") else { break }
            let (name, start) = (string(), line)
            skipBlanks()
            index += 1
            let inner = Self.kept(path.map { $0.isEmpty ? name : "\($0).\(name)" })
            walk(inner)
            if let inner { lines[inner] = start }
            skipBlanks()
            guard peek == UInt8(ascii: ",") else { break }
            index += 1
        }
        index += 1
    }

    private mutating func walkElements(_ path: String?) {
        index += 1
        var count = 0
        while true {
            skipBlanks()
            guard let byte = peek, byte != UInt8(ascii: "]") else { break }
            walk(Self.kept(path.map { "\($0)[\(count)]" }))
            count += 1
            skipBlanks()
            guard peek == UInt8(ascii: ",") else { break }
            index += 1
        }
        index += 1
    }

    /// The text between the quotes, escapes left as they are: the keys of this house have none.
    private mutating func string() -> String {
        index += 1
        let start = index
        while let byte = peek, byte != UInt8(ascii: "\"") {
            index += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        let end = min(index, bytes.count)
        index += 1
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private mutating func skipBlanks() {
        while let byte = peek, byte == 0x20 || (0x09...0x0D).contains(byte) {
            if byte == 0x0A { line += 1 }
            index += 1
        }
    }
}
