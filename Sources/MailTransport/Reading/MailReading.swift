// Who turns raw bytes into letters. A desk reads through a confined child process; tests and simulations,
// whose letters are their own, read in their own process.

public import Letters

/// No letter can be read at present, whatever it is.
public struct ReaderUnavailable: Error, Hashable, Sendable, CustomStringConvertible {
    /// The reason in the words of the system.
    public var words: String

    public var description: String { "letters cannot be read: \(words)" }
}

/// A reader of raw letters.
public protocol MailReading: Sendable {
    /// Reads letters, each for itself: one that cannot be read hinders no other.
    ///
    /// - Parameter letters: raw bytes.
    /// - Returns: a message or the fault for each, in their order.
    /// - Throws: ``ReaderUnavailable``; nothing is known of any of them then.
    func read(
        _ letters: [[UInt8]]
    ) throws(ReaderUnavailable) -> [Result<MailMessage, MIMEFault>]
}

extension MailReading {
    /// Reads one letter.
    ///
    /// - Throws: its `MIMEFault`; ``ReaderUnavailable``.
    public func read(_ letter: [UInt8]) throws -> MailMessage {
        try read([letter])[0].get()
    }
}

/// A reader within the calling process, for letters of one's own making.
public struct UnconfinedReader: MailReading {
    /// A reader.
    public init() {}

    /// Reads letters one after the other.
    public func read(
        _ letters: [[UInt8]]
    ) throws(ReaderUnavailable) -> [Result<MailMessage, MIMEFault>] {
        letters.map { letter in
            Result { () throws(MIMEFault) in try MIMEReader.read(letter) }
        }
    }
}
