// SHA-256 by libsodium.

import CSodium
import Foundation

/// Digests of letters and journal rows.
public enum Digest {
    /// The library asks to be initialised before its first use.
    private static let isReady = sodium_init() >= 0

    /// SHA-256 in 64 hexadecimal digits, lower case.
    public static func sha256(_ bytes: [UInt8]) -> String { hexadecimal(hash(bytes)) }

    /// SHA-256 of a file, in 64 hexadecimal digits; `nil` if it cannot be read.
    static func sha256(ofFile path: String) -> String? {
        precondition(isReady, "libsodium does not start")
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        var state = crypto_hash_sha256_state()
        crypto_hash_sha256_init(&state)
        do {
            while let part = try file.read(upToCount: 1 << 20), !part.isEmpty {
                crypto_hash_sha256_update(&state, [UInt8](part), UInt64(part.count))
            }
        } catch {
            return nil
        }
        var hash = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256_final(&state, &hash)
        return hexadecimal(hash)
    }

    /// SHA-256 in 32 bytes.
    static func hash(_ bytes: [UInt8]) -> [UInt8] {
        precondition(isReady, "libsodium does not start")
        var hash = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256(&hash, bytes, UInt64(bytes.count))
        return hash
    }

    /// Two hexadecimal digits for each byte, lower case.
    static func hexadecimal(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: 2 * bytes.count) { text in
            for (place, byte) in bytes.enumerated() {
                text[2 * place] = hexadecimalDigit(byte >> 4)
                text[2 * place + 1] = hexadecimalDigit(byte & 15)
            }
            return 2 * bytes.count
        }
    }

    /// What ``hexadecimal(_:)`` was made of.
    static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.utf8.map { $0 > UInt8(ascii: "9") ? $0 &- 87 : $0 &- 48 }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// The character of a number below 16.
    static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
    }
}
