// A station without software of ours: people there read an answer off a screen and write it anew in a mail program.

import Letters
import MailTransport
import MonitoringOrders
import SimulatedCorrespondents
import Synchronization

/// People who write some of a station's letters by hand.
final class Handwriting: Sendable {
    private struct State {
        var faults: Faults
        /// Letters that went out, by Message-ID, as they were written; `nil` as the desk wrote them.
        var written: [String: [UInt8]?] = [:]
    }

    private let state: Mutex<State>

    init(_ faults: Faults) { state = Mutex(State(faults: faults)) }

    var counts: [Fault: Int] { state.withLock { $0.faults.counts } }

    func stop() { state.withLock { $0.faults.stop() } }

    /// The letter as it goes out: sent again, it is what it was the first time.
    fileprivate func written(_ bytes: [UInt8]) -> [UInt8] {
        guard let name = Stranger.messageID(of: bytes) else { return bytes }
        return state.withLock { state in
            if let known = state.written[name] { return known ?? bytes }
            let isByHand = state.faults.strikes(.writtenByHand)
            let language = state.faults.draw { $0.pick(Language.allCases) }
            let anew = isByHand ? OddLetters.byHand(bytes, in: language) : nil
            state.written[name] = .some(anew)
            return anew ?? bytes
        }
    }
}

/// A carrier to which people give their letters.
struct HandwritingCarrier: OutgoingCarrier {
    let handwriting: Handwriting
    let carrier: any OutgoingCarrier

    func deliver(
        _ bytes: [UInt8], from: MailAddress, to: MailAddress
    ) throws(CarrierError) -> String {
        try carrier.deliver(handwriting.written(bytes), from: from, to: to)
    }
}
