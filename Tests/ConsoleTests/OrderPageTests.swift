// The Bureau's pages without a script: a new order from faults to the outbox, its life on one page, the acts of a role.

import Console
import Desk
import Foundation
import MonitoringOrders
import OrderStore
import TestSupport
import Testing

@Suite("Pages of the Bureau", .serialized)
struct OrderPageTests {
    private static let order = "/orders/BR/2027/0101"

    private func placed(_ browser: BrowserOfDesk) throws {
        browser.open("/orders/new")
        browser.submit(
            "/orders/new",
            ["mode": "text", "act": "place", "form": try SiteOfDesk.form(), "category": "2"])
    }

    @Test("a pasted text with faults shows each with its line, and keeps every letter of it")
    func faultyText() throws {
        let browser = try BrowserOfDesk(SiteOfDesk(.bureau), as: .dispatcher)
        let form = try SiteOfDesk.form()
            .replacing("Bandwidth: 4 MHz", with: "Bandwidth: wide & <b>open</b>")
        browser.open("/orders/new")
        browser.submit("/orders/new", ["mode": "text", "act": "check", "form": form])
        #expect(browser.page.status == 200)
        #expect(browser.text.contains("Bandwidth: wide &amp; &lt;b&gt;open&lt;/b&gt;"))
        #expect(browser.text.contains("line 13: Bandwidth"))
        #expect(!browser.text.contains("value=\"place\""))
        // The same as fields: the fault stands at its field, with what was typed in it.
        browser.submit("/orders/new", ["mode": "text", "act": "fields", "form": form])
        #expect(browser.text.contains("value=\"wide &amp; &lt;b&gt;open&lt;/b&gt;\""))
        browser.submit(
            "/orders/new", ["mode": "fields", "act": "check", "item-bandwidth": "wide"])
        let field = try #require(
            browser.text.firstMatch(of: /<input id="field-item-bandwidth"[^>]*>/))
        #expect(field.0.contains("aria-invalid=\"true\""))
        #expect(
            field.0.contains(
                "aria-describedby=\"field-item-bandwidth-hint field-item-bandwidth-faults\""))
    }

    @Test("before an order is sent its category, feasibility, notices and letter are shown")
    func findings() throws {
        let browser = try BrowserOfDesk(SiteOfDesk(.bureau), as: .dispatcher)
        browser.open("/orders/new")
        browser.submit(
            "/orders/new", ["mode": "text", "act": "check", "form": try SiteOfDesk.form()])
        for words in [
            "Suggested category", "Category 2", "Feasibility", "20/24", "Monitoring order",
            "Ordem de monitoração",
        ] {
            #expect(browser.words.contains(words), "\(words)")
        }
        #expect(try browser.desk.desk.store.read { try $0.orders(states: nil) }.isEmpty)
        #expect(try browser.desk.desk.store.read { try $0.letters() }.isEmpty)
    }

    @Test("an order is placed in the category that the dispatcher chose, and in no other way")
    func placing() throws {
        let browser = try BrowserOfDesk(SiteOfDesk(.bureau), as: .dispatcher)
        let form = try SiteOfDesk.form()
        browser.open("/orders/new")
        browser.submit("/orders/new", ["mode": "text", "act": "place", "form": form])
        #expect(browser.page.status == 422)
        #expect(browser.words.contains("Choose a category"))
        try placed(browser)
        #expect(browser.page.status == 200 && browser.address == Self.order)
        #expect(browser.words.contains("Queued for sending"))
        // The same number again is refused in words, and nothing is lost.
        try placed(browser)
        #expect(browser.page.status == 409)
        #expect(browser.words.contains("an order of this number exists already"))
        #expect(browser.text.contains("TESTSAT K-1"))
    }

    @Test("an order's page shows its items, missing letters, life, letters and deliveries")
    func wholeLife() throws {
        let browser = try BrowserOfDesk(SiteOfDesk(.bureau), as: .dispatcher)
        try placed(browser)
        #expect(browser.words.contains("not given"))
        #expect(browser.words.contains("category decided, letter queued"))
        #expect(browser.text.contains("href=\"/letters/1\""))
        #expect(browser.words.contains("spectrum@ruritania.adm.example copy (Cc) waiting"))
        #expect(browser.words.contains("first contact with the Administration is not recorded"))
    }

    @Test("the acts of the dispatcher are forms on the page; an auditor has none")
    func acts() throws {
        let desk = try SiteOfDesk(.bureau)
        let browser = try BrowserOfDesk(desk, as: .dispatcher)
        try placed(browser)
        for act in ["first-contact", "classification", "notes", "withdrawal"] {
            #expect(browser.text.contains("action=\"\(Self.order)/\(act)\""), "\(act)")
        }
        browser.submit(Self.order + "/notes", ["text": "The number <4> was called."])
        #expect(browser.text.contains("The number &lt;4&gt; was called."))
        browser.submit(
            Self.order + "/withdrawal", ["reason": "solved", "version": browser.version])
        #expect(browser.words.contains("Withdrawn because solved"))
        let auditor = try BrowserOfDesk(desk, as: .auditor)
        auditor.open(Self.order)
        #expect(auditor.page.status == 200)
        #expect(!auditor.text.contains("action=\"\(Self.order)"))
    }

    @Test("92: who acts on a page that is older than the order is told, and nothing is overwritten")
    func staleForm() throws {
        let browser = try BrowserOfDesk(SiteOfDesk(.bureau), as: .dispatcher)
        try placed(browser)
        let seen = browser.version
        browser.submit(Self.order + "/notes", ["text": "somebody else was here"])
        browser.submit(Self.order + "/withdrawal", ["reason": "late", "version": seen])
        #expect(browser.page.status == 412)
        browser.open(Self.order)
        #expect(browser.words.contains("Queued for sending"))
    }

    @Test("88: the board counts what waits, its filter stands in the address, and CSV follows it")
    func board() throws {
        let browser = try BrowserOfDesk(SiteOfDesk(.bureau), as: .dispatcher)
        try placed(browser)
        browser.open("/orders")
        #expect(browser.text.contains("href=\"/orders?state=queuedForSending\""))
        browser.open("/orders?q=testsat&category=2")
        #expect(browser.text.contains(Self.order))
        #expect(browser.text.contains("/orders.csv?q=testsat&amp;category=2"))
        browser.open("/orders?category=1")
        #expect(!browser.text.contains(Self.order))
        browser.open("/orders.csv?category=2")
        #expect(browser.page.header("content-type") == "text/csv; charset=utf-8")
        #expect(browser.text.contains("BR/2027/0101,2,queuedForSending,harmfulInterference"))
    }
}
