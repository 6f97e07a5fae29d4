// A store for simulations: the same schema, chain and transactions, mostly in memory, with a say at each
// commit for whoever simulates failing disks and ending processes.

public import MonitoringOrders
public import Quantities

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
    ///   - path: a file that is not there yet, or `postgresql://…`, an empty database; `nil` for a store in memory, which
    ///     ends with the process.
    ///   - ask: is asked at each commit; what it throws comes out of `write`.
    /// - Returns: the open store.
    /// - Throws: ``StoreError``.
    public static func simulated(
        desk: DeskKind, at path: String? = nil,
        asking ask: @escaping @Sendable (CommitMoment) throws -> Void
    ) throws -> OrderStore {
        try translating(path ?? "memory") {
            try OrderStore(simulatedEngine(desk, at: path.map { StoreLocation($0) }), asking: ask)
        }
    }

    private static func simulatedEngine(
        _ desk: DeskKind, at location: StoreLocation?
    ) throws -> any StoreEngine {
        switch location {
        case .file(let path):
            try createFile(path) { try begin($0, desk, .simulation) }
            let engine = try SQLiteEngine(path: path, isNew: false)
            try engine.checkDurability()
            return engine
        case .server(let address):
            let engine = PostgresEngine(address)
            try engine.withConnection { try begin($0, desk, .simulation) }
            return engine
        case nil:
            let engine = try SQLiteEngine()
            try engine.withConnection { try begin($0, desk, .simulation) }
            return engine
        }
    }

    /// A copy of a simulated store as it stands.
    ///
    /// - Throws: ``StoreError``.
    public func simulatedBackup() throws -> SimulatedBackup {
        guard let engine = gate.engine as? SQLiteEngine else {
            preconditionFailure("a simulated store is one of SQLite")
        }
        return try Self.translating(path) {
            let copy = try SQLiteEngine()
            try gate.alone { _ in try engine.connection.copy(into: copy.connection) }
            return SimulatedBackup(engine: copy)
        }
    }

    /// Makes the store of a simulation out of a backup, which stays as it is.
    ///
    /// - Parameters:
    ///   - backup: of a simulated store.
    ///   - path: a file that is not there yet; `nil` for a store in memory.
    ///   - now: when it is restored.
    ///   - ask: is asked at each commit.
    /// - Returns: the open store, which knows that it was restored.
    /// - Throws: ``StoreError``.
    public static func simulated(
        restoring backup: SimulatedBackup, at path: String? = nil, now: UTCInstant,
        asking ask: @escaping @Sendable (CommitMoment) throws -> Void
    ) throws -> OrderStore {
        try translating(path ?? "memory") {
            let engine: SQLiteEngine
            if let path {
                try backup.engine.connection.copy(to: path)
                engine = try SQLiteEngine(path: path, isNew: false)
            } else {
                engine = try SQLiteEngine()
                try backup.engine.connection.copy(into: engine.connection)
            }
            try engine.withConnection { connection in
                try connection.transaction(.writing) { try noteRestored(connection, at: now) }
            }
            return try OrderStore(engine, asking: ask)
        }
    }
}

/// A copy of a simulated store, kept in memory.
public struct SimulatedBackup: Sendable {
    fileprivate let engine: SQLiteEngine
}
