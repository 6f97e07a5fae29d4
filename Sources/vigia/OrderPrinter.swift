// How an order is shown at the command line, for people and as JSON.

import CanonicalJSON
import MonitoringOrders
import OrderStore
import Quantities

/// Printing of orders.
enum OrderPrinter {
    static func print(_ order: Order, events: [JournalEntry] = [], json: Bool) {
        if json {
            Output.print(value(order, events))
            return
        }
        Output.print("\(order.number): \(order.state.rawValue)")
        for (label, text) in facts(order) { Output.print("  \(label): \(text)") }
        for delivery in order.deliveries {
            Output.print(
                "  \(delivery.letter.title) to \(delivery.recipient): "
                    + "\(delivery.outcome.rawValue), \(delivery.serverWords)")
        }
        for entry in events {
            Output.print("  \(entry.at.forPeople)  \(entry.kind)  \(entry.actor.name)")
        }
    }

    private static func facts(_ order: Order) -> [(String, String)] {
        let category = order.category.map { category in
            "\(category.number)" + (category.grounds.map { ", \($0.rawValue)" } ?? "")
        }
        let expected = order.acknowledgement.map {
            "\($0.expectedStart.forPeople), \($0.expectedDuration.iso8601)"
        }
        let missing = order.undeliveredRecipients.map(\.description).joined(separator: ", ")
        let facts: [(String, String?)] = [
            ("category", category), ("reference", order.reference?.description),
            ("expected start and duration", expected), ("refused because", order.refusalReason),
            ("withdrawn because", order.withdrawalReason),
            ("not delivered to", missing.isEmpty || !order.wasSent ? nil : missing),
            ("reports", order.reports.isEmpty ? nil : "\(order.reports.count)"),
        ]
        return facts.compactMap { label, text in text.map { (label, $0) } }
    }

    static func json(_ summary: OrderSummary) -> JSONValue {
        [
            "order": .string(summary.number.description),
            "kind": .string(summary.kind.rawValue), "state": .string(summary.state.rawValue),
            "category": JSONValue(summary.category?.number),
            "reference": JSONValue(summary.reference?.description),
            "received": JSONValue(summary.receipt?.at.description),
        ]
    }

    private static func value(_ order: Order, _ events: [JournalEntry]) -> JSONValue {
        var object: JSONValue = [
            "order": .string(order.number.description), "kind": .string(order.kind.rawValue),
            "state": .string(order.state.rawValue), "version": JSONValue(order.version),
            "category": JSONValue(order.category?.number),
            "grounds": JSONValue(order.category?.grounds?.rawValue),
            "reference": JSONValue(order.reference?.description),
            "expected_start": JSONValue(order.acknowledgement?.expectedStart.description),
            "expected_duration": JSONValue(order.acknowledgement?.expectedDuration.iso8601),
            "refusal_reason": JSONValue(order.refusalReason),
            "undelivered": JSONValue(
                order.wasSent ? order.undeliveredRecipients.map(\.description) : []),
            "reports": JSONValue(order.reports.count),
            "deliveries": .array(order.deliveries.map(delivery)),
        ]
        if !events.isEmpty {
            object.set("events", to: .array(events.map(event)))
        }
        return object
    }

    private static func delivery(_ delivery: Delivery) -> JSONValue {
        [
            "letter": .string(delivery.letter.rawValue),
            "recipient": .string(delivery.recipient.description),
            "outcome": .string(delivery.outcome.rawValue),
            "server_words": .string(delivery.serverWords),
        ]
    }

    private static func event(_ entry: JournalEntry) -> JSONValue {
        [
            "sequence": JSONValue(entry.sequence), "at": .string(entry.at.description),
            "actor": .string(entry.actor.name), "role": .string(entry.actor.role.rawValue),
            "event": .string(entry.kind),
        ]
    }
}
