// SHA-256 by libcrypto, which uses the processor's own instructions for it.

import COpenSSL
import Foundation

/// Digests of letters and journal rows.
public enum Digest {
    /// Looked up once, because that takes longer than the digest of a short text. Safe to share: nothing changes it.
    nonisolated(unsafe) private static let algorithm: OpaquePointer = {
        guard let algorithm = EVP_MD_fetch(nil, "SHA256", nil) else {
            preconditionFailure("libcrypto offers no SHA-256")
        }
        return algorithm
    }()

    /// SHA-256 in 64 hexadecimal digits, lower case.
    public static func sha256(_ bytes: [UInt8]) -> String { hexadecimal(hash(bytes)) }

    /// SHA-256 of a file, in 64 hexadecimal digits; `nil` if it cannot be read.
    static func sha256(ofFile path: String) -> String? {
        guard let file = FileHandle(forReadingAtPath: path), let context = EVP_MD_CTX_new() else {
            return nil
        }
        defer { EVP_MD_CTX_free(context) }
        var hash = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        do {
            guard EVP_DigestInit_ex(context, algorithm, nil) == 1 else { return nil }
            while let part = try file.read(upToCount: 1 << 20), !part.isEmpty {
                guard EVP_DigestUpdate(context, [UInt8](part), part.count) == 1 else { return nil }
            }
        } catch {
            return nil
        }
        return EVP_DigestFinal_ex(context, &hash, nil) == 1 ? hexadecimal(hash) : nil
    }

    /// SHA-256 in 32 bytes.
    static func hash(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBufferPointer { hash($0) }
    }

    /// SHA-256 in 32 bytes.
    static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { hash, count in
            let status = EVP_Digest(
                bytes.baseAddress, bytes.count, hash.baseAddress, nil, algorithm, nil)
            precondition(status == 1, "a digest needs nothing but memory")
            count = Int(SHA256_DIGEST_LENGTH)
        }
    }

    /// Two hexadecimal digits for each byte, lower case.
    static func hexadecimal(_ bytes: [UInt8]) -> String {
        String(decoding: hexadecimalText(bytes), as: UTF8.self)
    }

    /// The same in ASCII.
    static func hexadecimalText(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 2 * bytes.count) { text, count in
            for (place, byte) in bytes.enumerated() {
                text[2 * place] = hexadecimalDigit(byte >> 4)
                text[2 * place + 1] = hexadecimalDigit(byte & 15)
            }
            count = 2 * bytes.count
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
