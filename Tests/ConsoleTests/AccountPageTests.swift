// Pages about accounts, languages and the agreement.

import Console
import Desk
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("Pages of accounts", .serialized)
struct AccountPageTests {
    @Test("80: a token is shown once, and the database holds its digest only")
    func tokens() throws {
        let browser = try BrowserOfDesk(SiteOfDesk(.bureau), as: .administrator)
        browser.open("/tokens")
        browser.submit(
            "/tokens",
            ["name": "archive", "role": "auditor", "scope": "read", "days": "30"])
        let secret = try #require(
            browser.text.firstMatch(of: /<code class="secret">([^<]+)<\/code>/)
        ).1
        #expect(secret.count == 43)
        let answer = browser.desk.site.respond(
            to: SiteRequest(
                .get, "/api/v1/orders", headers: ["authorization": "Bearer \(secret)"]))
        #expect(answer.status == 200)
        browser.open("/tokens")
        #expect(!browser.text.contains(secret))
        browser.submit("/tokens/1/revocation", [:])
        let refused = browser.desk.site.respond(
            to: SiteRequest(
                .get, "/api/v1/orders", headers: ["authorization": "Bearer \(secret)"]))
        #expect(refused.status == 401)
    }

    @Test("an administrator makes accounts, gives new passwords and disables others, never himself")
    func accounts() throws {
        let browser = try BrowserOfDesk(SiteOfDesk(.bureau), as: .administrator)
        browser.open("/accounts")
        browser.submit("/accounts", ["name": "ana", "role": "dispatcher"])
        #expect(browser.words.contains("This password is shown once"))
        browser.submit("/accounts", ["name": "ana", "role": "dispatcher"])
        #expect(browser.page.status == 422)
        browser.submit("/accounts/ana/disabling", [:])
        #expect(browser.words.contains("disabled"))
        browser.submit("/accounts/dora-administrator/disabling", [:])
        #expect(browser.page.status == 422)
    }

    @Test("accounts and tokens are for administrators alone")
    func administrators() throws {
        let browser = try BrowserOfDesk(SiteOfDesk(.bureau), as: .dispatcher)
        for address in ["/accounts", "/tokens"] {
            browser.open(address)
            #expect(browser.page.status == 403)
        }
    }

    @Test("the language is chosen on every page, before the log-in too")
    func language() throws {
        let browser = try BrowserOfDesk(SiteOfDesk(.bureau), as: .auditor)
        browser.open("/help")
        #expect(browser.text.contains("<html lang=\"en\""))
        browser.submit("/language", ["language": "pt-BR", "next": "/help"])
        #expect(browser.address == "/help")
        #expect(browser.text.contains("<html lang=\"pt-BR\""))
        let stranger = SiteRequest(
            .get, "/login", headers: ["cookie": "__Host-vigia-language=pt-BR"])
        #expect(browser.desk.site.respond(to: stranger).text.contains("Entrar"))
    }

    @Test("94: the other sessions of an account end when its owner says so")
    func sessions() throws {
        let desk = try SiteOfDesk(.bureau)
        let browser = try BrowserOfDesk(desk, as: .auditor)
        browser.open("/account")
        let account = "dora-auditor"
        let other = LoginSession(
            digest: "other", account: account, formKey: "k", beganAt: desk.desk.surroundings.now())
        try desk.desk.store.write {
            try $0.begin(other, by: Actor(name: account, role: .auditor))
        }
        browser.submit("/account/sessions", [:])
        #expect(browser.page.status == 200)
        #expect(try desk.desk.store.read { try $0.sessions(of: account) }.count == 1)
    }

    @Test("one-time codes are turned on by a code that fits, and off by the password")
    func codes() throws {
        let browser = try BrowserOfDesk(SiteOfDesk(.bureau), as: .auditor)
        browser.open("/account")
        browser.submit("/account/codes", ["act": "new", "password": "wrong"])
        #expect(browser.page.status == 422)
        browser.submit("/account/codes", ["act": "on", "key": "AAAAAAAA", "code": "000000x"])
        #expect(browser.page.status == 422)
        let account = try browser.desk.desk.store.read { try $0.account("dora-auditor") }
        #expect(account?.codeKey == nil)
    }

    @Test("R84: the list of contacts says its version and names one contact of each party")
    func contacts() throws {
        let desk = try SiteOfDesk(.station)
        let browser = try BrowserOfDesk(desk, as: .stationOperator)
        browser.open("/contacts")
        let contacts = desk.desk.configuration.agreement.contacts
        let today = desk.desk.surroundings.now().date
        let version = try #require(contacts.version(on: today))
        #expect(browser.words.contains("Version of this list \(version)"))
        for party in Party.allCases {
            let contact = try #require(contacts.contact(of: party, on: today))
            #expect(browser.words.contains(contact.name))
        }
    }
}
