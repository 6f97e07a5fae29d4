// Bytes to text, total and tolerant: a wrong or unknown label never throws, it leaves replacement
// characters and a word about them. Only the charsets named here are ever given to iconv, because
// the label is chosen by a stranger.

import CGMime
import Glibc

/// Decodes the content of a text part by its charset label.
struct CharsetDecoder {
    /// The text; what cannot be decoded is U+FFFD.
    let text: String
    /// What was not right, in words; `nil` if nothing.
    let anomaly: String?

    /// Decodes bytes labelled with a charset; no label counts as US-ASCII (RFC 2045 section 5.2).
    init(_ bytes: [UInt8], label: String?) {
        let name = (label ?? "us-ascii").lowercased()
        let charset = Self.charset(name)
        let isPlain = bytes.allSatisfy { $0 < 0x80 && $0 != 0x1B }
        if let charset, isPlain, charset.isASCIISuperset {
            (text, anomaly) = (String(decoding: bytes, as: UTF8.self), nil)
        } else if let charset {
            (text, anomaly) = Self.decode(bytes, charset, label: name)
        } else {
            text = Self.replacing(bytes, "UTF-8").text
            anomaly = "the charset \(Self.shown(name)) is not known; read as UTF-8"
        }
    }

    private static func decode(
        _ bytes: [UInt8], _ charset: Charset, label: String
    ) -> (String, String?) {
        if charset.isSingleByte, looksLikeUTF8(bytes) {
            return (
                replacing(bytes, "UTF-8").text,
                "text labelled \(shown(label)) is UTF-8 and was read so"
            )
        }
        let decoded = replacing(bytes, charset.name)
        let anomaly =
            decoded.replacements == 0
            ? nil : "\(decoded.replacements) bytes are not \(shown(label)) and were replaced"
        return (decoded.text, anomaly)
    }

    /// True when more bytes above 127 stand in sequences shaped like UTF-8 than outside of them.
    private static func looksLikeUTF8(_ bytes: [UInt8]) -> Bool {
        var (place, inside, outside) = (0, 0, 0)
        while place < bytes.count {
            let width =
                switch bytes[place] {
                case 0xC2...0xDF: 2
                case 0xE0...0xEF: 3
                case 0xF0...0xF4: 4
                default: 1
                }
            let end = place + width
            if bytes[place] < 0x80 {
                place += 1
            } else if width > 1, end <= bytes.count,
                bytes[(place + 1)..<end].allSatisfy({ $0 & 0xC0 == 0x80 })
            {
                (place, inside) = (end, inside + width)
            } else {
                (place, outside) = (place + 1, outside + 1)
            }
        }
        return inside > outside
    }

    /// Converts to UTF-8; a byte that iconv refuses becomes U+FFFD and conversion goes on behind it.
    private static func replacing(_ bytes: [UInt8], _ name: String) -> (
        text: String, replacements: Int
    ) {
        guard name != "UTF-8" else {
            let text = String(decoding: bytes, as: UTF8.self)
            return (text, text.unicodeScalars.count { $0 == "\u{FFFD}" })
        }
        guard let converter = iconv_open("UTF-8", name), Int(bitPattern: converter) != -1 else {
            return (String(decoding: bytes.map { $0 < 0x80 ? $0 : 0xFF }, as: UTF8.self), 1)
        }
        defer { iconv_close(converter) }
        var (output, replacements): ([UInt8], Int) = ([], 0)
        bytes.withUnsafeBytes { source in
            // iconv takes a mutable pointer by its signature and does not write through it.
            var input = source.baseAddress.map {
                UnsafeMutablePointer(mutating: $0.assumingMemoryBound(to: CChar.self))
            }
            var left = source.count
            while left > 0 {
                let reason = convert(converter, &input, &left, appendingTo: &output)
                guard let reason, reason != E2BIG, left > 0 else { continue }
                output.append(contentsOf: [0xEF, 0xBF, 0xBD])
                replacements += 1
                input = input.map { $0 + 1 }
                left -= 1
            }
        }
        return (String(decoding: output, as: UTF8.self), replacements)
    }

    /// One call of iconv; `nil` when all input was taken, else the error number.
    private static func convert(
        _ converter: iconv_t, _ input: inout UnsafeMutablePointer<CChar>?, _ left: inout Int,
        appendingTo output: inout [UInt8]
    ) -> Int32? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { buffer in
            var (place, room) = (buffer.baseAddress, buffer.count)
            let status = iconv(converter, &input, &left, &place, &room)
            let reason: Int32? = status == -1 ? errno : nil
            let produced = UnsafeRawBufferPointer(buffer).prefix(buffer.count - room)
            output.append(contentsOf: produced)
            return reason
        }
    }
}

extension CharsetDecoder {
    /// A charset that a letter may name.
    struct Charset {
        /// As iconv calls it.
        let name: String
        let isSingleByte: Bool
        let isASCIISuperset: Bool
    }

    /// The charset behind a label in small letters; `nil` for one that is not decoded here, among
    /// them UTF-7, which could hide markup.
    static func charset(_ label: String) -> Charset? {
        let digits = label.filter(\.isNumber)
        if label.hasPrefix("windows-") || label.hasPrefix("cp") || label == digits,
            windowsPages.contains(digits)
        {
            return Charset(name: "CP" + digits, isSingleByte: true, isASCIISuperset: true)
        }
        if label.hasPrefix("iso-8859-") || label.hasPrefix("iso8859-") {
            return isoLatin(String(label.drop { $0 != "-" }.drop { !$0.isNumber }))
        }
        return others[label]
    }

    /// ISO 8859-1 and US-ASCII are read as windows-1252, their superset, as browsers do.
    private static func isoLatin(_ part: String) -> Charset? {
        let number = part.split(separator: "-").last.map(String.init) ?? ""
        guard let value = Int(number), (1...16).contains(value), value != 12 else { return nil }
        let name = value == 1 ? "CP1252" : "ISO-8859-\(value)"
        return Charset(name: name, isSingleByte: true, isASCIISuperset: true)
    }

    /// Lets iconv load every charset that a letter may name. The converters stay open, because with the
    /// last of them a charset's module goes.
    static func loadEverything() {
        let pages = windowsPages.map { "CP" + $0 }
        let parts = (1...16).compactMap { isoLatin("\($0)")?.name }
        // GMime itself tries ISO 8859-1 on header fields without a charset.
        let names = Set(pages + parts + others.values.map(\.name) + ["ISO-8859-1"])
        for name in names.subtracting(["UTF-8"]) {
            _ = iconv_open("UTF-8", name)
        }
    }

    private static let windowsPages: Set<String> = [
        "1250", "1251", "1252", "1253", "1254", "1255", "1256", "1257", "1258", "874",
    ]

    private static let others: [String: Charset] = {
        var table: [String: Charset] = [:]
        func add(_ name: String, _ labels: [String], single: Bool, ascii: Bool = true) {
            for label in labels {
                table[label] = Charset(name: name, isSingleByte: single, isASCIISuperset: ascii)
            }
        }
        add("UTF-8", ["utf-8", "utf8"], single: false)
        add("CP1252", ["us-ascii", "ascii", "latin1"], single: true)
        add("KOI8-R", ["koi8-r"], single: true)
        add("KOI8-U", ["koi8-u"], single: true)
        add("GB18030", ["gb18030", "gb2312", "gbk"], single: false)
        add("BIG5", ["big5"], single: false)
        add("ISO-2022-JP", ["iso-2022-jp"], single: false, ascii: false)
        add("EUC-JP", ["euc-jp"], single: false)
        add("SHIFT_JIS", ["shift_jis", "shift-jis"], single: false)
        add("EUC-KR", ["euc-kr"], single: false)
        add("UTF-16", ["utf-16"], single: false, ascii: false)
        add("UTF-16LE", ["utf-16le"], single: false, ascii: false)
        add("UTF-16BE", ["utf-16be"], single: false, ascii: false)
        return table
    }()

    /// A label as it may stand in a word to a person: short and without controls.
    private static func shown(_ label: String) -> String {
        String(
            label.unicodeScalars.filter { (0x21..<0x7F).contains($0.value) }.prefix(40).map(
                Character.init))
    }
}
