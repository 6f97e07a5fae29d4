// What a journal held at a moment, signed: kept by the other desk, it shows later whether the journal was rewritten,
// its tail or the whole. In the form of a signed note (C2SP signed-note, tlog-checkpoint) with Ed25519.

import CSodium
import Foundation
public import MonitoringOrders

/// How many rows a journal had, and the hash of the last of them.
public struct JournalCheckpoint: Hashable, Sendable {
    public var desk: DeskKind
    public var register: Register
    public var rows: Int
    /// Hash of the last row, 64 hexadecimal digits; of the beginning where there is no row.
    public var head: String

    /// The first line: whose journal it is.
    private var origin: String { "vigia-journal \(desk.rawValue) \(register.rawValue)" }

    /// The text that is signed.
    var text: String {
        "\(origin)\n\(rows)\n\(Data(Digest.bytes(head)).base64EncodedString())\n"
    }

    init(desk: DeskKind, register: Register, rows: Int, head: String) {
        (self.desk, self.register, self.rows, self.head) = (desk, register, rows, head)
    }

    /// Reads the text that was signed; `nil` if it is none.
    init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let words = (lines.first ?? "").split(separator: " ").map(String.init)
        guard lines.count == 4, lines[3].isEmpty, words.count == 3, words[0] == "vigia-journal",
            let desk = DeskKind(rawValue: words[1]), let register = Register(rawValue: words[2]),
            let rows = Int(lines[1]), rows >= 0, let hash = Data(base64Encoded: lines[2]),
            hash.count == 32
        else { return nil }
        self.init(
            desk: desk, register: register, rows: rows,
            head: Digest.hexadecimal([UInt8](hash)))
    }
}

/// Who signs a desk's checkpoints: a name and an Ed25519 key pair (RFC 8032).
public struct CheckpointSigner: Sendable {
    public let verifier: CheckpointVerifier
    private let secret: [UInt8]

    /// A new key pair.
    public init(name: String) {
        // The library asks to be initialised before its first use.
        precondition(sodium_init() >= 0, "libsodium does not start")
        var seed = [UInt8](repeating: 0, count: Int(crypto_sign_SEEDBYTES))
        randombytes_buf(&seed, seed.count)
        self.init(name: name, seed: seed)
    }

    private init(name: String, seed: [UInt8]) {
        var key = [UInt8](repeating: 0, count: Int(crypto_sign_PUBLICKEYBYTES))
        var secret = [UInt8](repeating: 0, count: Int(crypto_sign_SECRETKEYBYTES))
        crypto_sign_seed_keypair(&key, &secret, seed)
        (verifier, self.secret) = (CheckpointVerifier(name: name, key: key), secret)
    }

    /// Reads what ``text`` gives; `nil` if it is something else.
    public init?(text: String) {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count == 2, let seed = Data(base64Encoded: words[1]),
            seed.count == Int(crypto_sign_SEEDBYTES)
        else { return nil }
        self.init(name: words[0], seed: [UInt8](seed))
    }

    /// The key pair for its file, which nobody else may read.
    public var text: String {
        "\(verifier.name) \(Data(secret.prefix(Int(crypto_sign_SEEDBYTES))).base64EncodedString())\n"
    }

    /// A checkpoint as a signed note.
    public func sign(_ checkpoint: JournalCheckpoint) -> String {
        let message = Array(checkpoint.text.utf8)
        var signature = [UInt8](repeating: 0, count: Int(crypto_sign_BYTES))
        crypto_sign_detached(&signature, nil, message, UInt64(message.count), secret)
        let line = Data(verifier.keyHash + signature).base64EncodedString()
        return checkpoint.text + "\n— \(verifier.name) \(line)\n"
    }
}

/// The public half: what the other party needs to check a desk's checkpoints.
public struct CheckpointVerifier: Hashable, Sendable {
    public let name: String
    private let key: [UInt8]
    /// Ed25519 in signed notes.
    private static let algorithm: UInt8 = 1

    init(name: String, key: [UInt8]) { (self.name, self.key) = (name, key) }

    /// Reads `name+hash+key`; `nil` if it is something else, or its hash is not that of its key.
    public init?(text: String) {
        let parts = text.trimmingCharacters(in: .whitespacesAndNewlines)
            .split(separator: "+", maxSplits: 2).map(String.init)
        guard parts.count == 3, let bytes = Data(base64Encoded: parts[2]),
            bytes.count == 1 + Int(crypto_sign_PUBLICKEYBYTES), bytes[0] == Self.algorithm
        else { return nil }
        self.init(name: parts[0], key: [UInt8](bytes.dropFirst()))
        guard parts[1] == hexadecimalHash else { return nil }
    }

    /// The verifier as it is given to others.
    public var text: String {
        "\(name)+\(hexadecimalHash)+\(Data([Self.algorithm] + key).base64EncodedString())\n"
    }

    /// The first four bytes of SHA-256 over name and key.
    fileprivate var keyHash: [UInt8] {
        Array(Digest.hash(Array("\(name)\n".utf8) + [Self.algorithm] + key).prefix(4))
    }

    private var hexadecimalHash: String { Digest.hexadecimal(keyHash) }

    /// The checkpoint of a signed note; `nil` if it is none, or not signed by this key.
    public func checkpoint(in note: String) -> JournalCheckpoint? {
        guard let gap = note.range(of: "\n\n") else { return nil }
        let text = String(note[..<gap.lowerBound]) + "\n"
        let message = Array(text.utf8)
        let isSigned = note[gap.upperBound...].split(separator: "\n").contains { line in
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 3, words[0] == "—", words[1] == name,
                let bytes = Data(base64Encoded: words[2]),
                bytes.count == 4 + Int(crypto_sign_BYTES), Array(bytes.prefix(4)) == keyHash
            else { return false }
            let signature = [UInt8](bytes.dropFirst(4))
            return crypto_sign_verify_detached(
                signature, message, UInt64(message.count), key) == 0
        }
        return isSigned ? JournalCheckpoint(text: text) : nil
    }
}
