// The memory of a desk: one database, every act one durable transaction. What is returned from `write` is on the
// disk.

public import MonitoringOrders

/// Whether a database holds real cases or simulated ones; it never changes (R87).
public enum Register: String, Hashable, Sendable, Codable, CaseIterable {
    case live, simulation
}

/// What the store found about itself when it was opened.
public struct StoreDiagnostics: Hashable, Sendable, CustomStringConvertible {
    /// The engine with its version.
    public var engine: String
    public var schemaVersion: Int
    /// What makes commits durable, as the engine says it is set.
    public var settings: [Setting]

    /// All of it in one line.
    public var description: String {
        let words = settings.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
        return "\(engine), schema \(schemaVersion), \(words)"
    }

    /// A setting of the engine.
    public struct Setting: Hashable, Sendable {
        public var name: String
        public var value: String
    }
}

/// The store of one desk. It may be used from any thread; transactions follow one another.
public final class OrderStore: Sendable {
    /// The file, or the address of the database without its password.
    public let path: String
    public let desk: DeskKind
    public let register: Register
    public let diagnostics: StoreDiagnostics
    let gate: CommitGate
    let cache = OrderCache()
    /// What the first row of the journal follows.
    private let genesis: String
    /// Whom a simulation lets have a say at each commit.
    private let ask: (@Sendable (CommitMoment) throws -> Void)?

    init(
        _ engine: any StoreEngine, asking ask: (@Sendable (CommitMoment) throws -> Void)? = nil
    ) throws {
        (gate, path, self.ask) = (CommitGate(engine), engine.location, ask)
        diagnostics = try engine.diagnostics()
        (desk, register) = try gate.read { try $0.identity() }
        genesis = JournalRow.genesis(of: desk, register)
        try gate.read { try $0.checkBeginning(follows: genesis) }
    }

    /// True if other processes may work on the same desk at the same time.
    public var isShared: Bool { gate.engine.isShared }

    /// Carries out a body in one durable transaction; if it throws, nothing has happened. Bodies of several
    /// threads may share a commit.
    ///
    /// - Parameters:
    ///   - foreseen: events that the body will probably append. They are made ready for the journal before the
    ///     turn of this thread comes, at the same time as other threads write.
    ///   - body: what is done.
    /// - Returns: what the body returns.
    /// - Throws: the body's own errors as they are, ``StoreError`` if the store fails.
    @discardableResult
    public func write<T>(
        foreseeing foreseen: [OrderEvent] = [], _ body: (StoreTransaction) throws -> T
    ) throws -> T {
        var value: T?
        let texts = try foreseen.map { (event: $0, text: try EventText($0)) }
        try Self.translating(path) {
            try gate.write { connection, lastRow in
                let transaction = StoreTransaction(
                    connection, genesis: genesis, after: lastRow, cache: cache, texts: texts)
                value = try body(transaction)
                try transaction.projectChanges()
                if let failure = transaction.failure { throw failure }
                try ask?(.before)
                return transaction.lastRow
            }
            try ask?(.after)
        }
        guard let value else { preconditionFailure("a write came to an end without its body") }
        return value
    }

    /// Takes or gives back leases, at the same time as other processes do.
    ///
    /// - Throws: the body's own errors as they are, ``StoreError`` if the store fails.
    public func lease<T>(_ body: (LeaseTransaction) throws -> T) throws -> T {
        try Self.translating(path) {
            let value = try gate.alone { connection in
                try connection.transaction(.leasing) {
                    let value = try body(LeaseTransaction(connection))
                    try ask?(.before)
                    return value
                }
            }
            try ask?(.after)
            return value
        }
    }

    /// Reads one state of the store without changing anything.
    ///
    /// - Throws: the body's own errors as they are, ``StoreError`` if the store fails.
    public func read<T>(_ body: (StoreReader) throws -> T) throws -> T {
        try Self.translating(path) { try gate.read(cache, body) }
    }

    /// The same for what takes long: it is never done by a thread that came for something else.
    func readAtLength<T>(_ body: (StoreReader) throws -> T) throws -> T {
        try Self.translating(path) { try gate.readAlone(cache, body) }
    }

    /// How many commits this process has made: it tells whether there is anything new to do. Whoever has read what a commit
    /// wrote finds it counted.
    public var writes: Int { gate.commits }

    /// Waits until another process has changed something.
    ///
    /// - Returns: false if none has, in this time; at once where nobody else can.
    /// - Throws: ``StoreError`` with `unreachable`.
    public func awaitChange(within patience: Duration) throws -> Bool {
        try Self.translating(path) { try gate.engine.awaitCommit(within: patience) }
    }

    /// Lets a file grow to so many pages of 4096 bytes at most; a commit beyond that fails as on a full disk. It
    /// lasts until the store is closed.
    package func limitSize(pages: Int) throws {
        try Self.translating(path) {
            _ = try gate.alone { try $0.all("PRAGMA max_page_count = \(pages)", []) }
        }
    }

    /// Closes the database; the store cannot be used afterwards.
    ///
    /// - Throws: ``StoreError`` if the last pages could not be written back.
    package func close() throws {
        try Self.translating(path) { try gate.engine.close() }
    }
}

extension CommitGate {
    /// Reads, maybe together with others; at a server alone, because others commit there too, and a read must see all that
    /// was there when it came, not what the first of a group has seen.
    func read<T>(_ cache: OrderCache? = nil, _ body: (StoreReader) throws -> T) throws -> T {
        guard !engine.isShared else { return try readAlone(cache, body) }
        var value: T?
        try read { value = try body(StoreReader($0, cache: cache)) }
        guard let value else { preconditionFailure("a read came to an end without its body") }
        return value
    }

    /// Reads in a transaction of its own.
    func readAlone<T>(_ cache: OrderCache? = nil, _ body: (StoreReader) throws -> T) throws -> T {
        try alone { connection in
            try connection.transaction(.reading) {
                try body(StoreReader(connection, cache: cache))
            }
        }
    }
}

extension StoreReader {
    /// Whose database this is.
    func identity() throws -> (desk: DeskKind, register: Register) {
        guard let row = try first("SELECT kind, register FROM desk") else {
            throw StoredFault(message: "the desk's own row is gone")
        }
        return (
            try row.parsed("kind", DeskKind.init(rawValue:)),
            try row.parsed("register", Register.init(rawValue:))
        )
    }

    /// Checks that the journal is of this desk and register (R87).
    func checkBeginning(follows genesis: String) throws {
        let row = try first("SELECT previous FROM journal WHERE sequence = 1")
        guard try row?.stored("previous") ?? genesis == genesis else {
            throw StoredFault(message: "the journal is not of this desk and register")
        }
    }
}
