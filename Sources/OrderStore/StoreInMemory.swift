// A store for simulations: the same schema, chain and transactions, in memory, with a say at each
// commit for whoever simulates failing disks and ending processes.

public import MonitoringOrders

/// The two moments at which a simulated process can end in a write.
public enum CommitMoment: Sendable {
    /// Everything was written, nothing is kept yet: an error now undoes it.
    case before
    /// Everything is kept, and nobody was told.
    case after
}

extension OrderStore {
    /// Makes a store of a simulation that ends with the process; evidence is never kept in memory.
    ///
    /// - Parameters:
    ///   - desk: whose store it is.
    ///   - ask: is asked at each commit; what it throws comes out of `write`.
    /// - Returns: the open store.
    /// - Throws: ``StoreError``.
    public static func inMemory(
        desk: DeskKind, asking ask: @escaping @Sendable (CommitMoment) throws -> Void
    ) throws -> OrderStore {
        try translating("memory") {
            let engine = try SQLiteEngine()
            try engine.withConnection { try begin($0, desk, .simulation) }
            return try OrderStore(engine, asking: ask)
        }
    }
}
