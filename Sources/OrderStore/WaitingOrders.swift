// The queue as the store has it: waiting orders by category and then by receipt, found by an index.

public import MonitoringOrders

extension StoreReader {
    /// The waiting orders in the order of service, category and then receipt (R40): so many from
    /// the head, all for `nil`.
    public func queueEntries(limit: Int? = nil) throws -> [QueueEntry] {
        try waitingOrders(limit: limit).compactMap(\.queueEntry)
    }

    /// The same as lists show them.
    public func waitingOrders(limit: Int? = nil) throws -> [OrderSummary] {
        try summaries(
            """
            SELECT * FROM order_summary \(connection.dialect.indexed(by: "order_queue"))
            WHERE state IN ('received', 'acknowledged', 'suspended')
            ORDER BY category, receipt_sequence LIMIT ?
            """, [limit ?? .max])
    }

    /// Waiting orders of a category in the order of service, a page at a time.
    ///
    /// - Parameters:
    ///   - category: 1 or 2.
    ///   - receipt: the receipt's number of the last order of the page before; 0 for the first page.
    ///   - limit: how many at most.
    /// - Returns: one page.
    /// - Throws: ``StoreError``.
    public func waitingOrders(category: Int, after receipt: Int = 0, limit: Int) throws
        -> [OrderSummary]
    {
        try summaries(
            """
            SELECT * FROM order_summary \(connection.dialect.indexed(by: "order_queue"))
            WHERE state IN ('received', 'acknowledged', 'suspended')
            AND category = ? AND receipt_sequence > ?
            ORDER BY category, receipt_sequence LIMIT ?
            """, [category, receipt, limit])
    }

    /// The waiting orders that are served before an order or before the last whose start is promised, and these two
    /// themselves.
    ///
    /// - Parameter order: that has a receipt.
    /// - Returns: them, in the order of service.
    /// - Throws: ``StoreError``.
    public func waitingOrders(throughPromisesAnd order: OrderSummary) throws -> [OrderSummary] {
        guard let entry = order.queueEntry else { return [] }
        let promised = try summaries(
            """
            SELECT * FROM order_summary WHERE state = 'acknowledged'
            ORDER BY category DESC, receipt_sequence DESC LIMIT 1
            """, []
        ).first?.queueEntry
        let last = promised.map { entry.precedes($0) ? $0 : entry } ?? entry
        return try summaries(
            """
            SELECT * FROM order_summary \(connection.dialect.indexed(by: "order_queue"))
            WHERE state IN ('received', 'acknowledged', 'suspended')
            AND (category, receipt_sequence) <= (?, ?)
            ORDER BY category, receipt_sequence
            """, [last.category.number, last.receipt.sequence])
    }

    /// How many orders of a category wait.
    public func waitingCount(category: Int) throws -> Int {
        try orderCountsByCategory().filter { $0.state.isWaiting && $0.category == category }
            .map(\.count).reduce(0, +)
    }

    /// How many orders of a category wait that are served before or with a receipt.
    public func waitingCount(category: Int, upTo receipt: Int) throws -> Int {
        try first(
            """
            SELECT COUNT(*) AS count FROM order_summary \(connection.dialect.indexed(by: "order_queue"))
            WHERE state IN ('received', 'acknowledged', 'suspended')
            AND category = ? AND receipt_sequence <= ?
            """, [category, receipt]
        )?.stored("count") ?? 0
    }
}
