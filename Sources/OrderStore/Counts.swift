// How many there are of what, for monitoring: counted by the database, never row by row here.

public import MonitoringOrders

/// Orders in a state and a category.
public struct OrderCount: Hashable, Sendable {
    public var state: OrderState
    /// `nil` for orders that have none yet.
    public var category: Int?
    public var count: Int
}

extension StoreReader {
    /// How many orders there are in each state and category.
    public func orderCountsByCategory() throws -> [OrderCount] {
        try all(
            """
            SELECT state, category, COUNT(*) AS count FROM order_summary
            GROUP BY state, category ORDER BY state, category
            """
        ).map { row in
            OrderCount(
                state: try row.parsed("state", OrderState.init(rawValue:)),
                category: try row.storedIfPresent("category"), count: try row.stored("count"))
        }
    }

    /// How many deliveries ended how, or wait.
    public func deliveryCounts() throws -> [String: Int] {
        try counts("SELECT state AS name, COUNT(*) AS count FROM delivery GROUP BY state")
    }

    /// How many letters were judged how.
    public func dispositionCounts() throws -> [String: Int] {
        try counts(
            """
            SELECT disposition AS name, COUNT(*) AS count FROM letter
            WHERE disposition IS NOT NULL GROUP BY disposition
            """)
    }

    private func counts(_ sql: String) throws -> [String: Int] {
        try all(sql).reduce(into: [:]) { counts, row in
            counts[try row.stored("name")] = try row.stored("count")
        }
    }

    /// The acknowledged orders with the highest numbers.
    public func latestAcknowledged(limit: Int) throws -> [OrderSummary] {
        try all(
            """
            SELECT * FROM order_summary WHERE acknowledged_at IS NOT NULL
            ORDER BY number DESC LIMIT ?
            """, [limit]
        ).map(OrderSummary.init)
    }
}
