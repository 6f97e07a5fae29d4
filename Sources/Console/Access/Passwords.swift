// Passwords, kept as Argon2id (RFC 9106) in the form of its reference implementation, by libsodium.

import CSodium
import Foundation

/// Making and checking of password hashes.
enum Passwords {
    /// Three passes over 64 MiB, about 0.1 s of one processor.
    private static let passes: UInt64 = 3
    private static let memory = 64 << 20

    /// Hashing takes much memory, so only so many are computed at the same time.
    private static let turns = DispatchSemaphore(value: 2)

    /// The shortest password that is taken; there is no other rule (NIST SP 800-63B).
    static let shortest = 12
    /// The longest.
    static let longest = 256

    /// The hash of a password with fresh salt.
    static func hash(_ password: String) -> String {
        turns.wait()
        defer { turns.signal() }
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let status = password.withCString { bytes in
            crypto_pwhash_str(&text, bytes, UInt64(password.utf8.count), passes, memory)
        }
        precondition(status == 0, "64 MiB can be allocated")
        return String(
            decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// True if a password belongs to a hash. It takes as long for a wrong one as for the right one.
    static func verify(_ password: String, _ hash: String) -> Bool {
        guard password.utf8.count <= longest else { return false }
        turns.wait()
        defer { turns.signal() }
        return password.withCString { bytes in
            crypto_pwhash_str_verify(hash, bytes, UInt64(password.utf8.count)) == 0
        }
    }

    /// A hash of nothing that anybody knows: checked when there is no such account, so that the answer takes as long.
    static let ofNobody = hash(RandomText.token())
}

/// Secrets that nobody can guess.
enum RandomText {
    /// 256 random bits in 43 letters, digits, hyphens and underscores.
    static func token() -> String { Base64URL.encoded(bytes(32)) }

    /// A password for one use: 20 letters and digits that are not mistaken for one another.
    static func password() -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        let chosen = (0..<20).map { _ in letters[Int(randombytes_uniform(UInt32(letters.count)))] }
        return stride(from: 0, to: 20, by: 5).map { String(chosen[$0..<$0 + 5]) }
            .joined(separator: "-")
    }

    static func bytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }

    /// True if two texts are the same, in a time that does not tell where they differ.
    static func areEqual(_ one: String, _ other: String) -> Bool {
        let (one, other) = (Array(one.utf8), Array(other.utf8))
        return one.count == other.count && sodium_memcmp(one, other, one.count) == 0
    }
}

/// Base 64 with the alphabet for addresses, without padding (RFC 4648 section 5).
enum Base64URL {
    static func encoded(_ bytes: [UInt8]) -> String {
        let variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING
        var text = [CChar](repeating: 0, count: sodium_base64_encoded_len(bytes.count, variant))
        sodium_bin2base64(&text, text.count, bytes, bytes.count, variant)
        return String(decoding: text.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
