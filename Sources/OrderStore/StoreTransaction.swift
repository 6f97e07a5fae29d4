// Writing events: each is journalled, applied and projected in one step.

public import MonitoringOrders
public import Quantities

/// A durable transaction: everything in it happens, or nothing. It must not leave the body it was
/// given to.
public final class StoreTransaction: LeaseTransaction {
    /// What the first row of the journal follows.
    let genesis: String
    /// What events that were foreseen are in the journal.
    private var texts: [(event: OrderEvent, text: EventText)]
    /// Orders as they stand in this transaction, so that an act does not replay them twice.
    private var orders: [OrderNumber: Order] = [:]
    /// Orders whose summaries are to be written.
    private var changed: [OrderNumber] = []
    /// The last row of the journal, where this transaction knows it.
    var lastRow: JournalEnd?
    /// When and by whom that row was written, as it says so.
    var lastStamp: (at: UTCInstant, actor: Actor, texts: [String])?

    init(
        _ connection: any StoreConnection, genesis: String, after lastRow: JournalEnd? = nil,
        cache: OrderCache? = nil, texts: [(event: OrderEvent, text: EventText)] = []
    ) {
        (self.genesis, self.lastRow, self.texts) = (genesis, lastRow, texts)
        super.init(connection, cache: cache)
    }

    /// An order as its events make it, those of this transaction included.
    public override func order(_ number: OrderNumber) throws -> Order? {
        if let known = orders[number] { return known }
        let order = try super.order(number)
        orders[number] = order
        return order
    }

    /// The hash of the last row, those of this transaction included.
    override func lastHash() throws -> String? { try lastRow?.hash ?? super.lastHash() }

    /// Journals an event, applies it and brings the projection up to date.
    ///
    /// - Precondition: the first event of an order is a draft or a receipt of the same number.
    /// - Returns: the order after the event.
    /// - Throws: ``StoreError`` with `constraint` when a number would be given twice.
    @discardableResult
    public func append(
        _ event: OrderEvent, to number: OrderNumber, at: UTCInstant, by actor: Actor
    ) throws -> Order {
        let beginning = Order(event, at: at, by: actor)
        var order = try order(number)
        guard beginning == nil || order == nil else {
            throw BrokenRule(message: "order \(number) exists already")
        }
        if order == nil {
            order = beginning
        } else {
            order?.apply(event, at: at, by: actor)
        }
        guard let order, order.number == number else {
            preconditionFailure("\(number) does not begin with \(event)")
        }
        let text = try texts.first { $0.event == event }?.text ?? EventText(event)
        let row = try journal(text, subject: number.description, at: at, by: actor)
        orders[number] = order
        cache?.keep(order, asOf: row.hash)
        if !changed.contains(number) { changed.append(number) }
        return order
    }

    /// Lets each event be encoded when it is appended, because what was foreseen is only as good as equal.
    public func forgetForeseen() { texts = [] }

    /// Writes the summaries of what was changed: once for all events of an act, and before anything is read.
    func projectChanges() throws {
        while let order = changed.popLast().flatMap({ orders[$0] }) { try project(order) }
    }

    override func all(_ sql: String, _ arguments: StoredArguments = []) throws -> [StoredRow] {
        try projectChanges()
        return try super.all(sql, arguments)
    }

    /// Journals something that is no event of an order.
    public func append(_ event: DeskEvent, at: UTCInstant, by actor: Actor) throws {
        try journal(EventText(event), subject: JournalRow.deskSubject, at: at, by: actor)
    }

    /// Adds a row to a table that numbers its rows.
    ///
    /// - Returns: the row's number.
    func insert(_ sql: String, _ arguments: StoredArguments) throws -> Int {
        try keepingFailure {
            let row = try connection.all(sql + " RETURNING id", arguments).first
            guard let row else { throw StoredFault(message: "a new row has no number") }
            return try row.stored("id")
        }
    }
}
