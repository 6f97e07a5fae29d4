// How an order is shown at the command line, for people and as the API gives it.

import CanonicalJSON
import Quantities

/// Printing of orders.
enum OrderPrinter {
    /// Prints an order.
    static func print(_ order: JSONValue, events: [JSONValue] = [], json: Bool) {
        if json {
            var object = order
            if !events.isEmpty { object.set("events", to: .array(events)) }
            Output.print(object)
            return
        }
        Output.print("\(order.text("order")): \(order.text("state"))")
        for (label, text) in facts(order) { Output.print("  \(label): \(text)") }
        for delivery in order["deliveries"]?.array ?? [] {
            Output.print(
                "  \(delivery.text("letter")) to \(delivery.text("recipient")): "
                    + "\(delivery.text("outcome")), \(delivery.text("server_words"))")
        }
        for event in events {
            Output.print("  \(event.time("at"))  \(event.text("event"))  \(event.text("actor"))")
        }
    }

    private static func facts(_ order: JSONValue) -> [(String, String)] {
        let category = order["category"]?.int.map { category in
            "\(category)" + (order["grounds"]?.string.map { ", \($0)" } ?? "")
        }
        let expected = order["expected_start"]?.string.map { _ in
            "\(order.time("expected_start")), \(order.text("expected_duration"))"
        }
        let missing = (order["undelivered"]?.array ?? []).compactMap(\.string)
        let reports = order["reports"]?.int ?? 0
        let facts: [(String, String?)] = [
            ("category", category), ("reference", order["reference"]?.string),
            ("expected start and duration", expected),
            ("refused because", order["refusal_reason"]?.string),
            ("withdrawn because", order["withdrawal_reason"]?.string),
            ("not delivered to", missing.isEmpty ? nil : missing.joined(separator: ", ")),
            ("reports", reports == 0 ? nil : "\(reports)"),
        ]
        return facts.compactMap { label, text in text.map { (label, $0) } }
    }
}

extension JSONValue {
    /// A member as people read it; a hyphen where there is none.
    func text(_ name: String) -> String {
        switch self[name] {
        case .string(let text)?: text
        case nil, .null?: "-"
        case let value?: value.compact
        }
    }

    /// An instant as people read it.
    func time(_ name: String) -> String {
        self[name]?.string.flatMap { UTCInstant($0) }?.forPeople ?? "-"
    }
}
