// A store for simulations: the same schema, chain and transactions, mostly in memory, with a say at each
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
    /// Makes the store of a simulation; evidence is never kept in memory.
    ///
    /// - Parameters:
    ///   - desk: whose store it is.
    ///   - path: a file that is not there yet; `nil` for a store in memory, which ends with the process.
    ///   - ask: is asked at each commit; what it throws comes out of `write`.
    /// - Returns: the open store.
    /// - Throws: ``StoreError``.
    public static func simulated(
        desk: DeskKind, at path: String? = nil,
        asking ask: @escaping @Sendable (CommitMoment) throws -> Void
    ) throws -> OrderStore {
        try translating(path ?? "memory") {
            let engine: SQLiteEngine
            if let path {
                try createFile(path) { try begin($0, desk, .simulation) }
                engine = try SQLiteEngine(path: path, isNew: false)
                try engine.checkDurability()
            } else {
                engine = try SQLiteEngine()
                try engine.withConnection { try begin($0, desk, .simulation) }
            }
            return try OrderStore(engine, asking: ask)
        }
    }
}
