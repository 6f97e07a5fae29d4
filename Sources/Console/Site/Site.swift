// The site of a desk: every request goes through the same steps, in the same order, whatever its route. A route
// cannot forget one of them.

public import Desk
import Letters
import Logging
import MonitoringOrders
import OrderStore
import Quantities

/// The pages and the API of one desk.
public final class Site: Sendable {
    public let desk: Desk
    /// The folder of the desk, where files of its tasks lie.
    public let folder: DeskFolder
    /// The address under which browsers know the site (`https://desk.example`); `nil`: whatever they say.
    let origin: String?
    let gatekeeper: Gatekeeper
    let limiter: RateLimiter
    let keeper: AnswerKeeper
    let alarmCount: AlarmCount
    let assets: Assets
    /// Opens everything to commands on the desk's own machine; it lives as long as the site.
    public let localToken = RandomText.token()
    /// By the number of the path's segments.
    private let routes: [Int: [Route]]

    /// The site of a desk.
    public init(desk: Desk, folder: DeskFolder, assets: Assets, origin: String? = nil) {
        (self.desk, self.folder, self.origin) = (desk, folder, origin)
        (gatekeeper, limiter) = (Gatekeeper(desk: desk), RateLimiter())
        (keeper, alarmCount) = (AnswerKeeper(store: desk.store), AlarmCount(desk: desk))
        self.assets = assets
        let own = RouteTable.all.filter { $0.desks.contains(desk.kind) }
        routes = Dictionary(grouping: own, by: \.length)
    }

    /// Everything that this desk serves, as `METHOD /path`.
    package var served: [String] {
        routes.values.joined().map { "\($0.method.rawValue) \($0.path)" }
    }

    /// Answers a request of the web, whose sender must show who they are.
    public func respond(to request: SiteRequest) -> SiteResponse {
        respond(to: request, as: nil)
    }

    /// Answers a request on behalf of a principal who is known by other means, or of whom the request shows.
    ///
    /// - Parameters:
    ///   - request: of a browser, a program or a command.
    ///   - known: somebody at the desk's own machine; `nil`: whoever the request shows.
    /// - Returns: the answer; every fault is one too.
    public func respond(to request: SiteRequest, as known: Principal?) -> SiteResponse {
        let trace = desk.surroundings.newName()
        var (who, path) = (known, "-")
        var response: SiteResponse
        do {
            who = try known ?? localPrincipal(of: request) ?? gatekeeper.principal(of: request)
            try limiter.admit(who.map { .member($0.key) } ?? .stranger(request.peer))
            if request.method == .options {
                response = try methods(for: request, who)
            } else {
                let (route, parameters) = try route(for: request, who)
                path = route.path
                let visit = Visit(
                    site: self, request: request, parameters: parameters, principal: who,
                    trace: trace)
                response = try answer(visit, route)
            }
        } catch {
            let problem = Problem(error)
            if problem.status >= 500 {
                desk.logger.error("\(error)", metadata: ["trace": "\(trace)"])
            }
            response = tell(problem, request, who, trace)
        }
        SecurityFields.add(to: &response)
        log(request, path, who, response, trace)
        return response
    }

    /// Somebody who can read the desk's folder: they say themselves who they are and in which role, as they could
    /// with the database in their hands.
    private func localPrincipal(of request: SiteRequest) -> Principal? {
        guard let header = request.headers["authorization"], header.hasPrefix("Bearer "),
            RandomText.areEqual(String(header.dropFirst(7)), localToken),
            let name = request.headers["x-vigia-name"].flatMap(PercentCoding.decoded),
            (1...200).contains(name.utf8.count), !name.contains(where: \.isControl),
            let role = request.headers["x-vigia-role"].flatMap(AccountRole.init(rawValue:))
        else { return nil }
        return .local(name, role)
    }

    /// How many bytes the body of a request may have, and what is said beyond that. Of somebody unknown hardly anything
    /// is read, wherever they send it, so that they neither fill the memory nor learn what there is.
    ///
    /// - Throws: `StoreError` if it cannot be told who asks.
    func bodyLimit(for request: SiteRequest) throws -> (bytes: Int, beyond: Problem) {
        let route = matches(request)?.first { $0.route.method == request.method }?.route
        let limit = route?.bodyLimit ?? Limits.strangerBytes
        if try localPrincipal(of: request) ?? gatekeeper.principal(of: request) != nil {
            return (limit, .tooLarge(limit))
        }
        guard route?.permission == .everybody else { return (Limits.strangerBytes, .notLoggedIn) }
        let least = min(limit, Limits.strangerBytes)
        return (least, .tooLarge(least))
    }

    /// The routes of a path, whatever their method; `nil` if the path cannot be read.
    private func matches(_ request: SiteRequest) -> [(route: Route, parameters: [String: String])]?
    {
        request.segments.map { segments in
            (routes[segments.count] ?? []).compactMap { route in
                route.match(segments).map { (route, $0) }
            }
        }
    }

    /// The route of a request, if its sender may ask for it. Who is not logged in cannot tell what there is.
    private func route(for request: SiteRequest, _ who: Principal?) throws -> (
        Route, [String: String]
    ) {
        let there = matches(request) ?? []
        let fitting = there.first { $0.route.method == request.method }
        if let fitting, fitting.route.permission == .everybody { return fitting }
        guard let who else { throw Problem.notLoggedIn }
        guard let fitting else {
            guard !there.isEmpty else { throw Problem.notFound }
            throw Problem(
                405, "method-not-allowed", "There is no such method here",
                headers: [("allow", Self.allow(there.map(\.route)))])
        }
        let (route, isRead) = (fitting.route, !fitting.route.isChange)
        guard route.permission.admits(who), isRead ? who.mayRead : who.mayWrite else {
            desk.logger.notice(
                "not permitted",
                metadata: ["who": "\(who.name)", "route": "\(route.method.rawValue) \(route.path)"])
            throw Problem.notPermitted
        }
        return fitting
    }

    /// The answer to a question for the methods of a path. It tells a browser of another site nothing (CORS).
    private func methods(for request: SiteRequest, _ who: Principal?) throws -> SiteResponse {
        let there = (matches(request) ?? []).map(\.route)
        guard who != nil || there.contains(where: { $0.permission == .everybody }) else {
            throw Problem.notLoggedIn
        }
        guard !there.isEmpty else { throw Problem.notFound }
        return SiteResponse(status: 204, headers: [("allow", Self.allow(there))])
    }

    private static func allow(_ routes: [Route]) -> String {
        let methods = Set(routes.map(\.method.rawValue))
        return
            (methods.contains("GET")
            ? methods.union(["HEAD", "OPTIONS"]) : methods.union(["OPTIONS"]))
            .sorted().joined(separator: ", ")
    }

    private func answer(_ visit: Visit, _ route: Route) throws -> SiteResponse {
        let (request, who) = (visit.request, visit.principal)
        if who == nil, route.isChange { try limiter.admit(.login(request.peer)) }
        guard request.body.count <= route.bodyLimit else {
            throw Problem.tooLarge(route.bodyLimit)
        }
        if let who, who.mustChangePassword, !route.path.hasPrefix("/account") {
            if request.isForAPI {
                throw Problem(403, "password-expired", "The password must be changed first")
            }
            return .seeOther("/account/password")
        }
        if request.isForAPI { try checkQuery(request) }
        guard route.isChange else { return visit.conditional(try route.answer(visit)) }
        try checkOrigin(visit)
        if request.isForAPI { try checkType(request, route.bodyType) }
        return route.isRepeatable
            ? try keeper.answer(visit) { try route.answer(visit) } : try route.answer(visit)
    }

    /// A browser says where a form comes from; only our own pages may send one, and they carry the session's key.
    private func checkOrigin(_ visit: Visit) throws(Problem) {
        let headers = visit.request.headers
        if case .token = visit.principal?.means { return }
        if let known = visit.principal, case .local = known.means { return }
        if let site = headers["sec-fetch-site"], site != "same-origin", site != "none" {
            throw .foreignForm
        }
        if let sender = headers["origin"] {
            let own =
                origin.map { [$0] } ?? ["http", "https"].map { "\($0)://\(headers["host"] ?? "")" }
            guard own.contains(sender) else { throw .foreignForm }
        }
        guard let session = visit.principal?.session else { return }
        let key = headers["x-form-key"] ?? visit.request.form["form_key"] ?? ""
        guard RandomText.areEqual(key, session.formKey) else { throw .foreignForm }
    }

    /// A form sends every field, a program only those that it means.
    private func checkQuery(_ request: SiteRequest) throws(Problem) {
        guard let empty = request.query.fields.first(where: { $0.value.isEmpty }) else { return }
        throw .invalid(empty.name, "is empty; leave it out")
    }

    private func checkType(_ request: SiteRequest, _ taken: String) throws(Problem) {
        let type = request.headers["content-type"]?.split(separator: ";").first?.trimmed
            .lowercased()
        guard request.body.isEmpty || type == taken else {
            throw Problem(
                415, "unsupported-type", "Only \(taken) is taken here",
                "content-type: \(type ?? "none")", headers: [("accept", taken)])
        }
    }

    private func tell(
        _ problem: Problem, _ request: SiteRequest, _ who: Principal?, _ trace: String
    ) -> SiteResponse {
        if request.isForAPI { return problem.response(instance: request.path, trace: trace) }
        if problem.status == 401 {
            let next = request.method == .get ? "?next=\(PercentCoding.encoded(request.path))" : ""
            return .seeOther("/login\(next)")
        }
        let visit = Visit(
            site: self, request: request, parameters: [:], principal: who, trace: trace)
        return ProblemPage.response(problem, visit)
    }

    /// One line for each request: no values of the path, no query, no body.
    private func log(
        _ request: SiteRequest, _ path: String, _ who: Principal?, _ response: SiteResponse,
        _ trace: String
    ) {
        desk.logger.info(
            "\(request.method.rawValue) \(path) \(response.status)",
            metadata: ["who": "\(who?.name ?? "-")", "trace": "\(trace)"])
    }
}

extension SiteRequest {
    /// True for programs, which are answered in JSON.
    var isForAPI: Bool {
        path.hasPrefix("/api/") || path.hasPrefix("/upkeep/") || WatchRoutes.paths.contains(path)
    }
}
