// Lists of letters, a page at a time, the latest first.

public import MonitoringOrders

/// Which letters a list shows.
public struct LetterFilter: Hashable, Sendable {
    /// True for letters that came, false for those that went; `nil` for both.
    public var isIncoming: Bool?
    public var order: OrderNumber?
    /// All for `nil`.
    public var dispositions: Set<String>?

    /// Letters of one way, on one order, with one of some dispositions; all where nothing is said.
    public init(
        isIncoming: Bool? = nil, order: OrderNumber? = nil, dispositions: Set<String>? = nil
    ) {
        (self.isIncoming, self.order, self.dispositions) = (isIncoming, order, dispositions)
    }

    /// What the columns of a letter must be.
    var condition: (sql: String, arguments: StoredArguments) {
        var (conditions, arguments) = (["TRUE"], StoredArguments())
        if let isIncoming {
            conditions.append("direction = ?")
            arguments.append(isIncoming ? "in" : "out")
        }
        if let order {
            conditions.append("\"order\" = ?")
            arguments.append(order.description)
        }
        if let dispositions {
            conditions.append("disposition IN (\(StoreReader.places(dispositions.count)))")
            arguments += dispositions.sorted()
        }
        return (conditions.joined(separator: " AND "), arguments)
    }
}

extension StoreReader {
    /// Letters that a filter lets through, the latest first: so many at most, from the one after the last of the page
    /// before.
    public func letters(_ filter: LetterFilter, after last: Int? = nil, limit: Int) throws
        -> [LetterRecord]
    {
        let (condition, arguments) = filter.condition
        return try all(
            """
            SELECT \(LetterRecord.columns) FROM letter WHERE \(condition) AND id < ?
            ORDER BY id DESC LIMIT ?
            """, arguments + [last ?? .max, limit]
        ).map(LetterRecord.init)
    }

    /// One letter by its number.
    public func letter(_ id: Int) throws -> LetterRecord? {
        try first("SELECT \(LetterRecord.columns) FROM letter WHERE id = ?", [id])
            .map(LetterRecord.init)
    }
}
