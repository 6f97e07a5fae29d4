// SHA-256 as hexadecimal text, by libsodium.

import CSodium

/// Digests of bytes.
package enum MessageDigest {
    /// The SHA-256 digest in 64 small hexadecimal digits.
    package static func sha256(_ bytes: [UInt8]) -> String {
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
