// Lists of orders, a page at a time. A page begins after the last order of the one before, so that orders that
// come in between are neither left out nor shown twice.

public import MonitoringOrders

/// Which orders a list shows.
public struct OrderFilter: Hashable, Sendable {
    /// All for `nil`.
    public var states: Set<OrderState>?
    public var category: Int?
    public var kind: OrderKind?
    /// Part of the order's number, its reference number or its satellite's name; letter case is ignored.
    public var text: String?

    /// Orders in some states, of a category and a kind, with a text; all where nothing is said.
    public init(
        states: Set<OrderState>? = nil, category: Int? = nil, kind: OrderKind? = nil,
        text: String? = nil
    ) {
        (self.states, self.category, self.kind, self.text) = (states, category, kind, text)
    }

    /// The condition in SQL, and its values.
    fileprivate var condition: (sql: String, arguments: StoredArguments) {
        var (conditions, arguments) = (["TRUE"], StoredArguments())
        if let states {
            conditions.append("state IN (\(StoreReader.places(states.count)))")
            arguments += states.map(\.rawValue).sorted()
        }
        if let category {
            conditions.append("category = ?")
            arguments.append(category)
        }
        if let kind {
            conditions.append("kind = ?")
            arguments.append(kind.rawValue)
        }
        if let text, !text.isEmpty {
            let columns = ["number", "COALESCE(reference, '')", "COALESCE(satellite, '')"]
            let matches = columns.map { "UPPER(\($0)) LIKE ? ESCAPE '!'" }
            conditions.append("(\(matches.joined(separator: " OR ")))")
            let pattern = "%\(Self.escaped(text.uppercased()))%"
            arguments += columns.map { _ in pattern }
        }
        return (conditions.joined(separator: " AND "), arguments)
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_")
    }
}

extension StoreReader {
    /// Orders that a filter lets through, the highest numbers first.
    ///
    /// - Parameters:
    ///   - filter: which orders.
    ///   - last: the last order of the page before; `nil` for the first page.
    ///   - limit: how many at most.
    /// - Returns: one page.
    /// - Throws: ``StoreError``.
    public func orders(_ filter: OrderFilter, after last: OrderNumber? = nil, limit: Int) throws
        -> [OrderSummary]
    {
        let (condition, arguments) = filter.condition
        return try summaries(
            """
            SELECT * FROM order_summary WHERE \(condition) AND number < ?
            ORDER BY number DESC LIMIT ?
            """, arguments + [last?.description ?? "~", limit])
    }

    /// How many orders there are in each state.
    public func orderCounts() throws -> [OrderState: Int] {
        try orderCountsByCategory().reduce(into: [:]) { $0[$1.state, default: 0] += $1.count }
    }
}
