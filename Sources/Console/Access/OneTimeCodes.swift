// One-time codes of RFC 6238 as authenticator programs compute them: HMAC-SHA-1, 30 seconds, six digits.

import COpenSSL
import Quantities

/// One-time codes by time.
enum OneTimeCodes {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// Bytes of a key.
    static let keyBytes = 20

    /// A new key in base 32.
    static func newKey() -> String { base32(RandomText.bytes(keyBytes)) }

    /// The step to which a code belongs: that of an instant or the one before or after, for clocks that differ.
    ///
    /// - Parameters:
    ///   - code: as it was typed.
    ///   - key: in base 32.
    ///   - instant: now.
    /// - Returns: 30 seconds counted from 1970; `nil` if the code does not fit. Whether it was used before is for the
    ///   store to say.
    static func step(of code: String, key: String, at instant: UTCInstant) -> Int? {
        guard let key = bytes(base32: key) else { return nil }
        let step = instant.nanosecondsSince1970 / 30_000_000_000
        return (step - 1...step + 1).first { RandomText.areEqual(self.code(key, $0), code) }
            .map(Int.init)
    }

    /// The address that authenticator programs read, as text or as a picture.
    static func address(key: String, account: String, desk: String) -> String {
        "otpauth://totp/Vigia%20\(desk):\(account)?secret=\(key)&issuer=Vigia%20\(desk)"
    }

    /// The code of a step (RFC 4226 section 5.3).
    static func code(_ key: [UInt8], _ step: Int64) -> String {
        let message = withUnsafeBytes(of: step.bigEndian, Array.init)
        var mac = [UInt8](repeating: 0, count: 20)
        var length: UInt32 = 20
        HMAC(EVP_sha1(), key, Int32(key.count), message, message.count, &mac, &length)
        let offset = Int(mac[19] & 15)
        let number = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let digits = String(number & 0x7FFF_FFFF)
        return String(("000000" + digits).suffix(6))
    }

    private static func base32(_ bytes: [UInt8]) -> String {
        var (bits, count, text) = (UInt32(0), 0, "")
        for byte in bytes {
            (bits, count) = (bits << 8 | UInt32(byte), count + 8)
            while count >= 5 {
                count -= 5
                text.unicodeScalars.append(Unicode.Scalar(alphabet[Int(bits >> count & 31)]))
            }
        }
        return text
    }

    static func bytes(base32 text: String) -> [UInt8]? {
        var (bits, count, bytes) = (UInt32(0), 0, [UInt8]())
        for letter in text.utf8 {
            guard let value = alphabet.firstIndex(of: letter) else { return nil }
            (bits, count) = (bits << 5 | UInt32(value), count + 5)
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        return bytes
    }
}
