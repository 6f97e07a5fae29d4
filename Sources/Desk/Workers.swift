// One round of a desk: take in what has arrived, read it, send what is due. `serve` repeats rounds;
// the demo and the simulator call them themselves.

public import MailTransport

/// The carriers of a desk and their round.
public struct Workers: Sendable {
    public let desk: Desk
    public let incoming: any IncomingCarrier
    public let outgoing: any OutgoingCarrier

    /// Workers of a desk between two carriers.
    public init(desk: Desk, incoming: any IncomingCarrier, outgoing: any OutgoingCarrier) {
        (self.desk, self.incoming, self.outgoing) = (desk, incoming, outgoing)
    }

    /// One round. A mailbox that does not answer keeps nothing from being read or sent.
    ///
    /// - Returns: how many letters were taken in, read or sent; 0 when there was nothing to do.
    /// - Throws: `StoreError`; after everything else was done, the mailbox's `CarrierError`.
    @discardableResult
    public func round() throws -> Int {
        var (stored, trouble): (Int, CarrierError?) = (0, nil)
        do {
            stored = try desk.storeArrivals(from: incoming)
            desk.pulse.readMailbox(at: desk.surroundings.now())
        } catch let error as CarrierError {
            trouble = error
        }
        desk.pulse.ended(.mail)
        try desk.keep(trouble, of: incoming.name)
        let read = try desk.readStoredLetters()
        desk.pulse.ended(.store)
        let sent = try desk.sendDueLetters(over: outgoing)
        desk.pulse.ended(.sender)
        if let trouble { throw trouble }
        return stored + read + sent
    }
}
