// The digests of a file in one pass: SHA-256 for manifests, CRC-32 for the archive.

import CSodium
import Foundation

/// Size and digests of a content.
struct Checksums: Hashable {
    var size = 0
    /// CRC-32 of ISO 3309, as ZIP asks for.
    var crc32: UInt32 = 0
    /// 64 hexadecimal digits.
    var sha256 = ""

    /// Reads a content to its end.
    init(of content: EvidenceContent) throws(EvidenceFault) {
        var (running, hash) = (CRC32(), SHA256State())
        try content.forEachPart { part in
            size += part.count
            running.add(part)
            hash.add(part)
        }
        (crc32, sha256) = (running.value, hash.finish())
    }
}

extension EvidenceContent {
    /// Gives the content piece by piece.
    func forEachPart(
        _ body: ([UInt8]) throws(EvidenceFault) -> Void
    ) throws(EvidenceFault) {
        switch self {
        case .bytes(let bytes): try body(bytes)
        case .file(let path):
            guard let handle = FileHandle(forReadingAtPath: path) else {
                throw EvidenceFault(.cannotRead, "\(path): cannot be read")
            }
            while let part = try Self.next(handle, of: path) { try body(part) }
        }
    }

    private static func next(
        _ handle: FileHandle, of path: String
    ) throws(EvidenceFault) -> [UInt8]? {
        do {
            let part = try handle.read(upToCount: 1 << 20) ?? Data()
            return part.isEmpty ? nil : [UInt8](part)
        } catch {
            throw EvidenceFault(.cannotRead, "\(path): \(error.localizedDescription)")
        }
    }
}

/// A running SHA-256.
struct SHA256State {
    private var state = crypto_hash_sha256_state()

    init() { crypto_hash_sha256_init(&state) }

    mutating func add(_ bytes: [UInt8]) {
        crypto_hash_sha256_update(&state, bytes, UInt64(bytes.count))
    }

    /// The digest of all that was added, in 64 hexadecimal digits.
    mutating func finish() -> String {
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256_final(&state, &digest)
        return digest.map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }
}

/// A running CRC-32 (polynomial 0xEDB88320, reflected).
struct CRC32 {
    private var register: UInt32 = 0xFFFF_FFFF

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { rest, _ in
            rest & 1 == 0 ? rest >> 1 : rest >> 1 ^ 0xEDB8_8320
        }
    }

    mutating func add(_ bytes: [UInt8]) {
        var running = register
        Self.table.withUnsafeBufferPointer { table in
            for byte in bytes {
                running = running >> 8 ^ table[Int(UInt8(truncatingIfNeeded: running) ^ byte)]
            }
        }
        register = running
    }

    var value: UInt32 { ~register }
}
