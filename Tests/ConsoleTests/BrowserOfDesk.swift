// A browser without scripts at a desk's site: it logs in, keeps its cookie, follows links and sends forms as they stand
// on the page.

import Console
import MonitoringOrders
import OrderStore
import Testing

/// Somebody in front of the pages.
final class BrowserOfDesk {
    let desk: SiteOfDesk
    private var cookies: [String: String] = [:]
    private(set) var page: SiteResponse
    private(set) var address = "/"

    /// Opens a session for a new account of a role.
    init(_ desk: SiteOfDesk, as role: AccountRole, named name: String = "dora") throws {
        self.desk = desk
        let account = "\(name)-\(role.rawValue)"
        let password = try desk.site.makeAccount(
            account, role: role, mustChange: false, by: Actor(name: "test", role: .desk))
        page = SiteResponse()
        send(.post, "/login", ["name": account, "password": password])
        #expect(page.status == 303)
    }

    var text: String { page.text }

    /// What people read: the page without its markup.
    var words: String {
        text.replacing(/<[^>]*>/, with: " ").replacing(/\s+/, with: " ")
    }

    /// Opens a page, and goes where it leads.
    func open(_ address: String) {
        send(.get, address)
        var steps = 0
        while page.status == 303, let next = page.header("location"), steps < 5 {
            send(.get, next)
            steps += 1
        }
    }

    /// Sends a form with its key, and goes where the answer leads.
    func submit(_ address: String, _ fields: [String: String]) {
        var fields = fields
        fields["form_key"] = formKey
        send(.post, address, fields)
        guard page.status == 303, let next = page.header("location") else { return }
        open(next)
    }

    /// The key that the forms of the page carry.
    var formKey: String {
        text.firstMatch(of: /name="form_key" value="([^"]+)"/).map { String($0.1) } ?? ""
    }

    /// The version that a form of the page carries.
    var version: String {
        let found = text.firstMatch(of: /name="version" value="([^"]+)"/)
        return found.map { String($0.1).replacing("&quot;", with: "\"") } ?? ""
    }

    private func send(
        _ method: SiteRequest.Method, _ address: String, _ fields: [String: String] = [:]
    ) {
        let body = fields.sorted { $0.key < $1.key }.map {
            "\(Self.encoded($0))=\(Self.encoded($1))"
        }
        let cookie = cookies.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
        page = desk.site.respond(
            to: SiteRequest(
                method, address,
                headers: ["host": "desk.example", "cookie": cookie.joined(separator: "; ")],
                body: Array(body.joined(separator: "&").utf8)))
        self.address = address
        for field in page.headers where field.name == "set-cookie" {
            let pair = field.value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            if pair.count == 2 { cookies[String(pair[0])] = String(pair[1]) }
        }
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            guard !isPlain else { return String(Unicode.Scalar(byte)) }
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.count < 2 ? "%0\(digits)" : "%\(digits)"
        }.joined()
    }
}
