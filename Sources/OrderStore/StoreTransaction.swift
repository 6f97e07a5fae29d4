// Writing: events with their projection, numbers that are never given twice.

import Foundation
import GRDB
public import MonitoringOrders
public import Quantities

/// A durable transaction: everything in it happens, or nothing.
public final class StoreTransaction: StoreReader {
    let path: String

    init(database: Database, path: String) {
        self.path = path
        super.init(database: database)
    }

    /// Journals an event, applies it and brings the projection up to date.
    ///
    /// - Returns: the order after the event.
    /// - Throws: ``StoreError`` with `constraint` when a number would be given twice.
    @discardableResult
    public func append(
        _ event: OrderEvent, to number: OrderNumber, at: UTCInstant, by actor: Actor
    ) throws -> Order {
        var order = try order(number)
        try journal(event, subject: number.description, at: at, by: actor)
        if order == nil {
            order = Order(event, at: at, by: actor)
        } else {
            order?.apply(event, at: at, by: actor)
        }
        guard let order else {
            preconditionFailure("the first event of an order is a draft or a receipt")
        }
        try project(order)
        return order
    }

    /// Journals something that is no event of an order.
    public func append(_ event: DeskEvent, at: UTCInstant, by actor: Actor) throws {
        try journal(event, subject: "desk", at: at, by: actor)
    }

    private func journal(
        _ event: some Encodable, subject: String, at: UTCInstant, by actor: Actor
    ) throws {
        let head = try Row.fetchOne(
            database, sql: "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1")
        let row = JournalRow(
            sequence: (head?["sequence"] ?? 0) + 1, at: at.description,
            actor: try EventText.encode(actor), subject: subject,
            kind: EventText.name(of: event), content: try EventText.encode(event),
            previous: head?["hash"] ?? JournalRow.genesis)
        try database.execute(
            sql: "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                row.sequence, row.at, row.actor, row.subject, row.kind, row.content, row.previous,
                row.digest,
            ])
    }

    /// Writes the projection of an order anew.
    func project(_ order: Order) throws {
        try database.execute(
            sql: """
                INSERT INTO order_summary
                (number, kind, state, category, grounds, reference, receipt_sequence, received_at,
                 acknowledged_at, started_at, closed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (number) DO UPDATE SET
                kind = excluded.kind, state = excluded.state, category = excluded.category,
                grounds = excluded.grounds, reference = excluded.reference,
                receipt_sequence = excluded.receipt_sequence, received_at = excluded.received_at,
                acknowledged_at = excluded.acknowledged_at, started_at = excluded.started_at,
                closed_at = excluded.closed_at
                """,
            arguments: StatementArguments(Projection.columns(of: order)))
    }

    /// The next number of a series in a year. A number is used up by the commit, not before, and
    /// never given again.
    private func nextSerial(_ series: String, _ year: Int) throws -> Int {
        try database.execute(
            sql: """
                INSERT INTO series (name, year, last) VALUES (?, ?, 1)
                ON CONFLICT (name, year) DO UPDATE SET last = last + 1
                """, arguments: [series, year])
        return try Int.fetchOne(
            database, sql: "SELECT last FROM series WHERE name = ? AND year = ?",
            arguments: [series, year]) ?? 1
    }

    /// A fresh order number.
    public func nextOrderNumber(series: String, year: Int) throws -> OrderNumber {
        OrderNumber(series: series, year: year, serial: try nextSerial(series, year))
    }

    /// A fresh reference number (R18, R19).
    public func nextReference(series: String, year: Int) throws -> ReferenceNumber {
        ReferenceNumber(series: series, year: year, serial: try nextSerial(series, year))
    }
}

/// The projection of an order as column values.
enum Projection {
    static func columns(of order: Order) -> [(any DatabaseValueConvertible)?] {
        [
            order.number.description, order.kind.rawValue, order.state.rawValue,
            order.category?.number, order.category?.grounds?.rawValue,
            order.reference?.description, order.receipt?.sequence, order.receipt?.at.description,
            order.acknowledgedAt?.description, order.startedAt?.description,
            order.closedAt?.description,
        ]
    }
}
