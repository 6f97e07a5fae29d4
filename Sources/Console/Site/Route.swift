// One entry of the site: method, path, who may, and what is done. Nothing is served that stands in no table, and
// nothing is served to a role that its entry does not name.

import MonitoringOrders
import OrderStore

/// Who may ask for a route.
enum Permission: Sendable, Hashable {
    /// Everybody, logged in or not: the login page, the style, the state of health.
    case everybody
    /// Everybody who is logged in.
    case members
    /// Accounts and tokens of these roles.
    case roles(Set<AccountRole>)
    /// Tokens for acknowledging only; they act as the other desk does by letter.
    case counterpart
    /// Tokens for handing letters in, and commands on the desk's own machine: who brings a letter can make it say
    /// what it likes about its sender.
    case mailServer
    /// Commands on the desk's own machine, which read and write files there.
    case local

    /// True if a principal may.
    func admits(_ principal: Principal) -> Bool {
        switch self {
        case .everybody: true
        case .members: principal.isMember
        case .roles(let roles): roles.contains(principal.role) && principal.isMember
        case .counterpart: principal.isCounterpart
        case .mailServer: principal.isMailServer || principal.means == .local
        case .local: principal.means == .local
        }
    }

    /// The roles that an act of the rules is given to, at a desk.
    static func may(_ act: OrderAct) -> Permission {
        .roles(
            Set(
                AccountRole.allCases.filter { role in
                    role.role.map(act.permittedRoles.contains) ?? false
                }))
    }
}

/// One entry of the site.
struct Route: Sendable {
    /// At which desks it is there.
    var desks: Set<DeskKind> = [.bureau, .station]
    var method: SiteRequest.Method
    /// The path; `{name}` stands for any one segment.
    let path: String
    private let segments: [String]
    var permission: Permission
    /// Bytes of a body at most.
    var bodyLimit = 256 << 10
    /// What a program's body must be.
    var bodyType = "application/json"
    /// True if a request changes something: it is asked for a form key or an Idempotency-Key.
    var isChange: Bool { method != .get }
    /// True if the answer is kept under the request's Idempotency-Key.
    var isRepeatable = false
    var answer: @Sendable (Visit) throws -> SiteResponse

    init(
        _ method: SiteRequest.Method, _ path: String, _ permission: Permission,
        at desks: Set<DeskKind> = [.bureau, .station], upTo bodyLimit: Int = 256 << 10,
        answer: @escaping @Sendable (Visit) throws -> SiteResponse
    ) {
        (self.method, self.path, self.permission) = (method, path, permission)
        segments = path.split(separator: "/").map(String.init)
        (self.desks, self.bodyLimit, self.answer) = (desks, bodyLimit, answer)
    }

    /// How many segments its path has.
    var length: Int { segments.count }

    /// Compares its path with another.
    ///
    /// - Parameter given: the segments of a path of the same length.
    /// - Returns: the values of the path's names; `nil` if the path is another.
    func match(_ given: [String]) -> [String: String]? {
        precondition(given.count == length, "paths of other lengths are never compared")
        var values: [String: String] = [:]
        for (part, segment) in zip(segments, given) {
            if part.hasPrefix("{") {
                values[String(part.dropFirst().dropLast())] = segment
            } else if part != segment {
                return nil
            }
        }
        return values
    }
}
