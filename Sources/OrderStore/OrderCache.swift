// What was made of journal rows lately. A row's hash binds it to all rows before it, so whatever stands under a hash can
// never be anything else: an order as of its last row, an event in its row, and, unless its summaries are mended, a list
// of orders as of the last row of all. It does not matter whether that row was committed, or will be.

import MonitoringOrders
import Quantities
import Synchronization

/// What the summaries of orders are asked: a statement with its values.
struct Question: Hashable {
    var sql: String
    var values: [StoredValue] = []
}

/// A row of an order's life with its event.
typealias LifeRow = (entry: JournalEntry, event: OrderEvent)

/// Something of each order as of its last row; when there are too many, all are forgotten.
private struct ByOrder<Value> {
    private var kept: [OrderNumber: (value: Value, hash: String)] = [:]

    func value(of number: OrderNumber, asOf hash: String) -> Value? {
        kept[number].flatMap { $0.hash == hash ? $0.value : nil }
    }

    mutating func keep(_ value: Value, of number: OrderNumber, asOf hash: String) {
        if kept.count >= Limits.cachedOrders { kept.removeAll(keepingCapacity: true) }
        kept[number] = (value, hash)
    }
}

/// Orders, their lives, events and lists of orders by the hashes of journal rows.
final class OrderCache: Sendable {
    private let orders = Mutex(ByOrder<Order>())
    private let lives = Mutex(ByOrder<[LifeRow]>())
    private let events = Mutex<[String: JournalEntry.Event]>([:])
    private let answers = AnswerMemory<String, Question>()

    /// The order as of its last row.
    func order(_ number: OrderNumber, asOf hash: String) -> Order? {
        orders.withLock { $0.value(of: number, asOf: hash) }
    }

    /// Keeps an order.
    func keep(_ order: Order, asOf hash: String) {
        orders.withLock { $0.keep(order, of: order.number, asOf: hash) }
    }

    /// What has happened to an order as of its last row.
    func life(of number: OrderNumber, asOf hash: String) -> [LifeRow]? {
        lives.withLock { $0.value(of: number, asOf: hash) }
    }

    /// Keeps what has happened to an order.
    func keep(_ life: [LifeRow], of number: OrderNumber, asOf hash: String) {
        lives.withLock { $0.keep(life, of: number, asOf: hash) }
    }

    /// What the summaries of orders answered to a question as of the journal's last row.
    func answer<Answer: Sendable>(to question: Question, asOf hash: String) -> Answer? {
        answers.answer(to: question, on: hash)
    }

    /// Keeps an answer until the journal's next row.
    func keep(_ answer: some Sendable, to question: Question, asOf hash: String) {
        answers.keep(answer, to: question, on: hash)
    }

    /// Forgets every answer, because the summaries are written anew.
    func forgetAnswers() { answers.forget() }

    /// The event of a row, decoded once; `nil` if the content is of no event that this program knows.
    func event(of entry: JournalEntry) -> JournalEntry.Event? {
        if let known = events.withLock({ $0[entry.hash] }) { return known }
        guard let event = entry.event else { return nil }
        events.withLock { events in
            if events.count >= Limits.cachedEvents { events.removeAll(keepingCapacity: true) }
            events[entry.hash] = event
        }
        return event
    }
}
