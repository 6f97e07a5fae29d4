// Who a letter is from: the From address, the roles that the agreement's allow-list gives it, and
// whether our own mail server vouches for its domain (RFC 8601). Results of other servers, wherever
// they stand, are not believed; results in our server's name that it cannot have written are forged.

import MonitoringOrders

/// What Authentication-Results say about a letter.
struct Authentication: Hashable {
    /// True if our server says that the sender's domain is authentic, false if it says that it is
    /// not, `nil` if it says nothing.
    var verdict: Bool?
    /// True if there are results in our server's name that are not its own.
    var hasForgery: Bool

    /// Reads the results of a letter from an address.
    init(_ message: MailMessage, from address: MailAddress, server: String) {
        var (own, passedOwnReceipt, ownIsTopmost) = ([AuthenticationResults](), false, true)
        hasForgery = false
        for header in message.headers {
            switch header.name.lowercased() {
            case "received":
                passedOwnReceipt = passedOwnReceipt || Self.isReceipt(header.value, by: server)
            case "authentication-results":
                let results = AuthenticationResults(header.value)
                guard results.server == server.lowercased() else {
                    ownIsTopmost = false
                    continue
                }
                // Our server writes its results above its own Received line, and once.
                if passedOwnReceipt || !own.isEmpty || !ownIsTopmost {
                    hasForgery = true
                } else {
                    own.append(results)
                }
            default: break
            }
        }
        verdict = own.first.flatMap { $0.verdict(on: address.domain) }
    }

    private static func isReceipt(_ received: String, by server: String) -> Bool {
        let words = received.lowercased().split { $0.isWhitespace }
        return zip(words, words.dropFirst()).contains { $0 == "by" && $1 == server.lowercased() }
    }
}

/// One Authentication-Results field, without its comments.
struct AuthenticationResults: Hashable {
    /// The name of the server that wrote it, in small letters.
    var server: String
    /// Each method with its result and properties, in small letters.
    var results: [[String]]

    /// Reads the value of a field; what is malformed gives no result.
    init(_ value: String) {
        let clauses = Self.withoutComments(value).lowercased().split(separator: ";")
            .map { $0.split { $0.isWhitespace }.map(String.init) }
        server = clauses.first?.first ?? ""
        results = clauses.dropFirst().filter { !$0.isEmpty }
    }

    private static func withoutComments(_ value: String) -> String {
        var (depth, kept) = (0, "")
        for character in value {
            switch character {
            case "(": depth += 1
            case ")" where depth > 0: depth -= 1
            case "\"": break
            default: if depth == 0 { kept.append(character) }
            }
        }
        return kept
    }

    /// DMARC decides where it is given; else a DKIM or SPF result that is aligned with the domain.
    func verdict(on domain: String) -> Bool? {
        if let dmarc = results.first(where: { $0[0].hasPrefix("dmarc=") }), dmarc[0] != "dmarc=none"
        {
            guard dmarc[0] == "dmarc=pass" else { return dmarc[0] == "dmarc=fail" ? false : nil }
            return dmarc.contains("header.from=\(domain)")
        }
        let aligned = results.contains { result in
            switch result[0] {
            case "dkim=pass":
                result.contains("header.d=\(domain)") || result.contains("header.i=@\(domain)")
            case "spf=pass":
                result.contains {
                    $0 == "smtp.mailfrom=\(domain)"
                        || $0.hasPrefix("smtp.mailfrom=") && $0.hasSuffix("@\(domain)")
                }
            default: false
            }
        }
        if aligned { return true }
        let failures: Set = ["dkim=fail", "spf=fail", "spf=softfail"]
        return results.contains { failures.contains($0[0]) } ? false : nil
    }
}

extension LetterReader {
    static func sender(of message: MailMessage, _ context: CorrespondenceContext) -> LetterSender {
        guard message.from.count == 1, let address = MailAddress(message.from[0].address) else {
            return .nobody
        }
        if isOwnMailSystem(message, address, context) {
            return LetterSender(address: address, roles: [], doubts: [], isMailSystem: true)
        }
        let entries = context.correspondents.filter { $0.address == address }
        return LetterSender(
            address: address, roles: entries.map(\.roles).reduce(into: []) { $0.formUnion($1) },
            doubts: doubts(message, address, context))
    }

    /// Why the sender is not believed; empty if he is.
    private static func doubts(
        _ message: MailMessage, _ address: MailAddress, _ context: CorrespondenceContext
    ) -> [ReadingReason] {
        let found = Authentication(message, from: address, server: context.authenticationServer)
        var server: [ReadingReason] = []
        if found.verdict == false { server.append(.senderAuthenticationFailed) }
        if found.verdict == nil { server.append(.senderNotAuthenticated) }
        let forgery: [ReadingReason] = found.hasForgery ? [.authenticationResultsForged] : []
        // A signature that does not hold speaks against a letter also where none is asked for.
        let signature = message.signature?.faults(of: address) ?? []
        let isSigned = message.signature != nil && signature.isEmpty
        let missing: [ReadingReason] = message.signature == nil ? [.signatureMissing] : []
        let proof = context.correspondents.first { $0.address == address }?.proof ?? .mailServer
        let faults =
            switch proof {
            case .mailServer: server
            case .signature: missing
            case .either: isSigned ? [] : server
            case .both: server + missing
            }
        return faults + forgery + signature
    }

    /// True for what our own mail server wrote itself: it was received from nowhere.
    private static func isOwnMailSystem(
        _ message: MailMessage, _ address: MailAddress, _ context: CorrespondenceContext
    ) -> Bool {
        let server = context.authenticationServer.lowercased()
        let name = message.from[0].address.lowercased().split(separator: "@").first ?? ""
        let received = message.headers("Received").map { $0.lowercased().onOneLine }
        return address.domain == server && ["mailer-daemon", "postmaster"].contains(name)
            && message.returnPath == "" && !received.isEmpty
            && received.allSatisfy { $0.hasPrefix("by \(server) ") }
    }
}

extension MailSignature {
    /// What speaks against it as a signature of this address over the whole letter.
    fileprivate func faults(of address: MailAddress) -> [ReadingReason] {
        var faults: [ReadingReason] = []
        if let fault { faults.append(.signatureNotValid(fault)) }
        if !coversWholeLetter { faults.append(.signedInPart) }
        let isBound = !signers.isEmpty && signers.allSatisfy { MailAddress($0) == address }
        if fault == nil, coversWholeLetter, !isBound { faults.append(.signedByAnother) }
        return faults
    }
}

extension LetterSender {
    /// Who cannot be told.
    static let nobody = LetterSender(address: nil, roles: [], doubts: [.senderNotAuthenticated])
}
