// The order of service (clause 3.2.1.1): category 1 before 2, and inside each the order of durable
// receipt at the station. Nothing else moves an entry: no age, no date of a letter, no expected
// start, and no rule against waiting long (R40, R41, R43).

/// An order as the queue sees it.
public struct QueueEntry: Hashable, Sendable {
    public var order: OrderNumber
    public var category: Category
    public var receipt: Receipt
    public var state: OrderState

    /// An entry with all that decides its place.
    public init(order: OrderNumber, category: Category, receipt: Receipt, state: OrderState) {
        (self.order, self.category, self.receipt) = (order, category, receipt)
        self.state = state
    }

    /// True if this entry is served before another.
    public func precedes(_ other: QueueEntry) -> Bool {
        (category.number, receipt.sequence) < (other.category.number, other.receipt.sequence)
    }
}

/// The waiting orders of a station in the order of service.
public struct ServiceQueue: Hashable, Sendable {
    /// Waiting orders, the next to be served first.
    public let entries: [QueueEntry]

    /// A queue of the waiting ones among some orders, whatever their order was.
    public init(_ orders: some Sequence<QueueEntry>) {
        entries = orders.filter(\.state.isWaiting).sorted { $0.precedes($1) }
    }

    /// Orders that are to be served before one. A suspended task keeps its place but holds nobody
    /// up, because the operator has set it aside with a reason (R42).
    public func waitingAhead(of order: OrderNumber) -> [OrderNumber] {
        guard let entry = entries.first(where: { $0.order == order }) else { return [] }
        return entries.filter { $0.state != .suspended && $0.precedes(entry) }.map(\.order)
    }

    /// Place in the queue, counted from 1.
    public func place(of order: OrderNumber) -> Int? {
        entries.firstIndex { $0.order == order }.map { $0 + 1 }
    }
}

extension Order {
    /// The order as the queue sees it; `nil` before its receipt at the station.
    public var queueEntry: QueueEntry? {
        guard let receipt, let category else { return nil }
        return QueueEntry(order: number, category: category, receipt: receipt, state: state)
    }
}
