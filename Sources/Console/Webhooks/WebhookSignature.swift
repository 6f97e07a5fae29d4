// Signatures by which other programs know that an event is ours (Standard Webhooks 1.0): HMAC-SHA-256 over identifier,
// time and body, under a key that both sides hold.

import CSodium
import Foundation
import Quantities

/// Making of keys and signatures.
enum WebhookSignature {
    private static let prefix = "whsec_"

    /// A new key: 32 random bytes, in the form of the standard.
    static func newSecret() -> String {
        prefix + Data(RandomText.bytes(32)).base64EncodedString()
    }

    /// The header field of an event, one signature for each key; during a change of keys there are two.
    ///
    /// - Parameters:
    ///   - identifier: of the event; the same at every attempt.
    ///   - seconds: the time of this attempt, in seconds since 1970.
    ///   - body: as it is sent.
    ///   - secrets: the receiver's keys.
    /// - Returns: `v1,` and the signature in base 64, with blanks between several.
    static func field(
        identifier: String, seconds: Int, body: [UInt8], secrets: [String]
    ) -> String {
        let message = Array("\(identifier).\(seconds).".utf8) + body
        return secrets.compactMap { secret in
            key(of: secret).map { "v1," + Data(signature(of: message, $0)).base64EncodedString() }
        }.joined(separator: " ")
    }

    private static func key(of secret: String) -> [UInt8]? {
        guard secret.hasPrefix(prefix) else { return nil }
        return Data(base64Encoded: String(secret.dropFirst(prefix.count))).map { [UInt8]($0) }
    }

    private static func signature(of message: [UInt8], _ key: [UInt8]) -> [UInt8] {
        var state = crypto_auth_hmacsha256_state()
        var mac = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_BYTES))
        crypto_auth_hmacsha256_init(&state, key, key.count)
        crypto_auth_hmacsha256_update(&state, message, UInt64(message.count))
        crypto_auth_hmacsha256_final(&state, &mac)
        return mac
    }
}
