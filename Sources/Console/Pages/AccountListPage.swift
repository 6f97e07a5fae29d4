// Accounts and tokens, for administrators. A secret is shown once, on the page that answers its making.

import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// The page of accounts.
enum AccountListPage {
    private static let administrators = Permission.roles([.administrator])

    static let all: [Route] = [
        Route(.get, "/accounts", administrators) { try page($0) },
        Route(.post, "/accounts", administrators, upTo: 8 << 10, answer: add),
        Route(.post, "/accounts/{name}/disabling", administrators, answer: disable),
        Route(.post, "/accounts/{name}/password", administrators, answer: renew),
    ]

    private static func page(
        _ visit: Visit, secret: (name: String, password: String)? = nil, fault: Bilingual? = nil
    ) throws -> SiteResponse {
        let accounts = try visit.desk.store.read { try $0.accounts() }
        let name = Field(
            name: "name", label: AccountWords.name, hint: AccountWords.nameHint, isRequired: true)
        let role = Field(name: "role", label: AccountWords.role, isRequired: true)
        return Page(
            title: visit.say(AccountWords.accounts),
            content: """
                \(fault.map { "<p class=\"fault\" role=\"alert\">\(visit.say($0))</p>" as HTML })
                \(secret.map { Secret.html(visit, $0.name, $0.password, AccountWords.passwordOnce) })
                \(Table.html(
                    visit, AccountWords.accounts,
                    [
                        AccountWords.name, AccountWords.role, AccountWords.created,
                        AccountWords.state, AccountWords.acts,
                    ], isCaptionSeen: false, rows: accounts.map { row(visit, $0) }))
                \(Forms.act(
                    visit, id: "act-account", to: "/accounts", AccountWords.addAccount,
                    fields: name.input(visit)
                        + role.select(visit, AccountRole.allCases.map { ($0.rawValue, $0.words) })))
                """, status: fault == nil ? 200 : 422
        ).response(visit)
    }

    private static func row(_ visit: Visit, _ account: Account) -> [HTML] {
        let codes = account.codeKey == nil ? "" : ", \(visit.say(AccountWords.withCodes))"
        let isLocked = account.lockedUntil.map { visit.now < $0 } ?? false
        let state: HTML =
            account.disabledAt.map { "\(visit.say(AccountWords.disabled)) \(Time.html($0))" }
            ?? (isLocked
                ? "\(visit.say(AccountWords.locked)) \(Time.html(account.lockedUntil))"
                : "\(visit.say(AccountWords.inUse))\(codes)")
        return [
            "\(account.name)", "\(visit.say(account.role.words))", Time.html(account.createdAt),
            state, account.disabledAt == nil ? acts(visit, account) : "–",
        ]
    }

    private static func acts(_ visit: Visit, _ account: Account) -> HTML {
        Forms.act(
            visit, id: "act-password-\(account.name)", to: "/accounts/\(account.name)/password",
            AccountWords.renew, isGrave: true)
            + Forms.act(
                visit, id: "act-disable-\(account.name)", to: "/accounts/\(account.name)/disabling",
                AccountWords.disable, isGrave: true)
    }

    private static func add(_ visit: Visit) throws -> SiteResponse {
        let form = visit.request.form
        let name = (form["name"] ?? "").trimmed
        guard Account.isName(name), let role = form["role"].flatMap(AccountRole.init(rawValue:)),
            try visit.desk.store.read({ try $0.account(name) }) == nil
        else { return try page(visit, fault: AccountWords.nameTaken) }
        let password = try visit.site.makeAccount(name, role: role, by: visit.actor)
        return try page(visit, secret: (name, password))
    }

    /// The account of the path.
    private static func named(_ visit: Visit) throws -> Account {
        let name = visit.parameters["name"] ?? ""
        guard let account = try visit.desk.store.read({ try $0.account(name) }) else {
            throw Problem.notFound
        }
        return account
    }

    private static func disable(_ visit: Visit) throws -> SiteResponse {
        let (account, now) = (try named(visit), visit.now)
        guard account.name != visit.principal?.name else {
            return try page(visit, fault: AccountWords.notYourself)
        }
        try visit.desk.store.write {
            try $0.disableAccount(account.name, at: now, by: visit.actor)
        }
        return .seeOther("/accounts")
    }

    private static func renew(_ visit: Visit) throws -> SiteResponse {
        let (account, now, password) = (try named(visit), visit.now, RandomText.password())
        let hash = Passwords.hash(password)
        try visit.desk.store.write {
            try $0.setPassword(hash, of: account.name, mustChange: true, at: now, by: visit.actor)
        }
        return try page(visit, secret: (account.name, password))
    }
}

/// A secret that is shown this once.
enum Secret {
    static func html(
        _ visit: Visit, _ name: String, _ secret: String, _ words: Bilingual
    ) -> HTML {
        """
        <div class="notice" role="status"><p>\(visit.say(words))</p>
        <p>\(name): <code class="secret">\(secret)</code></p></div>
        """
    }
}

/// The page of tokens.
enum TokenListPage {
    private static let administrators = Permission.roles([.administrator])

    static let all: [Route] = [
        Route(.get, "/tokens", administrators) { try page($0) },
        Route(.post, "/tokens", administrators, upTo: 8 << 10, answer: add),
        Route(.post, "/tokens/{id}/revocation", administrators, answer: revoke),
    ]

    private static func page(
        _ visit: Visit, secret: (name: String, token: String)? = nil
    ) throws -> SiteResponse {
        let tokens = try visit.desk.store.read { try $0.tokens() }
        return Page(
            title: visit.say(AccountWords.tokens),
            content: """
                \(secret.map { Secret.html(visit, $0.name, $0.token, AccountWords.tokenOnce) })
                \(tokens.isEmpty
                    ? "<p class=\"empty\">\(visit.say(AccountWords.noTokens))</p>"
                    : table(visit, tokens))
                \(form(visit))
                """
        ).response(visit)
    }

    private static func form(_ visit: Visit) -> HTML {
        let name = Field(name: "name", label: AccountWords.purpose, isRequired: true)
        let role = Field(name: "role", label: AccountWords.role, isRequired: true)
        let scope = Field(name: "scope", label: AccountWords.scopes, isRequired: true)
        let days = Field(
            name: "days", label: AccountWords.days, value: "90", type: "number", isRequired: true)
        return Forms.act(
            visit, id: "act-token", to: "/tokens", AccountWords.addToken,
            fields: name.input(visit)
                + role.select(visit, AccountRole.allCases.map { ($0.rawValue, $0.words) })
                + scope.select(visit, TokenScope.allCases.map { ($0.rawValue, $0.words) })
                + days.input(visit))
    }

    private static func table(_ visit: Visit, _ tokens: [AccessToken]) -> HTML {
        Table.html(
            visit, AccountWords.tokens,
            [
                AccountWords.purpose, AccountWords.role, AccountWords.scopes,
                AccountWords.created, AccountWords.expires, AccountWords.acts,
            ], isCaptionSeen: false,
            rows: tokens.map { token in
                let scopes = token.scopes.map { visit.say($0.words) }.sorted()
                return [
                    "\(token.name)", "\(visit.say(token.role.words))",
                    "\(scopes.joined(separator: "; "))", Time.html(token.createdAt),
                    Time.html(token.expiresAt), state(visit, token),
                ]
            })
    }

    private static func state(_ visit: Visit, _ token: AccessToken) -> HTML {
        if let end = token.revokedAt {
            return "\(visit.say(AccountWords.revoked)) \(Time.html(end))"
        }
        guard token.isValid(at: visit.now) else { return "\(visit.say(AccountWords.expired))" }
        return Forms.act(
            visit, id: "act-revoke-\(token.id)", to: "/tokens/\(token.id)/revocation",
            AccountWords.revoke, isGrave: true)
    }

    private static func add(_ visit: Visit) throws -> SiteResponse {
        var fields = try SentFields(visit)
        let name = fields.text("name", upTo: 100)
        let role = fields.required(
            "role", fields.optional("role", "a role", AccountRole.init(rawValue:)))
        let scope = fields.required(
            "scope", fields.optional("scope", "a scope", TokenScope.init(rawValue:)))
        let days = fields.required("days", fields.optionalNumber("days"))
        if let days, !(1...730).contains(days) { fields.note("days", "must be from 1 to 730") }
        try fields.check()
        guard let role, let scope, let days else { throw Problem.invalid("role", "is missing") }
        let (secret, now) = (RandomText.token(), visit.now)
        let scopes: Set<TokenScope> = scope == .write ? [.read, .write] : [scope]
        let token = AccessToken(
            name: name, digest: Gatekeeper.digest(secret), role: role, scopes: scopes,
            createdAt: now, expiresAt: now + .seconds(days * 86_400))
        _ = try visit.desk.store.write { try $0.add(token, at: now, by: visit.actor) }
        return try page(visit, secret: (name, secret))
    }

    private static func revoke(_ visit: Visit) throws -> SiteResponse {
        let (id, now) = (try visit.id, visit.now)
        let isRevoked = try visit.desk.store.write {
            try $0.revokeToken(id, at: now, by: visit.actor)
        }
        guard isRevoked else { throw Problem.notFound }
        return .seeOther("/tokens")
    }
}
