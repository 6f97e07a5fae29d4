// The JSON form: paths and lines of faults, and text as the truth of the particulars.

import CanonicalJSON
import Letters
import MonitoringOrders
import Quantities
import TestSupport
import Testing

@Suite("The order form as JSON")
struct OrderFormJSONTests {
    @Test("every fault names its path and its line")
    func faults() {
        let text = """
            {"id": "BR/27/1",
             "kind": "harmfulInterference",
             "placed": "2027-03-01T09:00:00+02:00",
             "concerned_administrations": ["Ruritania",
               7],
             "cc": ["a@a.example", "nobody"],
             "satellite": {"name": "TESTSAT", "orbit": "gso",
               "longitude_deg": 200, "height": 3},
             "uplink_hz": 1.5, "downlink_hz": -1,
             "operator": {"address": "x"},
             "polarisation": {"uplink": "up"},
             "citations": ["15.99"],
             "location_requested": "yes",
             "deadline": "2027-02-30",
             "reference": "EMSAT-RIO/2027/0001",
             "particulars": {"b": {"text": "11 GHz",
               "frequency_hz": 12000000000}, "z": {"text": "?"}, "c": {}}
            }
            """
        let reading = OrderFormReader.read(text)
        let found = reading.faults.map { "\($0.line ?? 0) \($0.field)" }
        #expect(
            Set(found) == [
                "1 id", "3 placed", "5 concerned_administrations[1]", "6 cc[1]",
                "8 satellite.longitude_deg", "8 satellite.height", "9 uplink_hz", "9 downlink_hz",
                "10 operator.name", "11 polarisation.uplink", "12 citations[0]",
                "13 location_requested", "14 deadline", "15 reference",
                "17 particulars.b.frequency_hz", "17 particulars.z", "17 particulars.c.text",
            ])
        #expect(found.count == 17)
    }

    @Test("a text that is no JSON is named with its line")
    func syntax() {
        let reading = OrderFormReader.read("{\"id\": \"BR/2027/0001\",\n oops}")
        #expect(reading.form == nil)
        #expect(reading.faults.map(\.line) == [2])
    }

    @Test("the output of the check is read as a form")
    func wrapped() throws {
        let order = OrderFormJSON.value(try #require(OrderFormReader.read(SampleForm.text()).form))
        let reading = OrderFormReader.read(JSONValue.object([.init("order", order)]).pretty)
        #expect(reading.faults.isEmpty)
        #expect(reading.form?.number.description == "BR/2027/0001")
    }

    @Test("line breaks cannot enter a form through JSON (R83)")
    func lineBreaks() throws {
        var order = OrderFormJSON.value(try #require(OrderFormReader.read(SampleForm.text()).form))
        order.set("request", to: "Locate it.\nCc: evil@evil.example")
        let reading = OrderFormJSON.read(order)
        #expect(reading.faults.map(\.field) == ["request"])
        #expect(reading.form?.request == nil)
    }

    @Test("what is missing is named by its path")
    func missing() {
        let fields = OrderFormJSON.read(.object([])).faults.map(\.field)
        #expect(fields == ["id", "placed", "kind", "satellite.name"])
        #expect(OrderFormJSON.read("text").faults.map(\.field) == ["order"])
    }

    @Test("deep, long and wide JSON is answered without a trap")
    func hostile() {
        let deep = String(repeating: "{\"order\":", count: 100_000)
        #expect(OrderFormReader.read(deep).faults.count == 1)
        let name = String(repeating: "k", count: 400_000)
        let wide = "{\"\(name)\": [" + String(repeating: "1,", count: 200_000) + "1]}"
        #expect(!OrderFormReader.read(wide).faults.isEmpty)
    }

    @Test("mutations of the cases' JSON never trap")
    func mutations() throws {
        let texts = try OrderCase.all.map { orderCase in
            Array((try orderCase.expected()["order"] ?? .null).pretty.utf8)
        }
        var generator = SeededGenerator(seed: 41)
        for _ in 0..<500 {
            guard var bytes = generator.pick(texts) else { continue }
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[index] = UInt8.random(in: 0x20...0x7D, using: &generator)
            }
            let reading = OrderFormReader.read(bytes)
            #expect(reading.form != nil || !reading.faults.isEmpty)
        }
    }
}
