// Letters written by hand, byte for byte, for the tests of the reader.

import Letters
import MailTransport

/// Builds raw letters with CR LF line ends.
enum Mails {
    /// Head lines of an ordinary letter without content fields.
    static let head = [
        "Return-Path: <emsat@anatel.example>",
        "From: EMSAT-RIO <emsat@anatel.example>",
        "To: space.monitoring@br.example",
        "Subject: test",
        "Date: Mon, 1 Mar 2027 10:00:00 -0300",
        "Message-ID: <one@anatel.example>",
        "MIME-Version: 1.0",
    ]

    /// A letter of head lines, further head lines and a body.
    static func letter(
        without dropped: [String] = [], head extra: [String] = [], body: [UInt8]
    ) -> [UInt8] {
        let kept = head.filter { line in !dropped.contains { line.hasPrefix($0 + ":") } }
        return Array(((kept + extra).joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }

    /// A letter whose body is a text.
    static func letter(
        without dropped: [String] = [], head extra: [String] = [], text: String
    ) -> [UInt8] {
        letter(without: dropped, head: extra, body: Array(text.utf8))
    }

    /// A letter of parts, each with its own head lines and bytes.
    static func multipart(_ parts: [(head: [String], body: [UInt8])]) -> [UInt8] {
        var body: [UInt8] = []
        for part in parts {
            body += Array(("--b\r\n" + part.head.joined(separator: "\r\n") + "\r\n\r\n").utf8)
            body += part.body + [0x0D, 0x0A]
        }
        body += Array("--b--\r\n".utf8)
        return letter(head: ["Content-Type: multipart/mixed; boundary=b"], body: body)
    }

    /// Base64 in lines of 76 characters (RFC 2045 section 6.8), written apart from GMime.
    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var digits: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let padded = Array(group) + [UInt8](repeating: 0, count: 3 - group.count)
            let value = Int(padded[0]) << 16 | Int(padded[1]) << 8 | Int(padded[2])
            for place in 0..<4 {
                let isPadding = place > group.count
                digits.append(isPadding ? 0x3D : alphabet[value >> (18 - 6 * place) & 63])
            }
        }
        var lines: [UInt8] = []
        for start in stride(from: 0, to: digits.count, by: 76) {
            lines += digits[start..<min(start + 76, digits.count)] + [0x0D, 0x0A]
        }
        return Array(lines.dropLast(2))
    }

    /// Quoted-printable with every byte escaped, written apart from GMime.
    static func quotedPrintable(_ bytes: [UInt8]) -> [UInt8] {
        var lines: [String] = []
        for start in stride(from: 0, to: bytes.count, by: 24) {
            let escaped = bytes[start..<min(start + 24, bytes.count)].map { byte in
                "=" + (byte < 16 ? "0" : "") + String(byte, radix: 16).uppercased()
            }
            lines.append(escaped.joined())
        }
        return Array(lines.joined(separator: "=\r\n").utf8)
    }
}

extension MailMessage {
    /// True if an anomaly holds the words.
    func hasAnomaly(_ words: String) -> Bool { anomalies.contains { $0.contains(words) } }
}
