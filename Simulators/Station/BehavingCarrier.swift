// The station's post as its behaviour spoils it: what leaves the desk is right, what arrives is not.

public import Desk
import Letters
public import MailTransport
public import MonitoringOrders
import Quantities
import SimulatedCorrespondents

/// A carrier that sends letters as a station of some behaviour would.
public struct BehavingCarrier: OutgoingCarrier {
    private let carrier: any OutgoingCarrier
    private let behaviour: StationBehaviour

    /// A carrier before another one.
    public init(_ carrier: any OutgoingCarrier, behaviour: StationBehaviour) {
        (self.carrier, self.behaviour) = (carrier, behaviour)
    }

    public func deliver(
        _ bytes: [UInt8], from: MailAddress, to: MailAddress
    ) throws(CarrierError) -> String {
        switch behaviour {
        case .garbage:
            let nonsense = OddLetters.garbage(after: bytes, from: from, to: to)
            _ = try carrier.deliver(nonsense, from: from, to: to)
        case .doubles: _ = try carrier.deliver(bytes, from: from, to: to)
        case .portuguese:
            if let letter = OddLetters.byHand(bytes, in: .portuguese) {
                return try carrier.deliver(letter, from: from, to: to)
            }
        case .wrongReference:
            if let letter = OddLetters.withWrongReference(bytes) {
                return try carrier.deliver(letter, from: from, to: to)
            }
        case .prompt, .slow, .silent, .refuses, .outOfOffice, .down: break
        }
        return try carrier.deliver(bytes, from: from, to: to)
    }
}

/// A mailbox whose owner is away: each letter taken in is answered by a machine, once.
public struct AbsentMailbox: IncomingCarrier {
    private let mailbox: any IncomingCarrier
    private let outgoing: any OutgoingCarrier
    private let owner: MailAddress

    /// A mailbox whose answers go out over a carrier.
    public init(
        _ mailbox: any IncomingCarrier, answeringOver outgoing: any OutgoingCarrier,
        as owner: MailAddress
    ) {
        (self.mailbox, self.outgoing, self.owner) = (mailbox, outgoing, owner)
    }

    public var name: String { mailbox.name }

    public func arrivals(limit: Int) throws(CarrierError) -> [Arrival] {
        let arrivals = try mailbox.arrivals(limit: limit)
        for arrival in arrivals {
            guard let reply = OddLetters.automaticReply(to: arrival.bytes, from: owner) else {
                continue
            }
            _ = try outgoing.deliver(reply.bytes, from: owner, to: reply.recipient)
        }
        return arrivals
    }

    public func confirm(_ handle: String) throws(CarrierError) { try mailbox.confirm(handle) }
}

extension Workers {
    /// The same workers with post that goes as a station of some behaviour would have it.
    public func behaving(as behaviour: StationBehaviour) -> Workers {
        let post = BehavingCarrier(outgoing, behaviour: behaviour)
        guard behaviour == .outOfOffice else {
            return Workers(desk: desk, incoming: incoming, outgoing: post)
        }
        let owner = desk.configuration.settings.ownAddress
        return Workers(
            desk: desk, incoming: AbsentMailbox(incoming, answeringOver: post, as: owner),
            outgoing: post)
    }
}
