// Orders that were replayed lately. An order is what its events make it, so one that has no new event need not be made
// again; the number of its last event tells. What a transaction has not committed never comes in here.

import MonitoringOrders
import Quantities
import Synchronization

/// Replayed orders by number, each as of one of its events.
final class OrderCache: Sendable {
    private struct Entry {
        var order: Order
        var sequence: Int
    }

    private let entries = Mutex<[OrderNumber: Entry]>([:])

    /// The order as of an event.
    func order(_ number: OrderNumber, asOf sequence: Int) -> Order? {
        entries.withLock { entries in
            entries[number].flatMap { $0.sequence == sequence ? $0.order : nil }
        }
    }

    /// Keeps an order; when there are too many, all others are forgotten.
    func keep(_ order: Order, asOf sequence: Int) {
        entries.withLock { entries in
            if entries.count >= Limits.cachedOrders { entries.removeAll(keepingCapacity: true) }
            entries[order.number] = Entry(order: order, sequence: sequence)
        }
    }
}
