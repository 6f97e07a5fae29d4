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
    fileprivate struct Posted {
        var bytes: [UInt8]
        var handle: String
        var arrives: UTCInstant
    }

    fileprivate struct Mailbox {
        /// Letters that the desk has not confirmed.
        var waiting: [Posted] = []
        /// The latest confirmed letters; a mailbox of the world keeps so many.
        var kept: [[UInt8]] = []
        static let keeps = 100
        /// Digests of all letters that the desk has ever confirmed.
        var confirmed: Set<String> = []
    }

    fileprivate struct State {
        var boxes: [MailAddress: Mailbox] = [:]
        var count = 0
        /// Arrivals that the agenda has not been told yet.
        var fresh: [(address: MailAddress, at: UTCInstant)] = []
        var faults: Faults
        var downUntil: [MailAddress: UTCInstant] = [:]
    }

    private let state: Mutex<State>
    private let clock: VirtualClock

    init(faults: Faults, clock: VirtualClock) {
        state = Mutex(State(faults: faults))
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
            state.downUntil = [:]
        }
    }

    /// Digests of the letters that a desk said it has.
    func confirmed(at address: MailAddress) -> Set<String> {
        state.withLock { $0.boxes[address]?.confirmed ?? [] }
    }

    /// New arrivals since the last asking, for the agenda.
    func takeFreshArrivals() -> [(address: MailAddress, at: UTCInstant)] {
        state.withLock { state in
            defer { state.fresh = [] }
            return state.fresh
        }
    }

    /// Puts a letter on its way to an address, past all faults of servers.
    func post(_ bytes: [UInt8], to address: MailAddress, after delay: Duration) {
        state.withLock { $0.post(bytes, to: address, at: clock.now + delay) }
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
            let bytes = box.waiting.remove(at: index).bytes
            box.kept.append(bytes)
            box.confirmed.insert(Digest.sha256(bytes))
            if box.kept.count > Mailbox.keeps { box.kept.removeFirst() }
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

extension MailWorld.State {
    fileprivate mutating func post(_ bytes: [UInt8], to address: MailAddress, at: UTCInstant) {
        count += 1
        boxes[address, default: .init()].waiting.append(
            .init(bytes: bytes, handle: "\(count)", arrives: at))
        fresh.append((address, at))
    }

    fileprivate mutating func waiting(
        _ address: MailAddress, limit: Int, now: UTCInstant
    ) -> (isDown: Bool, arrivals: [Arrival]) {
        if faults.strikes(.mailboxDown) {
            let span = faults.draw { $0.span(from: .seconds(60), to: .seconds(3 * 86_400)) }
            downUntil[address] = now + span
            fresh.append((address, now + span))
        }
        if let end = downUntil[address], end > now { return (true, []) }
        if faults.strikes(.mailboxRenumbered) { renumber(address, now: now) }
        let letters = boxes[address, default: .init()].waiting.filter { $0.arrives <= now }
        return (false, letters.prefix(limit).map { Arrival(handle: $0.handle, bytes: $0.bytes) })
    }

    private mutating func renumber(_ address: MailAddress, now: UTCInstant) {
        let kept = boxes[address, default: .init()].kept
        boxes[address]?.kept = []
        for bytes in kept { post(bytes, to: address, at: now) }
    }

    fileprivate mutating func accept(
        _ bytes: [UInt8], from sender: MailAddress, to address: MailAddress, now: UTCInstant
    ) -> Result<String, CarrierError> {
        if faults.strikes(.deliveryPostponed) {
            return .failure(CarrierError(kind: .temporary, words: "451 try again later"))
        }
        if faults.strikes(.deliveryRefused) {
            return .failure(CarrierError(kind: .permanent, words: "550 no such mailbox"))
        }
        let isCut = faults.strikes(.deliveryUncertain)
        if isCut, faults.draw({ $0.falls(0.5) }) {
            return .failure(CarrierError(kind: .uncertain, words: "the connection ended"))
        }
        carry(bytes, from: sender, to: address, now: now)
        return isCut
            ? .failure(CarrierError(kind: .uncertain, words: "the connection ended"))
            : .success("250 queued as \(count)")
    }

    /// On the way everything can happen to a letter.
    private mutating func carry(
        _ bytes: [UInt8], from sender: MailAddress, to address: MailAddress, now: UTCInstant
    ) {
        var bytes = bytes
        if faults.strikes(.letterLost) { return }
        if faults.strikes(.letterTruncated) {
            let count = bytes.count
            bytes = Array(bytes.prefix(faults.draw { Int.random(in: 0..<count, using: &$0) }))
        }
        if faults.strikes(.letterForged) {
            post(Stranger.forge(bytes), to: address, at: now + .seconds(30))
        }
        if faults.strikes(.autoReply) {
            let reply = Stranger.autoReply(to: bytes, from: address.description, number: count)
            post(reply, to: sender, at: now + .seconds(10))
        }
        let copies = faults.strikes(.letterDoubled) ? 2 : 1
        for _ in 0..<copies {
            let longest: Duration =
                faults.strikes(.letterDelayed) ? .seconds(4 * 86_400) : .seconds(120)
            let delay = faults.draw { $0.span(from: .seconds(1), to: longest) }
            post(bytes, to: address, at: now + delay)
        }
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
