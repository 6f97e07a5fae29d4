// The letters of an order and what became of them at each recipient's server.

import Desk
import Letters
import MonitoringOrders
import OrderStore

/// The letters of an order.
enum OrderLetters {
    static func html(
        _ visit: Visit, _ order: Order, _ letters: [LetterRecord], _ deliveries: [DeliveryRecord]
    ) -> HTML {
        """
        <section><h2>\(visit.say(OrderWords.letters))</h2>
        \(LetterTable.html(visit, letters, withOrders: false))
        \(deliveries.isEmpty ? .none : self.deliveries(visit, order, letters, deliveries))</section>
        """
    }

    private static func deliveries(
        _ visit: Visit, _ order: Order, _ letters: [LetterRecord], _ deliveries: [DeliveryRecord]
    ) -> HTML {
        let copies = Set(order.form.copies.map(\.address))
        let kinds = Dictionary(
            letters.map { ($0.id, $0.kind) }, uniquingKeysWith: { first, _ in first })
        let rows = deliveries.map { delivery -> [HTML] in
            let isCopy = copies.contains(delivery.recipient)
            let kind = visit.say(MailKindWords.words(kinds[delivery.letter] ?? nil))
            return [
                "<a href=\"/letters/\(delivery.letter)\">\(kind) \(delivery.letter)</a>",
                "<span dir=\"ltr\">\(delivery.recipient.description)</span>",
                "\(visit.say(isCopy ? OrderWords.copy : OrderWords.addressee))",
            ] + outcome(visit, delivery)
        }
        return Table.html(
            visit, OrderWords.deliveries,
            [OrderWords.letters, OrderWords.recipient, OrderWords.role] + outcomeTitles, rows: rows)
    }

    static let outcomeTitles = [
        OrderWords.outcome, LetterWords.attempts, LetterWords.settled, OrderWords.serverWords,
    ]

    /// How a delivery stands, in the server's own words.
    static func outcome(_ visit: Visit, _ delivery: DeliveryRecord) -> [HTML] {
        [
            "<span class=\"delivery \(delivery.state)\">\(visit.say(Delivery.Outcome.words(delivery.state)))</span>",
            "\(delivery.attempt)", Time.html(delivery.settledAt),
            "<span lang=\"en\" dir=\"auto\">\(delivery.serverWords ?? "–")</span>",
        ]
    }
}
