// The printer. Compact output is canonical: members sorted by name when asked, shortest numbers
// that read back the same, no blanks; so equal values have equal bytes and equal digests.

extension JSONValue {
    /// One line without blanks, members in their own order.
    public var compact: String { text(sorted: false, indent: nil) }

    /// One line without blanks, members sorted by the bytes of their names: the form that is hashed.
    public var canonical: String { text(sorted: true, indent: nil) }

    /// Indented by two blanks a level, for people; ends in a line feed.
    public var pretty: String { text(sorted: false, indent: 0) + "\n" }

    private func text(sorted: Bool, indent: Int?) -> String {
        var output: [UInt8] = []
        print(into: &output, sorted: sorted, indent: indent)
        return String(decoding: output, as: UTF8.self)
    }

    private func print(into output: inout [UInt8], sorted: Bool, indent: Int?) {
        switch self {
        case .null: output += "null".utf8
        case .bool(let value): output += (value ? "true" : "false").utf8
        case .integer(let value): output += String(value).utf8
        case .number(let value): output += Self.text(of: value).utf8
        case .string(let text): Self.quote(text, into: &output)
        case .array(let elements):
            let inner = indent.map { $0 + 1 }
            Self.bracket("[", "]", count: elements.count, indent: indent, into: &output) {
                index, output in
                elements[index].print(into: &output, sorted: sorted, indent: inner)
            }
        case .object(let members):
            let inner = indent.map { $0 + 1 }
            let ordered =
                sorted ? members.sorted { Self.precedes($0.name, $1.name) } : members
            Self.bracket("{", "}", count: ordered.count, indent: indent, into: &output) {
                index, output in
                Self.quote(ordered[index].name, into: &output)
                output += (indent == nil ? ":" : ": ").utf8
                ordered[index].value.print(into: &output, sorted: sorted, indent: inner)
            }
        }
    }

    /// The canonical order of names: by their bytes.
    static func precedes(_ name: String, _ other: String) -> Bool {
        var (name, other) = (name, other)
        return name.withUTF8 { name in
            other.withUTF8 { name.lexicographicallyPrecedes($0) }
        }
    }

    private static func bracket(
        _ open: StaticString, _ close: StaticString, count: Int, indent: Int?,
        into output: inout [UInt8], element: (Int, inout [UInt8]) -> Void
    ) {
        func lineFeed(_ level: Int) {
            output.append(UInt8(ascii: "\n"))
            output += repeatElement(UInt8(ascii: " "), count: 2 * level)
        }
        output.append(open.utf8Start.pointee)
        for index in 0..<count {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            if let indent { lineFeed(indent + 1) }
            element(index, &output)
        }
        if let indent, count > 0 { lineFeed(indent) }
        output.append(close.utf8Start.pointee)
    }

    /// The shortest text that reads back the same; JSON has no infinities, so they become `null`.
    static func text(of value: Double) -> String {
        guard value.isFinite else { return "null" }
        if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 { return String(whole) }
        return value.description
    }

    static func quote(_ text: String, into output: inout [UInt8]) {
        var text = text
        text.withUTF8 { bytes in
            // Nearly all texts are so.
            if bytes.allSatisfy(isPlain) {
                output.append(UInt8(ascii: "\""))
                output.append(contentsOf: bytes)
                output.append(UInt8(ascii: "\""))
                return
            }
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: quotedBytes(bytes.count)) {
                let count = quote(bytes, to: $0.baseAddress.unsafelyUnwrapped)
                output += UnsafeBufferPointer(rebasing: $0[..<count])
            }
        }
    }

    /// True for a byte that stands in quotes as it is.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != 0x7F
    }

    /// How many bytes a quoted text of so many bytes takes at most.
    public static func quotedBytes(_ count: Int) -> Int { 6 * count + 2 }

    /// Quotes a text in UTF-8. Control characters and DEL are escaped, everything else stands as it is.
    ///
    /// - Parameters:
    ///   - bytes: the text.
    ///   - start: room for ``quotedBytes(_:)``.
    /// - Returns: how many bytes were written.
    public static func quote(
        _ bytes: UnsafeBufferPointer<UInt8>, to start: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var place = start
        func write(_ byte: UInt8) {
            place.pointee = byte
            place += 1
        }
        func write(run: Slice<UnsafeBufferPointer<UInt8>>) {
            guard let begin = UnsafeBufferPointer(rebasing: run).baseAddress else { return }
            place.update(from: begin, count: run.count)
            place += run.count
        }
        write(UInt8(ascii: "\""))
        var rest = bytes[...]
        while let special = rest.firstIndex(where: { !isPlain($0) }) {
            write(run: rest[..<special])
            escape(rest[special], write)
            rest = rest[(special + 1)...]
        }
        write(run: rest)
        write(UInt8(ascii: "\""))
        return place - start
    }

    private static func escape(_ byte: UInt8, _ write: (UInt8) -> Void) {
        write(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): write(byte)
        case UInt8(ascii: "\n"): write(UInt8(ascii: "n"))
        case UInt8(ascii: "\r"): write(UInt8(ascii: "r"))
        case UInt8(ascii: "\t"): write(UInt8(ascii: "t"))
        default:
            for digit in "u00".utf8 { write(digit) }
            write(hexadecimalDigit(byte >> 4))
            write(hexadecimalDigit(byte & 15))
        }
    }

    private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
    }
}
