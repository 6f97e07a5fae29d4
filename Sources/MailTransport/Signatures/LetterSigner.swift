// Signing outgoing letters: the composed letter becomes the first part of a multipart/signed (RFC 8551 section
// 3.5.3), byte for byte; the header of the letter stays outside.

import COpenSSL
import Quantities

/// Signs letters with one certificate and its key.
public final class LetterSigner: Sendable {
    // Safe to share: libcrypto counts references to these with atomic counters and does not change them.
    private nonisolated(unsafe) let certificate: OpaquePointer
    private nonisolated(unsafe) let key: OpaquePointer

    /// Reads a certificate and its private key.
    ///
    /// - Parameters:
    ///   - path: a file in PEM with the certificate.
    ///   - keyPath: a file in PEM with the key, without a passphrase; readable by its owner alone.
    /// - Throws: ``OpenSSLFault`` if one cannot be read, or if they do not belong together.
    public init(certificate path: String, key keyPath: String) throws(OpenSSLFault) {
        guard let file = BIO_new_file(path, "r") else { throw OpenSSLFault(doing: path) }
        defer { BIO_free(file) }
        guard let certificate = PEM_read_bio_X509(file, nil, nil, nil) else {
            throw OpenSSLFault(doing: path)
        }
        guard let keyFile = BIO_new_file(keyPath, "r") else { throw OpenSSLFault(doing: keyPath) }
        defer { BIO_free(keyFile) }
        guard let key = PEM_read_bio_PrivateKey(keyFile, nil, { _, _, _, _ in 0 }, nil) else {
            throw OpenSSLFault(doing: keyPath)
        }
        (self.certificate, self.key) = (certificate, key)
        guard X509_check_private_key(certificate, key) == 1 else {
            throw OpenSSLFault(doing: "\(path) and \(keyPath)")
        }
    }

    deinit {
        X509_free(certificate)
        EVP_PKEY_free(key)
    }

    /// The signed form of a composed letter.
    ///
    /// - Parameter letter: as `MIMEComposer` makes it.
    /// - Returns: a letter of type multipart/signed whose first part has the content fields and the body.
    /// - Throws: ``OpenSSLFault`` if libcrypto does not sign.
    public func sign(_ letter: [UInt8]) throws(OpenSSLFault) -> [UInt8] {
        let (header, entity) = Self.split(letter)
        let signature = try detachedSignature(over: entity)
        let boundary = "=_signed_" + MessageDigest.sha256(entity).prefix(32)
        var signed = header
        signed += Array(
            """
            Content-Type: multipart/signed; protocol="application/pkcs7-signature";\r
             micalg=sha-256; boundary="\(boundary)"\r
            \r
            --\(boundary)\r

            """.utf8)
        signed += entity
        signed += Array(
            """
            \r
            --\(boundary)\r
            Content-Type: application/pkcs7-signature; name="smime.p7s"\r
            Content-Transfer-Encoding: base64\r
            Content-Disposition: attachment; filename="smime.p7s"\r
            \r
            \(Self.base64Lines(signature))\r
            --\(boundary)--\r

            """.utf8)
        return signed
    }

    private func detachedSignature(over entity: [UInt8]) throws(OpenSSLFault) -> [UInt8] {
        let (content, output) = (MemoryBIO(entity), MemoryBIO())
        let flags = UInt32(CMS_DETACHED | CMS_BINARY)
        guard let message = CMS_sign(certificate, key, nil, content.bio, flags) else {
            throw OpenSSLFault(doing: "signing")
        }
        defer { CMS_ContentInfo_free(message) }
        guard i2d_CMS_bio(output.bio, message) == 1 else { throw OpenSSLFault(doing: "signing") }
        return output.bytes
    }

    private static func base64Lines(_ bytes: [UInt8]) -> String {
        stride(from: 0, to: bytes.count, by: 57).map { start in
            HeaderText.base64(Array(bytes[start..<min(start + 57, bytes.count)]))
        }.joined(separator: "\r\n")
    }

    /// The fields of the letter, and the entity that is signed: its content fields and its body.
    private static func split(_ letter: [UInt8]) -> (header: [UInt8], entity: [UInt8]) {
        var (header, content): ([UInt8], [UInt8]) = ([], [])
        var (place, isContent) = (0, false)
        while place < letter.count {
            let end = letter[place...].firstIndex(of: 0x0A).map { $0 + 1 } ?? letter.count
            let line = letter[place..<end]
            if line.first == 0x0D { break }
            if line.first != 0x20, line.first != 0x09 {
                isContent =
                    String(decoding: line.prefix(8), as: UTF8.self).lowercased() == "content-"
            }
            if isContent { content += line } else { header += line }
            place = end
        }
        return (header, content + letter[place...])
    }
}
