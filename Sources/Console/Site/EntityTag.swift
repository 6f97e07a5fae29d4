// Versions of what is shown (RFC 9110 sections 8.8.3 and 13): who changes an order says which version they saw, so
// that nobody overwrites what another did meanwhile.

import Desk
import MonitoringOrders
import OrderStore

/// The tag of a version.
enum EntityTag {
    /// The tag of an order as of a row of the journal.
    static func text(_ sequence: Int) -> String { "\"\(sequence)\"" }
}

extension Visit {
    /// The version of an order: the journal's last row about it.
    func tag(of order: OrderNumber) throws -> String {
        guard let sequence = try desk.store.read({ try $0.lastSequence(of: order) }) else {
            throw Problem.notFound
        }
        return EntityTag.text(sequence)
    }

    /// Checks that the one who changes an order has seen its present version.
    ///
    /// - Parameters:
    ///   - order: the order that is changed.
    ///   - isNeeded: false for acts that the rules judge by themselves; what they say they saw counts all the same.
    /// - Throws: ``Problem``: 428 if they do not say which they saw, 412 if it is an older one.
    func checkVersion(of order: OrderNumber, isNeeded: Bool = false) throws {
        let seen = request.headers["if-match"] ?? request.form["version"]
        guard let seen else {
            guard isNeeded else { return }
            throw Problem(428, "version-missing", "Say in If-Match which version you saw")
        }
        let present = try tag(of: order)
        guard seen == "*" || seen.split(separator: ",").contains(where: { $0.trimmed == present })
        else {
            throw Problem(
                412, "version-changed", "The order has changed since you saw it; look again",
                headers: [("etag", present)])
        }
    }

    /// The answer, or its header alone if the one who asks has it already.
    func conditional(_ response: SiteResponse) -> SiteResponse {
        guard response.status == 200, let tag = response.header("etag"),
            let known = request.headers["if-none-match"],
            known == "*" || known.split(separator: ",").contains(where: { $0.trimmed == tag })
        else { return response }
        return SiteResponse(status: 304, headers: [("etag", tag)])
    }
}
