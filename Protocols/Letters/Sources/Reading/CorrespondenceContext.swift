// What a desk knows when a letter comes in: who may write to it, what it has sent, what it has seen.

public import MonitoringOrders

/// Somebody who writes to the desk.
public struct Correspondent: Hashable, Sendable {
    public var address: MailAddress
    /// In which roles this address may act; the station and the Administration may share one.
    public var roles: Set<Role>
    /// What proves that a letter is from this address.
    public var proof: SenderProof

    /// A correspondent with its roles.
    public init(address: MailAddress, roles: Set<Role>, proof: SenderProof = .mailServer) {
        (self.address, self.roles, self.proof) = (address, roles, proof)
    }
}

/// What proves who sent a letter.
public enum SenderProof: String, Hashable, Sendable, CaseIterable {
    /// The aligned result of our own mail server (RFC 8601).
    case mailServer = "mail-server"
    /// A valid S/MIME signature of that address over the whole letter.
    case signature
    /// One of the two.
    case either
    /// Both of them.
    case both
}

/// A letter that came or went before.
public struct KnownLetter: Hashable, Sendable {
    public var messageID: String
    public var order: OrderNumber?
    /// Digest of the content without the trace of its way; `nil` for letters of our own.
    public var contentDigest: String?
    /// By which people find it.
    public var name: String

    /// A known letter.
    public init(messageID: String, order: OrderNumber?, contentDigest: String?, name: String) {
        (self.messageID, self.order) = (messageID, order)
        (self.contentDigest, self.name) = (contentDigest, name)
    }
}

/// What a desk knows.
public struct CorrespondenceContext: Hashable, Sendable {
    public var desk: DeskKind
    public var ownAddresses: Set<MailAddress>
    /// The name of our own mail server in Authentication-Results (RFC 8601).
    public var authenticationServer: String
    public var correspondents: [Correspondent]
    /// Earlier letters that this one names, or whose Message-ID it has.
    public var knownLetters: [KnownLetter]
    /// Those of the orders named in the letter that there are.
    public var knownOrders: Set<OrderNumber>
    /// First parts of the Bureau's order numbers.
    public var orderSeries: Set<String>
    public var isSimulation: Bool

    /// The knowledge of a desk.
    public init(
        desk: DeskKind, ownAddresses: Set<MailAddress>, authenticationServer: String,
        correspondents: [Correspondent], knownLetters: [KnownLetter],
        knownOrders: Set<OrderNumber>, orderSeries: Set<String>, isSimulation: Bool
    ) {
        (self.desk, self.ownAddresses) = (desk, ownAddresses)
        self.authenticationServer = authenticationServer
        (self.correspondents, self.knownLetters) = (correspondents, knownLetters)
        (self.knownOrders, self.orderSeries) = (knownOrders, orderSeries)
        self.isSimulation = isSimulation
    }
}
