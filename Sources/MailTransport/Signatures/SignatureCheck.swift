// Checking S/MIME signatures (RFC 8551) by libcrypto's CMS. What is checked are the raw bytes as they came, not
// what a parser made of them; only a signature at the very top can cover the whole letter.

import COpenSSL
import Letters

/// The check of one signature.
struct SignatureCheck {
    let trust: SignatureTrust?

    /// A detached signature over bytes, as in multipart/signed.
    func check(_ signature: [UInt8], over content: [UInt8]) -> MailSignature {
        check(signature, detached: canonical(content)).signature
    }

    /// A signature that holds what it signs, as in application/pkcs7-mime.
    ///
    /// - Returns: what was checked and what it holds, where that can be had.
    func open(_ signed: [UInt8]) -> (signature: MailSignature, content: [UInt8]?) {
        check(signed, detached: nil)
    }

    private func check(
        _ bytes: [UInt8], detached: [UInt8]?
    ) -> (signature: MailSignature, content: [UInt8]?) {
        let source = MemoryBIO(bytes)
        guard let message = d2i_CMS_bio(source.bio, nil) else {
            return (faulty(OpenSSLFault(doing: "no signature").description), nil)
        }
        defer { CMS_ContentInfo_free(message) }
        guard OBJ_obj2nid(CMS_get0_type(message)) == NID_pkcs7_signed else {
            return (faulty("it is no signature but something else"), nil)
        }
        let (content, output) = (detached.map(MemoryBIO.init), MemoryBIO())
        let flags = UInt32(CMS_BINARY) | (trust == nil ? UInt32(CMS_NO_SIGNER_CERT_VERIFY) : 0)
        let isValid =
            CMS_verify(message, nil, trust?.store, content?.bio, output.bio, flags) == 1
        var fault = isValid ? nil : OpenSSLFault(doing: "not valid").description
        if isValid, trust == nil { fault = "no authority is believed here" }
        let result = MailSignature(
            signers: signers(of: message), fault: fault, coversWholeLetter: true)
        return (result, isValid ? output.bytes : nil)
    }

    private func faulty(_ words: String) -> MailSignature {
        MailSignature(signers: [], fault: words, coversWholeLetter: true)
    }

    private func signers(of message: OpaquePointer) -> [String] {
        guard let certificates = CMS_get0_signers(message) else { return [] }
        defer { vigia_certificates_release(certificates) }
        return (0..<vigia_certificates_count(certificates)).flatMap { place -> [String] in
            guard let addresses = vigia_addresses(vigia_certificate_at(certificates, place)) else {
                return []
            }
            defer { vigia_addresses_release(addresses) }
            var found: [String] = []
            while let address = vigia_address_at(addresses, Int32(found.count)) {
                found.append(String(cString: address).lowercased())
            }
            return found
        }
    }

    /// Bytes with CR LF line ends, as they were signed.
    private func canonical(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for (place, byte) in bytes.enumerated() {
            if byte == 0x0A, place == 0 || bytes[place - 1] != 0x0D { result.append(0x0D) }
            result.append(byte)
        }
        return result
    }
}

extension SignatureCheck {
    /// The raw first part of a letter of type multipart/signed.
    ///
    /// - Parameters:
    ///   - letter: the raw letter.
    ///   - boundary: as its header says.
    /// - Returns: the bytes between the first two boundary lines; `nil` if these are not there.
    static func signedPart(of letter: [UInt8], boundary: String) -> [UInt8]? {
        let delimiter = Array("--\(boundary)".utf8)
        var lineStart = 0
        var begin: Int?
        while lineStart < letter.count {
            let end = letter[lineStart...].firstIndex(of: 0x0A).map { $0 + 1 } ?? letter.count
            if letter[lineStart..<end].starts(with: delimiter) {
                guard let begin else {
                    begin = end
                    lineStart = end
                    continue
                }
                // The line end before a boundary belongs to the boundary.
                var last = lineStart
                if last > begin, letter[last - 1] == 0x0A { last -= 1 }
                if last > begin, letter[last - 1] == 0x0D { last -= 1 }
                return Array(letter[begin..<last])
            }
            lineStart = end
        }
        return nil
    }
}
