// Statistics of a desk as JSON and CSV.

import CanonicalJSON
import Desk
import Foundation
import MonitoringOrders
import OrderStore
import Quantities
import Testing

@Suite("Statistics of a desk")
struct DeskStatisticsTests {
    private static let begin = UTCInstant(secondsSince1970: 0)

    @Test(
        "R31, R87: both desks count their orders and say register, and that targets are not of the MoU"
    )
    func bothDesks() throws {
        let desks = try DeskPair()
        let form = try desks.form()
        try desks.place(form)
        try desks.settle()
        try desks.serve(form.number)
        try desks.settle()
        for desk in [desks.bureau.desk, desks.station.desk] {
            let found = try desk.statistics(from: Self.begin, to: desks.clock.now)
            let all = try #require(found.json["groups"]?[0])
            #expect(all["orders"]?.int == 1)
            #expect(all["reported"]?.int == 1)
            #expect(all["time_to_report_s"]?["count"]?.int == 1)
            #expect(found.json["register"]?.string == "simulation")
            #expect(found.json["targets"]?["label"]?.string == "not set by the MoU")
            let before = try desk.statistics(from: Self.begin, to: Self.begin + .seconds(1))
            #expect(before.json["groups"]?[0]?["orders"]?.int == 0)
        }
    }

    @Test("R87, behaviour 68: a live register counts no order of a simulation")
    func simulatedOrders() throws {
        let desks = try DeskPair(register: .live)
        let desk = desks.bureau.desk
        let simulated = Actor(name: "simulated dispatcher", role: .dispatcher, isSimulated: true)
        try desk.placeOrder(
            try desks.form(), as: CategoryDecision(category: .two), by: simulated)
        let none = try desk.statistics(from: Self.begin, to: desks.clock.now)
        #expect(none.json["groups"]?[0]?["orders"]?.int == 0)
        try desks.place(try desks.form("05-brazil-is-concerned.txt"))
        let one = try desk.statistics(from: Self.begin, to: desks.clock.now)
        #expect(one.json["groups"]?[0]?["orders"]?.int == 1)
        #expect(one.csv.contains("bureau,live,all,all,1,"))
    }

    @Test("CSV has a head, one row for each group, and as many cells in each")
    func csv() throws {
        let desks = try DeskPair()
        try desks.place(try desks.form())
        let found = try desks.bureau.desk.statistics(from: Self.begin, to: desks.clock.now)
        let rows = found.csv.components(separatedBy: "\r\n").dropLast()
        #expect(rows.count == found.statistics.groups.count + 1)
        #expect(Set(rows.map { $0.components(separatedBy: ",").count }).count == 1)
        #expect(rows.first?.hasPrefix("desk,register,by,key,orders,") == true)
    }

    @Test(
        "behaviour 102: what a spreadsheet would compute is made inert",
        arguments: [
            ("=1+1", "'=1+1"), ("+A1", "'+A1"), ("@SUM(A1)", "'@SUM(A1)"), ("-2+3", "'-2+3"),
            (" =1", "' =1"), ("＝1", "'＝1"), ("-2.5", "-2.5"), ("a=b", "a=b"), ("", ""),
            ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("\t=1", "\"'\t=1\""),
        ])
    func formulas(text: String, cell: String) {
        #expect(CommaSeparated.text([[text]]) == cell + "\r\n")
    }
}
