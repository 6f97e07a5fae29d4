// The board of orders: what there is, in which state, and what waits for whom. The filter stands in the address.

import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// The list of orders.
enum OrderListPage {
    static let route = Route(.get, "/orders", .members, answer: answer)

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
                \(filterForm(visit, filter, counts))
                \(orders.isEmpty ? "<p class=\"empty\">\(visit.say(Words.noOrders))</p>" as HTML : table(visit, orders.prefix(limit)))
                \(pager(visit, orders, limit))
                """, isLive: true
        ).response(visit)
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
        let titles = [
            Words.order, Words.category, Words.state, Words.waitsFor, Words.kind, Words.satellite,
            Words.reference, Words.placed, Words.received, Words.closed,
        ]
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(visit.say(Words.orders))"><table class="list">
            <thead><tr>\(titles.html { "<th scope=\"col\">\(visit.say($0))</th>" })</tr></thead>
            <tbody>\(orders.html { row(visit, $0) })</tbody>
            </table></div>
            """
    }

    private static func row(_ visit: Visit, _ order: OrderSummary) -> HTML {
        """
        <tr><th scope="row"><a href="/orders/\(order.number)">\(order.number)</a></th>
        <td>\(CategoryMark.html(order.category?.number, visit))</td>
        <td><span class="state \(order.state.rawValue)">\(visit.say(order.state.words))</span></td>
        <td>\(visit.say(order.state.waitsFor))</td>
        <td>\(visit.say(order.kind.words))</td>
        <td>\(order.satellite ?? "–")</td>
        <td>\(order.reference?.description ?? "–")</td>
        <td>\(Time.html(order.placedAt))</td>
        <td>\(Time.html(order.receipt?.at))</td>
        <td>\(Time.html(order.closedAt))</td></tr>

        """
    }

    /// Links to the first and the next page.
    private static func pager(_ visit: Visit, _ orders: [OrderSummary], _ limit: Int) -> HTML {
        let query = visit.request.query
        let isFirst = query["cursor"] == nil
        let next: String? = orders.count > limit ? orders[limit - 1].number.description : nil
        let first = query.encoded(replacing: ["cursor": String?.none])
        return """
            <nav class="pager">
            \(isFirst ? .none : "<a href=\"/orders?\(first)\">\(visit.say(Words.first))</a>" as HTML)
            \(next.map { last in
                let address = query.encoded(replacing: ["cursor": Cursor.encoded(last)])
                return "<a rel=\"next\" href=\"/orders?\(address)\">\(visit.say(Words.next))</a>"
            })
            </nav>
            """
    }
}
