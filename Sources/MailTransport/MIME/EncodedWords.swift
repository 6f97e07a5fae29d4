// Encoded words of RFC 2047. GMime 3.2.13 joins adjacent base64 words before decoding them and
// loses everything behind the first padding, so they are hidden from it and decoded here, by the
// same list of charsets as the bodies.

import CGMime

/// Decodes and hides encoded words in header values.
enum EncodedWords {
    /// Longest encoded word that is looked at; the standard allows 75.
    private static let longestWord = 4_096
    /// A private character that takes the place of `?`, so that GMime sees no encoded word.
    private static let veil = "=\u{E000}"

    /// The value with its encoded words hidden from GMime.
    static func hidden(_ value: String) -> String {
        mayHoldWord(value) ? value.replacing("=?", with: veil) : value
    }

    /// A piece of a hidden value, decoded.
    static func revealed(_ value: String) -> String {
        mayHoldWord(value) ? decoded(value.replacing(veil, with: "=?")).text : value
    }

    /// False for most values, which need not be searched then.
    private static func mayHoldWord(_ value: String) -> Bool {
        value.utf8.contains(UInt8(ascii: "="))
    }

    /// The value with its encoded words decoded, and what was not right with them.
    ///
    /// Blanks between two encoded words vanish, and neighbours of one charset are joined before
    /// decoding, because some programs split inside a character. What is no encoded word stays.
    static func decoded(_ value: String) -> (text: String, anomaly: String?) {
        guard mayHoldWord(value), value.contains("=?") else { return (value, nil) }
        var decoding = Decoding()
        let bytes = Array(value.utf8)
        var place = 0
        while place < bytes.count {
            if let word = Word(bytes[place...]) {
                decoding.take(word)
                place += word.length
            } else {
                decoding.take(bytes[place])
                place += 1
            }
        }
        decoding.flush(keepingGap: true)
        return (String(decoding: decoding.output, as: UTF8.self), decoding.anomaly)
    }

    /// What is decoded so far and what waits for its neighbour.
    private struct Decoding {
        var output: [UInt8] = []
        var anomaly: String?
        private var charset: String?
        private var waiting: [UInt8] = []
        private var gap: [UInt8] = []

        mutating func take(_ word: Word) {
            if charset != word.charset { flush(keepingGap: charset == nil) }
            gap = []
            charset = word.charset
            waiting += word.bytes
        }

        mutating func take(_ byte: UInt8) {
            if charset != nil, byte == 0x20 || byte == 0x09 {
                gap.append(byte)
            } else {
                flush(keepingGap: true)
                output.append(byte)
            }
        }

        mutating func flush(keepingGap: Bool) {
            if let charset {
                let decoder = CharsetDecoder(waiting, label: charset)
                output += decoder.text.utf8
                anomaly = anomaly ?? decoder.anomaly
            }
            if keepingGap { output += gap }
            (charset, waiting, gap) = (nil, [], [])
        }
    }

    /// One encoded word: `=?charset?B or Q?text?=`.
    private struct Word {
        let charset: String
        let bytes: [UInt8]
        let length: Int

        init?(_ rest: ArraySlice<UInt8>) {
            guard rest.starts(with: [0x3D, 0x3F]) else { return nil }
            let inner = rest.dropFirst(2).prefix(longestWord)
            guard let first = inner.firstIndex(of: 0x3F), first > inner.startIndex,
                first + 2 < inner.endIndex, inner[first + 2] == 0x3F
            else { return nil }
            let label = String(decoding: inner[..<first], as: UTF8.self)
            guard !label.contains(where: \.isWhitespace) else { return nil }
            // RFC 2231 section 5 lets a language follow behind `*`.
            charset = label.prefix { $0 != "*" }.lowercased()
            let start = first + 3
            guard let end = inner[start...].firstIndex(of: 0x3F), end + 1 < inner.endIndex,
                inner[end + 1] == 0x3D
            else { return nil }
            let text = inner[start..<end]
            switch inner[first + 1] {
            case 0x42, 0x62: bytes = Self.base64(Array(text))
            case 0x51, 0x71: bytes = Self.quoted(text)
            default: return nil
            }
            length = end + 2 - rest.startIndex
        }

        private static func base64(_ text: [UInt8]) -> [UInt8] {
            var output = [UInt8](repeating: 0, count: text.count + 4)
            var (state, save): (Int32, guint32) = (0, 0)
            let count = g_mime_encoding_base64_decode_step(
                text, text.count, &output, &state, &save)
            return Array(output.prefix(Int(count)))
        }

        private static func quoted(_ text: ArraySlice<UInt8>) -> [UInt8] {
            var output: [UInt8] = []
            var place = text.startIndex
            while place < text.endIndex {
                let digits = text[place...].dropFirst().prefix(2)
                if text[place] == 0x3D, digits.count == 2,
                    let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
                {
                    output.append(byte)
                    place += 3
                } else {
                    output.append(text[place] == 0x5F ? 0x20 : text[place])
                    place += 1
                }
            }
            return output
        }
    }
}
