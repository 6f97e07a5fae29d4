// One order with its whole life on one page.

import CanonicalJSON
import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// Pages about orders.
enum OrderPages {
    static let all: [Route] = [
        Route(.get, "/", .members) { _ in .seeOther("/orders") },
        OrderListPage.route,
        Route(.get, "/orders/{series}/{year}/{serial}", .members, answer: show),
    ]

    private static func show(_ visit: Visit) throws -> SiteResponse {
        let order = try visit.desk.order(visit.orderNumber)
        var response = Page(
            title: "\(visit.say(Words.order)) \(order.number)", content: facts(visit, order),
            isLive: true
        ).response(visit)
        response.headers.append(("etag", try visit.tag(of: order.number)))
        return response
    }

    private static func facts(_ visit: Visit, _ order: Order) -> HTML {
        let rows: [(Bilingual, HTML)] = [
            (Words.state, "\(visit.say(order.state.words))"),
            (Words.category, CategoryMark.html(order.category?.number, visit)),
            (Words.kind, "\(visit.say(order.kind.words)) (\(order.kind.legalBasis))"),
            (Words.satellite, "\(order.form.satellite.name)"),
            (Words.reference, "\(order.reference?.description ?? "–")"),
            (Words.placed, Time.html(order.placedAt)),
            (Words.received, Time.html(order.receipt?.at)),
            (Words.closed, Time.html(order.closedAt)),
        ]
        return """
            <table class="facts">\(rows.html { title, value in
                "<tr><th scope=\"row\">\(visit.say(title))</th><td>\(value)</td></tr>"
            })</table>
            """
    }
}
