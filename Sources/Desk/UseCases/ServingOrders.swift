// What station operators do: acknowledge, keep the counterpart informed, run the tasks in order.

public import MonitoringOrders
import OrderStore
public import Quantities

extension Desk {
    /// Acknowledges an order: the reference number is issued in the same commit, so that no number
    /// is lost or given twice (R18, R19). Acknowledging again with the same values changes nothing.
    ///
    /// - Parameters:
    ///   - number: of the order.
    ///   - start: expected, above all for the other desk.
    ///   - duration: expected, above zero.
    ///   - given: the number under which the order was acknowledged already, after a backup that was restored since.
    ///   - actor: who acknowledges.
    /// - Returns: the acknowledged order.
    /// - Throws: `Refusal`, `StoreError`.
    @discardableResult
    public func acknowledge(
        _ number: OrderNumber, start: UTCInstant, duration: Duration,
        as given: ReferenceNumber? = nil, by actor: Actor
    ) throws -> Order {
        let act = Act(actor: actor, at: surroundings.now())
        return try store.write {
            try acknowledge(number, start: start, duration: duration, as: given, act, in: $0)
        }
    }

    func acknowledge(
        _ number: OrderNumber, start: UTCInstant, duration: Duration,
        as given: ReferenceNumber? = nil, _ act: Act, in transaction: StoreTransaction
    ) throws -> Order {
        guard let order = try transaction.order(number) else { throw Refusal.unknownOrder }
        let reference = try reference(for: order, given: given, at: act.at, in: transaction)
        let acknowledgement = Acknowledgement(
            reference: reference, expectedStart: start, expectedDuration: duration)
        return try perform(.acknowledge(acknowledgement), on: number, act, in: transaction)
    }

    /// Sends a numbered update of the acknowledgement (R35).
    @discardableResult
    public func update(
        _ number: OrderNumber, start: UTCInstant?, duration: Duration?, reason: String?,
        by actor: Actor
    ) throws -> Order {
        let act = Act(actor: actor, at: surroundings.now())
        return try store.write {
            try update(
                number, start: start, duration: duration, reason: reason, act, in: $0)
        }
    }

    @discardableResult
    func update(
        _ number: OrderNumber, start: UTCInstant?, duration: Duration?, reason: String?,
        _ act: Act, in transaction: StoreTransaction
    ) throws -> Order {
        guard let order = try transaction.order(number) else { throw Refusal.unknownOrder }
        guard let current = order.acknowledgement else {
            throw Refusal.notPossible(.update, in: order.state)
        }
        let update = Acknowledgement(
            reference: current.reference, expectedStart: start ?? current.expectedStart,
            expectedDuration: duration ?? current.expectedDuration,
            number: order.nextUpdateNumber)
        return try perform(.update(update, reason: reason), on: number, act, in: transaction)
    }

    /// Starts a task if no waiting order is to be served before it (R40, R41).
    @discardableResult
    public func start(_ number: OrderNumber, by actor: Actor) throws -> Order {
        let act = Act(actor: actor, at: surroundings.now())
        return try store.write { transaction in
            let queue = ServiceQueue(try transaction.queueEntries())
            let ahead = queue.waitingAhead(of: number)
            return try perform(.start(waitingAhead: ahead), on: number, act, in: transaction)
        }
    }

    /// The waiting orders in the order of service.
    public func queue() throws -> ServiceQueue {
        try store.read { ServiceQueue(try $0.queueEntries()) }
    }

    /// Received orders in some states, in the order of their receipt.
    public func receivedOrders(in states: Set<OrderState>) throws -> [QueueEntry] {
        try store.read { try $0.orders(states: states) }.compactMap(\.queueEntry)
            .sorted { $0.receipt < $1.receipt }
    }
}
