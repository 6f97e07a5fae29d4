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
        let sql = """
            SELECT state, category, COUNT(*) AS count FROM order_summary
            GROUP BY state, category ORDER BY state, category
            """
        return try remembering(Question(sql: sql)) {
            try all(sql).map { row in
                OrderCount(
                    state: try row.parsed("state", OrderState.init(rawValue:)),
                    category: try row.storedIfPresent("category"), count: try row.stored("count"))
            }
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

    /// The orders with the highest numbers that were ever acknowledged.
    ///
    /// - Parameters:
    ///   - kind: of the orders; any for `nil`.
    ///   - states: orders in one of these are left out.
    ///   - limit: how many at most.
    /// - Returns: the highest number first.
    /// - Throws: ``StoreError``.
    public func latestAcknowledged(
        of kind: OrderKind? = nil, notIn states: Set<OrderState> = [], limit: Int
    ) throws -> [OrderSummary] {
        let kinds = kind.map { [$0.rawValue] } ?? OrderKind.allCases.map(\.rawValue)
        let allowed = OrderState.allCases.filter { !states.contains($0) }.map(\.rawValue)
        return try summaries(
            """
            SELECT * FROM order_summary \(connection.dialect.indexed(by: "order_acknowledged"))
            WHERE acknowledged_at IS NOT NULL AND kind IN (\(Self.places(kinds.count)))
            AND state IN (\(Self.places(allowed.count)))
            ORDER BY number DESC LIMIT ?
            """, kinds + allowed + [limit])
    }
}
