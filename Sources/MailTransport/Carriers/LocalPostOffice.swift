// What a mail server does on delivery, for desks that are joined without one: it puts its trace at
// the head of the letter and says whom it vouches for. Used by the demo and between two desks on one
// machine; a live desk gets its letters from a real server.

public import MonitoringOrders

/// A carrier that delivers with the trace headers of a mail server (RFC 5321 section 4.4, RFC 8601).
public struct LocalPostOffice: OutgoingCarrier {
    private let serverName: @Sendable (MailAddress) -> String
    private let carrier: @Sendable (MailAddress) throws(CarrierError) -> any OutgoingCarrier

    /// A post office before other carriers.
    ///
    /// - Parameters:
    ///   - serverName: the name in Authentication-Results that a recipient's desk believes.
    ///   - carrier: what puts the letter into a recipient's mailbox.
    public init(
        serverName: @escaping @Sendable (MailAddress) -> String,
        carrier: @escaping @Sendable (MailAddress) throws(CarrierError) -> any OutgoingCarrier
    ) {
        (self.serverName, self.carrier) = (serverName, carrier)
    }

    public func deliver(
        _ bytes: [UInt8], from: MailAddress, to: MailAddress
    ) throws(CarrierError) -> String {
        let trace = """
            Return-Path: <\(from)>\r
            Authentication-Results: \(serverName(to)); dmarc=pass header.from=\(from.domain)\r

            """
        return try carrier(to).deliver(Array(trace.utf8) + bytes, from: from, to: to)
    }
}
