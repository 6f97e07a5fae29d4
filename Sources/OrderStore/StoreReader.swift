// Reading: orders by replay of their events, lists and queue by the projections, letters by index.

import Foundation
import GRDB
public import MonitoringOrders
public import Quantities

/// An order as lists show it.
public struct OrderSummary: Hashable, Sendable {
    public var number: OrderNumber
    public var kind: OrderKind
    public var state: OrderState
    public var category: MonitoringOrders.Category?
    public var reference: ReferenceNumber?
    public var receipt: Receipt?
    public var acknowledgedAt: UTCInstant?
    public var startedAt: UTCInstant?
    public var closedAt: UTCInstant?
}

/// A view of the store within one transaction.
public class StoreReader {
    let database: Database

    init(database: Database) { self.database = database }

    /// An order as its events make it; `nil` when there is none.
    public func order(_ number: OrderNumber) throws -> Order? {
        var order: Order?
        for entry in try events(of: number) {
            guard let event = entry.orderEvent else { continue }
            if order == nil {
                order = Order(event, at: entry.at, by: entry.actor)
            } else {
                order?.apply(event, at: entry.at, by: entry.actor)
            }
        }
        return order
    }

    /// The journal rows of an order, oldest first.
    public func events(of number: OrderNumber) throws -> [JournalEntry] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM journal WHERE subject = ? ORDER BY sequence",
            arguments: [number.description]
        ).map(JournalEntry.init(row:))
    }

    /// Journal rows from a sequence number on.
    public func journal(from sequence: Int, limit: Int) throws -> [JournalEntry] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM journal WHERE sequence >= ? ORDER BY sequence LIMIT ?",
            arguments: [sequence, limit]
        ).map(JournalEntry.init(row:))
    }

    /// The order that has a reference number.
    public func orderNumber(of reference: ReferenceNumber) throws -> OrderNumber? {
        try String.fetchOne(
            database, sql: "SELECT number FROM order_summary WHERE reference = ?",
            arguments: [reference.description]
        ).flatMap(OrderNumber.init)
    }

    /// Orders in some states, all for `nil`, by their numbers.
    public func orders(states: Set<OrderState>?) throws -> [OrderSummary] {
        try Row.fetchAll(database, sql: "SELECT * FROM order_summary ORDER BY number")
            .compactMap(OrderSummary.init(row:))
            .filter { states?.contains($0.state) ?? true }
    }

    /// The waiting orders, in the order of service.
    public func queueEntries() throws -> [QueueEntry] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM order_summary
                WHERE state IN ('received', 'acknowledged', 'suspended')
                ORDER BY category, receipt_sequence
                """
        ).compactMap(OrderSummary.init(row:)).compactMap(\.queueEntry)
    }
}

extension OrderSummary {
    init?(row: Row) {
        guard let number = OrderNumber(row["number"]), let kind = OrderKind(rawValue: row["kind"]),
            let state = OrderState(rawValue: row["state"])
        else { return nil }
        (self.number, self.kind, self.state) = (number, kind, state)
        let grounds = (row["grounds"] as String?).flatMap(Grounds.init(rawValue:))
        category = (row["category"] as Int?).map { _ in MonitoringOrders.Category(grounds: grounds)
        }
        reference = (row["reference"] as String?).flatMap(ReferenceNumber.init)
        func instant(_ column: String) -> UTCInstant? {
            (row[column] as String?).flatMap { UTCInstant($0) }
        }
        if let sequence = row["receipt_sequence"] as Int?, let at = instant("received_at") {
            receipt = Receipt(sequence: sequence, at: at)
        }
        acknowledgedAt = instant("acknowledged_at")
        startedAt = instant("started_at")
        closedAt = instant("closed_at")
    }

    /// The order as the queue sees it; `nil` before its receipt.
    public var queueEntry: QueueEntry? {
        guard let receipt, let category else { return nil }
        return QueueEntry(order: number, category: category, receipt: receipt, state: state)
    }
}
