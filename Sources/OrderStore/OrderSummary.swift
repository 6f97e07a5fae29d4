// Orders as lists and queue see them: one row each, written anew with every event, and never more
// than what the events say.

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
    /// Name of the victim satellite.
    public var satellite: String?
    public var placedAt: UTCInstant?
    /// As acknowledged last.
    public var expectedStart: UTCInstant?
    public var expectedEnd: UTCInstant?
    /// When the latest contact took place that lacked its conditions (R66).
    public var irregularContactAt: UTCInstant?
    /// Frequency at which the station receives, to the hertz.
    public var downlink: Hertz?

    init(_ order: Order) {
        (number, kind, state) = (order.number, order.kind, order.state)
        (category, reference, receipt) = (order.category, order.reference, order.receipt)
        (acknowledgedAt, startedAt) = (order.acknowledgedAt, order.startedAt)
        (closedAt, satellite, placedAt) = (
            order.closedAt, order.form.satellite.name, order.placedAt
        )
        expectedStart = order.acknowledgement?.expectedStart
        expectedEnd = order.acknowledgement?.expectedEnd
        irregularContactAt = order.operatorContacts.last { !$0.irregularities.isEmpty }?.at
        downlink = order.form.downlink.map { Hertz($0.value.rounded()) }
    }

    /// How long the task is expected to take, as acknowledged last.
    public var expectedDuration: Duration? {
        expectedStart.flatMap { start in expectedEnd.map { $0 - start } }
    }

    /// The order as the queue sees it; `nil` before its receipt.
    public var queueEntry: QueueEntry? {
        guard let receipt, let category else { return nil }
        return QueueEntry(order: number, category: category, receipt: receipt, state: state)
    }
}

extension OrderSummary {
    init(row: StoredRow) throws {
        number = try row.parsed("number", OrderNumber.init)
        kind = try row.parsed("kind", OrderKind.init(rawValue:))
        state = try row.parsed("state", OrderState.init(rawValue:))
        let grounds = try row.parsedIfPresent("grounds", Grounds.init(rawValue:))
        if let category: Int = try row.storedIfPresent("category") {
            self.category = MonitoringOrders.Category(grounds: grounds)
            guard self.category?.number == category else {
                throw StoredFault(message: "category and grounds of order \(number)")
            }
        }
        reference = try row.parsedIfPresent("reference", ReferenceNumber.init)
        let receivedAt = try row.parsedIfPresent("received_at") { UTCInstant($0) }
        if let sequence: Int = try row.storedIfPresent("receipt_sequence"), let receivedAt {
            receipt = Receipt(sequence: sequence, at: receivedAt)
        }
        acknowledgedAt = try row.parsedIfPresent("acknowledged_at") { UTCInstant($0) }
        startedAt = try row.parsedIfPresent("started_at") { UTCInstant($0) }
        closedAt = try row.parsedIfPresent("closed_at") { UTCInstant($0) }
        satellite = try row.storedIfPresent("satellite")
        placedAt = try row.parsedIfPresent("placed_at") { UTCInstant($0) }
        expectedStart = try row.parsedIfPresent("expected_start") { UTCInstant($0) }
        expectedEnd = try row.parsedIfPresent("expected_end") { UTCInstant($0) }
        irregularContactAt = try row.parsedIfPresent("irregular_contact_at") { UTCInstant($0) }
        downlink = try row.storedIfPresent("downlink_hz").map { (hertz: Int) in
            Hertz(Double(hertz))
        }
    }

    /// The row as column values, in the order of the table.
    var columns: StoredArguments {
        [
            number.description, kind.rawValue, state.rawValue, category?.number,
            category?.grounds?.rawValue, reference?.description, receipt?.sequence,
            receipt?.at.description, acknowledgedAt?.description, startedAt?.description,
            closedAt?.description, satellite, placedAt?.description, expectedStart?.description,
            expectedEnd?.description, irregularContactAt?.description,
            downlink.map { Int($0.value) },
        ]
    }
}

extension StoreReader {
    /// Orders in some states, all for `nil`, by their numbers.
    public func orders(states: Set<OrderState>?) throws -> [OrderSummary] {
        guard let states else {
            return try all("SELECT * FROM order_summary ORDER BY number").map(OrderSummary.init)
        }
        let names = states.map(\.rawValue).sorted()
        return try summaries(
            "SELECT * FROM order_summary WHERE state IN (\(Self.places(names.count))) ORDER BY number",
            names)
    }

    /// One order as lists show it.
    public func summary(of number: OrderNumber) throws -> OrderSummary? {
        try first("SELECT * FROM order_summary WHERE number = ?", [number.description])
            .map(OrderSummary.init)
    }

    /// The open orders among which an alarm may be found: those with an irregular contact, those whose expected end is
    /// past, those that nobody has answered. Times are compared as texts, so that a second too many is let through.
    ///
    /// - Parameters:
    ///   - now: the latest end that is past.
    ///   - begin: the latest receipt, or placing, of one that should have been answered.
    /// - Returns: the orders by their numbers.
    /// - Throws: ``StoreError``.
    public func openOrdersOfConcern(endedBy now: UTCInstant, unansweredSince begin: UTCInstant)
        throws -> [OrderSummary]
    {
        let open = OrderState.allCases.filter { !$0.isFinal }.map(\.rawValue).sorted()
        return try all(
            """
            SELECT * FROM order_summary WHERE state IN (\(Self.places(open.count)))
            AND (irregular_contact_at IS NOT NULL OR expected_end < ?
                OR (acknowledged_at IS NULL AND COALESCE(received_at, placed_at) < ?))
            ORDER BY number
            """, open + [now + .seconds(1), begin + .seconds(1)].map(\.description)
        ).map(OrderSummary.init)
    }
}

extension StoreReader {
    /// A list of orders, read once as long as nothing happens.
    func summaries(_ sql: String, _ arguments: StoredArguments) throws -> [OrderSummary] {
        let question = Question(sql: sql, values: arguments.map { $0?.storedValue ?? .null })
        return try remembering(question, if: { $0.count <= Limits.cachedListOrders }) {
            try all(sql, arguments).map(OrderSummary.init)
        }
    }

    /// What the summaries answer to a question: they follow from the journal, so the answer holds until its next row. Not
    /// at a server, where another process may mend falsified summaries, which is no row.
    func remembering<Answer: Sendable>(
        _ question: Question, if isSmall: (Answer) -> Bool = { _ in true },
        _ answer: () throws -> Answer
    ) throws -> Answer {
        guard let cache, connection.dialect == .sqlite else { return try answer() }
        let last = try lastHash() ?? ""
        if let known: Answer = cache.answer(to: question, asOf: last) { return known }
        let found = try answer()
        if isSmall(found) { cache.keep(found, to: question, asOf: last) }
        return found
    }
}

extension StoreTransaction {
    /// Writes the summary of an order anew.
    func project(_ order: Order) throws {
        try run(
            """
            INSERT INTO order_summary VALUES (\(Self.places(17)))
            ON CONFLICT (number) DO UPDATE SET
            kind = excluded.kind, state = excluded.state, category = excluded.category,
            grounds = excluded.grounds, reference = excluded.reference,
            receipt_sequence = excluded.receipt_sequence, received_at = excluded.received_at,
            acknowledged_at = excluded.acknowledged_at, started_at = excluded.started_at,
            closed_at = excluded.closed_at, satellite = excluded.satellite,
            placed_at = excluded.placed_at, expected_start = excluded.expected_start,
            expected_end = excluded.expected_end,
            irregular_contact_at = excluded.irregular_contact_at,
            downlink_hz = excluded.downlink_hz
            """, OrderSummary(order).columns)
    }
}
