// The mail between the desks: servers that accept, refuse and lose letters, ways of minutes or days,
// and mailboxes that are renumbered. Each letter that a server took responsibility for is remembered,
// so that the invariants can ask for it.

import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import Synchronization

/// All mail servers of a simulated world.
final class MailWorld: Sendable {
    /// A letter in a mailbox or on its way there.
    struct Posted {
        var bytes: [UInt8]
        var handle: String
        var arrives: UTCInstant
    }

    struct Mailbox {
        /// Letters that the desk has not confirmed.
        var waiting: [Posted] = []
        /// Letters that the desk has confirmed, and when.
        var kept: [(letter: Posted, confirmed: UTCInstant)] = []
        /// So many of them come again when a mailbox is renumbered.
        static let keeps = 100
        /// Digests of all letters that the desk has ever confirmed.
        var confirmed: Set<String> = []
    }

    struct State {
        var boxes: [MailAddress: Mailbox] = [:]
        var count = 0
        /// Arrivals that the agenda has not been told yet.
        var fresh: [(address: MailAddress, at: UTCInstant)] = []
        var faults: Faults
        /// Until when a mailbox cannot be read.
        var downUntil: [MailAddress: UTCInstant] = [:]
        /// Until when no server takes letters.
        var serverDownUntil: UTCInstant?
        /// Days of a planned outage, in which nothing is taken and no mailbox answers.
        var outage: Range<UTCInstant>?
        /// What went wrong since the last asking, for the story.
        var mishaps: [String] = []
        /// Addresses of the desks.
        var desks: [MailAddress] = []
        /// The Administration's; all others are of people who may answer by hand.
        var administration: MailAddress?
        /// Share of the letters that people who get copies answer by hand.
        var shareOfReplies = 0.0
        var people: Dice
    }

    private let state: Mutex<State>
    private let clock: VirtualClock

    /// Mail between some desks; their servers stand still in an outage, and people answer some of their copies.
    init(
        faults: Faults, clock: VirtualClock, desks: [MailAddress],
        besides administration: MailAddress, _ settings: WorkflowSettings
    ) {
        var state = State(faults: faults, people: Dice(seed: settings.seed, stream: "people"))
        (state.desks, state.administration) = (desks, administration)
        state.outage = settings.outageSpan
        state.shareOfReplies = settings.scenario.shareOfReplies
        self.state = Mutex(state)
        self.clock = clock
    }

    /// How often each fault has struck in the mail.
    var faultCounts: [Fault: Int] { state.withLock { $0.faults.counts } }

    /// Letters that were ever posted.
    var letters: Int { state.withLock { $0.count } }

    /// From now on the mail works.
    func stopFaults() {
        state.withLock { state in
            state.faults.stop()
            (state.downUntil, state.serverDownUntil) = ([:], nil)
        }
    }

    /// Digests of the letters that a desk said it has.
    func confirmed(at address: MailAddress) -> Set<String> {
        state.withLock { $0.boxes[address]?.confirmed ?? [] }
    }

    /// What went wrong on the way since the last asking, in words.
    func takeMishaps() -> [String] {
        state.withLock { state in
            defer { state.mishaps = [] }
            return state.mishaps
        }
    }

    /// How many letters have arrived at an address and lie there unconfirmed.
    func lying(at address: MailAddress) -> Int {
        let now = clock.now
        return state.withLock { state in
            state.boxes[address]?.waiting.count { $0.arrives <= now } ?? 0
        }
    }

    /// Letters that a desk has confirmed since an instant are new to it again, because it has forgotten them.
    func giveBack(to address: MailAddress, since begin: UTCInstant) {
        state.withLock { $0.giveBack(to: address, since: begin, now: clock.now) }
    }

    /// New arrivals since the last asking, for the agenda.
    func takeFreshArrivals() -> [(address: MailAddress, at: UTCInstant)] {
        state.withLock { state in
            defer { state.fresh = [] }
            return state.fresh
        }
    }

    /// Letters that lie in a mailbox and are not confirmed.
    fileprivate func waiting(
        _ address: MailAddress, limit: Int
    ) throws(CarrierError) -> [Arrival] {
        let now = clock.now
        let (isDown, arrivals) = state.withLock { state in
            state.waiting(address, limit: limit, now: now)
        }
        if isDown { throw CarrierError(kind: .temporary, words: "the mailbox does not answer") }
        return arrivals
    }

    fileprivate func confirm(_ handle: String, at address: MailAddress) {
        state.withLock { state in
            guard var box = state.boxes[address],
                let index = box.waiting.firstIndex(where: { $0.handle == handle })
            else { return }
            let letter = box.waiting.remove(at: index)
            box.kept.append((letter, clock.now))
            box.confirmed.insert(Digest.sha256(letter.bytes))
            state.boxes[address] = box
        }
    }

    fileprivate func accept(
        _ bytes: [UInt8], from sender: MailAddress, to address: MailAddress
    ) throws(CarrierError) -> String {
        let now = clock.now
        let outcome = state.withLock { $0.accept(bytes, from: sender, to: address, now: now) }
        switch outcome {
        case .success(let words): return words
        case .failure(let error): throw error
        }
    }

    /// The sending end.
    var outgoing: some OutgoingCarrier { Server(world: self) }

    /// The reading end of an address.
    func mailbox(_ address: MailAddress) -> some IncomingCarrier {
        SimulatedMailbox(world: self, address: address)
    }
}

private struct Server: OutgoingCarrier {
    let world: MailWorld

    func deliver(
        _ bytes: [UInt8], from: MailAddress, to: MailAddress
    ) throws(CarrierError) -> String { try world.accept(bytes, from: from, to: to) }
}

private struct SimulatedMailbox: IncomingCarrier {
    let world: MailWorld
    let address: MailAddress

    var name: String { address.description }

    func arrivals(limit: Int) throws(CarrierError) -> [Arrival] {
        try world.waiting(address, limit: limit)
    }

    func confirm(_ handle: String) throws(CarrierError) { world.confirm(handle, at: address) }
}
