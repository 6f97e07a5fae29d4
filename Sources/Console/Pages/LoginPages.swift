// Logging in and out, and changing one's password.

import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// Pages about the reader's own account.
enum LoginPages {
    static let all: [Route] = [
        Route(.get, "/login", .everybody) { page($0, isRefused: false) },
        Route(.post, "/login", .everybody, upTo: 8 << 10, answer: logIn),
        Route(.post, "/logout", .members, answer: logOut),
        Route(.get, "/account/password", .members) { passwordPage($0) },
        Route(.post, "/account/password", .members, upTo: 8 << 10, answer: changePassword),
    ]

    private static func page(_ visit: Visit, isRefused: Bool) -> SiteResponse {
        let next = LocalPath.checked(visit.request.query["next"] ?? visit.request.form["next"])
        let fields = [
            Field(
                name: "name", label: LoginWords.name, autocomplete: "username", isRequired: true),
            password("password", LoginWords.password, "current-password"),
            Field(name: "code", label: LoginWords.code, autocomplete: "one-time-code"),
        ]
        return Page(
            title: visit.say(LoginWords.title),
            content: """
                \(isRefused ? "<p class=\"fault\" role=\"alert\">\(visit.say(LoginWords.refused))</p>" as HTML : .none)
                <form method="post" action="/login" class="stack">
                <input type="hidden" name="next" value="\(next)">
                \(fields.html { $0.input(visit) })
                <button>\(visit.say(LoginWords.title))</button>
                </form>
                """, status: isRefused ? 403 : 200
        ).response(visit)
    }

    private static func password(_ name: String, _ label: Bilingual, _ use: String) -> Field {
        Field(name: name, label: label, type: "password", autocomplete: use, isRequired: true)
    }

    private static func logIn(_ visit: Visit) throws -> SiteResponse {
        let form = visit.request.form
        let cookie = try visit.site.gatekeeper.logIn(
            name: form["name"] ?? "", password: form["password"] ?? "", code: form["code"] ?? "")
        guard let cookie else { return page(visit, isRefused: true) }
        var response = SiteResponse.seeOther(LocalPath.checked(form["next"]))
        response.headers.append(
            (
                "set-cookie",
                "\(Gatekeeper.cookie)=\(cookie); Path=/; Secure; HttpOnly; SameSite=Strict"
            ))
        return response
    }

    private static func logOut(_ visit: Visit) throws -> SiteResponse {
        if let session = visit.principal?.session {
            try visit.desk.store.lease { try $0.endSession(session.digest) }
        }
        var response = SiteResponse.seeOther("/login")
        response.headers += [
            (
                "set-cookie",
                "\(Gatekeeper.cookie)=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0"
            ),
            ("clear-site-data", "\"cache\", \"storage\""),
        ]
        return response
    }

    private static func passwordPage(_ visit: Visit, fault: Bilingual? = nil) -> SiteResponse {
        let fields = [
            password("present", LoginWords.present, "current-password"),
            password("new", LoginWords.new, "new-password"),
            password("again", LoginWords.again, "new-password"),
        ]
        let isFirst = visit.principal?.mustChangePassword ?? false
        return Page(
            title: visit.say(LoginWords.changeTitle),
            content: """
                \(isFirst ? "<p>\(visit.say(LoginWords.mustChange))</p>" as HTML : .none)
                \(fault.map { "<p class=\"fault\" role=\"alert\">\(visit.say($0))</p>" })
                <form method="post" action="/account/password" class="stack">\(Forms.key(visit))
                \(fields.html { $0.input(visit) })
                <button>\(visit.say(Words.save))</button>
                </form>
                """, status: fault == nil ? 200 : 422
        ).response(visit)
    }

    private static func changePassword(_ visit: Visit) throws -> SiteResponse {
        let form = visit.request.form
        let (new, now) = (form["new"] ?? "", visit.now)
        guard let principal = visit.principal,
            let account = try visit.desk.store.read({ try $0.account(principal.name) })
        else { throw Problem.notFound }
        guard Passwords.verify(form["present"] ?? "", account.passwordHash) else {
            return passwordPage(visit, fault: LoginWords.presentIsWrong)
        }
        guard (Passwords.shortest...Passwords.longest).contains(new.utf8.count) else {
            return passwordPage(visit, fault: LoginWords.tooShort)
        }
        guard new == form["again"] else { return passwordPage(visit, fault: LoginWords.differ) }
        let hash = Passwords.hash(new)
        try visit.desk.store.write {
            try $0.setPassword(
                hash, of: account.name, mustChange: false, keeping: principal.session?.digest,
                at: now, by: visit.actor)
        }
        return .seeOther("/")
    }
}
