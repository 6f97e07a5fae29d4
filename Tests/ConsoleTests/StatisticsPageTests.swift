// Statistics on a page: what the chart shows stands in a table too, and a spreadsheet gets all of it.

import Console
import Desk
import MonitoringOrders
import OrderStore
import TestSupport
import Testing

@Suite("Page of statistics", .serialized)
struct StatisticsPageTests {
    @Test("a chart says in words what it shows, and stands beside a table of the same figures")
    func chart() throws {
        let browser = try BrowserOfDesk(SiteOfDesk(.bureau), as: .dispatcher)
        browser.open("/orders/new")
        browser.submit(
            "/orders/new",
            ["mode": "text", "act": "place", "form": try SiteOfDesk.form(), "category": "2"])
        browser.open("/statistics")
        #expect(browser.page.status == 200)
        #expect(browser.text.contains("<desc>still open: 1</desc>"))
        #expect(browser.text.contains("<caption><span>By category</span></caption>"))
        browser.open("/statistics.csv")
        #expect(browser.text.hasPrefix("desk,register,by,key,orders"))
        #expect(browser.text.contains("bureau,simulation,all,all,1,"))
    }

    @Test(
        "a period that is none is refused",
        arguments: ["from=yesterday", "from=2027-02-01&to=2027-01-01"])
    func period(query: String) throws {
        let browser = try BrowserOfDesk(SiteOfDesk(.bureau), as: .auditor)
        browser.open("/statistics?\(query)")
        #expect(browser.page.status == 422)
    }
}
