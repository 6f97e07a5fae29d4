// Letters of strangers that look like those of the desks. Our own server vouches for none of them.

/// Forging of letters.
enum Stranger {
    /// Stands in the Message-ID of every forged letter.
    static let mark = "forged."

    /// A letter as a stranger would send it: the same words, another Message-ID, and in the trace
    /// the word of a server that is not ours.
    static func forge(_ bytes: [UInt8]) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false).map { line in
            let name = line.prefix { $0 != ":" }.lowercased()
            switch name {
            case "authentication-results":
                return "Authentication-Results: mx.stranger.example; dmarc=pass"
            case "message-id": return String(line.replacing("<", with: "<" + mark))
            default: return String(line)
            }
        }
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    /// What an absent person's mailbox answers to a letter.
    static func autoReply(to bytes: [UInt8], from address: String, number: Int) -> [UInt8] {
        let text = String(decoding: bytes.prefix(8192), as: UTF8.self)
        let original = text.split(separator: "\r\n").first {
            $0.lowercased().hasPrefix("message-id:")
        }
        let identity = original.map { String($0.drop { $0 != "<" }) } ?? "<unknown@sim.example>"
        return Array(
            """
            Return-Path: <>\r
            From: \(address)\r
            Subject: Automatic reply: out of office\r
            Message-ID: <reply.\(number)@absent.example>\r
            In-Reply-To: \(identity)\r
            Auto-Submitted: auto-replied\r
            MIME-Version: 1.0\r
            Content-Type: text/plain; charset=utf-8\r
            \r
            I am out of the office.\r

            """.utf8)
    }
}
