// Values as bytes between the desk and its reader: numbers of eight bytes, texts and lists by their length.
// What comes back is a stranger's until it is checked: no length is believed beyond the bytes that are there.

/// Puts values together.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ number: Int64) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }

    mutating func add(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    mutating func add(_ content: [UInt8]) {
        add(Int64(content.count))
        bytes += content
    }

    mutating func add(_ text: String) {
        add(Int64(text.utf8.count))
        bytes += text.utf8
    }

    mutating func add<Value>(_ value: Value?, _ body: (inout ByteWriter, Value) -> Void) {
        add(value != nil)
        if let value { body(&self, value) }
    }

    mutating func add<Value>(_ values: [Value], _ body: (inout ByteWriter, Value) -> Void) {
        add(Int64(values.count))
        for value in values { body(&self, value) }
    }
}

/// Takes values apart.
struct ByteReader {
    /// The bytes do not hold what they should.
    struct Malformed: Error {}

    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number() throws(Malformed) -> Int64 {
        let bytes = try take(8)
        return bytes.reversed().reduce(0) { $0 << 8 | Int64($1) }
    }

    mutating func flag() throws(Malformed) -> Bool {
        switch try take(1).first {
        case 0: false
        case 1: true
        default: throw Malformed()
        }
    }

    mutating func content() throws(Malformed) -> [UInt8] { Array(try take(try count())) }

    mutating func text() throws(Malformed) -> String {
        guard let text = String(validating: try take(try count()), as: UTF8.self) else {
            throw Malformed()
        }
        return text
    }

    mutating func optional<Value>(
        _ body: (inout ByteReader) throws(Malformed) -> Value
    ) throws(Malformed) -> Value? {
        try flag() ? try body(&self) : nil
    }

    mutating func list<Value>(
        _ body: (inout ByteReader) throws(Malformed) -> Value
    ) throws(Malformed) -> [Value] {
        var values: [Value] = []
        for _ in 0..<(try count()) { values.append(try body(&self)) }
        return values
    }

    /// A length: every element takes a byte at least.
    private mutating func count() throws(Malformed) -> Int {
        let count = try number()
        guard (0...Int64(rest.count)).contains(count) else { throw Malformed() }
        return Int(count)
    }

    private mutating func take(_ count: Int) throws(Malformed) -> ArraySlice<UInt8> {
        guard count <= rest.count else { throw Malformed() }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }
}
