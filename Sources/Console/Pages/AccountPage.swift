// One's own account: language, sessions, password, one-time codes.

import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// Pages about the reader's own account.
enum AccountPage {
    static let all: [Route] = [
        Route(.get, "/account", .members) { page($0, try own($0)) },
        Route(.post, "/account/sessions", .members, answer: endOthers),
        Route(.post, "/account/codes", .members, upTo: 8 << 10, answer: setCodes),
    ]

    /// The reader's account; programs and commands at the desk have none.
    private static func own(_ visit: Visit) throws -> Account {
        let account = try visit.principal?.session.flatMap { session in
            try visit.desk.store.read { try $0.account(session.account) }
        }
        guard let account else { throw Problem.notFound }
        return account
    }

    private static func page(
        _ visit: Visit, _ account: Account, newKey: String? = nil, fault: Bilingual? = nil
    ) -> SiteResponse {
        let facts: [(Bilingual, HTML)] = [
            (AccountWords.name, "\(account.name)"),
            (AccountWords.role, "\(visit.say(account.role.words))"),
        ]
        return Page(
            title: visit.say(Words.account),
            content: """
                \(fault.map { "<p class=\"fault\" role=\"alert\">\(visit.say($0))</p>" as HTML })
                \(Table.facts(visit, AccountWords.facts, facts))
                <p><a class="button" href="/account/password">\(visit.say(LoginWords.changeTitle))</a></p>
                \(sessions(visit, account))
                \(codes(visit, account, newKey))
                """, status: fault == nil ? 200 : 422
        ).response(visit)
    }

    private static func sessions(_ visit: Visit, _ account: Account) -> HTML {
        let own = visit.principal?.session?.digest
        // The page is worth showing even if this list could not be read just now.
        let all = (try? visit.desk.store.read { try $0.sessions(of: account.name) }) ?? []
        let rows = all.map { session -> [HTML] in
            let words = session.digest == own ? AccountWords.thisOne : AccountWords.another
            return ["\(visit.say(words))", Time.html(session.beganAt), Time.html(session.seenAt)]
        }
        return """
            <section><h2>\(visit.say(AccountWords.sessions))</h2>
            \(Table.html(
                visit, AccountWords.sessions,
                [AccountWords.sessions, AccountWords.began, AccountWords.seen],
                isCaptionSeen: false, rows: rows))
            <form method="post" action="/account/sessions">\(Forms.key(visit))
            <p><button class="quiet">\(visit.say(AccountWords.endOthers))</button></p></form></section>
            """
    }

    private static func endOthers(_ visit: Visit) throws -> SiteResponse {
        let (account, present) = (try own(visit), visit.principal?.session?.digest)
        let sessions = try visit.desk.store.read { try $0.sessions(of: account.name) }
        try visit.desk.store.lease { lease in
            for session in sessions where session.digest != present {
                try lease.endSession(session.digest)
            }
        }
        return .seeOther("/account")
    }

    private static func codes(_ visit: Visit, _ account: Account, _ newKey: String?) -> HTML {
        let isOn = account.codeKey != nil
        let act = isOn ? "off" : "new"
        let words = isOn ? AccountWords.endCodes : AccountWords.prepareCodes
        return """
            <section><h2>\(visit.say(AccountWords.codes))</h2>
            <p>\(visit.say(isOn ? AccountWords.codesOn : AccountWords.codesOff))</p>
            \(newKey.map { setUp(visit, account, $0) }
                ?? Forms.act(
                    visit, id: "act-codes", to: "/account/codes", words,
                    fields: password.input(visit) + hidden("act", act)))
            </section>
            """
    }

    private static func hidden(_ name: String, _ value: String) -> HTML {
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }

    private static func setUp(_ visit: Visit, _ account: Account, _ key: String) -> HTML {
        let address = OneTimeCodes.address(
            key: key, account: account.name, desk: visit.desk.kind.rawValue)
        let code = Field(name: "code", label: AccountWords.code, isRequired: true)
        return """
            <p>\(visit.say(AccountWords.enterCode))</p>
            \(Table.facts(
                visit, AccountWords.codes,
                [
                    (AccountWords.key, "<code class=\"secret\">\(key)</code>"),
                    (AccountWords.address, "<code class=\"long\">\(address)</code>"),
                ]))
            <form method="post" action="/account/codes" class="stack">\(Forms.key(visit))
            \(hidden("act", "on"))\(hidden("key", key))\(code.input(visit))\(password.input(visit))
            <p><button>\(visit.say(AccountWords.turnOn))</button></p></form>
            """
    }

    private static let password = Field(
        name: "password", label: LoginWords.present, type: "password",
        autocomplete: "current-password", isRequired: true)

    private static func setCodes(_ visit: Visit) throws -> SiteResponse {
        let (form, own) = (visit.request.form, try OwnAccount(visit))
        let password = form["password"] ?? ""
        do {
            switch form["act"] {
            case "on":
                try own.askForCodes(
                    key: form["key"] ?? "", code: form["code"] ?? "", password: password)
            case "off": try own.endCodes(password: password)
            default:
                try own.checkPassword(password)
                return page(visit, own.account, newKey: OneTimeCodes.newKey())
            }
        } catch let problem as Problem where problem.status == 422 {
            let isPassword = problem.field == "password"
            return page(
                visit, own.account, newKey: isPassword ? nil : form["key"],
                fault: isPassword ? LoginWords.presentIsWrong : AccountWords.codeIsWrong)
        }
        return .seeOther("/account")
    }
}
