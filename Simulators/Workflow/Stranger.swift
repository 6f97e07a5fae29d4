// Letters that no desk has written: of strangers, of absent people's mailboxes, of loops, and by hand.

import MonitoringOrders

/// Forging of letters.
enum Stranger {
    /// Stands in the Message-ID of every forged letter.
    static let mark = "forged."
    /// Begins the Message-ID of every answer of an absent person's mailbox.
    static let replyMark = "<reply."

    /// The Message-ID of a letter.
    static func messageID(of bytes: [UInt8]) -> String? {
        let name = Array("message-id:".utf8)
        let line = bytes.prefix(8192).split(separator: UInt8(ascii: "\n")).first { line in
            line.count > name.count && zip(line, name).allSatisfy { $0 | 0x20 == $1 | 0x20 }
        }
        return line.map { line in
            let identifier = line.drop { $0 != UInt8(ascii: "<") }
                .prefix { $0 != UInt8(ascii: "\r") }
            return String(decoding: identifier, as: UTF8.self)
        }
    }

    /// A letter that servers have sent round so many times.
    static func sentRound(_ bytes: [UInt8], turns: Int) -> [UInt8] {
        let trace = (0..<turns).map { turn in
            "Received: from mx\(turn % 2).loop.example by mx\((turn + 1) % 2).loop.example\r\n"
        }
        return Array(trace.joined().utf8) + bytes
    }

    /// A few words by hand from somebody who got a copy.
    static func note(on bytes: [UInt8], from address: MailAddress, number: Int) -> [UInt8] {
        let identity = messageID(of: bytes) ?? "<unknown@sim.example>"
        return Array(
            """
            Return-Path: <\(address)>\r
            From: \(address)\r
            Subject: Re: your copy\r
            Message-ID: <note.\(number)@\(address.domain)>\r
            In-Reply-To: \(identity)\r
            MIME-Version: 1.0\r
            Content-Type: text/plain; charset=utf-8\r
            \r
            Thank you. When will the measurement begin? We see the interference every evening.\r

            """.utf8)
    }

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
    static func autoReply(to bytes: [UInt8], from address: MailAddress, number: Int)
        -> [UInt8]
    {
        let identity = messageID(of: bytes) ?? "<unknown@sim.example>"
        return Array(
            """
            Return-Path: <>\r
            From: \(address)\r
            Subject: Automatic reply: out of office\r
            Message-ID: \(replyMark)\(number)@absent.example>\r
            In-Reply-To: \(identity)\r
            Auto-Submitted: auto-replied\r
            MIME-Version: 1.0\r
            Content-Type: text/plain; charset=utf-8\r
            \r
            I am out of the office.\r

            """.utf8)
    }
}
