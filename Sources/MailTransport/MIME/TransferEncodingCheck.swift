// GMime undoes transfer encodings and forgives what is wrong with them. Here the encoded bytes are
// looked at once more, only to say that something was wrong.

/// Finds errors in encoded content.
enum TransferEncodingCheck {
    /// True for an encoding under which content and encoded bytes differ.
    static func changesBytes(_ encoding: String) -> Bool {
        !["7bit", "8bit", "binary"].contains(encoding)
    }

    /// What is not right with content in a transfer encoding, in words; `nil` if nothing.
    static func anomaly(_ encoded: [UInt8], encoding: String?) -> String? {
        switch encoding {
        case nil, "8bit", "binary": nil
        case "7bit":
            encoded.contains { $0 >= 0x80 } ? "content labelled 7bit holds bytes above 127" : nil
        case "base64": base64(encoded)
        case "quoted-printable": quotedPrintable(encoded)
        case let other?:
            ["x-uuencode", "uuencode", "x-uue"].contains(other)
                ? nil : "the transfer encoding is not known; the content stays as it is"
        }
    }

    private static func base64(_ encoded: [UInt8]) -> String? {
        var (digits, padding, alien, late) = (0, 0, 0, 0)
        for byte in encoded {
            switch byte {
            case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2B, 0x2F:
                if padding > 0 { late += 1 }
                digits += 1
            case 0x3D: padding += 1
            case 0x09, 0x0A, 0x0D, 0x20: break
            default: alien += 1
            }
        }
        if alien > 0 { return "base64 holds \(alien) characters that are none" }
        if late > 0 { return "base64 goes on behind its padding" }
        guard padding <= 2, (digits + padding).isMultiple(of: 4) else {
            return "base64 ends in the middle of a group"
        }
        return nil
    }

    private static func quotedPrintable(_ encoded: [UInt8]) -> String? {
        var wrong = 0
        for (place, byte) in encoded.enumerated() {
            if byte == 0x3D {
                wrong += isEscape(encoded[(place + 1)...]) ? 0 : 1
            } else if byte >= 0x80 {
                wrong += 1
            }
        }
        return wrong == 0 ? nil : "quoted-printable is wrong at \(wrong) places"
    }

    /// Two hexadecimal digits, or blanks and the end of the line (RFC 2045 section 6.7).
    private static func isEscape(_ rest: ArraySlice<UInt8>) -> Bool {
        let next = rest.prefix(2)
        if next.count == 2, next.allSatisfy(isHexadecimal) { return true }
        let behind = rest.drop { $0 == 0x20 || $0 == 0x09 }.prefix(2)
        return behind.first == 0x0A || (behind.first == 0x0D && behind.last == 0x0A)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }
}
