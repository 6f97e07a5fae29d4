// Reports, queue, timetable, jobs and contacts over the API.

import CanonicalJSON
import Console
import Desk
import MonitoringOrders
import OrderStore
import Testing

@Suite("Reports, queue and timetable over the API")
struct StationRouteTests {
    @Test("R7: the draft and the report are read over the API, and each reading is journalled")
    func reports() throws {
        let sites = try TwoSites()
        let number = try sites.placed()
        let path = "/api/v1/orders/\(number)/report"
        func read(_ site: SiteOfDesk, _ path: String) throws -> (SiteResponse, Int) {
            let count = { try site.desk.store.read { try $0.journal(from: 1, limit: 1000) } }
            let before = try count().count { $0.kind == "reportRead" }
            let answer = site.ask(.get, path, as: .auditor)
            return (answer, try count().count { $0.kind == "reportRead" } - before)
        }
        #expect(try read(sites.station, path).0.status == 404)
        try sites.act("acknowledgement", on: number, as: .stationOperator, ["duration": "PT1H"])
        try sites.act("start", on: number, as: .stationOperator)
        try sites.act(
            "result", on: number, as: .stationOperator, ["result": TwoSites.notLocated])
        let (draft, readings) = try read(sites.station, path)
        #expect(try draft.json()["status"]?.string == "draft" && readings == 1)
        let file = try read(sites.station, path + "/files/report.html")
        #expect(file.0.status == 200 && file.1 == 1)
        let early = try read(sites.bureau, path).0
        let title = try early.json()["title"]?.string
        #expect(early.status == 404 && title == "There is no report of this order yet")
    }

    @Test("R49, R51: a released report is the same at both desks, file by file")
    func filed() throws {
        let sites = try TwoSites()
        let number = try sites.placed()
        try sites.serve(number)
        try sites.settle()
        let path = "/api/v1/orders/\(number)/report"
        let reports = try [sites.station, sites.bureau].map {
            try $0.ask(.get, path, as: .auditor).json()
        }
        #expect(reports[0] == reports[1] && reports[0]["status"]?.string == "final")
        for file in reports[0]["files"]?.array ?? [] {
            let name = file["name"]?.string ?? ""
            let answer = sites.bureau.ask(.get, "\(path)/files/\(name)", as: .auditor)
            #expect(Digest.sha256(answer.bytes) == file["sha256"]?.string)
            #expect(answer.header("content-type") == "application/octet-stream")
        }
        for missing in ["?revision=1", "/files/none", "?revision=x"] {
            let status = sites.bureau.ask(.get, path + missing, as: .auditor).status
            #expect(status == (missing.hasSuffix("x") ? 422 : 404))
        }
        let reference = try #require(try sites.bureau.desk.order(number).reference)
        let task = sites.bureau.ask(.get, "/api/v1/tasks/\(reference)", as: .auditor)
        #expect(try task.json()["order"]?.string == number.description)
    }

    @Test(
        "R40, R43: the queue stands in the order of service, and its proof in the order of receipt")
    func queue() throws {
        let sites = try TwoSites()
        for serial in [101, 102, 103] { _ = try sites.placed(serial) }
        let queue = try sites.station.ask(.get, "/api/v1/queue", as: .auditor).json()
        let orders = queue["waiting"]?.array?.compactMap { $0["order"]?.string }
        #expect(orders == ["BR/2027/0101", "BR/2027/0102", "BR/2027/0103"])
        let proof = try sites.station.ask(.get, "/api/v1/queue/proof", as: .auditor).json()
        #expect(proof["orders"]?.array?.compactMap { $0["receipt_sequence"]?.int } == [1, 2, 3])
        #expect(sites.bureau.ask(.get, "/api/v1/queue", as: .auditor).status == 404)
    }

    @Test("A plan is shown before anything is promised, with what stands in its way")
    func timetable() throws {
        let sites = try TwoSites()
        let numbers = [try sites.placed(101), try sites.placed(102)]
        let first = try sites.act(
            "acknowledgement", on: numbers[0], as: .stationOperator, ["duration": "PT6H"])
        let start = try #require(first["expected_start"]?.string)
        let plan = sites.station.ask(
            .get, "/api/v1/timetable?order=\(numbers[1])&duration=PT2H&start=\(start)", as: .auditor
        )
        #expect(plan.status == 200, "\(plan.text)")
        let tasks = try #require(try plan.json()["tasks"]?.array)
        #expect(Set(tasks.compactMap { $0["order"]?.string }) == Set(numbers.map(\.description)))
        #expect(try plan.json()["conflicts"]?.array != nil)
        #expect(try sites.station.desk.order(numbers[1]).state == .received)
        for query in [
            "order=x&duration=PT2H", "order=\(numbers[1])", "duration=PT2H",
            "order=\(numbers[1])&duration=PT2H&start=noon", "order=\(numbers[1])&duration=-PT2H",
        ] {
            let answer = sites.station.ask(.get, "/api/v1/timetable?\(query)", as: .auditor)
            #expect(answer.status == 422)
        }
    }

    @Test("A job is one of four commands, and its files lie in the desk's folder")
    func jobs() throws {
        let station = try SiteOfDesk(.station)
        func add(_ command: [String]) -> SiteResponse {
            station.ask(
                .post, "/api/v1/jobs", as: .stationOperator, json: ["command": JSONValue(command)])
        }
        let made = add(["measure", "recordings/a.sigmf-meta", "--json"])
        #expect(made.status == 201 && made.header("location") == "/api/v1/jobs/1")
        #expect(
            try station.ask(.get, "/api/v1/jobs/1", as: .auditor).json()["state"]?.string
                == "waiting")
        for command in [
            ["serve"], [], ["measure", "/etc/passwd"], ["measure", "../../etc/passwd"],
            ["locate", "x", "--measurements=/etc/passwd"], ["measure", "~/x"],
            ["measure", String(repeating: "x", count: 2_000)],
            ["measure"] + Array(repeating: "x", count: 100),
        ] {
            #expect(add(command).status == 422, "\(command.prefix(2))")
        }
        let list = try station.ask(.get, "/api/v1/jobs", as: .auditor).json()
        #expect(list["jobs"]?.array?.count == 1)
    }

    @Test("R61, R84: contacts are listed with their version, and the gate says what still hinders")
    func contacts() throws {
        let sites = try TwoSites()
        let number = try sites.placed()
        let list = try sites.station.ask(.get, "/api/v1/contacts", as: .auditor).json()
        #expect(
            Set(list["contacts"]?.array?.compactMap { $0["party"]?.string } ?? []) == [
                "itu", "administration",
            ])
        let gate = try sites.station.ask(
            .get, "/api/v1/orders/\(number)/contact-gate", as: .auditor
        ).json()
        #expect(gate["open"]?.bool == false)
        let codes = gate["obstacles"]?.array?.compactMap { $0["code"]?.string } ?? []
        #expect(Set(codes) == ["noFirstContact", "notAuthorised"])
    }
}
