// The site of one desk with a clock of its own, asked without a network.

import CanonicalJSON
import Console
import Desk
import Foundation
import Logging
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import Synchronization
import TestSupport
import Testing

/// A clock that tests turn by hand; each look takes a millisecond.
final class TurnedClock: Sendable {
    private let instant = Mutex(UTCInstant(secondsSince1970: 1_803_900_000))

    var now: UTCInstant {
        instant.withLock { instant in
            instant = instant + .milliseconds(1)
            return instant
        }
    }

    func turn(_ duration: Duration) { instant.withLock { $0 = $0 + duration } }
}

/// A desk and its site.
struct SiteOfDesk {
    let site: Site
    let clock: TurnedClock
    var desk: Desk { site.desk }

    init(
        _ kind: DeskKind, clock: TurnedClock = TurnedClock(),
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        inMemory: Bool = false, isRealTime: Bool = false, isRestored: Bool = false,
        webhookHosts: [String] = []
    ) throws {
        self.clock = clock
        let folder = DeskFolder(try Repository.temporaryFolder() + "/" + kind.rawValue)
        try folder.create(
            desk: kind, register: .simulation, configuration: Repository.path("Config"))
        var configuration = try DeskConfiguration.read(folder)
        configuration.settings.console.webhookHosts = webhookHosts
        let desk = try Desk(
            configuration: configuration,
            store: inMemory
                ? try OrderStore.simulated(desk: kind) { _ in }
                : try OrderStore.open(
                    at: isRestored
                        ? try Self.restored(folder.database, at: clock.now) : folder.database),
            surroundings: isRealTime
                ? .real
                : Surroundings(now: { clock.now }, newName: { UUID().uuidString.lowercased() }),
            mailReader: UnconfinedReader(), checkpointSigner: try folder.checkpointSigner(),
            logger: logger)
        site = Site(
            desk: desk, folder: folder,
            assets: try Assets(reading: Repository.path("Config/console")))
    }

    /// A database whose place a backup of it took.
    private static func restored(_ path: String, at now: UTCInstant) throws -> String {
        let (backup, restored) = (path + "-backup", path + "-restored")
        _ = try OrderStore.open(at: path).backUp(to: backup)
        _ = try OrderStore.restore(from: backup, to: restored, at: now)
        return restored
    }

    /// Asks as somebody at the desk's own machine.
    func ask(
        _ method: SiteRequest.Method, _ target: String, as role: AccountRole,
        headers: [String: String] = [:], json: JSONValue? = nil
    ) -> SiteResponse {
        site.respond(
            to: Self.request(method, target, headers: headers, json: json),
            as: .local("dora", role))
    }

    /// Asks as a program with a token, or as nobody.
    func ask(
        _ method: SiteRequest.Method, _ target: String, token: String?,
        headers: [String: String] = [:], json: JSONValue? = nil
    ) -> SiteResponse {
        var request = Self.request(method, target, headers: headers, json: json)
        request.headers["authorization"] = token.map { "Bearer \($0)" }
        return site.respond(to: request)
    }

    /// Sends a form as a browser does.
    func send(
        _ target: String, _ fields: [String: String], cookie: String? = nil,
        headers: [String: String] = [:]
    ) -> SiteResponse {
        let form = fields.map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
        }
        var request = SiteRequest(
            .post, target, headers: headers, body: Array(form.joined(separator: "&").utf8))
        request.headers["content-type"] = "application/x-www-form-urlencoded"
        request.headers["cookie"] = cookie
        return site.respond(to: request)
    }

    private static func request(
        _ method: SiteRequest.Method, _ target: String, headers: [String: String],
        json: JSONValue?
    ) -> SiteRequest {
        var headers = headers
        if json != nil { headers["content-type"] = headers["content-type"] ?? "application/json" }
        if method == .post, headers["idempotency-key"] == nil {
            headers["idempotency-key"] = UUID().uuidString
        }
        return SiteRequest(
            method, target, headers: headers, body: Array((json?.compact ?? "").utf8))
    }

    /// Makes a token as an administrator does.
    func token(
        _ role: AccountRole, _ scopes: [String] = ["read", "write"],
        lasting: Duration = .seconds(86_400)
    ) throws -> String {
        let made = ask(
            .post, "/api/v1/tokens", as: .administrator,
            json: [
                "name": "program", "role": .string(role.rawValue), "scopes": JSONValue(scopes),
                "expires": .string((clock.now + lasting).description),
            ])
        #expect(made.status == 201, "\(made.text)")
        return try #require(try made.json()["token"]?.string)
    }

    /// Makes an account whose password is its own already.
    func account(_ name: String, _ role: AccountRole, password: String) throws {
        let made = ask(
            .post, "/api/v1/accounts", as: .administrator,
            json: ["name": .string(name), "role": .string(role.rawValue)])
        let first = try #require(try made.json()["password"]?.string)
        let cookie = try #require(logIn(name, first).cookie)
        let key = try formKey(cookie)
        let changed = send(
            "/account/password",
            ["present": first, "new": password, "again": password, "form_key": key],
            cookie: cookie)
        #expect(changed.status == 303)
    }

    func logIn(_ name: String, _ password: String, code: String = "") -> SiteResponse {
        send("/login", ["name": name, "password": password, "code": code])
    }

    /// What the forms of a session carry.
    func formKey(_ cookie: String) throws -> String {
        let digest = Digest.sha256(Array((cookie.split(separator: "=").last ?? "").utf8))
        return try #require(try desk.store.read { try $0.session(digest) }?.session.formKey)
    }

    /// The text of a bundled form.
    static func form(_ name: String = "category-2.txt") throws -> String {
        try Repository.text(Repository.path("Config/demo/\(name)"))
    }

    /// A bundled form under another number.
    static func form(numbered serial: Int) throws -> String {
        try form().replacing("BR/2027/0101", with: "BR/2027/\(serial.padded(to: 4))")
    }

    /// Places a bundled order over the API.
    @discardableResult
    func place(_ serial: Int = 101) throws -> OrderNumber {
        let placed = ask(
            .post, "/api/v1/orders", as: .dispatcher,
            json: ["form": .string(try Self.form(numbered: serial)), "category": 2])
        #expect(placed.status == 201, "\(placed.text)")
        return try #require(try placed.json()["order"]?.string.flatMap(OrderNumber.init))
    }
}

extension SiteResponse {
    /// The body as JSON.
    func json() throws -> JSONValue { try JSONValue(parsing: bytes) }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The last part of the type of a problem.
    var problem: String? {
        guard header("content-type") == "application/problem+json" else { return nil }
        let type = (try? json())?["type"]?.string
        return type.map { String($0.split(separator: ":").last ?? "") }
    }

    /// The cookie that a browser sends from now on.
    var cookie: String? {
        header("set-cookie").flatMap { $0.split(separator: ";").first }.map(String.init)
    }
}
