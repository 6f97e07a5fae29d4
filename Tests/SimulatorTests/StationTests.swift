import Foundation
import Geolocation
import Quantities
import Signals
import SimulatedStation
import Sky
import TestSupport
import Testing

@Suite("The simulated station measures the simulated sky")
struct StationTests {
    /// Classes of result that a scenario may honestly have.
    static let expected: [(name: String, classes: Set<String>)] = [
        ("safety-carrier", ["located", "notLocated"]),
        ("hidden-carrier", ["located", "notLocated"]),
        ("wrong-polarisation", ["located"]), ("sweeping-carrier", ["located", "notLocated"]),
        ("wrong-pointing", ["located", "notLocated"]), ("mountain-site", ["located"]),
        ("mirror-solutions", ["located", "areaOnly", "lineOfPosition"]),
        ("near-zero-inclination", ["located", "areaOnly", "lineOfPosition"]),
        ("unmodulated-carrier", ["lineOfPosition"]), ("off-the-air", ["notLocated"]),
        ("terrestrial-downlink", ["notLocated"]), ("no-adjacent-satellite", ["notLocated"]),
        ("monitoring-data", ["measured"]),
    ]

    @Test("R86: each scenario ends in an honest class of result", arguments: expected)
    func honest(name: String, classes: Set<String>) throws {
        let trial = StationTrial(try SkyFixture.scenario(name))
        for seed in 1...4 as ClosedRange<UInt64> {
            let folder = try Repository.temporaryFolder()
            let result = try trial.run(seed: seed, in: folder)
            #expect(classes.contains(result.outcome), "\(result)")
            #expect(!result.isFarOff, "\(result)")
            #expect(
                result.outcome == "located" || result.outcome == "measured"
                    || !result.reasons.isEmpty)
            try FileManager.default.removeItem(atPath: folder)
        }
    }

    @Test(
        "R86: twenty positions of the safety carrier: the ellipses hold the truth as often as they claim"
    )
    func coverage() throws {
        let trial = StationTrial(try SkyFixture.scenario("safety-carrier"))
        let results = try (1...20 as ClosedRange<UInt64>).map { seed in
            let folder = try Repository.temporaryFolder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            return try trial.run(seed: seed, in: folder)
        }
        let claims = results.compactMap(\.isInside)
        #expect(claims.count >= 18)
        // Fewer than 15 of 20 happen by chance once in 3000.
        #expect(claims.count(where: { $0 }) >= 15)
        let deviations = results.flatMap(\.deviations).map { $0 * $0 }
        let mean = deviations.reduce(0, +) / Double(deviations.count)
        #expect(mean > 0.4 && mean < 2)
    }

    @Test(
        "the plan takes the neighbour and the hour with the smallest ellipse, and only those that hear"
    )
    func plans() throws {
        let briefing = try SimulatedSky(try SkyFixture.scenario("safety-carrier"), seed: 1)
            .briefing()
        let plan = try TaskPlanner(briefing).plan()
        #expect(Set(plan.neighbours) == [0, 1])
        #expect(plan.references.count == 4)
        #expect((0...6 * 3600).contains(plan.window))
        let deaf = try SimulatedSky(try SkyFixture.scenario("no-adjacent-satellite"), seed: 1)
            .briefing()
        #expect(try TaskPlanner(deaf).plan().neighbours.isEmpty)
        let still = try SimulatedSky(try SkyFixture.scenario("near-zero-inclination"), seed: 1)
            .briefing()
        let poor = try #require(try TaskPlanner(still).plan().expected)
        #expect(poor > 3 * (try #require(plan.expected)))
    }

    @Test("an inverting neighbour is found where a direct one is")
    func inversion() throws {
        let changes = [
            ("      translation: 2310e6\n", "      translation: 26185e6\n      inverts: true\n"),
            ("      translation: 2295e6\n", "      translation: 26170e6\n      inverts: true\n"),
        ]
        let trial = StationTrial(try SkyFixture.scenario("safety-carrier", replacing: changes))
        for seed in 2...5 as ClosedRange<UInt64> {
            let result = try trial.run(seed: seed, in: try Repository.temporaryFolder())
            #expect(result.outcome == "located")
            #expect(!result.isFarOff)
            #expect(result.deviations.allSatisfy { $0.magnitude < 5 }, "\(result.deviations)")
        }
    }

    @Test("an order gives a sky of its own, the same for the same seed")
    func drawn() throws {
        let link = VictimLink(
            satellite: "TESTSAT K-1", longitude: .degrees(-65), uplink: .megahertz(14_237.5),
            downlink: .megahertz(11_937.5))
        let site = GeodeticPosition(latitude: .degrees(-22.91), longitude: .degrees(-43.23))
        let start = try #require(UTCInstant("2027-03-01T00:00:00Z"))
        func sky(_ seed: UInt64) -> SimulatedSky {
            SimulatedSky(
                SkyScenario(link: link, station: site, start: start, seed: seed), seed: seed)
        }
        #expect(sky(7).emitter == sky(7).emitter)
        #expect(sky(7).emitter != sky(8).emitter)
        let result = try StationTrial(sky(7).scenario).run(
            seed: 7, in: try Repository.temporaryFolder())
        #expect(result.outcome == "located")
        #expect(!result.isFarOff)
    }
}
