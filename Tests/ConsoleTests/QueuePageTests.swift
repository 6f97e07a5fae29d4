// The station's queue and timetable as pages.

import CanonicalJSON
import Console
import Desk
import FoundationEssentials
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("Queue and timetable")
struct QueuePageTests {
    @Test("the first page of the station is its queue, of the Bureau its orders")
    func firstPage() throws {
        #expect(
            try SiteOfDesk(.station).ask(.get, "/", as: .stationOperator).header("location")
                == "/queue")
        #expect(
            try SiteOfDesk(.bureau).ask(.get, "/", as: .dispatcher).header("location")
                == "/orders")
    }

    @Test("R40: category 1 has the first places, whatever came first")
    func places() throws {
        let station = try StationDesk()
        let (usual, urgent) = try station.receiveBoth()
        let page = station.page("/queue", as: .auditor)
        let places = page.components(separatedBy: "<span class=\"place\">").dropFirst()
            .map { $0.prefix(60) }
        #expect(places.count == 2)
        #expect(places.first?.hasPrefix("1</span>") ?? false)
        #expect(places.first?.contains("/orders/\(urgent)") ?? false)
        #expect(places.last?.hasPrefix("2</span>") ?? false)
        #expect(places.last?.contains("/orders/\(usual)") ?? false)
    }

    @Test("one click in the queue acknowledges with the proposed start, where no promise moves")
    func oneClick() throws {
        let station = try StationDesk()
        let (usual, urgent) = try station.receiveBoth()
        let page = station.page("/queue", as: .stationOperator)
        #expect(page.contains("action=\"/orders/\(urgent)/acknowledgement\""))
        #expect(!station.page("/queue", as: .auditor).contains("<form class=\"act\""))
        let answer = station.send(
            "/orders/\(urgent)/acknowledgement", [("duration", "PT1H")], as: .stationOperator)
        #expect(answer.status == 303)
        #expect(try station.desk.order(urgent).state == .acknowledged)
        #expect(try station.desk.order(usual).state == .received)
    }

    @Test("88: each lane has pages of its own, and their places go on")
    func pages() throws {
        let station = try StationDesk()
        var form = try station.form("category-2.txt")
        for serial in 1...5 {
            form.number = try #require(OrderNumber("BR/2027/000\(serial)"))
            try station.receive(form, as: .two)
        }
        let first = station.page("/queue?limit=2", as: .auditor)
        let next = try #require(
            first.components(separatedBy: "rel=\"next\" href=\"").last?
                .components(separatedBy: "\"").first)
        let second = station.page(
            next.replacing("&amp;", with: "&").components(separatedBy: "#")[0], as: .auditor)
        #expect(
            first.contains("/orders/BR/2027/0002\"") && !first.contains("/orders/BR/2027/0003\""))
        #expect(second.contains("<span class=\"place\">3</span> <a href=\"/orders/BR/2027/0003\""))
        #expect(!second.contains("/orders/BR/2027/0002\""))
    }

    @Test("R40: the proof of service is a table that no spreadsheet computes")
    func proof() throws {
        let station = try StationDesk()
        let (usual, urgent) = try station.receiveBoth()
        let answer = station.site.ask(.get, "/queue/proof.csv", as: .auditor)
        let lines = answer.text.components(separatedBy: "\r\n")
        #expect(lines.count == 4)
        #expect(lines[1].hasPrefix("\(usual),,1,") && lines[2].hasPrefix("\(urgent),,2,"))
        #expect(answer.header("content-disposition")?.hasPrefix("attachment") ?? false)
        let data = station.site.ask(.get, "/queue/proof.json", as: .auditor)
        #expect(try data.json().array?.count == 2)
    }

    @Test("87: the timetable is a chart, a table of the same and a sentence, moved by links")
    func timetable() throws {
        let station = try StationDesk()
        let order = try station.running()
        let page = station.page("/timetable", as: .auditor)
        let parts = page.components(separatedBy: "id=\"rows\"")
        #expect(parts.count == 2)
        for part in parts { #expect(part.contains("/orders/\(order.number)\"")) }
        #expect(parts[0].contains("<svg class=\"chart\""))
        #expect(page.contains("tasks 1, of them running now 1"))
        #expect(page.contains("/timetable?from=") && page.contains("maintenance:"))
        let later = station.page("/timetable?from=2099-01-01T00:00&hours=6", as: .auditor)
        #expect(later.contains("class=\"empty\"") && !later.contains("/orders/\(order.number)\""))
        #expect(station.page("/timetable?hours=5", as: .auditor) == "status 422")
    }

    @Test(
        "87: of a long queue the timetable plans the head, as if all were planned, and counts the rest"
    )
    func longQueue() throws {
        let station = try StationDesk()
        for serial in 1...3 {
            var form = try station.form("category-2.txt")
            form.number = try #require(OrderNumber("BR/2027/000\(serial)"))
            try station.receive(form, as: .two)
        }
        let whole = try station.desk.timetable()
        let head = try station.desk.timetable(first: 2)
        #expect(whole.planned.count == 3)
        #expect(head.planned == Array(whole.planned.prefix(2)))
    }

    @Test("86: queue, timetable and acts in Portuguese show no English")
    func portuguese() throws {
        let station = try StationDesk()
        let (usual, _) = try station.receiveBoth()
        let english = [
            "Category", "waiting", "Running", "Received", "Acknowledge", "Start", "Duration",
            "Refuse", "Earlier", "antenna ", "proposed", "Expected", "Another", "See what",
        ]
        for target in ["/queue", "/timetable", "/orders/\(usual)"] {
            for role in [AccountRole.stationOperator, .officer] {
                let page = station.page(target, as: role, in: "pt-BR")
                #expect(page.contains("lang=\"pt-BR\""))
                for word in english { #expect(!page.contains(">\(word)"), "\(target): \(word)") }
            }
        }
    }
}
