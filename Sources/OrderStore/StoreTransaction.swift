// Writing events: each is journalled, applied and projected in one step.

public import MonitoringOrders
public import Quantities

/// A durable transaction: everything in it happens, or nothing. It must not leave the body it was
/// given to.
public final class StoreTransaction: LeaseTransaction {
    /// What the first row of the journal follows.
    let genesis: String
    /// Orders as they stand in this transaction, so that an act does not replay them twice.
    private var orders: [OrderNumber: Order] = [:]
    /// The last row of the journal, once a row was added in this transaction.
    var lastRow: (sequence: Int, hash: String)?

    init(_ connection: any StoreConnection, genesis: String) {
        self.genesis = genesis
        super.init(connection)
    }

    /// An order as its events make it, those of this transaction included.
    public override func order(_ number: OrderNumber) throws -> Order? {
        if let known = orders[number] { return known }
        let order = try super.order(number)
        orders[number] = order
        return order
    }

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
        try journal(event, subject: number.description, at: at, by: actor)
        try project(order)
        orders[number] = order
        return order
    }

    /// Journals something that is no event of an order.
    public func append(_ event: DeskEvent, at: UTCInstant, by actor: Actor) throws {
        try journal(event, subject: JournalRow.deskSubject, at: at, by: actor)
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
