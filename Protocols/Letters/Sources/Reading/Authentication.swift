// Who a letter is from: the From address, the roles that the agreement's allow-list gives it, and
// whether our own mail server vouches for its domain (RFC 8601). Results of other servers, wherever
// they stand, are not believed.

import MonitoringOrders

extension LetterReader {
    static func sender(of message: MailMessage, _ context: CorrespondenceContext) -> LetterSender {
        guard message.from.count == 1, let address = MailAddress(message.from[0].address) else {
            return LetterSender(address: nil, roles: [], isAuthenticated: false)
        }
        let roles = context.correspondents.filter { $0.address == address }.map(\.roles)
        let verdict = verdict(on: address, message, context)
        return LetterSender(
            address: address, roles: roles.reduce(into: []) { $0.formUnion($1) },
            isAuthenticated: verdict == true)
    }

    static func authenticationFault(_ message: MailMessage, _ context: CorrespondenceContext)
        -> ReadingReason
    {
        guard let address = message.from.first.flatMap({ MailAddress($0.address) }),
            verdict(on: address, message, context) == false
        else { return .senderNotAuthenticated }
        return .senderAuthenticationFailed
    }

    /// `true` if our server says that DMARC passed for the address's domain, `false` if it says that
    /// it failed, `nil` if it says nothing.
    private static func verdict(
        on address: MailAddress, _ message: MailMessage, _ context: CorrespondenceContext
    ) -> Bool? {
        guard let topmost = message.headers("Authentication-Results").first else { return nil }
        let results = topmost.split(separator: ";").map(\.description.onOneLine)
        guard let server = results.first?.split(separator: " ").first,
            server.lowercased() == context.authenticationServer.lowercased()
        else { return nil }
        for result in results.dropFirst() {
            let words = result.lowercased().split(separator: " ").map(String.init)
            guard let method = words.first, method.hasPrefix("dmarc=") else { continue }
            return method == "dmarc=pass" && words.contains("header.from=\(address.domain)")
        }
        return nil
    }
}
