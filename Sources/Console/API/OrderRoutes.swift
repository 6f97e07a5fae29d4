// Orders over the API: lists, one order, its events and letters; checking and placing.

import CanonicalJSON
import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// Routes under `/api/v1/orders`.
enum OrderRoutes {
    /// The path of one order.
    static let order = "/api/v1/orders/{series}/{year}/{serial}"

    static let all: [Route] = [
        Route(.get, "/api/v1/orders", .members, answer: list),
        Route(.post, "/api/v1/orders/check", .members, upTo: Limits.formBytes, answer: check),
        Route(
            .post, "/api/v1/orders", .may(.place), at: [.bureau], upTo: Limits.formBytes,
            answer: place
        ).repeatable,
        Route(.get, order, .members, answer: show),
        Route(.patch, order, .may(.revise), at: [.bureau], answer: reclassify),
        Route(.get, order + "/events", .members, answer: events),
        Route(.get, order + "/letters", .members, answer: letters),
    ]

    private static func list(_ visit: Visit) throws -> SiteResponse {
        let (filter, limit) = (try visit.orderFilter(), try visit.pageLimit())
        let last = try visit.pageStart(OrderNumber.init)
        let orders = try visit.desk.store.read {
            try $0.orders(filter, after: last, limit: limit + 1)
        }
        return visit.page(
            orders, named: "orders", limit: limit, place: \.number.description,
            object: OrderJSON.object)
    }

    private static func check(_ visit: Visit) throws -> SiteResponse {
        .json(visit.desk.configuration.checker.check(form: try form(visit)).json)
    }

    private static func place(_ visit: Visit) throws -> SiteResponse {
        var fields = try SentFields(visit)
        let order = try Acts.place(visit, form: try form(visit), &fields)
        var response = try one(order, visit, status: 201)
        response.headers.append(("location", "/api/v1/orders/\(order.number)"))
        return response
    }

    private static func show(_ visit: Visit) throws -> SiteResponse {
        try one(visit.desk.order(visit.orderNumber), visit)
    }

    private static func reclassify(_ visit: Visit) throws -> SiteResponse {
        let number = try visit.orderNumber
        try visit.checkVersion(of: number, isNeeded: true)
        var fields = try SentFields(visit)
        return try one(try Acts.reclassify(visit, number, &fields), visit)
    }

    private static func events(_ visit: Visit) throws -> SiteResponse {
        let number = try visit.orderNumber
        let events = try visit.desk.store.read { try $0.events(of: number) }
        guard !events.isEmpty else { throw Problem.notFound }
        return .json(["events": .array(events.map(OrderJSON.object))])
    }

    private static func letters(_ visit: Visit) throws -> SiteResponse {
        let number = try visit.desk.order(visit.orderNumber).number
        let letters = try visit.desk.store.read { try $0.letters(order: number) }
        return .json(["letters": .array(letters.map(LetterJSON.object))])
    }

    /// An order with its version.
    static func one(_ order: Order, _ visit: Visit, status: Int = 200) throws -> SiteResponse {
        var response = SiteResponse.json(OrderJSON.object(order), status: status)
        response.headers.append(("etag", try visit.tag(of: order.number)))
        return response
    }

    /// The form that was sent: an Appendix 10 text, or an object in the form's own keys.
    private static func form(_ visit: Visit) throws -> String {
        let object = try visit.object()
        switch object["form"] {
        case .string(let text)?: return text
        case .object?: return object["form"]?.compact ?? ""
        default: throw Problem.invalid("form", "must be an Appendix 10 text or an object")
        }
    }
}
