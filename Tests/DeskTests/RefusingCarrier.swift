import MailTransport
import MonitoringOrders

/// Refuses letters to one recipient, or to all, and carries the others.
struct RefusingCarrier: OutgoingCarrier {
    let carrier: LoopbackCarrier
    let refused: MailAddress?
    let kind: CarrierError.Kind

    init(_ carrier: LoopbackCarrier, refused: MailAddress?, kind: CarrierError.Kind) {
        (self.carrier, self.refused, self.kind) = (carrier, refused, kind)
    }

    func deliver(
        _ bytes: [UInt8], from: MailAddress, to: MailAddress
    ) throws(CarrierError) -> String {
        guard let refused, refused != to else {
            throw CarrierError(kind: kind, words: "550 no such mailbox")
        }
        return try carrier.deliver(bytes, from: from, to: to)
    }
}
