// What was made of journal rows lately. A row's hash binds it to all rows before it, so whatever stands under a hash can
// never be anything else: an order as of its last row, an event in its row. It does not matter whether that row was
// committed, or will be.

import MonitoringOrders
import Quantities
import Synchronization

/// Orders and events by the hashes of journal rows.
final class OrderCache: Sendable {
    private let orders = Mutex<[OrderNumber: (order: Order, hash: String)]>([:])
    private let events = Mutex<[String: JournalEntry.Event]>([:])
    private let counts = Mutex<(counts: [OrderState: Int], hash: String)?>(nil)

    /// The order as of its last row.
    func order(_ number: OrderNumber, asOf hash: String) -> Order? {
        orders.withLock { orders in
            orders[number].flatMap { $0.hash == hash ? $0.order : nil }
        }
    }

    /// Keeps an order; when there are too many, all others are forgotten.
    func keep(_ order: Order, asOf hash: String) {
        orders.withLock { orders in
            if orders.count >= Limits.cachedOrders { orders.removeAll(keepingCapacity: true) }
            orders[order.number] = (order, hash)
        }
    }

    /// How many orders were in which state as of the journal's last row.
    func counts(asOf hash: String) -> [OrderState: Int]? {
        counts.withLock { $0.flatMap { $0.hash == hash ? $0.counts : nil } }
    }

    /// Keeps how many orders were in which state.
    func keep(_ counts: [OrderState: Int], asOf hash: String) {
        self.counts.withLock { $0 = (counts, hash) }
    }

    /// The event of a row, decoded once; `nil` if the content is of no event that this program knows.
    func event(of entry: JournalEntry) -> JournalEntry.Event? {
        if let known = events.withLock({ $0[entry.hash] }) { return known }
        guard let event = entry.event else { return nil }
        events.withLock { events in
            if events.count >= Limits.cachedEvents { events.removeAll(keepingCapacity: true) }
            events[entry.hash] = event
        }
        return event
    }
}
