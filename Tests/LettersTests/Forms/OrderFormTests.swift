// Single lines of the order form: what is read, what is refused, and what is left as text.

import CanonicalJSON
import Letters
import MonitoringOrders
import Quantities
import TestSupport
import Testing

/// A good form of which a test changes single lines.
enum SampleForm {
    static let head = [
        "Order": "BR/2027/0001", "Date": "2027-03-01 09:00 UTC",
        "Basis": "RR Article 15 and No. 13.2",
        "Concerned Administration": "Administration of Ruritania",
        "Cc": "spectrum@ruritania.adm.example", "Satellite": "TESTSAT K-1",
    ]

    /// The form with lines added or replaced, lines left out, and letters after it.
    static func text(
        _ changes: [String: String] = [:], without omitted: [String] = [], letters: [String] = []
    ) -> String {
        let lines = head.merging(changes) { $1 }.filter { !omitted.contains($0.key) }
        let printed = lines.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        return (["MONITORING ORDER"] + printed + [""] + letters).joined(separator: "\n") + "\n"
    }

    static func read(_ name: String, _ value: String) -> OrderFormReading {
        OrderFormReader.read(text([name: value]))
    }

    static func particular(_ letter: ParticularLetter, _ text: String) -> Particular? {
        let reading = OrderFormReader.read(Self.text(letters: ["\(letter.rawValue)) \(text)"]))
        return reading.form?.particulars[letter]
    }
}

@Suite("The head of the order form")
struct OrderHeadTests {
    @Test(
        "frequencies are exact in whole hertz",
        arguments: [
            ("14 237.5 MHz", 14_237_500_000), ("3.899 71 GHz", 3_899_710_000),
            ("12 562,75 MHz", 12_562_750_000), ("512 kHz", 512_000),
            ("14.1825 GHz", 14_182_500_000),
            ("14237.5MHz", 14_237_500_000), ("1 650.125\u{A0}MHz", 1_650_125_000),
            ("0.000001 MHz", 1), ("3 000 GHz", 3_000_000_000_000), ("9007199.254740993 kHz", nil),
            ("11 938.123456 MHz", 11_938_123_456), ("11 938.1234560 MHz", 11_938_123_456),
            ("11 938.1234567 MHz", nil), ("14 3xx MHz", nil), ("14 2375 MHz", nil), ("0 MHz", nil),
            ("-5 MHz", nil), ("3 001 GHz", nil), ("11,938.120 MHz", nil), ("12 mHz", nil),
            ("14 237.5", nil), ("MHz", nil), ("1e9 Hz", nil), ("14 237.5 MHz, about", nil),
            ("999999999999999999999999 GHz", nil), ("٣ MHz", nil),
        ] as [(String, Int64?)])
    func frequencies(_ text: String, _ hertz: Int64?) {
        let reading = SampleForm.read("Downlink frequency", text)
        #expect(reading.form?.downlink?.value == hertz.map(Double.init))
        #expect(reading.faults.map(\.field) == (hertz == nil ? ["Downlink frequency"] : []))
    }

    @Test("a value that says nothing is known is neither read nor a fault")
    func unknown() {
        for word in ["-", "--", "unknown", "Not known.", "N/A", "desconhecido", ""] {
            let reading = SampleForm.read("Uplink frequency", word)
            #expect(reading.faults.isEmpty)
            #expect(reading.form != nil && reading.form?.uplink == nil)
        }
    }

    @Test(
        "orbital positions are read as people write them",
        arguments: [
            ("65.0 W", -65.0), ("61.0° W", -61), ("105.0 E", 105), ("65,5°W", -65.5),
            ("GSO 40.5 W", -40.5), ("0 E", 0), ("180 E", 180), ("181 W", nil), ("65.0", nil),
            ("65.0 N", nil), ("somewhere", nil),
        ] as [(String, Double?)])
    func positions(_ text: String, _ degrees: Double?) {
        let reading = SampleForm.read("Orbital position", text)
        #expect(reading.form?.satellite.longitude == degrees.map(Angle.degrees))
        #expect(reading.faults.map(\.field) == (degrees == nil ? ["Orbital position"] : []))
    }

    @Test("another orbit keeps its words", arguments: ["non-GSO, 1 200 km", "LEO", "NGSO"])
    func otherOrbits(_ words: String) {
        let form = SampleForm.read("Orbital position", words).form
        #expect(form?.satellite.position == .nonGeostationary(words))
    }

    @Test(
        "a deadline is a time in UTC, a date, or words; a broken date is a fault",
        arguments: [
            ("2027-03-12 18:00 UTC", "2027-03-12T18:00:00Z", nil, 0),
            ("2027-03-12T18:00:00Z", "2027-03-12T18:00:00Z", nil, 0),
            ("2027-03-25", "2027-03-25", nil, 0),
            ("as soon as possible", nil, "as soon as possible", 0),
            ("within 48 hours", nil, "within 48 hours", 0),
            ("2027-02-30 18:00 UTC", nil, nil, 1), ("2027-03-12 18:00", nil, nil, 1),
            ("2027-03-12 25:00 UTC", nil, nil, 1), ("9999-01-01", nil, nil, 1),
        ] as [(String, String?, String?, Int)])
    func deadlines(_ text: String, _ moment: String?, _ words: String?, _ faults: Int) {
        let reading = SampleForm.read("Deadline", text)
        let printed = reading.form.map { OrderFormJSON.value($0)["deadline"]?.string }
        #expect(printed == .some(moment))
        #expect(reading.form?.deadlineWords == words)
        #expect(reading.faults.count == faults)
        #expect(reading.notices.contains { $0.code == "deadline-not-a-time" } == (words != nil))
    }

    @Test(
        "polarisations name their direction",
        arguments: [
            ("uplink V, downlink H", Polarisation.vertical, Polarisation.horizontal),
            ("downlink RHCP, uplink LHCP", .leftHandCircular, .rightHandCircular),
            ("uplink: horizontal", .horizontal, nil), ("H", nil, nil),
            ("uplink V, uplink H", nil, nil), ("uplink sideways", nil, nil),
        ] as [(String, Polarisation?, Polarisation?)])
    func polarisations(_ text: String, _ up: Polarisation?, _ down: Polarisation?) {
        let reading = SampleForm.read("Polarisation", text)
        #expect(reading.form?.uplinkPolarisation == up)
        #expect(reading.form?.downlinkPolarisation == down)
        #expect(reading.faults.count == (up == nil ? 1 : 0))
    }

    @Test("addresses in the copy keep their names, and wrong ones are all named (R24, R25)")
    func copies() {
        let good = SampleForm.read("Cc", "\"Açúcar, João\" <joao@a.example>, b@b.example")
        #expect(good.form?.copies.map(\.name) == ["Açúcar, João", nil])
        #expect(good.form?.copies.map(\.address.description) == ["joao@a.example", "b@b.example"])
        let bad = SampleForm.read("Cc", "nobody, b@b.example, c@@c.example")
        #expect(bad.faults.map(\.field) == ["Cc"])
        #expect(bad.faults.first?.message.contains("\"nobody\", \"c@@c.example\"") == true)
        #expect(bad.form?.copies.count == 1)
    }

    @Test("an operator has a name and, after the last comma, an address")
    func operators() {
        let plain = SampleForm.read("Operator", "Sat, Inc., noc@sat.example").form
        #expect(plain?.satelliteOperator?.name == "Sat, Inc.")
        #expect(plain?.satelliteOperator?.address?.description == "noc@sat.example")
        #expect(SampleForm.read("Operator", "Sat, Inc.").form?.satelliteOperator?.address == nil)
        #expect(SampleForm.read("Operator", "Sat, noc@").faults.map(\.field) == ["Operator"])
    }

    @Test(
        "the request tells whether a location is asked for",
        arguments: [
            ("Locate the source.", true), ("Please find the interferer.", true),
            ("Localizar a estação.", true), ("Measure. No location of earth stations.", false),
            ("Do not locate.", false), ("You do not need to locate it.", false),
            ("Find out the bandwidth.", false), ("Location is not needed.", false),
            ("Without delay locate it.", true), ("Measure the allocated band.", false),
            ("Measure occupancy.", false), ("Geolocation requested.", true),
        ])
    func requests(_ text: String, _ isLocationRequested: Bool) {
        let form = SampleForm.read("Request", text).form
        #expect(form?.isLocationRequested == isLocationRequested)
    }

    @Test("a line of its own overrules the words of the request")
    func locationLine() {
        let text = SampleForm.text(["Request": "Locate it.", "Location requested": "no"])
        #expect(OrderFormReader.read(text).form?.isLocationRequested == false)
        #expect(SampleForm.read("Location requested", "perhaps").faults.count == 1)
    }
}

@Suite("The particulars of the order form")
struct ParticularsTests {
    @Test("letters without information are missing, the others count (R77)")
    func completeness() throws {
        let letters = ["a) -", "b) n/a", "c)", "j) TESTSAT", "x) Locate it."]
        let form = try #require(OrderFormReader.read(SampleForm.text(letters: letters)).form)
        #expect(form.particulars.present == [.j, .x])
        #expect(form.particulars.completeness == 2.0 / 24)
    }

    @Test(
        "frequencies are read alone, in lists and as ranges",
        arguments: [
            ("11 938.120 MHz, 2027-02-27 14:05 UTC", [11_938_120_000.0]),
            ("12 655.4 MHz and 12 661.9 MHz", [12_655_400_000, 12_661_900_000]),
            ("12 655.4 to 12 661.9 MHz", [12_655_400_000, 12_661_900_000]),
            ("11.8801-11.8849 GHz", [11_880_100_000, 11_884_900_000]),
            ("11 938 MHz ± 5 kHz", [11_938_000_000]), ("somewhere in Ku band", []),
            ("2027-02-27 938 MHz", [938_000_000]), ("transponder K7 MHz", []),
        ])
    func frequencies(_ text: String, _ hertz: [Double]) {
        #expect(SampleForm.particular(.b, text)?.frequencies.map(\.value) == hertz)
    }

    @Test("of letter k) uplink and downlink are told apart only where the text does")
    func assigned() {
        let slash = SampleForm.particular(.k, "14.1825 GHz / 11.8825 GHz")
        #expect(slash?.uplink == .gigahertz(14.1825) && slash?.downlink == .gigahertz(11.8825))
        let words = SampleForm.particular(.k, "down 11 937.5 MHz, up 14 237.5 MHz")
        #expect(words?.uplink == .megahertz(14237.5) && words?.downlink == .megahertz(11937.5))
        let open = SampleForm.particular(.k, "14 237.5 MHz, 11 937.5 MHz")
        #expect(open?.uplink == nil && open?.frequencies.count == 2)
    }

    @Test(
        "a level has a value, a unit and a reference bandwidth",
        arguments: [
            ("-118.5 dB(W/m2) in 4 kHz", -118.5, "dBW/m2", 4000),
            ("\u{2212}112 dB(W/m²)", -112, "dBW/m2", nil), ("42,5 dB(µV/m)", 42.5, "dBµV/m", nil),
            ("about -90 dBm in 1 MHz, calm", -90, "dBm", 1_000_000), ("strong", nil, nil, nil),
        ] as [(String, Double?, String?, Double?)])
    func levels(_ text: String, _ value: Double?, _ unit: String?, _ reference: Double?) {
        let level = SampleForm.particular(.e, text)?.level
        #expect(level?.value == value)
        #expect(level?.unit == unit)
        #expect(level?.referenceBandwidth?.value == reference)
    }

    @Test(
        "classes of emission are checked by their form",
        arguments: [
            ("3M60G7W", "3M60G7W"), ("N0N", "N0N"), ("384KG7W", "384KG7W"),
            ("25K0F3EJN", "25K0F3EJN"),
            ("16K0F3E, voice", "16K0F3E"), ("G--", "G--"), ("0M60G7W", nil), ("voice", nil),
            ("---", nil),
        ] as [(String, String?)])
    func designators(_ text: String, _ designator: String?) {
        #expect(SampleForm.particular(.c, text)?.designator == designator)
    }

    @Test(
        "times of interference are spans, open spans and dates",
        arguments: [
            (
                "2027-02-26 08:00 UTC to 2027-02-27 16:00 UTC", "2027-02-26T08:00:00Z",
                "2027-02-27T16:00:00Z"
            ),
            ("since 2027-03-01 22:04 UTC, still present", "2027-03-01T22:04:00Z", nil),
            ("2027-03-03 19:40 UTC to 20:25 UTC", "2027-03-03T19:40:00Z", "2027-03-03T20:25:00Z"),
            ("2027-03-03 19:40 to 20:25 UTC", "2027-03-03T19:40:00Z", "2027-03-03T20:25:00Z"),
            ("2027-03-03 23:40 UTC to 00:25 UTC", "2027-03-03T23:40:00Z", "2027-03-04T00:25:00Z"),
            ("2027-02-18 to 2027-02-21", "2027-02-18", "2027-02-21"),
            ("on passes of 2027-03-06", "2027-03-06", "2027-03-06"), ("last week", nil, nil),
            ("2027-03-03 19:40 local", nil, nil), ("2027-03-05 to 2027-03-01", nil, nil),
        ] as [(String, String?, String?)])
    func spans(_ text: String, _ from: String?, _ to: String?) throws {
        let reading = OrderFormReader.read(SampleForm.text(letters: ["s) " + text]))
        let letter = OrderFormJSON.value(try #require(reading.form))["particulars"]?["s"]
        #expect(letter?["from"]?.string == from)
        #expect(letter?["to"]?.string == to)
    }

    @Test("a time without zone is not read as UTC")
    func zones() {
        #expect(SampleForm.particular(.b, "11 GHz, 2027-02-27 14:05")?.time == nil)
        #expect(SampleForm.particular(.b, "11 GHz, 2027-02-27T14:05:00.25Z")?.time != nil)
    }

    @Test("places are latitude and longitude, or the longitude of a satellite")
    func places() {
        let site = SampleForm.particular(.r, "25.30 S 57.60 W")
        #expect(site?.latitude == .degrees(-25.3) && site?.longitude == .degrees(-57.6))
        let comma = SampleForm.particular(.i, "Peñón, 36.10° N, 5.30° W")
        #expect(comma?.latitude == .degrees(36.1) && comma?.longitude == .degrees(-5.3))
        #expect(SampleForm.particular(.o, "GSO 61.0° W")?.longitude == .degrees(-61))
        #expect(SampleForm.particular(.o, "non-GSO 61.0 W")?.longitude == nil)
        #expect(SampleForm.particular(.r, "95 S 57 W")?.latitude == nil)
    }
}
