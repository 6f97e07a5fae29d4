// What carries letters. A carrier moves bytes and nothing else: it neither reads nor changes them.
// Carriers are synchronous, because each worker has a thread of its own.
//
// Diagnostics: a temporary error is tried again later, a permanent one waits for a person, after an
// uncertain one the same bytes are sent again and the receiver recognises the repeat.

public import MonitoringOrders
public import Quantities

/// Takes one letter to one address.
public protocol OutgoingCarrier: Sendable {
    /// Hands a letter over; returns when the next hop has taken responsibility for it.
    ///
    /// - Parameters:
    ///   - bytes: the frozen letter, the same for every recipient and every attempt.
    ///   - from: the envelope sender.
    ///   - to: the one envelope recipient of this transaction.
    /// - Returns: the accepting side's own words, kept with the delivery.
    /// - Throws: `CarrierError`; nothing was handed over unless its kind is `uncertain`.
    func deliver(
        _ bytes: [UInt8], from: MailAddress, to: MailAddress
    ) throws(CarrierError) -> String
}

/// Brings letters in from one mailbox, each at least once.
public protocol IncomingCarrier: Sendable {
    /// The name of the mailbox in lists and logs.
    var name: String { get }

    /// Letters that are not confirmed yet, oldest first; a letter comes again until confirmed.
    ///
    /// - Parameter limit: at most so many letters.
    /// - Returns: the letters with their raw bytes.
    /// - Throws: `CarrierError` when the mailbox as a whole cannot be read.
    func arrivals(limit: Int) throws(CarrierError) -> [Arrival]

    /// Tells the mailbox that a letter is durably stored here. Confirming again does nothing.
    ///
    /// - Parameter handle: the `handle` of the arrival.
    /// - Throws: `CarrierError`; the letter may then come again.
    func confirm(_ handle: String) throws(CarrierError)
}

/// A letter as it lies in a mailbox.
public struct Arrival: Hashable, Sendable {
    /// Names the letter within its mailbox.
    public var handle: String
    /// The raw bytes, unchanged.
    public var bytes: [UInt8]

    /// When the mail server took it in, where the mailbox says so.
    public var serverTime: UTCInstant?

    /// A letter under its handle.
    public init(handle: String, bytes: [UInt8], serverTime: UTCInstant? = nil) {
        (self.handle, self.bytes, self.serverTime) = (handle, bytes, serverTime)
    }
}

/// Why a carrier did not do what it was asked.
public struct CarrierError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What to do about it.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Try again later.
        case temporary
        /// Do not try again; a person decides.
        case permanent
        /// It may or may not have happened; do the same again.
        case uncertain
    }

    public var kind: Kind
    /// The reason, in the words of the server or of the system.
    public var words: String

    /// An error with its reason.
    public init(kind: Kind, words: String) { (self.kind, self.words) = (kind, words) }

    public var description: String { "\(kind.rawValue): \(words)" }
}
