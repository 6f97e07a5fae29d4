// The orders of a period, for statistics: found by their first event, then read as they stand now.

public import MonitoringOrders
public import Quantities

extension StoreReader {
    /// Orders that began at this desk in a period, placed by the Bureau or received at the station, as
    /// they stand now, with who began them.
    ///
    /// - Parameters:
    ///   - from: begin of the period.
    ///   - to: its end, which does not belong to it.
    /// - Returns: the orders, in the order of their beginnings.
    /// - Throws: ``StoreError``.
    public func ordersBegun(from: UTCInstant, to: UTCInstant) throws -> [(
        order: Order, actor: Actor
    )] {
        var beginnings: [(OrderNumber, Actor)] = []
        try connection.forEach(
            """
            SELECT at, actor, subject FROM journal WHERE kind IN ('ordered', 'received')
            ORDER BY sequence
            """, []
        ) { row in
            let at = try row.parsed("at") { UTCInstant($0) }
            guard from <= at, at < to else { return }
            let number = try row.parsed("subject", OrderNumber.init)
            beginnings.append(
                (number, try StoredText.decode(Actor.self, from: row.stored("actor"))))
        }
        return try beginnings.compactMap { number, actor in
            try order(number).map { ($0, actor) }
        }
    }
}
