// Letters on pages: what strangers wrote is shown, and does nothing.

import Console
import Desk
import Foundation
import MonitoringOrders
import OrderStore
import TestSupport
import Testing

@Suite("Pages of letters", .serialized)
struct LetterPageTests {
    private static let hostile = """
        From: Somebody <who@evil.example>\r
        To: brmail@itu.example\r
        Subject: <script>alert(1)</script>\r
        Message-ID: <1@evil.example>\r
        Date: Mon, 1 Mar 2027 10:00:00 +0000\r
        MIME-Version: 1.0\r
        Content-Type: multipart/mixed; boundary=b\r
        \r
        --b\r
        Content-Type: text/plain; charset=utf-8\r
        \r
        Text with <b>markup</b> & more.\r
        --b\r
        Content-Type: text/html; charset=utf-8\r
        \r
        <p>Hello<script>alert(2)</script><img src="https://evil.example/x.png"></p>\r
        --b\r
        Content-Type: text/html; name="../run.html"\r
        Content-Disposition: attachment; filename="../run.html"\r
        \r
        <script>alert(3)</script>\r
        --b--\r

        """

    private func browser() throws -> BrowserOfDesk {
        let desk = try SiteOfDesk(.bureau)
        try desk.desk.store(Array(Self.hostile.utf8), from: "test", handle: "1")
        try desk.desk.readStoredLetters()
        let browser = try BrowserOfDesk(desk, as: .dispatcher)
        browser.open("/letters/1")
        return browser
    }

    @Test("91: a letter is shown as text, its HTML only in a frame that can do nothing")
    func harmless() throws {
        let browser = try browser()
        #expect(browser.page.status == 200)
        #expect(browser.text.contains("Text with &lt;b&gt;markup&lt;/b&gt; &amp; more."))
        #expect(!browser.text.contains("<script>alert"))
        #expect(browser.text.contains("<iframe class=\"letter\" sandbox src=\"/letters/1/html\""))
        browser.open("/letters/1/html")
        let policy = try #require(browser.page.header("content-security-policy"))
        #expect(policy.hasPrefix("sandbox;") && policy.contains("default-src 'none'"))
        #expect(!policy.contains("allow-scripts"))
        browser.open("/letters/1/raw")
        #expect(browser.text.contains("Subject: &lt;script&gt;alert(1)&lt;/script&gt;"))
    }

    @Test("attachments are for download only, under a name without a folder")
    func attachments() throws {
        let browser = try browser()
        let links = browser.text.matches(of: /href="(\/letters\/1\/parts\/\d+)"/)
        let link = try #require(links.last).1
        browser.open(String(link))
        #expect(browser.text.contains("alert(3)"))
        #expect(browser.page.header("content-type") == "application/octet-stream")
        let name = try #require(browser.page.header("content-disposition"))
        #expect(name.hasPrefix("attachment; ") && !name.contains("/"))
        #expect(browser.page.header("x-content-type-options") == "nosniff")
    }

    @Test("a letter that waits stands in its list and among the alarms until a person closes it")
    func closing() throws {
        let browser = try browser()
        browser.open("/alarms")
        #expect(browser.text.contains("href=\"/letters/1\""))
        browser.open("/letters?show=person")
        #expect(browser.text.contains("href=\"/letters/1\""))
        browser.open("/letters/1")
        // Read again it is what it was, and somebody has tried.
        browser.submit("/letters/1/rereading", [:])
        #expect(browser.words.contains("read again by dora-dispatcher"))
        browser.submit("/letters/1/closing", ["remark": "answered by telephone"])
        #expect(browser.words.contains("closed by dora-dispatcher: answered by telephone"))
        browser.open("/letters?show=person")
        #expect(!browser.text.contains("href=\"/letters/1\""))
    }

    @Test("lists go on where the page before ended, and refuse what is no view")
    func list() throws {
        let browser = try browser()
        let desk = browser.desk.desk
        for number in 2...4 {
            try desk.store(Array(Self.hostile.utf8), from: "test", handle: "\(number)")
        }
        browser.open("/letters?show=in&limit=3")
        #expect(browser.text.contains("href=\"/letters/2\""))
        #expect(!browser.text.contains("href=\"/letters/1\""))
        let next = try #require(browser.text.firstMatch(of: /rel="next" href="([^"]+)"/)).1
        browser.open(String(next).replacing("&amp;", with: "&"))
        #expect(browser.text.contains("href=\"/letters/1\""))
        browser.open("/letters?show=everything")
        #expect(browser.page.status == 422)
    }
}
