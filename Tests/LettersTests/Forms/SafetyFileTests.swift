// The shipped safety bands and watch-list, and the faults of edited ones.

import Letters
import MonitoringOrders
import Quantities
import TestSupport
import Testing

@Suite("Safety bands and watch-list")
struct SafetyFileTests {
    private static let header = SafetyBandTable.columns.joined(separator: ",") + "\n"

    @Test("the shipped table has 68 bands without a fault")
    func shippedTable() throws {
        let bands = try OrderCaseFacts.bands()
        #expect(bands.count == 68)
        #expect(bands.count { $0.countsOnlyByWatchList } == 2)
        #expect(bands.allSatisfy { $0.low <= $0.high })
        #expect(bands.count { $0.grounds == nil } == 3)
    }

    @Test("the shipped watch-list is empty and without a fault")
    func shippedList() throws {
        let list = WatchListFile.read(
            try Repository.bytes(Repository.path("Config/watch-list.json")))
        #expect(list.links.isEmpty)
        #expect(list.faults.isEmpty)
    }

    @Test(
        "a broken row is named by line and column, and the others are used",
        arguments: [
            ("x,2,use,p,s,yes,", "low_hz"), ("3,2,use,p,s,yes,", "high_hz"),
            ("1,2,,p,s,yes,", "use"),
            ("1,2,use,p,s,maybe,", "verified"), ("1,2,use,p,s,yes,both", "grounds"),
            ("1,2,use", "low_hz"), ("1,2,\"use,p,s,yes,", "low_hz"), ("0,2,use,p,s,yes,", "low_hz"),
            ("1.5,2,use,p,s,yes,", "low_hz"),
        ])
    func brokenRow(_ row: String, _ column: String) {
        let table = SafetyBandTable.read(Self.header + "1,1,\"a, b\",p,s,no,\n" + row + "\n")
        #expect(table.bands.map(\.use) == ["a, b"])
        #expect(table.faults.map(\.line) == [3])
        #expect(table.faults.map(\.field) == [column])
    }

    @Test("a table with other columns is refused")
    func columns() {
        #expect(SafetyBandTable.read("low,high\n1,2\n").faults.map(\.line) == [1])
        #expect(SafetyBandTable.read("").faults.count == 1)
    }

    @Test("a broken link is named by line and path, and the others are used")
    func brokenLinks() {
        let text = """
            {"links": [
              {"satellite": "A", "uplink_hz": [1, 2], "use": "atc"},
              {"satellite": "B", "uplink_hz": [2, 1], "use": "atc"},
              {"uplink_hz": [1, 2],
               "use": "", "colour": 1},
              {"satellite": "D", "use": "x"},
              {"satellite": "E", "downlink_hz": [1, 2], "use": "x", "grounds": "other",
               "longitude_deg": 500}
            ]}
            """
        let list = WatchListFile.read(Array(text.utf8))
        #expect(list.links.map(\.satellite) == ["A"])
        let found = list.faults.map { "\($0.line ?? 0) \($0.field)" }
        #expect(
            Set(found) == [
                "3 links[1].uplink_hz", "3 links[1]", "5 links[2].use", "5 links[2].colour",
                "4 links[2].satellite", "6 links[3]", "7 links[4].grounds",
                "8 links[4].longitude_deg",
            ])
    }

    @Test("a list that is no JSON, or has no links, is refused with its line")
    func noList() {
        #expect(WatchListFile.read(Array("{\n\"links\": [,]}".utf8)).faults.map(\.line) == [2])
        #expect(WatchListFile.read(Array("{}".utf8)).faults.map(\.field) == ["links"])
        #expect(!WatchListFile.read(Array("[]".utf8)).faults.isEmpty)
    }
}
