import CanonicalJSON
import Console
import Desk
import Foundation
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("Watching a desk")
struct WatchTests {
    @Test("healthz says ok to everybody")
    func health() throws {
        let answer = try SiteOfDesk(.bureau).ask(.get, "/healthz", token: nil)
        #expect(answer.status == 200 && answer.text == "ok\n")
        #expect(answer.header("cache-control") == "no-store")
    }

    @Test(
        "behaviour 109: readyz is 200, and 503 with each reason, without names of orders or letters"
    )
    func readiness() throws {
        let bureau = try SiteOfDesk(.bureau)
        let ready = bureau.ask(.get, "/readyz", token: nil)
        #expect(ready.status == 200)
        #expect(try ready.json() == ["ready": true, "reasons": []])
        try bureau.place()
        bureau.desk.pulse.begin(at: bureau.clock.now)
        bureau.clock.turn(.seconds(3 * 86_400))
        let red = bureau.ask(.get, "/readyz", token: nil)
        #expect(red.status == 503)
        let reasons = try #require(try red.json()["reasons"]?.array)
        #expect(
            reasons.compactMap { $0["cause"]?.string } == [
                "mailbox-stale", "outbox-old", "backup-old",
            ])
        #expect(reasons.allSatisfy { !($0["words"]?.string ?? "").isEmpty })
        #expect(!red.text.contains("BR/") && !red.text.contains("@"))
    }

    @Test("a backup of a served desk is noted")
    func backup() throws {
        let bureau = try SiteOfDesk(.bureau)
        try bureau.place()
        bureau.clock.turn(.seconds(3 * 86_400))
        #expect(bureau.ask(.get, "/readyz", token: nil).text.contains("backup-old"))
        let file = try Repository.temporaryFolder() + "/copy.sqlite"
        let made = bureau.ask(
            .post, "/upkeep/backups", as: .administrator, json: ["file": .string(file)])
        #expect(made.status == 200)
        #expect(!bureau.ask(.get, "/readyz", token: nil).text.contains("backup-old"))
    }

    @Test("metrics say what the desk has, in the text format, to those with a token that may read")
    func metrics() throws {
        let bureau = try SiteOfDesk(.bureau)
        #expect(bureau.ask(.get, "/metrics", token: nil).status == 401)
        let writing = try bureau.token(.dispatcher, ["write"])
        #expect(bureau.ask(.get, "/metrics", token: writing).status == 403)
        try bureau.place()
        let token = try bureau.token(.auditor, ["read"])
        let text = bureau.ask(.get, "/metrics", token: token).text
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            #expect(line.contains(#/^[a-z_]+(\{([a-z]+="[^"]*",?)+\})? -?[0-9.e+]+$/#), "\(line)")
        }
        #expect(text.contains("vigia_orders{state=\"queuedForSending\",category=\"2\"} 1\n"))
        #expect(text.contains("vigia_not_ready{cause=\"quarantine\"} 0\n"))
        let head = try bureau.desk.store.read { try $0.checkpoint() }
        #expect(text.contains("vigia_journal_rows \(head.rows)\n"))
        #expect(text.contains("vigia_journal_head_info{hash=\"\(head.head)\"} 1\n"))
        #expect(!text.contains("BR/2027"))
    }

    @Test("every figure that the dashboard and the alert rules ask for is one that the desk gives")
    func examples() throws {
        let sites = try TwoSites()
        let number = try sites.placed()
        try sites.serve(number)
        try sites.settle()
        let station = sites.station
        station.desk.pulse.begin(at: station.clock.now)
        let given = station.ask(.get, "/metrics", as: .auditor).text
        for file in ["alerts.yaml", "dashboard.json"] {
            let text = try Repository.text(Repository.path("Config/watch/\(file)"))
            let asked = Set(
                text.matches(of: #/\b(?:vigia|process)_[a-z_]+[a-z]\b/#).map { String($0.0) })
            #expect(asked.count >= 5)
            for name in asked.sorted() {
                #expect(given.contains("# TYPE \(name) "), "\(file): \(name)")
            }
        }
    }
}
