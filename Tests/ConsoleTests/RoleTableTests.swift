// Who may ask for what: every role on every route of both desks, written out by hand. A new route fails here until
// somebody has decided who may ask for it.

import CanonicalJSON
import Console
import Desk
import MonitoringOrders
import OrderStore
import Quantities
import Testing

@Suite("Every role on every route")
struct RoleTableTests {
    /// Desks (B, S or both), method, path, and who is let in: d dispatcher, o operator, f officer, a auditor,
    /// m administrator, c the counterpart's token, i the mail server's token, s strangers;
    /// a hyphen for commands at the
    /// desk's own machine alone, and for a login, which without a password is refused to everybody.
    static let table = """
        BS GET    /                                                              dofam
        BS GET    /account                                                       dofam
        BS GET    /account/password                                              dofam
        BS POST   /account/codes                                                 dofam
        BS POST   /account/password                                              dofam
        BS POST   /account/sessions                                              dofam
        BS GET    /accounts                                                      m
        BS POST   /accounts                                                      m
        BS POST   /accounts/{name}/disabling                                     m
        BS POST   /accounts/{name}/password                                      m
        BS GET    /alarms                                                        dofam
        BS GET    /assets/{name}                                                 dofamcis
        BS GET    /contacts                                                      dofam
        BS GET    /events                                                        dofam
        BS GET    /help                                                          dofam
        BS POST   /language                                                      dofamcis
        BS GET    /letters                                                       dofam
        BS GET    /letters/{id}                                                  dofam
        BS GET    /letters/{id}/file                                             dofam
        BS GET    /letters/{id}/html                                             dofam
        BS GET    /letters/{id}/parts/{part}                                     dofam
        BS GET    /letters/{id}/raw                                              dofam
        BS POST   /letters/{id}/closing                                          dof
        BS POST   /letters/{id}/rereading                                        dof
        BS POST   /letters/{id}/resending                                        dof
        BS GET    /login                                                         dofamcis
        BS POST   /login                                                         -
        BS POST   /logout                                                        dofam
        BS GET    /openapi.yaml                                                  dofamcis
        BS GET    /orders                                                        dofam
        BS GET    /orders.csv                                                    dofam
        B  GET    /orders/new                                                    d
        B  POST   /orders/new                                                    d
        BS GET    /orders/{series}/{year}/{serial}                               dofam
        S  POST   /orders/{series}/{year}/{serial}/acknowledgement               o
        S  POST   /orders/{series}/{year}/{serial}/approval                      f
        B  POST   /orders/{series}/{year}/{serial}/classification                d
        S  POST   /orders/{series}/{year}/{serial}/contact-authorisations        f
        S  POST   /orders/{series}/{year}/{serial}/contact-withdrawals           f
        B  POST   /orders/{series}/{year}/{serial}/first-contact                 d
        BS POST   /orders/{series}/{year}/{serial}/notes                         dof
        S  POST   /orders/{series}/{year}/{serial}/operator-contacts             o
        S  POST   /orders/{series}/{year}/{serial}/refusal                       f
        S  POST   /orders/{series}/{year}/{serial}/release                       f
        S  POST   /orders/{series}/{year}/{serial}/result                        o
        S  POST   /orders/{series}/{year}/{serial}/resumption                    o
        S  POST   /orders/{series}/{year}/{serial}/revision                      f
        S  POST   /orders/{series}/{year}/{serial}/start                         o
        S  POST   /orders/{series}/{year}/{serial}/suspension                    o
        S  POST   /orders/{series}/{year}/{serial}/updates                       o
        B  POST   /orders/{series}/{year}/{serial}/withdrawal                    d
        S  GET    /orders/{series}/{year}/{serial}/draft                         dofam
        S  GET    /orders/{series}/{year}/{serial}/draft/{file}                  dofam
        BS GET    /orders/{series}/{year}/{serial}/report                        dofa
        BS GET    /orders/{series}/{year}/{serial}/report/{name}                 dofa
        S  GET    /queue                                                         dofam
        S  GET    /queue/proof.csv                                               dofam
        S  GET    /queue/proof.json                                              dofam
        BS GET    /statistics                                                    dofam
        BS GET    /statistics.csv                                                dofam
        S  GET    /timetable                                                     dofam
        BS GET    /tokens                                                        m
        BS POST   /tokens                                                        m
        BS POST   /tokens/{id}/revocation                                        m
        BS GET    /api/v1/account                                                dofam
        BS POST   /api/v1/account/codes                                          dofam
        BS POST   /api/v1/account/codes/ending                                   dofam
        BS POST   /api/v1/account/codes/proposal                                 dofam
        BS GET    /api/v1/account/sessions                                       dofam
        BS DELETE /api/v1/account/sessions/{name}                                dofam
        BS GET    /api/v1/accounts                                               m
        BS POST   /api/v1/accounts                                               m
        BS GET    /api/v1/accounts/{name}                                        m
        BS POST   /api/v1/accounts/{name}/disabling                              m
        BS POST   /api/v1/accounts/{name}/password                               m
        BS GET    /api/v1/alarms                                                 dofam
        BS GET    /api/v1/contacts                                               dofam
        BS GET    /api/v1/events                                                 dofam
        BS GET    /api/v1/jobs                                                   dofam
        BS POST   /api/v1/jobs                                                   dof
        BS GET    /api/v1/jobs/{id}                                              dofam
        BS GET    /api/v1/journal                                                a
        BS GET    /api/v1/journal/checkpoint                                     dofam
        BS GET    /api/v1/journal/verification                                   a
        BS GET    /api/v1/letters                                                dofam
        BS POST   /api/v1/letters                                                i
        BS GET    /api/v1/letters/{id}                                           dofam
        BS GET    /api/v1/letters/{id}/attachments/{part}                        dofam
        BS POST   /api/v1/letters/{id}/closing                                   dof
        BS GET    /api/v1/letters/{id}/question                                  dofam
        BS GET    /api/v1/letters/{id}/raw                                       dofam
        BS POST   /api/v1/letters/{id}/rereading                                 dof
        BS POST   /api/v1/letters/{id}/resending                                 dof
        BS GET    /api/v1/orders                                                 dofam
        B  POST   /api/v1/orders                                                 d
        BS POST   /api/v1/orders/check                                           dofam
        BS GET    /api/v1/orders/{series}/{year}/{serial}                        dofam
        B  PATCH  /api/v1/orders/{series}/{year}/{serial}                        d
        B  POST   /api/v1/orders/{series}/{year}/{serial}/acknowledgement        c
        S  POST   /api/v1/orders/{series}/{year}/{serial}/acknowledgement        o
        S  POST   /api/v1/orders/{series}/{year}/{serial}/approval               f
        B  POST   /api/v1/orders/{series}/{year}/{serial}/classification         d
        S  POST   /api/v1/orders/{series}/{year}/{serial}/contact-authorisations f
        BS GET    /api/v1/orders/{series}/{year}/{serial}/contact-gate           dofam
        S  POST   /api/v1/orders/{series}/{year}/{serial}/contact-withdrawals    f
        BS GET    /api/v1/orders/{series}/{year}/{serial}/events                 dofam
        B  POST   /api/v1/orders/{series}/{year}/{serial}/first-contact          d
        BS GET    /api/v1/orders/{series}/{year}/{serial}/letters                dofam
        BS POST   /api/v1/orders/{series}/{year}/{serial}/notes                  dof
        S  POST   /api/v1/orders/{series}/{year}/{serial}/operator-contacts      o
        S  POST   /api/v1/orders/{series}/{year}/{serial}/refusal                f
        S  POST   /api/v1/orders/{series}/{year}/{serial}/release                f
        BS GET    /api/v1/orders/{series}/{year}/{serial}/report                 dofam
        BS GET    /api/v1/orders/{series}/{year}/{serial}/report/differences     dofam
        BS GET    /api/v1/orders/{series}/{year}/{serial}/report/files/{name}    dofam
        S  POST   /api/v1/orders/{series}/{year}/{serial}/result                 o
        S  POST   /api/v1/orders/{series}/{year}/{serial}/resumption             o
        S  POST   /api/v1/orders/{series}/{year}/{serial}/revision               f
        S  POST   /api/v1/orders/{series}/{year}/{serial}/start                  o
        S  POST   /api/v1/orders/{series}/{year}/{serial}/suspension             o
        B  POST   /api/v1/orders/{series}/{year}/{serial}/updates                c
        S  POST   /api/v1/orders/{series}/{year}/{serial}/updates                o
        B  POST   /api/v1/orders/{series}/{year}/{serial}/withdrawal             d
        S  GET    /api/v1/queue                                                  dofam
        S  GET    /api/v1/queue/proof                                            dofam
        BS GET    /api/v1/statistics                                             dofam
        BS GET    /api/v1/tasks/{series}/{year}/{serial}                         dofam
        S  GET    /api/v1/timetable                                              dofam
        BS GET    /api/v1/tokens                                                 m
        BS POST   /api/v1/tokens                                                 m
        BS POST   /api/v1/tokens/{id}/revocation                                 m
        BS GET    /api/v1/webhooks                                               m
        BS POST   /api/v1/webhooks                                               m
        BS POST   /api/v1/webhooks/{id}/keys                                     m
        BS DELETE /api/v1/webhooks/{id}                                          m
        BS POST   /api/v1/work                                                   o
        BS POST   /api/v1/work/{id}/answer                                       o
        BS POST   /api/v1/work/{id}/lease                                        o
        BS POST   /api/v1/work/{id}/release                                      o
        BS GET    /healthz                                                       dofamcis
        BS GET    /metrics                                                       dofam
        BS GET    /readyz                                                        dofamcis
        BS POST   /upkeep/backups                                                -
        BS GET    /upkeep/journal                                                -
        BS POST   /upkeep/numbers                                                -
        BS POST   /upkeep/projections                                            -
        BS POST   /upkeep/readings                                               -
        BS POST   /upkeep/records/{series}/{year}/{serial}                       -
        BS POST   /upkeep/verifications                                          -
        """

    /// What the table lets in at a desk, by method and path.
    private static func expected(at desk: DeskKind) -> [String: Set<Character>] {
        let mark: Character = desk == .bureau ? "B" : "S"
        return table.split(separator: "\n").reduce(into: [:]) { routes, line in
            let words = line.split(separator: " ")
            guard words[0].contains(mark) else { return }
            routes["\(words[1]) \(words[2])"] = Set(words[3])
        }
    }

    /// A token of each kind; the store takes also those that no administrator could make at this desk.
    private static func tokens(at site: SiteOfDesk) throws -> [Character: String?] {
        let kinds: [(Character, AccountRole, Set<TokenScope>)] = [
            ("d", .dispatcher, [.read, .write]), ("o", .stationOperator, [.read, .write]),
            ("f", .officer, [.read, .write]), ("a", .auditor, [.read, .write]),
            ("m", .administrator, [.read, .write]), ("c", .stationOperator, [.acknowledge]),
            ("i", .auditor, [.ingest]),
        ]
        let (now, actor) = (site.clock.now, Actor(name: "test", role: .auditor))
        var tokens: [Character: String?] = ["s": String?.none]
        for (mark, role, scopes) in kinds {
            let secret = "secret-of-\(mark)"
            let token = AccessToken(
                name: "test", digest: Digest.sha256(Array(secret.utf8)), role: role,
                scopes: scopes, createdAt: now, expiresAt: now + .seconds(3600))
            _ = try site.desk.store.write { try $0.add(token, at: now, by: actor) }
            tokens[mark] = secret
        }
        return tokens
    }

    @Test(
        "101: the table names every route that is served, and no other",
        arguments: DeskKind.allCases)
    func complete(desk: DeskKind) throws {
        let (expected, served) = (
            Set(Self.expected(at: desk).keys), Set(try SiteOfDesk(desk).site.served)
        )
        #expect(served.subtracting(expected).sorted() == [])
        #expect(expected.subtracting(served).sorted() == [])
    }

    @Test(
        "101: each role is let in where the table says so, and nowhere else",
        arguments: DeskKind.allCases)
    func everyRole(desk: DeskKind) throws {
        let site = try SiteOfDesk(desk)
        let tokens = try Self.tokens(at: site)
        for (route, letIn) in Self.expected(at: desk) {
            let words = route.split(separator: " ")
            let method = try #require(SiteRequest.Method(rawValue: String(words[0])))
            for (mark, token) in tokens {
                let answer = site.ask(
                    method, Self.path(String(words[1])), token: token,
                    json: method == .get ? nil : [:])
                #expect(
                    Self.isLetIn(answer, token) == letIn.contains(mark),
                    "\(desk) \(route) \(mark): \(answer.status)")
            }
        }
    }

    private static func path(_ pattern: String) -> String {
        [
            "series": "BR", "year": "2027", "serial": "9999", "id": "9999", "part": "1",
            "name": "none",
        ]
        .reduce(pattern) { $0.replacing("{\($1.key)}", with: $1.value) }
    }

    private static func isLetIn(_ answer: SiteResponse, _ token: String?) -> Bool {
        if answer.status == 401 || answer.status == 403 { return false }
        let login = answer.header("location")?.hasPrefix("/login") ?? false
        return token != nil || !(answer.status == 303 && login)
    }

    @Test(
        "101: a token that may only read changes nothing, one that may only write reads nothing",
        arguments: DeskKind.allCases)
    func scopes(desk: DeskKind) throws {
        let site = try SiteOfDesk(desk)
        let role: AccountRole = desk == .bureau ? .dispatcher : .stationOperator
        let (reading, writing) = (try site.token(role, ["read"]), try site.token(role, ["write"]))
        for (route, letIn) in Self.expected(at: desk) where !letIn.contains("s") {
            let words = route.split(separator: " ")
            let method = try #require(SiteRequest.Method(rawValue: String(words[0])))
            let answer = site.ask(
                method, Self.path(String(words[1])), token: method == .get ? writing : reading,
                json: method == .get ? nil : [:])
            #expect(answer.status == 403, "\(route)")
        }
    }

    @Test("R7: to who may not act on it, an order that is there is as unknown as one that is not")
    func unknownAndForbidden() throws {
        let bureau = try SiteOfDesk(.bureau)
        try bureau.place()
        let (auditor, dispatcher) = (try bureau.token(.auditor), try bureau.token(.dispatcher))
        let told = { (token: String?, path: String, number: String) in
            let path = path.replacing("NUMBER", with: number)
            let answer = bureau.ask(.post, path, token: token, json: ["text": "x", "reason": "x"])
            return "\(answer.status) " + Self.withoutPath(answer.text)
        }
        let forbidden = "/api/v1/orders/NUMBER/withdrawal"
        #expect(
            told(auditor, forbidden, "BR/2027/0101") == told(auditor, forbidden, "BR/2027/9999"))
        let unknown = "/api/v1/orders/NUMBER/notes"
        #expect(
            told(dispatcher, unknown, "BR/2027/9999") == told(dispatcher, unknown, "no/such/one"))
    }

    @Test("R7: without a login every path is answered alike, real or invented")
    func strangers() throws {
        let bureau = try SiteOfDesk(.bureau)
        try bureau.place()
        for method in [SiteRequest.Method.get, .post, .patch, .delete, .options, .other] {
            let answers = [
                "/api/v1/orders/BR/2027/0101", "/api/v1/orders/BR/2027/9999", "/api/v1/orders",
                "/api/v1/accounts/admin", "/api/v1/nothing", "/api/v1/letters/1",
            ].map { path in
                [nil, "wrong"].map { token -> String in
                    let answer = bureau.ask(method, path, token: token, json: [:])
                    let fields = answer.headers.map { "\($0.name): \($0.value)" }
                    return "\(answer.status) \(fields) " + Self.withoutPath(answer.text)
                }
            }
            #expect(Set(answers.joined()).count == 1, "\(method)")
        }
    }

    /// A problem without what was asked for and without the name of the request.
    private static func withoutPath(_ text: String) -> String {
        text.replacing(/"(instance|traceId)":"[^"]*"/, with: "")
    }
}
