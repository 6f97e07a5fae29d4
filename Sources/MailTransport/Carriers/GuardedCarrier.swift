// Stands before every outgoing carrier and refuses, before anything is opened, what must never
// leave: letters to the parties' real addresses without the production switch (R82), and simulated
// letters to any live address (R87).

public import MonitoringOrders

/// A carrier that lets through only what this installation may send.
public struct GuardedCarrier: OutgoingCarrier {
    /// Domains of the two parties; their subdomains belong to them.
    public static let realDomains = ["itu.int", "anatel.gov.br"]
    /// Domains that can never be live (RFC 2606, RFC 6761).
    public static let reservedDomains = [
        "example", "test", "invalid", "localhost", "example.com", "example.net", "example.org",
    ]

    private let carrier: any OutgoingCarrier
    private let isProduction: Bool
    private let isSimulation: Bool

    /// A guard before a carrier.
    ///
    /// - Parameters:
    ///   - carrier: what carries the letters that are let through.
    ///   - production: the operator's explicit switch; without it no letter goes to `realDomains`.
    ///   - simulation: true where letters are simulated; they go to `reservedDomains` only,
    ///     whatever the production switch says.
    public init(_ carrier: any OutgoingCarrier, production: Bool, simulation: Bool) {
        (self.carrier, isProduction, isSimulation) = (carrier, production, simulation)
    }

    public func deliver(
        _ bytes: [UInt8], from: MailAddress, to: MailAddress
    ) throws(CarrierError) -> String {
        if let words = refusal(to: to) { throw CarrierError(kind: .permanent, words: words) }
        return try carrier.deliver(bytes, from: from, to: to)
    }

    /// Why no letter may go to an address, in words; `nil` if one may.
    public func refusal(to address: MailAddress) -> String? {
        if isSimulation, !Self.reservedDomains.contains(where: address.isWithin) {
            return "a simulated letter never goes to the live address \(address) (R82, R87)"
        }
        if !isProduction, Self.realDomains.contains(where: address.isWithin) {
            return "no letter goes to \(address) while production is switched off (R82)"
        }
        return nil
    }
}
