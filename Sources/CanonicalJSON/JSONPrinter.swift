// The printer. Compact output is canonical: members sorted by name when asked, shortest numbers
// that read back the same, no blanks; so equal values have equal bytes and equal digests.

extension JSONValue {
    /// One line without blanks, members in their own order.
    public var compact: String {
        var output = ""
        print(into: &output, sorted: false, indent: nil)
        return output
    }

    /// One line without blanks, members sorted by the bytes of their names: the form that is hashed.
    public var canonical: String {
        var output = ""
        print(into: &output, sorted: true, indent: nil)
        return output
    }

    /// Indented by two blanks a level, for people; ends in a line feed.
    public var pretty: String {
        var output = ""
        print(into: &output, sorted: false, indent: 0)
        return output + "\n"
    }

    private func print(into output: inout String, sorted: Bool, indent: Int?) {
        switch self {
        case .null: output += "null"
        case .bool(let value): output += value ? "true" : "false"
        case .integer(let value): output += String(value)
        case .number(let value): output += Self.text(of: value)
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
                sorted
                ? members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) } : members
            Self.bracket("{", "}", count: ordered.count, indent: indent, into: &output) {
                index, output in
                Self.quote(ordered[index].name, into: &output)
                output += indent == nil ? ":" : ": "
                ordered[index].value.print(into: &output, sorted: sorted, indent: inner)
            }
        }
    }

    private static func bracket(
        _ open: String, _ close: String, count: Int, indent: Int?, into output: inout String,
        element: (Int, inout String) -> Void
    ) {
        output += open
        for index in 0..<count {
            if index > 0 { output += "," }
            if let indent { output += "\n" + String(repeating: "  ", count: indent + 1) }
            element(index, &output)
        }
        if let indent, count > 0 { output += "\n" + String(repeating: "  ", count: indent) }
        output += close
    }

    /// The shortest text that reads back the same; JSON has no infinities, so they become `null`.
    private static func text(of value: Double) -> String {
        guard value.isFinite else { return "null" }
        if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 { return String(whole) }
        return value.description
    }

    private static func quote(_ text: String, into output: inout String) {
        output += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case "\u{0}"..<"\u{20}", "\u{7F}":
                let code = String(scalar.value, radix: 16)
                output += "\\u" + String(repeating: "0", count: 4 - code.count) + code
            default: output.unicodeScalars.append(scalar)
            }
        }
        output += "\""
    }
}
