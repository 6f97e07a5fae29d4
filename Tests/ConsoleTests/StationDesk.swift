// A station's desk with orders that came by letter, and its pages as people ask for them.

import CanonicalJSON
import Console
import Desk
import Foundation
import Letters
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

/// The station's site, with what tests do there.
struct StationDesk {
    let site: SiteOfDesk
    var desk: Desk { site.desk }

    let otto = Actor(name: "Otto", role: .stationOperator)
    let olga = Actor(name: "Olga", role: .officer)

    init(isRestored: Bool = false) throws {
        site = try SiteOfDesk(.station, isRestored: isRestored)
    }

    /// Receives an order as its letter would bring it.
    @discardableResult
    func receive(_ form: OrderForm, as category: MonitoringOrders.Category) throws -> OrderNumber {
        let sequence = try desk.store.read { try $0.orders(states: nil).count } + 1
        let version = OrderVersion(number: 1, form: form, category: category, firstContact: nil)
        let receipt = Receipt(sequence: sequence, at: desk.surroundings.now())
        let bureau = Actor(name: "bureau", role: .dispatcher, isSimulated: true, byLetter: true)
        return try desk.perform(.receive(version, receipt), on: form.number, by: bureau).number
    }

    /// The bundled orders: of category 2 first, then of category 1.
    func receiveBoth() throws -> (usual: OrderNumber, urgent: OrderNumber) {
        let usual = try receive(try form("category-2.txt"), as: .two)
        return (usual, try receive(try form("category-1.txt"), as: .one(.safetyOfFlight)))
    }

    func form(_ name: String) throws -> OrderForm {
        try #require(
            desk.configuration.checker.check(form: try SiteOfDesk.form(name)).reading.form)
    }

    /// An order that is being measured.
    func running() throws -> Order {
        let number = try receive(try form("category-1.txt"), as: .one(.safetyOfFlight))
        try desk.acknowledgeAtEarliest(number, duration: .seconds(3600), by: otto)
        return try desk.start(number, by: otto)
    }

    /// The same with a result that waits for its approval.
    func measured() throws -> Order {
        let order = try running()
        return try desk.perform(.complete(Self.result), on: order.number, by: otto)
    }

    static let result = TaskResult(resultClass: .notObserved, reason: "no emission in the band")

    // MARK: Pages

    func page(_ target: String, as role: AccountRole, in language: String = "en") -> String {
        let answer = site.ask(.get, target, as: role, headers: ["accept-language": language])
        return answer.status == 200 ? answer.text : "status \(answer.status)"
    }

    /// Sends a form as a browser does.
    func send(_ target: String, _ fields: [(String, String)], as role: AccountRole)
        -> SiteResponse
    {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._~")
        let body = fields.map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")"
        }.joined(separator: "&")
        let request = SiteRequest(.post, target, body: Array(body.utf8))
        return site.site.respond(to: request, as: .local("dora", role))
    }
}
