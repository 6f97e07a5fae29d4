// The worker that empties the outbox: leases a delivery, hands the frozen bytes to the carrier and
// stores the server's own words. Errors: temporary ones come back later, refusals wait for a person,
// an uncertain end is a state of its own and is repeated with identical bytes.

import Logging
public import MailTransport
public import MonitoringOrders
import OrderStore
import Quantities

extension Desk {
    /// Sends what is due.
    ///
    /// - Returns: how many deliveries were tried.
    /// - Throws: `StoreError` if the store fails; a leased delivery is then free again later.
    @discardableResult
    public func sendDueLetters(over carrier: some OutgoingCarrier) throws -> Int {
        let now = surroundings.now()
        let due = try store.lease { transaction in
            try transaction.leaseDeliveries(
                limit: Limits.deliveriesPerRound, until: now + LeaseKeeper.lease,
                by: surroundings.newName(), now: now)
        }
        let keeper = LeaseKeeper(self) { transaction, end in
            for delivery in due { _ = try transaction.extendLease(of: delivery.id, until: end) }
        }
        defer { keeper.stop() }
        for delivery in due {
            if ConnectionsEnd.isNear {
                try giveBack(delivery)
            } else {
                try send(delivery, over: carrier)
            }
        }
        return due.count
    }

    /// A delivery that was taken and not begun, because the program ends.
    private func giveBack(_ delivery: DueDelivery) throws {
        let now = surroundings.now()
        try store.write { transaction in
            try transaction.settle(
                delivery.id, as: .retry(at: now), serverWords: "not begun: the desk was stopped",
                at: now)
        }
    }

    /// Takes up after an end in the middle of sending: to be called once after opening the store,
    /// before any worker is started.
    public func endAbandonedAttempts() throws {
        let ended = try store.write {
            try $0.endAbandonedAttempts(at: surroundings.now(), evenHeld: !store.isShared)
        }
        if ended > 0 {
            logger.warning("uncertain deliveries are repeated", metadata: ["count": "\(ended)"])
        }
    }

    private func send(_ delivery: DueDelivery, over carrier: some OutgoingCarrier) throws {
        do {
            let words = try carrier.deliver(
                delivery.bytes, from: delivery.sender, to: delivery.recipient)
            try settle(delivery, as: .accepted, words)
        } catch let error as CarrierError {
            logger.warning(
                "delivery not accepted",
                metadata: ["kind": "\(error.kind)", "attempt": "\(delivery.attempt)"])
            if error.kind != .permanent, isOverdue(delivery) {
                return try settle(delivery, as: .refused, "given up: \(error.words)")
            }
            switch error.kind {
            case .permanent: try settle(delivery, as: .refused, error.words)
            case .temporary: try postpone(delivery, error.words)
            case .uncertain: try settle(delivery, as: .uncertain, error.words)
            }
        }
    }

    /// Whether the time is up at which mail servers give up too.
    private func isOverdue(_ delivery: DueDelivery) -> Bool {
        surroundings.now() - delivery.since >= SendingPolicy.lifetime
    }

    private func postpone(_ delivery: DueDelivery, _ words: String) throws {
        let now = surroundings.now()
        try store.write { transaction in
            try transaction.settle(
                delivery.id, as: .retry(at: now + SendingPolicy.delay(after: delivery)),
                serverWords: words, at: now)
        }
    }

    /// The outcome is stored with the delivery and, in the same commit, told to the order, which
    /// becomes "placed" when the last recipient's server has accepted.
    private func settle(
        _ delivery: DueDelivery, as outcome: Delivery.Outcome, _ words: String
    ) throws {
        let now = surroundings.now()
        try store.write { transaction in
            let again = now + SendingPolicy.delay(after: delivery)
            try transaction.settle(
                delivery.id,
                as: outcome == .accepted
                    ? .accepted : outcome == .refused ? .refused : .uncertain(retryAt: again),
                serverWords: words, at: now)
            guard let number = delivery.order, let kind = delivery.kind else { return }
            let fact = Delivery(
                letter: kind, recipient: delivery.recipient, outcome: outcome, serverWords: words)
            try perform(
                .recordDelivery(fact), on: number,
                Act(actor: Actor(name: "sender", role: .desk), at: now), in: transaction)
        }
    }
}

/// When a delivery is tried again.
enum SendingPolicy {
    /// How long temporary refusals are borne (RFC 5321 section 4.5.4.1: at least four to five days).
    static let lifetime = Duration.seconds(5 * 86_400)

    /// Growing delay: five minutes, doubled at each attempt, at most about an hour and six minutes (the
    /// queue times that Postfix uses), and up to a fifth more or less, so that letters that failed together do
    /// not come back together.
    static func delay(after delivery: DueDelivery) -> Duration {
        let seconds = min(300 << min(max(delivery.attempt - 1, 0), 4), 4000)
        let name = "\(delivery.letter) \(delivery.recipient) \(delivery.attempt)"
        var chance = SplitMix64(seed: Array(name.utf8).fnv1a())
        return .milliseconds(seconds * Int.random(in: 800...1200, using: &chance))
    }
}

/// There is no delivery that a server refused and a person could renew.
public struct DeliveryNotRefused: Error, CustomStringConvertible {
    public var letter: Int
    public var description: String { "letter \(letter) waits for nobody at that address" }
}

extension Desk {
    /// Has a refused letter sent once more with the same bytes, after a person has seen to the reason.
    ///
    /// - Parameters:
    ///   - letter: its number in the store.
    ///   - recipient: one of those that were refused; `nil` for all of them.
    ///   - actor: the person.
    /// - Throws: `Refusal.notPermitted` to who may not act at this desk, ``DeliveryNotRefused``.
    public func resend(_ letter: Int, to recipient: MailAddress? = nil, by actor: Actor) throws {
        guard actor.may(.note, at: kind) else { throw Refusal.notPermitted(.note, actor.role) }
        let now = surroundings.now()
        try store.write { transaction in
            let recipients =
                try recipient.map { [$0] } ?? transaction.deliveries(of: letter).map(\.recipient)
            let renewed = try recipients.filter {
                try transaction.renewDelivery(of: letter, to: $0, at: now, by: actor)
            }
            guard !renewed.isEmpty else { throw DeliveryNotRefused(letter: letter) }
        }
    }
}
