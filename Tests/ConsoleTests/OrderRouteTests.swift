// Orders over the API, with every way of asking wrongly.

import CanonicalJSON
import Console
import Desk
import MonitoringOrders
import OrderStore
import TestSupport
import Testing

@Suite("Orders over the API")
struct OrderRouteTests {
    @Test("72: an order placed twice under one key is placed once and answered alike")
    func idempotency() throws {
        let bureau = try SiteOfDesk(.bureau)
        let body: JSONValue = ["form": .string(try SiteOfDesk.form()), "category": 2]
        let key = ["idempotency-key": "first"]
        let first = bureau.ask(
            .post, "/api/v1/orders", as: .dispatcher, headers: key, json: body)
        let again = bureau.ask(
            .post, "/api/v1/orders", as: .dispatcher, headers: key, json: body)
        #expect(first.status == 201)
        #expect(again.status == 201 && again.bytes == first.bytes)
        var other = body
        other.set("reason", to: "another")
        let reused = bureau.ask(
            .post, "/api/v1/orders", as: .dispatcher, headers: key, json: other)
        #expect(reused.status == 422)
        #expect(try bureau.desk.store.read { try $0.orders(states: nil) }.count == 1)
    }

    @Test("71: what is not there, not allowed or not understood is told as a problem")
    func problems() throws {
        let bureau = try SiteOfDesk(.bureau)
        let cases: [(SiteResponse, Int)] = [
            (bureau.ask(.get, "/api/v1/orders/BR/2027/9999", as: .auditor), 404),
            (bureau.ask(.get, "/api/v1/nothing", as: .auditor), 404),
            (bureau.ask(.delete, "/api/v1/orders", as: .auditor), 405),
            (bureau.ask(.post, "/api/v1/orders", as: .auditor, json: [:]), 403),
            (bureau.ask(.get, "/api/v1/orders?limit=0", as: .auditor), 422),
            (bureau.site.respond(to: SiteRequest(.get, "/api/v1/orders")), 401),
        ]
        for (answer, status) in cases {
            #expect(answer.status == status)
            #expect(answer.header("content-type") == "application/problem+json")
            let problem = try answer.json()
            #expect(problem["status"]?.int == status)
            for key in ["type", "title", "detail", "instance"] {
                #expect(problem[key]?.string?.isEmpty == false)
            }
        }
    }
}
