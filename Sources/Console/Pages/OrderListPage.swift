// The board of orders: what there is, in which state, and what waits for whom. The filter stands in the address.

import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// The list of orders.
enum OrderListPage {
    static let all: [Route] = [
        Route(.get, "/orders", .members, answer: answer),
        Route(.get, "/orders.csv", .members, answer: csv),
    ]

    private static func answer(_ visit: Visit) throws -> SiteResponse {
        let (filter, limit) = (try visit.orderFilter(), try visit.pageLimit())
        let last = try visit.pageStart(OrderNumber.init)
        let (orders, counts) = try visit.desk.store.read { reader in
            (
                try reader.orders(filter, after: last, limit: limit + 1),
                try reader.orderCounts()
            )
        }
        return Page(
            title: visit.say(Words.orders),
            content: """
                \(board(visit, counts))
                \(filterForm(visit, filter, counts))
                \(orders.isEmpty ? "<p class=\"empty\">\(visit.say(Words.noOrders))</p>" as HTML : table(visit, orders.prefix(limit)))
                \(Pager.html(visit, after: orders.count > limit ? orders[limit - 1].number.description : nil))
                <p><a href="/orders.csv?\(visit.request.query.encoded())">\(visit.say(OrderWords.csv))</a></p>
                """, isLive: true
        ).response(visit)
    }

    /// What waits for whom: the states that hold open orders, each with its number of them.
    private static func board(_ visit: Visit, _ counts: [OrderState: Int]) -> HTML {
        let open = OrderState.allCases.filter { !$0.isFinal && counts[$0] ?? 0 > 0 }
        let all: (value: String?, text: HTML) = (nil, "\(visit.say(OrderWords.all))")
        return Choice.html(
            visit, "state", OrderWords.board,
            [all]
                + open.map { state in
                    (
                        state.rawValue,
                        """
                        <strong>\(counts[state] ?? 0)</strong> \(visit.say(state.words)) \
                        <span class="hint">\(visit.say(state.waitsFor))</span>
                        """
                    )
                })
    }

    /// The filtered list for a spreadsheet, without the end that a page has.
    private static func csv(_ visit: Visit) throws -> SiteResponse {
        let filter = try visit.orderFilter()
        let orders = try visit.desk.store.read { try $0.orders(filter, limit: .max) }
        let titles = [
            "order", "category", "state", "kind", "satellite", "reference", "placed", "received",
            "acknowledged", "started", "closed",
        ]
        let rows = orders.map { order in
            [
                order.number.description, order.category.map { "\($0.number)" },
                order.state.rawValue,
                order.kind.rawValue, order.satellite, order.reference?.description,
                order.placedAt?.description, order.receipt?.at.description,
                order.acknowledgedAt?.description, order.startedAt?.description,
                order.closedAt?.description,
            ]
        }
        return .download(
            Array(CommaSeparated.text([titles] + rows.map { $0.map { $0 ?? "" } }).utf8),
            name: "orders.csv",
            type: "text/csv; charset=utf-8")
    }

    private static func filterForm(
        _ visit: Visit, _ filter: OrderFilter, _ counts: [OrderState: Int]
    ) -> HTML {
        """
        <form class="filter" action="/orders">
        <label>\(visit.say(Words.state)) <select name="state"><option value="">\(visit.say(Words.any))</option>
        \(OrderState.allCases.html { state in
            option(state.rawValue, "\(visit.say(state.words)) (\(counts[state] ?? 0))", filter.states == [state])
        })</select></label>
        <label>\(visit.say(Words.category)) <select name="category"><option value="">\(visit.say(Words.any))</option>
        \(option("1", visit.say(Words.categoryOne), filter.category == 1))
        \(option("2", visit.say(Words.categoryTwo), filter.category == 2))</select></label>
        <label>\(visit.say(Words.kind)) <select name="kind"><option value="">\(visit.say(Words.any))</option>
        \(OrderKind.allCases.html { option($0.rawValue, visit.say($0.words), filter.kind == $0) })</select></label>
        <label>\(visit.say(Words.search)) <input name="q" type="search" value="\(filter.text ?? "")"></label>
        <button>\(visit.say(Words.filter))</button>
        </form>
        """
    }

    private static func option(_ value: String, _ text: String, _ isChosen: Bool) -> HTML {
        "<option value=\"\(value)\"\(isChosen ? " selected" as HTML : .none)>\(text)</option>"
    }

    private static func table(_ visit: Visit, _ orders: some Sequence<OrderSummary>) -> HTML {
        Table.html(
            visit, Words.orders,
            [
                Words.order, Words.category, Words.state, Words.waitsFor, Words.kind,
                Words.satellite, Words.reference, OrderWords.placedUTC, OrderWords.receivedUTC,
                OrderWords.closedUTC,
            ], isCaptionSeen: false, rows: orders.map { row(visit, $0) })
    }

    private static func row(_ visit: Visit, _ order: OrderSummary) -> [HTML] {
        [
            "<a class=\"number\" href=\"/orders/\(order.number)\">\(order.number)</a>",
            CategoryMark.html(order.category?.number, visit), Tag.state(order.state, visit),
            "\(visit.say(order.state.waitsFor))", "\(visit.say(order.kind.words))",
            "\(order.satellite ?? "–")",
            "<span class=\"number\">\(order.reference?.description ?? "–")</span>",
            Time.html(order.placedAt), Time.html(order.receipt?.at), Time.html(order.closedAt),
        ]
    }
}
