// The suggested category: each signal alone, all together, and none.

import MonitoringOrders
import Quantities
import Testing

/// A form about which nothing speaks for category 1.
func quietForm(_ kind: OrderKind = .harmfulInterference) throws -> OrderForm {
    let number = try #require(OrderNumber("BR/2027/0001"))
    let date = try #require(UTCInstant("2027-03-01T09:00:00Z"))
    var form = OrderForm(
        number: number, kind: kind, date: date,
        satellite: VictimSatellite(
            name: "TESTSAT K-1", position: .geostationary(longitude: .degrees(-65))))
    (form.uplink, form.downlink) = (.megahertz(14237.5), .megahertz(11937.5))
    (form.bandwidth, form.service) = (.megahertz(4), "fixed-satellite")
    form.request = "Measure the unwanted carrier."
    return form
}

@Suite("The suggested category")
struct CategorySuggestionTests {
    static let flight = SafetyBand(
        low: .megahertz(1646.5), high: .megahertz(1656.5), use: "AMS(R)S", provision: "5.357A",
        source: "test", areEdgesVerified: true, grounds: .safetyOfFlight)
    static let distress = SafetyBand(
        low: .megahertz(1645.5), high: .megahertz(1646.5), use: "distress", provision: "5.375",
        source: "test", areEdgesVerified: false, grounds: .distressOrSafetyOfLife)
    static let cBand = SafetyBand(
        low: .megahertz(3400), high: .megahertz(4200), use: "only if on the watch-list",
        provision: "Res. 154", source: "test", areEdgesVerified: false)
    static let link = WatchListLink(
        satellite: "TESTSAT C-2", uplink: .megahertz(6124.394)...Hertz.megahertz(6124.906),
        downlink: .megahertz(3899.394)...Hertz.megahertz(3899.906), use: "aviation ground network",
        grounds: .safetyOfFlight)

    static func suggestion(for form: OrderForm) -> CategorySuggestion {
        CategorySuggestion(for: form, bands: [flight, distress, cBand], watchList: [link])
    }

    @Test("all other requests are category 2, and nothing known is no error (R39)")
    func quiet() throws {
        let quiet = Self.suggestion(for: try quietForm())
        #expect(quiet.category == 2)
        #expect(quiet.reasons.isEmpty)
        #expect(quiet.grounds == nil)
        var empty = try quietForm()
        (empty.uplink, empty.downlink, empty.bandwidth) = (nil, nil, nil)
        (empty.service, empty.request) = (nil, nil)
        #expect(Self.suggestion(for: empty).category == 2)
    }

    @Test("only 1 and 2 are ever suggested (R37)")
    func twoValues() throws {
        var form = try quietForm()
        form.service = "GMDSS"
        #expect(Set([try quietForm(), form].map { Self.suggestion(for: $0).category }) == [1, 2])
    }

    @Test("a band of a safety service suggests 1 with its grounds (R38)")
    func band() throws {
        var form = try quietForm()
        form.uplink = .megahertz(1650.125)
        let suggestion = Self.suggestion(for: form)
        #expect(suggestion.category == 1)
        #expect(suggestion.grounds == .safetyOfFlight)
        #expect(suggestion.reasons.map(\.code) == ["band"])
        #expect(suggestion.reasons.first?.words.contains("1646.5-1656.5 MHz") == true)
        #expect(suggestion.reasons.first?.words.contains("5.357A") == true)
    }

    @Test(
        "bands are closed intervals, compared with half the bandwidth on either side (R38)",
        arguments: [
            (1657.5, 2.0, true), (1657.500001, 2.0, false), (1656.5, nil, true),
            (1656.500001, nil, false), (1645.4, 0.2, true), (1645.4, 0.199998, false),
        ] as [(Double, Double?, Bool)])
    func edges(_ centre: Double, _ bandwidth: Double?, _ isHit: Bool) throws {
        var form = try quietForm()
        form.downlink = Hertz((centre * 1e6).rounded())
        form.bandwidth = bandwidth.map { Hertz(($0 * 1e6).rounded()) }
        #expect((Self.suggestion(for: form).category == 1) == isHit)
    }

    @Test("each band touched is a reason; two limbs leave the grounds to the dispatcher (R38)")
    func twoLimbs() throws {
        var form = try quietForm()
        (form.uplink, form.bandwidth) = (.megahertz(1646.5), .megahertz(0.1))
        let suggestion = Self.suggestion(for: form)
        #expect(suggestion.reasons.map(\.code) == ["band", "band"])
        #expect(suggestion.grounds == nil)
        #expect(suggestion.mustGroundsBeChosen)
    }

    @Test("a watch-list row of the band table never counts by itself (R44)")
    func watchListRow() throws {
        var form = try quietForm()
        form.downlink = .megahertz(3899.65)
        #expect(Self.suggestion(for: form).category == 2)
    }

    @Test("a link of the watch-list counts by satellite and frequency (R44)")
    func watchList() throws {
        var form = try quietForm()
        form.satellite.name = "Testsat c-2"
        #expect(Self.suggestion(for: form).category == 2)
        form.downlink = .megahertz(3899.65)
        let suggestion = Self.suggestion(for: form)
        #expect(suggestion.reasons == [.watchList(Self.link)])
        #expect(suggestion.grounds == .safetyOfFlight)
        form.satellite.name = "TESTSAT C-3"
        #expect(Self.suggestion(for: form).category == 2)
    }

    @Test(
        "a declared safety service suggests 1 (R38)",
        arguments: [
            ("AMS(R)S", Grounds.safetyOfFlight), ("AM(R)S", .safetyOfFlight),
            ("ARNS", .safetyOfFlight), ("aeronautical mobile-satellite (R)", .safetyOfFlight),
            ("GMDSS", .distressOrSafetyOfLife), ("MMSS distress", .distressOrSafetyOfLife),
            ("RNSS", nil), ("land mobile-satellite", nil),
        ] as [(String, Grounds?)])
    func services(_ service: String, _ grounds: Grounds?) throws {
        var form = try quietForm()
        form.service = service
        let suggestion = Self.suggestion(for: form)
        let isSafety = service != "land mobile-satellite"
        #expect(suggestion.category == (isSafety ? 1 : 2))
        #expect(suggestion.reasons.contains { $0.code == "declared-service" } == isSafety)
        #expect(suggestion.grounds == grounds)
    }

    @Test("a citation suggests 1 and leaves the grounds to the dispatcher (R38, R44)")
    func citation() throws {
        var form = try quietForm()
        form.citations = ["15.28"]
        let suggestion = Self.suggestion(for: form)
        #expect(suggestion.reasons == [.citation(.immediateAction)])
        #expect(suggestion.mustGroundsBeChosen)
        #expect(suggestion.reasons.first?.words.contains("RR No. 15.28") == true)
    }

    @Test(
        "words of safety suggest 1 wherever they stand (R38)",
        arguments: [
            ("A distress beacon is covered.", Grounds.distressOrSafetyOfLife),
            ("GMDSS traffic lost", .distressOrSafetyOfLife),
            ("Cospas-Sarsat, cospas sarsat", .distressOrSafetyOfLife),
            ("safety-of-life service", .distressOrSafetyOfLife),
            ("Air traffic controllers lose contact.", .safetyOfFlight),
            ("The ATC voice link is down.", .safetyOfFlight),
            ("Distress calls and ATC", nil),
        ] as [(String, Grounds?)])
    func words(_ text: String, _ grounds: Grounds?) throws {
        var form = try quietForm()
        form.particulars[.u] = Particular(text: text)
        let suggestion = Self.suggestion(for: form)
        #expect(suggestion.reasons.map(\.code) == ["words"])
        #expect(suggestion.grounds == grounds)
    }

    @Test("an order that speaks of matches and batches is not about ATC (R39)")
    func noWords() throws {
        var form = try quietForm()
        form.request = "It matches a batch; control the traffic of the air conditioning."
        #expect(Self.suggestion(for: form).category == 2)
    }

    @Test("an order under 11.41 is always suggested as 2 (R39, A20)")
    func coordination() throws {
        var form = try quietForm(.coordinationMonitoring)
        (form.uplink, form.service) = (.megahertz(1650), "GMDSS")
        (form.citations, form.request) = (["15.28"], "distress")
        let suggestion = Self.suggestion(for: form)
        #expect(suggestion.category == 2)
        #expect(suggestion.reasons.isEmpty)
    }

    @Test("all signals speak side by side; the suggestion sets nothing in the form (R44)")
    func allSignals() throws {
        var form = try quietForm()
        (form.uplink, form.service) = (.megahertz(1650), "AMS(R)S")
        form.satellite.name = "TESTSAT C-2"
        form.downlink = .megahertz(3899.65)
        (form.citations, form.request) = (["15.36", "15.37"], "ATC is lost.")
        let before = form
        let suggestion = Self.suggestion(for: form)
        #expect(
            suggestion.reasons.map(\.code) == [
                "declared-service", "band", "watch-list", "citation", "citation", "words",
            ])
        #expect(suggestion.grounds == .safetyOfFlight)
        #expect(suggestion.reasons.allSatisfy { !$0.words.isEmpty })
        #expect(form == before)
    }
}

@Suite("Citations of provisions on safety")
struct SafetyCitationTests {
    @Test(
        "provisions are found, and frequencies of the same digits are not (R44)",
        arguments: [
            ("action under RR No. 15.28.", ["15.28"]), ("(No. 15.28).", ["15.28"]),
            ("Nos. 15.36 and 15.37", ["15.36", "15.37"]), ("15.37, 15.28", ["15.28", "15.37"]),
            ("at 15.28 GHz", []), ("15.36 dB", []), ("15.36 dBW", []), ("15.37 W", []),
            ("15.37° S", []),
            ("115.28", []), ("15.281", []), ("15.28.5", []), ("3,15.28", []), ("-15.28", []),
            ("", []),
        ])
    func citations(_ text: String, _ expected: [String]) {
        #expect(SafetyCitation.cited(in: text).map(\.rawValue) == expected)
    }
}
