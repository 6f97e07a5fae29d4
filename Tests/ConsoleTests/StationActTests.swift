// What people of the station do with an order from its page.

import CanonicalJSON
import Console
import Desk
import Foundation
import Letters
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("Acts of the station as pages")
struct StationActTests {
    /// A page without its frame.
    private func main(_ page: String) -> String {
        let content = page.components(separatedBy: "<main").last ?? ""
        return content.components(separatedBy: "</main>").first ?? ""
    }

    @Test("who may not act sees no form, and for whom each act is")
    func roles() throws {
        let station = try StationDesk()
        let number = try station.receiveBoth().urgent
        let auditor = main(station.page("/orders/\(number)", as: .auditor))
        #expect(!auditor.contains("method=\"post\""))
        #expect(auditor.contains("Acknowledge: for Station operator"))
        let officer = main(station.page("/orders/\(number)", as: .officer))
        #expect(officer.contains("/orders/\(number)/refusal"))
        #expect(!officer.contains("/orders/\(number)/acknowledgement"))
        let refused = station.send("/orders/\(number)/refusal", [("reason", "")], as: .officer)
        #expect(refused.status == 303)
        #expect(try station.desk.order(number).state == .refused)
    }

    @Test(
        "an acknowledgement shows the promises that it moves, and what is in the way, before it is made"
    )
    func proposal() throws {
        let station = try StationDesk()
        var form = try station.form("category-1.txt")
        let usual = try station.receive(form, as: .two)
        let start = station.desk.surroundings.now().startOfDay + .seconds(3 * 86_400)
        try station.desk.acknowledge(
            usual, start: start, duration: .seconds(7200), by: station.otto)
        form.number = try #require(OrderNumber("BR/2027/0300"))
        let urgent = try station.receive(form, as: .one(.safetyOfFlight))
        let free = station.page("/orders/\(urgent)", as: .stationOperator)
        #expect(free.contains("No promise to another order moves."))
        let wanted = "start=\(String(start.description.prefix(16)))&duration=2:00"
        let looked = station.page("/orders/\(urgent)?\(wanted)", as: .stationOperator)
        #expect(looked.contains("These promises move"))
        #expect(looked.contains("Nothing stands in the way at this time."))
        form.number = try #require(OrderNumber("BR/2027/0301"))
        let third = try station.receive(form, as: .two)
        let blocked = station.page("/orders/\(third)?\(wanted)", as: .stationOperator)
        #expect(blocked.contains("In the way at this time"))
        #expect(blocked.contains("/orders/\(usual)\">\(usual)</a>, C antenna"))
        #expect(try station.desk.order(usual).acknowledgements.count == 1)
    }

    @Test(
        "R19: at a restored desk the page takes the number that the Bureau has, and offers no new one"
    )
    func knownNumber() throws {
        let station = try StationDesk(isRestored: true)
        let number = try station.receiveBoth().urgent
        let page = main(station.page("/orders/\(number)", as: .stationOperator))
        #expect(
            page.contains("restored from a backup")
                && !page.contains("type=\"hidden\" name=\"duration\""))
        #expect(
            main(station.page("/orders/\(number)", as: .stationOperator, in: "pt-BR")).contains(
                "que a UIT tem"))
        let queue = main(station.page("/queue", as: .stationOperator))
        #expect(
            queue.contains("/orders/\(number)#acknowledge") && !queue.contains("method=\"post\""))
        let known = "EMSAT-RIO/2027/0012"
        let start = (station.desk.surroundings.now() + .seconds(86_400)).description.prefix(16)
        let sent = station.send(
            "/orders/\(number)/acknowledgement",
            [("reference", known), ("start", String(start)), ("duration", "1:30")],
            as: .stationOperator)
        #expect(sent.status == 303, "\(sent.text)")
        let order = try station.desk.order(number)
        #expect(order.reference?.description == known)
        #expect(order.acknowledgement?.expectedDuration == .seconds(5400))
    }

    @Test("R35: a start that the operator chose moves the promises in its way, by updates")
    func chosenStart() throws {
        let station = try StationDesk()
        var form = try station.form("category-1.txt")
        let usual = try station.receive(form, as: .two)
        let start = station.desk.surroundings.now().startOfDay + .seconds(3 * 86_400)
        try station.desk.acknowledge(
            usual, start: start, duration: .seconds(7200), by: station.otto)
        form.number = try #require(OrderNumber("BR/2027/0300"))
        let urgent = try station.receive(form, as: .one(.safetyOfFlight))
        let answer = station.send(
            "/orders/\(urgent)/acknowledgement",
            [("start", String(start.description.prefix(16))), ("duration", "2:00")],
            as: .stationOperator)
        #expect(answer.status == 303)
        #expect(try station.desk.order(urgent).acknowledgement?.expectedStart == start)
        let moved = try station.desk.order(usual).acknowledgements
        #expect(moved.count == 2)
        #expect(moved.last?.expectedStart == start + .seconds(7200))
    }

    @Test("the proposed duration is what the last tasks of the kind were promised")
    func usualDuration() throws {
        let station = try StationDesk()
        var form = try station.form("category-1.txt")
        for (serial, hours) in [(1, 2), (2, 5), (3, 3)] {
            form.number = try #require(OrderNumber("BR/2027/000\(serial)"))
            let number = try station.receive(form, as: .two)
            #expect(
                try station.desk.proposal(for: number).duration
                    == (serial == 1
                        ? Desk.assumedTaskDuration : .seconds(serial == 2 ? 7200 : 18_000)))
            try station.desk.acknowledgeAtEarliest(
                number, duration: .seconds(hours * 3600), by: station.otto)
        }
        form.number = try #require(OrderNumber("BR/2027/0009"))
        let proposal = try station.desk.proposal(for: try station.receive(form, as: .two))
        #expect(proposal.duration == .seconds(3 * 3600))
        #expect(proposal.basis == .earlierTasks(3))
    }

    @Test("a task is not started before another that is served first, and the page says which")
    func passing() throws {
        let station = try StationDesk()
        let (usual, urgent) = try station.receiveBoth()
        for number in [usual, urgent] {
            try station.desk.acknowledgeAtEarliest(
                number, duration: .seconds(3600), by: station.otto)
        }
        let page = main(station.page("/orders/\(usual)", as: .stationOperator))
        #expect(page.contains("these orders are to be served first: \(urgent)"))
        #expect(!page.contains("/orders/\(usual)/start\""))
        #expect(
            main(station.page("/orders/\(urgent)", as: .stationOperator))
                .contains("/orders/\(urgent)/start\""))
    }

    @Test("the result that a measurement left is handed over as it was seen, and no other")
    func measuredResult() throws {
        let station = try StationDesk()
        let order = try station.running()
        let name = try #require(order.reference).description.replacing("/", with: "-")
        let folder = station.site.site.folder.recordings + "/" + name
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        #expect(
            station.page("/orders/\(order.number)", as: .stationOperator)
                .contains("recordings/\(name)"))
        let bytes = Array(ReportJSON.value(StationDesk.result).pretty.utf8)
        try Data(bytes).write(to: URL(filePath: folder + "/result.json"))
        let digest = Digest.sha256(bytes)
        #expect(station.page("/orders/\(order.number)", as: .stationOperator).contains(digest))
        let address = "/orders/\(order.number)/result"
        let other = station.send(
            address, [("measured", String(repeating: "0", count: 64))], as: .stationOperator)
        #expect(other.status == 412)
        #expect(station.send(address, [("measured", digest)], as: .stationOperator).status == 303)
        #expect(try station.desk.order(order.number).result == StationDesk.result)
    }

    @Test("a result is pasted as JSON, and its faults are told")
    func pastedResult() throws {
        let station = try StationDesk()
        let order = try station.running()
        let address = "/orders/\(order.number)/result"
        #expect(station.send(address, [("result", "{}")], as: .stationOperator).status == 422)
        let text = ReportJSON.value(StationDesk.result).compact
        #expect(station.send(address, [("result", text)], as: .stationOperator).status == 303)
        #expect(try station.desk.order(order.number).state == .workCompleted)
    }

    @Test("92: an approval on an older version is refused, and nothing is overwritten")
    func conflict() throws {
        let station = try StationDesk()
        let order = try station.measured()
        let version = try #require(
            station.page("/orders/\(order.number)", as: .officer)
                .components(separatedBy: "name=\"version\" value=\"").last?
                .components(separatedBy: "\">").first?.replacing("&quot;", with: "\""))
        try station.desk.perform(
            .approveReport(conclusion: "first"), on: order.number, by: station.olga)
        let second = station.send(
            "/orders/\(order.number)/approval", [("version", version), ("conclusion", "second")],
            as: .officer)
        #expect(second.status == 412)
        #expect(try station.desk.order(order.number).approval?.conclusion == "first")
    }

    @Test("the draft shows the report as it would be released, with its data to download")
    func draft() throws {
        let station = try StationDesk()
        let order = try station.measured()
        let page = station.page("/orders/\(order.number)/draft", as: .officer)
        #expect(page.contains("no emission in the band") && !page.contains("<style"))
        #expect(page.contains("/orders/\(order.number)/approval"))
        let file = station.site.ask(
            .get, "/orders/\(order.number)/draft/report.json", as: .officer)
        #expect(try file.json()["order"]?.string == order.number.description)
        #expect(file.header("content-disposition")?.hasPrefix("attachment") ?? false)
        let none = station.site.ask(
            .get, "/orders/\(order.number)/draft/nothing.pdf", as: .officer)
        #expect(none.status == 404)
        let early = try station.receive(try station.form("category-2.txt"), as: .two)
        #expect(station.page("/orders/\(early)/draft", as: .officer) == "status 409")
    }

    @Test("R66: a contact that comes in is kept with what was wrong; one that goes out is locked")
    func contacts() throws {
        let station = try StationDesk()
        let order = try station.running()
        let address = "/orders/\(order.number)/operator-contacts"
        let name = try #require(order.form.satelliteOperator?.name)
        let fields = [("operator", name), ("summary", "they called"), ("at", "")]
        let out = station.send(
            address, fields + [("direction", "outgoing")], as: .stationOperator)
        #expect(out.status == 403)
        let incoming = station.send(
            address, fields + [("direction", "incoming")], as: .stationOperator)
        #expect(incoming.status == 303)
        let page = station.page("/orders/\(order.number)", as: .auditor)
        #expect(page.contains("they called") && page.contains("irregular"))
        let officer = station.page("/orders/\(order.number)", as: .officer)
        #expect(officer.contains("/orders/\(order.number)/contact-authorisations"))
    }
}

extension UTCInstant {
    /// Midnight at or before the instant.
    fileprivate var startOfDay: UTCInstant { self - .nanoseconds(nanosecondOfDay) }
}
