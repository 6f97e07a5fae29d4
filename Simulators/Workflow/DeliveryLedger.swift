// What one desk has given to mail servers, by the servers' own account: the desk's store is held against it.

import MailTransport
import MonitoringOrders
import OrderStore
import Synchronization

/// Every letter that a desk hands to a server, with what the server said.
final class DeliveryLedger: Sendable {
    /// A letter to one recipient.
    struct Handed: Hashable, Sendable {
        var sha256: String
        var recipient: MailAddress
    }

    private struct State {
        var underWay: Set<Handed> = []
        var accepted: Set<Handed> = []
        /// Handed over since the last asking.
        var fresh: [Handed] = []
        var breach: Breach?
    }

    private let state = Mutex(State())

    /// True if a server has said that it has this letter.
    func hasAccepted(_ letter: Handed) -> Bool { state.withLock { $0.accepted.contains(letter) } }

    /// What was handed to servers since the last asking.
    ///
    /// - Throws: ``Breach`` if two workers had one delivery at the same time.
    func takeFresh() throws -> [Handed] {
        let (fresh, breach) = state.withLock { state in
            defer { state.fresh = [] }
            return (state.fresh, state.breach)
        }
        if let breach { throw breach }
        return fresh
    }

    fileprivate func begin(_ letter: Handed) {
        state.withLock { state in
            state.fresh.append(letter)
            guard !state.underWay.insert(letter).inserted, state.breach == nil else { return }
            state.breach = Breach(
                invariant: .deliveryHeldByOne,
                words: "two workers send the same letter to \(letter.recipient)")
        }
    }

    fileprivate func end(_ letter: Handed, isAccepted: Bool) {
        state.withLock { state in
            state.underWay.remove(letter)
            if isAccepted { state.accepted.insert(letter) }
        }
    }
}

/// A carrier that enters everything in a ledger; while the server is awaited, others may work.
struct LedgerCarrier: OutgoingCarrier {
    let ledger: DeliveryLedger
    let rivals: Rivals
    let carrier: any OutgoingCarrier

    func deliver(
        _ bytes: [UInt8], from: MailAddress, to: MailAddress
    ) throws(CarrierError) -> String {
        let letter = DeliveryLedger.Handed(sha256: Digest.sha256(bytes), recipient: to)
        ledger.begin(letter)
        rivals.mayWork()
        do {
            let words = try carrier.deliver(bytes, from: from, to: to)
            ledger.end(letter, isAccepted: true)
            return words
        } catch {
            ledger.end(letter, isAccepted: false)
            throw error
        }
    }
}
