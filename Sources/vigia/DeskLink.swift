// How a command reaches its desk: through the process that serves it, or, when none does, by opening the database
// itself. Either way it asks the same API, so a command does the same and is refused alike.

import CanonicalJSON
import Console
import Desk
import Foundation
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities

/// The desk of a command.
struct DeskLink {
    private enum Way {
        /// The database is open here.
        case here(Site)
        /// A server has it; the fields say who asks.
        case there(url: String, fields: [(name: String, value: String)])
    }

    private let way: Way
    private let options: DeskOptions

    /// What a command was answered.
    struct Answer {
        var status: Int
        var headers: [String: String]
        var body: [UInt8]

        /// The body as JSON.
        func json() throws -> JSONValue { try JSONValue(parsing: body) }
    }

    /// Finds the desk that the options name.
    ///
    /// - Throws: ``Failure``, `StoreError`, `ConfigurationError`.
    init(_ options: DeskOptions) throws {
        self.options = options
        if let url = options.server {
            way = .there(
                url: url, fields: [("authorization", "Bearer \(try Self.token(options))")])
            return
        }
        let folder = DeskFolder(options.folder)
        let end = ContinuousClock.now + .seconds(10)
        while true {
            if let server = ServingNote(reading: folder), server.isAlive {
                way = .there(
                    url: server.url, fields: [("authorization", "Bearer \(server.token)")])
                return
            }
            do {
                way = .here(try DeskSession.site(of: folder))
                return
            } catch let error as StoreError where error.code == .locked && .now < end {
                // Another command has it for a moment, or a server is about to say where it is.
                Thread.sleep(forTimeInterval: 0.02)
            }
        }
    }

    /// The token for a server elsewhere; it is read from a file, so that no list of processes shows it.
    private static func token(_ options: DeskOptions) throws -> String {
        if let path = options.tokenFile {
            return try Input.text(path).trimmingCharacters(in: .whitespacesAndNewlines)
        }
        guard let token = ProcessInfo.processInfo.environment["VIGIA_TOKEN"] else {
            throw Failure(.usage, "--server needs --token-file or VIGIA_TOKEN")
        }
        return token
    }

    /// Asks the desk; what is not answered with success ends the command.
    ///
    /// - Parameters:
    ///   - method: of the request.
    ///   - path: under `/api/v1` or `/upkeep`, with its query.
    ///   - body: an object, if there is something to say.
    ///   - role: in which the command is usually given.
    /// - Returns: the answer.
    /// - Throws: ``Failure`` with the problem's words.
    @discardableResult
    func ask(
        _ method: SiteRequest.Method, _ path: String, _ body: JSONValue? = nil,
        as role: AccountRole
    ) throws -> Answer {
        try ask(
            method, path, bytes: Array((body?.compact ?? "").utf8), type: "application/json",
            as: role)
    }

    /// Asks the desk with a body of any type.
    @discardableResult
    func ask(
        _ method: SiteRequest.Method, _ path: String, bytes: [UInt8], type: String,
        as usual: AccountRole
    ) throws -> Answer {
        let role = options.role ?? usual
        let target = path.hasPrefix("/upkeep/") ? path : "/api/v1" + path
        var fields = [("accept", "application/json")]
        if !bytes.isEmpty { fields.append(("content-type", type)) }
        if method != .get { fields.append(("idempotency-key", UUID().uuidString)) }
        if method == .patch { fields.append(("if-match", "*")) }
        let answer =
            switch way {
            case .here(let site): respond(site, method, target, fields, bytes, role)
            case .there(let url, let known):
                try exchange(url, method, target, fields + known + who(role), bytes)
            }
        guard (200..<300).contains(answer.status) else { throw Failure(answer) }
        return answer
    }

    /// Reads the letters that were taken in, where no serving process does.
    func readLettersIfUnserved() throws {
        guard case .here(let site) = way else { return }
        try site.desk.readStoredLetters()
    }

    private func respond(
        _ site: Site, _ method: SiteRequest.Method, _ target: String,
        _ fields: [(String, String)], _ bytes: [UInt8], _ role: AccountRole
    ) -> Answer {
        let request = SiteRequest(
            method, target, headers: Dictionary(fields) { $1 }, body: bytes)
        let response = site.respond(to: request, as: .local(options.actorName, role))
        return Answer(
            status: response.status,
            headers: Dictionary(response.headers.map { ($0.name, $0.value) }) { $1 },
            body: response.bytes)
    }

    /// Who asks, for a server on this machine that believes who may read its folder.
    private func who(_ role: AccountRole) -> [(name: String, value: String)] {
        let allowed = CharacterSet.alphanumerics
        let name = options.actorName.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
        return [("x-vigia-name", name), ("x-vigia-role", role.rawValue)]
    }

    private func exchange(
        _ url: String, _ method: SiteRequest.Method, _ target: String,
        _ fields: [(String, String)], _ bytes: [UInt8]
    ) throws -> Answer {
        var request = HTTPExchange(method.rawValue, url + target, headers: fields, body: bytes)
        request.authorities = options.authorities
        request.patience = .seconds(120)
        do {
            let answer = try request.perform()
            return Answer(status: answer.status, headers: answer.headers, body: answer.body)
        } catch {
            throw Failure(
                error.kind == .uncertain ? .tryAgain : .unavailable, "\(url): \(error.words)")
        }
    }
}

extension Failure {
    /// What a problem means at the command line.
    init(_ answer: DeskLink.Answer) {
        let problem = try? answer.json()
        let words = problem?["detail"]?.string ?? "the server answered \(answer.status)"
        let code = problem?["type"]?.string?.split(separator: ":").last.map(String.init)
        let status: ExitStatus =
            switch (answer.status, code) {
            case (_, "no-place-in-timetable"?): .answerIsNo
            case (401, _), (403, _): .notPermitted
            case (_, "no-such-revision"?): .inputMissing
            case (429, _), (503, _), (409, "letters-stopped"?): .tryAgain
            case (400..<500, _): .badInput
            case (500..., "report-not-made"?): .cannotCreate
            default: .defect
            }
        self.init(status, words)
        self.code = code
    }
}

extension DeskLink {
    /// Everything in a list of the API, page after page.
    func all(_ path: String, _ name: String, as role: AccountRole) throws -> [JSONValue] {
        var (rows, cursor): ([JSONValue], String?) = ([], nil)
        repeat {
            let joint = path.contains("?") ? "&" : "?"
            let place = cursor.map { "&cursor=\($0)" } ?? ""
            let page = try ask(
                .get, "\(path)\(joint)limit=\(Limits.pageRowsAtMost)\(place)", as: role
            ).json()
            rows += page[name]?.array ?? []
            cursor = page["next_cursor"]?.string
        } while cursor != nil
        return rows
    }

    /// The rows of a list that comes whole.
    func rows(_ path: String, _ name: String, as role: AccountRole) throws -> [JSONValue] {
        try ask(.get, path, as: role).json()[name]?.array ?? []
    }

    /// Carries out an act on an order and prints the order as it stands then.
    func act(
        _ name: String, _ body: JSONValue = [:], on order: OrderNumber, as role: AccountRole
    ) throws {
        let changed = try ask(.post, "/orders/\(order)/\(name)", body, as: role).json()
        OrderPrinter.print(changed, json: options.json)
    }

    /// Carries out an act on the order of a reference number.
    func act(
        _ name: String, _ body: JSONValue = [:], on reference: ReferenceNumber,
        as role: AccountRole
    ) throws {
        try act(name, body, on: try order(of: reference), as: role)
    }

    /// The order that has a reference number.
    func order(of reference: ReferenceNumber) throws -> OrderNumber {
        let found = try ask(.get, "/tasks/\(reference)", as: .auditor).json()
        guard let order = found["order"]?.string.flatMap({ OrderNumber($0) }) else {
            throw Failure(.defect, "\(reference): the answer names no order")
        }
        return order
    }
}
