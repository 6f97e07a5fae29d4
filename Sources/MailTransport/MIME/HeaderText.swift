// Values of outgoing header fields as they stand on the wire, folded by LF and a blank. GMime
// 3.2.13 writes encoded words of more than 75 characters where a text has few blanks; so the words
// are made here.

import MonitoringOrders

/// Writes header values by RFC 5322 and RFC 2047.
enum HeaderText {
    /// Bytes of UTF-8 in one encoded word: 60 of base64 and 12 around them, less than 75.
    private static let bytesPerWord = 45
    /// Where lines are folded if they can be.
    private static let lineLength = 76

    /// A free text: plain words as far as they are ASCII, then encoded words.
    static func text(_ value: String, field: String) -> String {
        folded(words(value), field: field)
    }

    /// A list of mailboxes.
    static func mailboxes(_ list: [Mailbox], field: String) -> String {
        var tokens: [String] = []
        for mailbox in list {
            if let last = tokens.indices.last { tokens[last] += "," }
            let address = mailbox.address.description
            guard let name = mailbox.name, !name.isEmpty else {
                tokens.append(address)
                continue
            }
            tokens += name.utf8.allSatisfy { $0 < 0x80 } ? [quoted(name)] : encoded(name)
            tokens.append("<\(address)>")
        }
        return folded(tokens, field: field)
    }

    /// Tokens that stand as they are: identifiers, which may be put on lines of their own.
    static func tokens(_ list: [String], field: String) -> String { folded(list, field: field) }

    private static func words(_ value: String) -> [String] {
        let parts = value.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        // Folding would lose blanks at the ends and runs of them; inside encoded words they are safe.
        guard !parts.contains("") else { return value.isEmpty ? [] : encoded(value) }
        let plain = parts.prefix { $0.utf8.allSatisfy { $0 < 0x80 } }
        guard plain.count < parts.count else { return parts }
        return plain + encoded(parts[plain.count...].joined(separator: " "))
    }

    private static func encoded(_ text: String) -> [String] {
        var words: [String] = []
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            let next = Array(String(scalar).utf8)
            if bytes.count + next.count > bytesPerWord {
                words.append("=?UTF-8?B?\(base64(bytes))?=")
                bytes = []
            }
            bytes += next
        }
        return words + ["=?UTF-8?B?\(base64(bytes))?="]
    }

    static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var digits: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let value = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0...3 {
                digits.append(place > group.count ? 0x3D : alphabet[value >> (18 - 6 * place) & 63])
            }
        }
        return String(decoding: digits, as: UTF8.self)
    }

    private static func quoted(_ name: String) -> String {
        var result = "\""
        for character in name {
            if character == "\"" || character == "\\" { result.append("\\") }
            result.append(character)
        }
        return result + "\""
    }

    private static func folded(_ tokens: [String], field: String) -> String {
        var (text, length) = ("", field.utf8.count + 1)
        for token in tokens {
            let fits = text.isEmpty || length + 1 + token.utf8.count <= lineLength
            text += (fits ? " " : "\n ") + token
            length = (fits ? length : 0) + 1 + token.utf8.count
        }
        return text + "\n"
    }
}
