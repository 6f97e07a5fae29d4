// A gateway that writes letters anew: the same words in another transfer encoding, as some scanners do.

import Foundation

/// Re-encoding of letters.
enum Gateway {
    /// The letter with its quoted-printable parts in base64.
    static func reencode(_ bytes: [UInt8]) -> [UInt8] {
        var lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
        var start = 0
        while let header = lines[start...].firstIndex(where: isQuotedPrintable),
            let blank = lines[header...].firstIndex(of: ""),
            let end = lines[(blank + 1)...].firstIndex(where: { $0.hasPrefix("--=_") })
        {
            let text = decoded(lines[(blank + 1)..<end])
            let base64 = Data(text).base64EncodedString(options: .lineLength76Characters)
            lines.replaceSubrange((blank + 1)..<end, with: base64.components(separatedBy: "\r\n"))
            lines[header] = "Content-Transfer-Encoding: base64"
            start = blank + 1
        }
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    private static func isQuotedPrintable(_ line: String) -> Bool {
        line.lowercased() == "content-transfer-encoding: quoted-printable"
    }

    /// The bytes that lines in quoted-printable stand for (RFC 2045 section 6.7).
    private static func decoded(_ lines: ArraySlice<String>) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, line) in zip(lines.indices, lines) {
            var rest = Array(line.utf8)[...]
            var isSoft = false
            while let byte = rest.popFirst() {
                guard byte == UInt8(ascii: "=") else {
                    bytes.append(byte)
                    continue
                }
                let digits = String(decoding: rest.prefix(2), as: UTF8.self)
                isSoft = rest.isEmpty
                if let value = UInt8(digits, radix: 16) {
                    bytes.append(value)
                    rest = rest.dropFirst(2)
                }
            }
            // The line end before a boundary belongs to the boundary.
            if !isSoft, index != lines.indices.last { bytes += [13, 10] }
        }
        return bytes
    }
}
