// Acknowledgements over HTTP and the letters of record that follow them (R33).

import CanonicalJSON
import Console
import Desk
import MonitoringOrders
import OrderStore
import Quantities
import Testing

@Suite("Acknowledgements over HTTP and by mail")
struct CounterpartTests {
    /// An order that the station has acknowledged, and whose letter is still on its way.
    private struct Acknowledged {
        let sites: TwoSites
        let number: OrderNumber
        let token: String
        let fields: JSONValue

        init() throws {
            sites = try TwoSites()
            number = try sites.placed()
            token = try sites.bureau.token(.stationOperator, ["acknowledge"])
            let order = try sites.act(
                "acknowledgement", on: number, as: .stationOperator, ["duration": "PT6H"])
            fields = [
                "reference": order["reference"] ?? .null, "start": order["expected_start"] ?? .null,
                "duration": order["expected_duration"] ?? .null,
            ]
        }

        /// Sends a copy to the Bureau.
        func copy(_ fields: JSONValue, as name: String = "acknowledgement") -> SiteResponse {
            sites.bureau.ask(.post, "/api/v1/orders/\(number)/\(name)", token: token, json: fields)
        }

        /// Kind and disposition of the letters that came to the Bureau.
        func received() throws -> [String] {
            try sites.bureau.desk.store.read { reader in
                try reader.letters(order: number).filter(\.isIncoming).map {
                    "\($0.kind ?? "") \($0.disposition ?? "unread")"
                }
            }
        }

        /// Events of the order at the Bureau.
        func events(_ kind: String) throws -> Int {
            try sites.bureau.desk.store.read { try $0.events(of: number) }.count { $0.kind == kind }
        }

        func causes() throws -> [Alarm.Cause] { try sites.bureau.desk.alarms().map(\.cause) }
    }

    @Test("81: HTTP first, then the letter of record: one acknowledgement, both recorded")
    func copyFirst() throws {
        let case81 = try Acknowledged()
        let answer = case81.copy(case81.fields)
        #expect(answer.status == 200, "\(answer.text)")
        #expect(try case81.sites.bureau.desk.order(case81.number).state == .acknowledged)
        #expect(try case81.received() == ["acknowledgement awaits-record"])
        try case81.sites.settle()
        #expect(
            try case81.received() == ["acknowledgement accepted", "acknowledgement accepted"])
        try expectOne(case81)
    }

    @Test("81: the letter of record first, then HTTP: one acknowledgement, both recorded")
    func letterFirst() throws {
        let case81 = try Acknowledged()
        try case81.sites.settle()
        #expect(case81.copy(case81.fields).status == 200)
        #expect(
            try case81.received() == ["acknowledgement accepted", "acknowledgement recorded"])
        try expectOne(case81)
    }

    private func expectOne(_ case81: Acknowledged) throws {
        #expect(case81.copy(case81.fields).status == 200)
        #expect(try case81.received().count == 2)
        #expect(try case81.events("acknowledged") == 1)
        case81.sites.clock.turn(.seconds(2 * 3600))
        #expect(try !case81.causes().contains(.recordMissing))
        let store = case81.sites.bureau.desk.store
        #expect(try store.verifyJournal().firstBad == nil)
        #expect(try store.projectionDifferences().isEmpty)
    }

    @Test("R33: a letter of record that says something else than HTTP goes to a person")
    func differs() throws {
        let case81 = try Acknowledged()
        var other = case81.fields
        other.set("duration", to: "PT7H")
        #expect(case81.copy(other).status == 200)
        try case81.sites.settle()
        #expect(
            try case81.received() == [
                "acknowledgement awaits-record", "acknowledgement needs-human",
            ])
        let letters = try case81.sites.bureau.desk.store.read {
            try $0.letters(order: case81.number)
        }
        #expect(letters.last?.reasons.contains { $0.hasPrefix("differs from the copy") } == true)
        #expect(try case81.causes().contains(.letterNeedsPerson))
    }

    @Test(
        "R33: HTTP that says something else than the letter of record is refused, and a person sees it"
    )
    func differsAfterwards() throws {
        let case81 = try Acknowledged()
        try case81.sites.settle()
        var other = case81.fields
        other.set("duration", to: "PT7H")
        for _ in 0..<2 { #expect(case81.copy(other).status == 409) }
        #expect(
            try case81.received() == ["acknowledgement accepted", "acknowledgement needs-human"])
        #expect(try case81.causes().contains(.letterNeedsPerson))
    }

    @Test("R33: a letter of record that does not come is an alarm")
    func recordMissing() throws {
        let case81 = try Acknowledged()
        #expect(case81.copy(case81.fields).status == 200)
        #expect(try !case81.causes().contains(.recordMissing))
        case81.sites.clock.turn(.seconds(2 * 3600))
        #expect(try case81.causes().contains(.recordMissing))
        try case81.sites.settle()
        #expect(try !case81.causes().contains(.recordMissing))
    }

    @Test("R33, R35: an update over HTTP and its letter are one update")
    func update() throws {
        let case81 = try Acknowledged()
        try case81.sites.settle()
        let order = try case81.sites.act(
            "updates", on: case81.number, as: .stationOperator,
            ["duration": "PT8H", "reason": "weather"])
        let fields: JSONValue = [
            "number": 1, "reference": order["reference"] ?? .null,
            "start": order["expected_start"] ?? .null, "duration": "PT8H",
        ]
        #expect(case81.copy(fields, as: "updates").status == 200)
        try case81.sites.settle()
        #expect(try case81.received().suffix(2) == ["update accepted", "update accepted"])
        #expect(try case81.events("acknowledgementUpdated") == 1)
    }

    @Test("R7: to the counterpart an order that was never sent is as unknown as one that is none")
    func unknown() throws {
        let case81 = try Acknowledged()
        let bureau = case81.sites.bureau
        try bureau.draft(bureau.form(), serials: [500])
        let answers = [500, 501].map { serial in
            bureau.ask(
                .post, "/api/v1/orders/BR/2027/0\(serial)/acknowledgement", token: case81.token,
                json: case81.fields)
        }
        for answer in answers { #expect(answer.status == 404 && answer.problem == "not-found") }
        #expect(try case81.received().isEmpty)
    }

    @Test("R33: what is missing or malformed is told with its field, and nothing is kept")
    func faults() throws {
        let case81 = try Acknowledged()
        let cases: [(String, JSONValue)] = [
            ("reference", "12"), ("start", "2027-03-02T12:00:00"), ("duration", "PT0S"),
            ("start", .null),
        ]
        for (field, value) in cases {
            var fields = case81.fields
            fields.set(field, to: value)
            let answer = case81.copy(fields)
            #expect(answer.status == 422)
            #expect(try answer.json()["errors"]?[0]?["field"]?.string == field)
        }
        #expect(try case81.received().isEmpty)
    }
}
