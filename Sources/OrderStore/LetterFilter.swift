// Lists of letters, a page at a time, the latest first.

/// Which letters a list shows.
public struct LetterFilter: Hashable, Sendable {
    /// True for letters that came, false for those that went; `nil` for both.
    public var isIncoming: Bool?
    /// All for `nil`.
    public var dispositions: Set<String>?

    /// Letters of one way, with one of some dispositions; all where nothing is said.
    public init(isIncoming: Bool? = nil, dispositions: Set<String>? = nil) {
        (self.isIncoming, self.dispositions) = (isIncoming, dispositions)
    }
}

extension StoreReader {
    /// Letters that a filter lets through, the latest first: so many at most, from the one after the last of the page
    /// before.
    public func letters(_ filter: LetterFilter, after last: Int? = nil, limit: Int) throws
        -> [LetterRecord]
    {
        var (conditions, arguments) = (["id < ?"], [last ?? .max] as StoredArguments)
        if let isIncoming = filter.isIncoming {
            conditions.append("direction = ?")
            arguments.append(isIncoming ? "in" : "out")
        }
        if let dispositions = filter.dispositions {
            conditions.append("disposition IN (\(Self.places(dispositions.count)))")
            arguments += dispositions.sorted()
        }
        return try all(
            """
            SELECT \(LetterRecord.columns) FROM letter
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY id DESC LIMIT ?
            """, arguments + [limit]
        ).map(LetterRecord.init)
    }

    /// One letter by its number.
    public func letter(_ id: Int) throws -> LetterRecord? {
        try first("SELECT \(LetterRecord.columns) FROM letter WHERE id = ?", [id])
            .map(LetterRecord.init)
    }
}
