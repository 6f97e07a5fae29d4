// Where a letter's signature stands, and what remains of the letter once it is checked.

import Letters

extension MIMEReader {
    private static let signatureTypes: Set = [
        "application/pkcs7-signature", "application/x-pkcs7-signature",
    ]
    private static let signedTypes: Set = ["application/pkcs7-mime", "application/x-pkcs7-mime"]

    /// Checks the signature of a read letter, if it has one. Of a letter that is signed as a whole the parts
    /// of the signed content remain; a signature anywhere else makes it a letter that is signed in part.
    static func checkSignature(
        of mail: inout MailMessage, boundary: String?, raw bytes: [UInt8], trust: SignatureTrust?
    ) {
        let check = SignatureCheck(trust: trust)
        if mail.contentType == "multipart/signed", let boundary, let last = mail.parts.last,
            signatureTypes.contains(last.contentType), last.depth == 1,
            let content = SignatureCheck.signedPart(of: bytes, boundary: boundary)
        {
            mail.signature = check.check(last.content, over: content)
            mail.parts.removeLast()
        } else if signedTypes.contains(mail.contentType), mail.parts.count == 1,
            mail.parts[0].parameters["smime-type"]?.lowercased() != "enveloped-data"
        {
            let (signature, content) = check.open(mail.parts[0].content)
            mail.signature = signature
            guard let content else { return }
            guard let inner = try? read(content, trust: nil) else {
                mail.signature?.fault = "what is signed cannot be read"
                return
            }
            (mail.parts, mail.contentType) = (inner.parts, inner.contentType)
            mail.anomalies += inner.anomalies.filter { !$0.contains("Message-ID") }
        }
        let isSignature = { (part: MailMessage.Part) in
            signatureTypes.union(signedTypes).contains(part.contentType)
        }
        guard mail.parts.contains(where: isSignature) else { return }
        mail.signature =
            mail.signature.map {
                MailSignature(signers: $0.signers, fault: $0.fault, coversWholeLetter: false)
            } ?? MailSignature(signers: [], fault: nil, coversWholeLetter: false)
    }
}
