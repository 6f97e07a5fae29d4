// Reading within one transaction: orders by replay of their events, everything else by index.

public import MonitoringOrders

/// A view of the store within one transaction. It must not leave the body it was given to.
public class StoreReader {
    let connection: any StoreConnection
    let cache: OrderCache?
    /// The hash of the journal's last row, once it was asked for: it stays what it is in one transaction that writes
    /// nothing.
    private var readHash: String??

    init(_ connection: any StoreConnection, cache: OrderCache? = nil) {
        (self.connection, self.cache) = (connection, cache)
    }

    /// An order as its events make it; `nil` when there is none.
    ///
    /// - Throws: ``StoreError`` (`damaged`) if an event cannot be read.
    public func order(_ number: OrderNumber) throws -> Order? {
        guard let cache else { return try replay(events(of: number)) }
        guard let last = try lastRow(of: number) else { return nil }
        if let known = cache.order(number, asOf: last.hash) { return known }
        let order = try replay(events(of: number))
        if let order { cache.keep(order, asOf: last.hash) }
        return order
    }

    /// The number of the last journal row of an order: it changes with everything that happens to it.
    public func lastSequence(of order: OrderNumber) throws -> Int? {
        try lastRow(of: order)?.sequence
    }

    /// The hash of the journal's last row; `nil` for an empty one.
    func lastHash() throws -> String? {
        if let readHash { return readHash }
        let hash: String? = try connection.all(
            "SELECT hash FROM journal ORDER BY sequence DESC LIMIT 1", []
        ).first?.stored("hash")
        readHash = .some(hash)
        return hash
    }

    /// The number that was given last in a table that numbers its rows, also to a row that is gone; 0 before the first.
    func lastNumber(of table: String) throws -> Int {
        try connection.all(connection.dialect.lastNumber, [table]).first?.storedIfPresent("last")
            ?? 0
    }

    private func lastRow(of order: OrderNumber) throws -> JournalEnd? {
        try first(
            "SELECT sequence, hash FROM journal WHERE subject = ? ORDER BY sequence DESC LIMIT 1",
            [order.description]
        ).map { JournalEnd(sequence: try $0.stored("sequence"), hash: try $0.stored("hash")) }
    }

    /// The journal rows of an order, oldest first.
    public func events(of number: OrderNumber) throws -> [JournalEntry] {
        try all(
            "SELECT * FROM journal WHERE subject = ? ORDER BY sequence", [number.description]
        ).map(JournalEntry.init)
    }

    /// What has happened to an order, oldest first; rows of events that this program does not know are left out.
    public func life(of number: OrderNumber) throws -> [(entry: JournalEntry, event: OrderEvent)] {
        guard let last = try lastRow(of: number) else { return [] }
        if let known = cache?.life(of: number, asOf: last.hash) { return known }
        let life = try events(of: number).compactMap { entry -> LifeRow? in
            guard case .order(_, let event) = event(of: entry) else { return nil }
            return (entry, event)
        }
        cache?.keep(life, of: number, asOf: last.hash)
        return life
    }

    private func event(of entry: JournalEntry) -> JournalEntry.Event? {
        cache.map { $0.event(of: entry) } ?? entry.event
    }

    /// Journal rows from a sequence number on.
    public func journal(from sequence: Int, limit: Int) throws -> [JournalEntry] {
        try all(
            "SELECT * FROM journal WHERE sequence >= ? ORDER BY sequence LIMIT ?",
            [sequence, limit]
        ).map(JournalEntry.init)
    }

    /// The order that has a reference number.
    public func orderNumber(of reference: ReferenceNumber) throws -> OrderNumber? {
        try first(
            "SELECT number FROM order_summary WHERE reference = ?", [reference.description]
        )?.parsed("number", OrderNumber.init)
    }

    /// What the events of one order make of it.
    func replay(_ entries: some Sequence<JournalEntry>) throws -> Order? {
        var order: Order?
        for entry in entries {
            guard case .order(_, let event) = event(of: entry) else {
                throw StoredFault(message: "journal row \(entry.sequence) holds no known event")
            }
            if order == nil {
                order = Order(event, at: entry.at, by: entry.actor)
                guard order != nil else {
                    throw StoredFault(message: "journal row \(entry.sequence) begins no order")
                }
            } else {
                order?.apply(event, at: entry.at, by: entry.actor)
            }
        }
        return order
    }

    /// So many question marks for a list; NULL, which equals nothing, for none.
    static func places(_ count: Int) -> String {
        count == 0 ? "NULL" : Array(repeating: "?", count: count).joined(separator: ", ")
    }

    func all(_ sql: String, _ arguments: StoredArguments = []) throws -> [StoredRow] {
        try connection.all(sql, arguments)
    }

    func first(_ sql: String, _ arguments: StoredArguments = []) throws -> StoredRow? {
        try all(sql, arguments).first
    }
}
