// The gate of clause 3.3.3: whether the operator of the victim satellite may be contacted, and what stands in the way.

import Letters
import MonitoringOrders

/// The contact with the operator on one order.
enum ContactGate {
    static func html(_ visit: Visit, _ order: Order) -> HTML {
        """
        <section><h2>\(visit.say(OrderWords.contact))</h2>
        \(order.form.satelliteOperator.map { gate(visit, order, $0.name) }
            ?? "<p>\(visit.say(OrderWords.noOperator))</p>")
        \(order.contactAuthorisations.isEmpty ? .none : authorisations(visit, order))
        \(order.operatorContacts.isEmpty ? .none : contacts(visit, order))</section>
        """
    }

    private static func gate(_ visit: Visit, _ order: Order, _ name: String) -> HTML {
        let obstacles = order.obstacles(toContact: name, at: visit.now)
        let first: HTML =
            order.firstContact.map { "\(Time.html($0.at)), \($0.by), \($0.means)" } ?? "–"
        let facts = Table.facts(
            visit, OrderWords.contact,
            [(OrderWords.operatorName, "\(name)"), (OrderWords.firstContact, first)])
        guard !obstacles.isEmpty else {
            return "\(facts)<p class=\"gate open\">\(visit.say(OrderWords.gateOpen))</p>"
        }
        return """
            \(facts)<div class="gate closed"><p>\(visit.say(OrderWords.gateClosed))</p>
            <ul>\(obstacles.html { "<li>\(visit.say($0.bothWords))</li>" })</ul></div>
            """
    }

    private static func authorisations(_ visit: Visit, _ order: Order) -> HTML {
        """
        <ul>\(order.contactAuthorisations.html { given in
            let end = given.withdrawnAt.map {
                "; \(visit.say(OrderWords.authorisationEnded)) \(Time.html($0))" as HTML
            }
            return """
                <li>\(visit.say(OrderWords.authorised)): \(given.operatorName), \(given.by), \(Time.html(given.at))\(end)</li>
                """
        })</ul>
        """
    }

    private static func contacts(_ visit: Visit, _ order: Order) -> HTML {
        Table.html(
            visit, OrderWords.contacts,
            [OrderWords.when, OrderWords.direction, OrderWords.operatorName, OrderWords.summary],
            rows: order.operatorContacts.map { contact in
                let flags = contact.irregularities.map { visit.say($0.bothWords) }
                    .joined(separator: "; ")
                let flag: HTML =
                    flags.isEmpty
                    ? .none
                    : " <strong class=\"bad\">\(visit.say(OrderWords.irregular)): \(flags)</strong>"
                return [
                    Time.html(contact.at), "\(visit.say(contact.direction.words))",
                    "\(contact.operatorName)", "\(contact.summary)\(flag)",
                ]
            })
    }
}
