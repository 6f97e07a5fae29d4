// What is known of a letter's S/MIME signature (RFC 8551) once the reader has checked it.

/// The signature of a received letter.
public struct MailSignature: Hashable, Sendable {
    /// The addresses in the certificates of all signers, in small letters.
    public var signers: [String]
    /// Why it is not valid, in words; `nil` if it is.
    public var fault: String?
    /// False if there is content outside of what is signed.
    public var coversWholeLetter: Bool

    /// A checked signature.
    public init(signers: [String], fault: String?, coversWholeLetter: Bool) {
        (self.signers, self.fault) = (signers, fault)
        self.coversWholeLetter = coversWholeLetter
    }
}
