// One order with its whole life on one page.

import CanonicalJSON
import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// Pages about orders.
enum OrderPages {
    static let all: [Route] =
        [
            Route(.get, "/", .members) { visit in
                .seeOther(visit.desk.kind == .bureau ? "/orders" : "/queue")
            },
            Route(.get, "/orders/{series}/{year}/{serial}", .members, answer: show),
        ] + OrderListPage.all + NewOrderPage.all + FiledReportPage.all

    private static func show(_ visit: Visit) throws -> SiteResponse {
        let number = try visit.orderNumber
        let (order, life, letters, deliveries) = try visit.desk.store.read { reader in
            guard let order = try reader.order(number) else { throw Refusal.unknownOrder }
            return (
                order, try reader.life(of: number), try reader.letters(order: number),
                try reader.deliveries(ofLettersOn: number)
            )
        }
        guard let last = life.last else { throw Problem.notFound }
        let tag = EntityTag.text(last.entry.sequence)
        var response = Page(
            title: "\(visit.say(Words.order)) \(number)",
            content: """
                <div class="columns"><div>
                \(OrderFacts.html(visit, order))
                \(try OrderActs.html(visit, order, version: tag))
                \(ContactGate.html(visit, order))
                \(reports(visit, order))
                </div><div>
                \(OrderLife.html(visit, life))
                </div></div>
                \(visit.desk.kind == .station ? ResultSection.html(visit, order) : .none)
                \(OrderLetters.html(visit, order, letters, deliveries))
                \(OrderItems.html(visit, order.form))
                """, isLive: true
        ).response(visit)
        response.headers.append(("etag", tag))
        return response
    }

    /// That there are reports, and the way to them; their contents stand on a page whose reading is kept.
    private static func reports(_ visit: Visit, _ order: Order) -> HTML {
        guard !order.reports.isEmpty else { return .none }
        let rows = order.reports.map { filed -> [HTML] in
            [
                "\(filed.reference.description)", "\(filed.revision)",
                "\(filed.attachments.map(\.fileName).joined(separator: ", "))",
            ]
        }
        return """
            <section><h2>\(visit.say(OrderWords.reports))</h2>
            \(Table.html(
                visit, OrderWords.reports, [Words.reference, OrderWords.revision, OrderWords.attachments],
                isCaptionSeen: false, rows: rows))
            \(wayToReport(visit, order))</section>
            """
    }

    /// The way to the contents of the reports, for those who may read them.
    private static func wayToReport(_ visit: Visit, _ order: Order) -> HTML {
        guard let who = visit.principal, FiledReportPage.readers.admits(who) else { return .none }
        return """
            <p><a class="button" href="/orders/\(order.number)/report">\(visit.say(OrderWords.readReport))</a></p>
            <p class="hint">\(visit.say(OrderWords.readingIsKept))</p>
            """
    }
}

/// What an order is and where it stands.
enum OrderFacts {
    static func html(_ visit: Visit, _ order: Order) -> HTML {
        let rows = standing(visit, order) + task(visit, order) + end(visit, order)
        return Table.facts(visit, OrderWords.facts, rows)
    }

    private static func standing(_ visit: Visit, _ order: Order) -> [(Bilingual, HTML)] {
        let undelivered = order.wasSent ? order.undeliveredRecipients : []
        var rows: [(Bilingual, HTML)] = [
            (Words.state, Tag.state(order.state, visit)),
            (Words.waitsFor, "\(visit.say(order.state.waitsFor))"),
            (Words.category, category(visit, order)),
            (
                Words.kind,
                "\(visit.say(order.kind.words)) (<span lang=\"en\">\(order.kind.legalBasis)</span>)"
            ),
            (Words.satellite, "\(order.form.satellite.name)"),
            (
                Words.reference,
                "<span class=\"number\">\(order.reference?.description ?? "–")</span>"
            ),
            (OrderWords.version, "\(order.version)"),
            (OrderWords.placedUTC, Time.html(order.placedAt)),
        ]
        if let receipt = order.receipt {
            rows.append((OrderWords.receivedUTC, Time.html(receipt.at)))
        }
        if let reason = order.decision?.reason { rows.append((OrderWords.decision, "\(reason)")) }
        if !undelivered.isEmpty, !order.state.isFinal {
            let names = undelivered.map(\.description).joined(separator: ", ")
            rows.append((OrderWords.notDelivered, "<strong class=\"bad\">\(names)</strong>"))
        }
        return rows
    }

    private static func category(_ visit: Visit, _ order: Order) -> HTML {
        let mark = CategoryMark.html(order.category?.number, visit)
        guard let grounds = order.category?.grounds else { return mark }
        return "\(mark) (\(visit.say(grounds.words)))"
    }

    private static func task(_ visit: Visit, _ order: Order) -> [(Bilingual, HTML)] {
        guard let acknowledgement = order.acknowledgement else { return [] }
        var rows: [(Bilingual, HTML)] = [
            (OrderWords.expectedStart, Time.html(acknowledgement.expectedStart)),
            (
                OrderWords.expectedDuration,
                "<span class=\"number\">\(acknowledgement.expectedDuration.iso8601)</span>"
            ),
            (OrderWords.expectedEnd, Time.html(acknowledgement.expectedEnd)),
        ]
        if let start = order.startedAt { rows.append((OrderWords.started, Time.html(start))) }
        if let end = order.completedAt { rows.append((OrderWords.completed, Time.html(end))) }
        return rows
    }

    private static func end(_ visit: Visit, _ order: Order) -> [(Bilingual, HTML)] {
        switch order.state {
        case .refused:
            [
                (
                    OrderWords.refusedBecause,
                    "\(order.refusalReason ?? visit.say(OrderWords.noReason))"
                ), (OrderWords.closedUTC, Time.html(order.closedAt)),
            ]
        case .withdrawn:
            [
                (OrderWords.withdrawnBecause, "\(order.withdrawalReason ?? "–")"),
                (OrderWords.closedUTC, Time.html(order.closedAt)),
            ]
        case .reported: [(OrderWords.closedUTC, Time.html(order.closedAt))]
        default: []
        }
    }
}

/// What has happened, oldest first, with who and when.
enum OrderLife {
    static func html(
        _ visit: Visit, _ life: [(entry: JournalEntry, event: OrderEvent)]
    ) -> HTML {
        """
        <section><h2>\(visit.say(OrderWords.life))</h2>
        <ol class="timeline">\(life.html { item(visit, $0.entry, $0.event) })</ol></section>
        """
    }

    private static func item(_ visit: Visit, _ entry: JournalEntry, _ event: OrderEvent) -> HTML {
        let way = entry.actor.byLetter ? ", \(visit.say(OrderWords.byLetter))" : ""
        return """
            <li><strong>\(visit.say(event.words))</strong> \(Time.html(entry.at))
            <span class="by">\(entry.actor.name) (\(visit.say(entry.actor.role.words))\(way))</span>
            \(event.details.map { "<span class=\"details\" dir=\"auto\">\($0)</span>" as HTML })</li>

            """
    }
}
