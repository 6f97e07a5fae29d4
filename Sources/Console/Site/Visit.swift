// One request on its way through a route: with who asks, what the path names, and the desk.

import CanonicalJSON
import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// What a route is given.
struct Visit: Sendable {
    let site: Site
    let request: SiteRequest
    /// What stands in the path in place of its names.
    let parameters: [String: String]
    /// Somebody unknown where the route is for everybody.
    let principal: Principal?
    /// Finds the request in the log.
    let trace: String
    /// The language of the pages: the account's, else the one chosen in this browser, else what it asks for.
    let language: Language

    init(
        site: Site, request: SiteRequest, parameters: [String: String], principal: Principal?,
        trace: String
    ) {
        (self.site, self.request, self.parameters) = (site, request, parameters)
        (self.principal, self.trace) = (principal, trace)
        language = request.language(of: principal)
    }

    var desk: Desk { site.desk }
    var now: UTCInstant { desk.surroundings.now() }

    /// Who acts, as the rules know them.
    ///
    /// - Precondition: the route is for members.
    var actor: Actor {
        guard let principal else { preconditionFailure("a route for everybody acts for nobody") }
        return principal.actor(isSimulation: desk.isSimulation)
    }

    /// The order that the path names; one that cannot be is as unknown as one that is not there (R7).
    var orderNumber: OrderNumber {
        get throws {
            guard let number = OrderNumber(serialText) else { throw Problem.notFound }
            return number
        }
    }

    /// The order whose reference number the path names.
    var taskOrderNumber: OrderNumber {
        get throws {
            guard let reference = ReferenceNumber(serialText) else { throw Problem.notFound }
            return try desk.orderNumber(of: reference)
        }
    }

    private var serialText: String {
        ["series", "year", "serial"].map { parameters[$0] ?? "" }.joined(separator: "/")
    }

    /// The number that the path names.
    var id: Int {
        get throws {
            guard let id = parameters["id"].flatMap({ Int($0) }), id > 0 else {
                throw Problem.notFound
            }
            return id
        }
    }
}

extension SiteRequest {
    fileprivate func language(of principal: Principal?) -> Language {
        if let language = principal?.language ?? cookie(LanguageSwitch.cookie) {
            return language == Language.english.code ? .english : .portuguese
        }
        let accepted = headers["accept-language"]?.lowercased() ?? ""
        return accepted.hasPrefix("pt") ? .portuguese : .english
    }
}

extension Visit {
    /// The JSON object that was sent.
    ///
    /// - Throws: ``Problem`` that names the line.
    func object() throws(Problem) -> JSONValue {
        if request.body.isEmpty { return .object([]) }
        let value: JSONValue
        do {
            value = try JSONValue(parsing: request.body, maximumDepth: Limits.jsonDepth)
        } catch {
            throw Problem(400, "not-json", "The body is no JSON", "\(error)")
        }
        guard value.members != nil else {
            throw Problem(400, "not-an-object", "The body is no JSON object")
        }
        return value
    }
}
