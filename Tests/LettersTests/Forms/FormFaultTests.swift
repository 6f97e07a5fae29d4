// Faults of order forms: each with its line and its field, all at once, and never a trap.

import CanonicalJSON
import Letters
import MonitoringOrders
import Quantities
import TestSupport
import Testing

@Suite("Faults of the order form")
struct FormFaultTests {
    @Test("every broken line of a form is named, all at once")
    func allAtOnce() {
        let text = """
            MONITORING ORDER
            Order: BR-2027-1
            Date: yesterday
            Basis: RR No. 99.9
            Concerned Administration: Administration of Ruritania
            Cc: nobody
            Satellite: TESTSAT K-1
            Orbital position: up there
            Operator: Rurisat, noc@
            Uplink frequency: 14 3xx MHz
            Downlink frequency: 12 MHz?
            Bandwidth: wide
            Polarisation: both
            Citations: RR No. 99.9
            Location requested: maybe
            Deadline: 2027-02-30
            Colour: blue
            Satellite: TESTSAT K-2
            not a line of a form

            b) 11 GHz
            b) 12 GHz
            y) more
            """
        let reading = OrderFormReader.read(text)
        #expect(reading.form == nil)
        #expect(
            reading.faults.map(\.line) == [
                2, 3, 4, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 22, 23,
            ]
        )
        #expect(
            reading.faults.map(\.field) == [
                "Order", "Date", "Basis", "Cc", "Orbital position", "Operator", "Uplink frequency",
                "Downlink frequency", "Bandwidth", "Polarisation", "Citations",
                "Location requested", "Deadline", "Colour", "Satellite", "not a line of a form",
                "b", "y",
            ])
    }

    @Test("any one broken line of a case is named by its line, and the rest is read")
    func oneBrokenLine() throws {
        let breakable = [
            "Orbital position", "Operator", "Uplink frequency", "Downlink frequency", "Bandwidth",
            "Polarisation",
        ]
        for orderCase in OrderCase.all {
            let lines = try orderCase.text().split(
                separator: "\n", omittingEmptySubsequences: false)
            for (index, line) in lines.enumerated() {
                guard let name = breakable.first(where: { line.hasPrefix($0 + ":") }) else {
                    continue
                }
                var broken = lines
                broken[index] = "\(name): @ 1x"
                let reading = OrderFormReader.read(broken.joined(separator: "\n"))
                #expect(reading.faults.contains { $0.line == index + 1 && $0.field == name })
                #expect(
                    reading.form?.request
                        == OrderFormReader.read(try orderCase.text()).form?.request)
            }
        }
    }

    @Test(
        "what an order cannot do without is missed by name",
        arguments: ["Order", "Date", "Basis", "Satellite", "Concerned Administration", "Cc"])
    func missing(_ name: String) {
        let reading = OrderFormReader.read(SampleForm.text(without: [name]))
        #expect(reading.faults.map(\.field) == [name])
        #expect(reading.faults.map(\.line) == [1])
    }

    @Test("an order without a satellite is rejected (R14)")
    func noSatellite() {
        let reading = OrderFormReader.read(SampleForm.text(["Satellite": "unknown"]))
        #expect(reading.form == nil)
        #expect(reading.faults.map(\.field) == ["Satellite"])
    }

    @Test("the kind has no default and no third value (R11)")
    func kind() {
        #expect(SampleForm.read("Basis", "RR Article 15").form == nil)
        #expect(SampleForm.read("Basis", "rr  no. 11.41").form?.kind == .coordinationMonitoring)
    }

    @Test("only an order under 11.41 may go without copy, and then says why (R24, A21)")
    func copies() {
        let basis = ["Basis": "RR No. 11.41"]
        let silent = OrderFormReader.read(SampleForm.text(basis, without: ["Cc"]))
        #expect(silent.faults.map(\.field) == ["Cc"])
        let reason = ["Reason for no Cc": "no administration asked"]
        let explained = OrderFormReader.read(
            SampleForm.text(basis.merging(reason) { $1 }, without: ["Cc"]))
        #expect(explained.faults.isEmpty)
        #expect(explained.form?.reasonForNoCopy == "no administration asked")
        let harmful = OrderFormReader.read(SampleForm.text(reason, without: ["Cc"]))
        #expect(harmful.faults.map(\.field) == ["Cc"])
    }

    @Test("the form cannot set the station's reference number (R18)")
    func referenceNumber() {
        let reading = SampleForm.read("Reference number", "EMSAT-RIO/2027/0001")
        #expect(reading.faults.map(\.field) == ["Reference number"])
    }

    @Test("control characters in a line are a fault of that line")
    func controls() {
        let text = SampleForm.text(letters: ["u) a\u{0}b", "x) a\rb"])
        let reading = OrderFormReader.read(text)
        #expect(reading.faults.map(\.field) == ["u", "x"])
    }

    @Test("lines may end in CR LF, and a byte order mark is no letter")
    func lineEnds() {
        let text = "\u{FEFF}" + SampleForm.text().split(separator: "\n").joined(separator: "\r\n")
        let reading = OrderFormReader.read(Array(text.utf8))
        #expect(reading.faults.isEmpty)
        #expect(reading.form != nil)
    }

    @Test("text that is not UTF-8 is refused with its line")
    func notUTF8() {
        let bytes = Array("MONITORING ORDER\nSatellite: ".utf8) + [0xE9, 0x0A]
        #expect(OrderFormReader.read(bytes).faults.map(\.line) == [2])
    }

    @Test("a form beyond the limits is refused with the limit's value")
    func limits() {
        let long = [UInt8](repeating: 0x61, count: Limits.formBytes + 1)
        #expect(OrderFormReader.read(long).faults.first?.message.contains("1048576") == true)
        let lines = String(repeating: "\n", count: Limits.formLines)
        #expect(OrderFormReader.read(lines).faults.first?.message.contains("2000") == true)
    }

    @Test("hostile lines are answered like any other")
    func hostileLines() {
        let count = 64 << 10
        let patterns = [
            "1 111 ", "1", " ", "a@b,", "\"<,", "2027-02-27 ", "15.28 ", "° W ", "1.1,",
        ]
        for pattern in patterns {
            let value = String(repeating: pattern, count: count / pattern.utf8.count)
            for line in ["Cc: ", "Uplink frequency: ", "b) ", "o) ", "s) ", "e) ", "x) "] {
                let text = SampleForm.text() + line + value
                _ = OrderFormReader.read(text)
            }
        }
    }

    @Test("two thousand mutations of the cases never trap and are always answered")
    func mutations() throws {
        let texts = try OrderCase.all.map { Array(try $0.text().utf8) }
        var generator = SeededGenerator(seed: 20_270_301)
        for _ in 0..<2_000 {
            guard var bytes = generator.pick(texts) else { continue }
            for _ in 0..<Int.random(in: 1...12, using: &generator) {
                Self.mutate(&bytes, &generator)
            }
            let reading = OrderFormReader.read(bytes)
            #expect(reading.form != nil || !reading.faults.isEmpty)
            guard let form = reading.form else { continue }
            #expect(OrderFormReader.read(OrderFormPrinter.text(form)).form == form)
            _ = try OrderCaseFacts.check(reading).json
        }
    }

    private static func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        let alphabet = Array("0123456789 .,:;-()ABZaz@<>\"\n\r\t{}[]°\u{0}ÿ".utf8)
        let index = Int.random(in: 0..<max(1, bytes.count), using: &generator)
        guard index < bytes.count, let byte = generator.pick(alphabet) else { return }
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: bytes[index] = byte
        case 1: bytes.insert(byte, at: index)
        case 2: bytes.remove(at: index)
        case 3: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        default:
            let end = min(bytes.count, index + Int.random(in: 1...40, using: &generator))
            bytes.insert(contentsOf: bytes[index..<end], at: index)
        }
    }
}
