import CanonicalJSON
import Foundation
import Geolocation
import Quantities
import Signals
import Sky
import TestSupport
import Testing

@Suite("The simulated sky")
struct SkyTests {
    @Test("paths agree with the locator's model, which was written apart", arguments: 1...5)
    func pathsAgree(seed: Int) throws {
        // Without oscillators and chain delays only geometry is left.
        let scenario = try SkyFixture.scenario(
            "wrong-pointing",
            replacing: [
                ("offset_sigma: 80", "offset_sigma: 0"), ("wander: 0.4", "wander: 0"),
                ("delay_sigma: 2.5e-6", "delay_sigma: 0"),
                ("position_sigma: 1500", "position_sigma: 0.1"),
                ("velocity_sigma: 0.05", "velocity_sigma: 0.000001"),
            ])
        let sky = SimulatedSky(scenario, seed: UInt64(seed))
        let briefing = try sky.briefing()
        let place = try #require(sky.emitter)
        let (time, instant) = (600.0, scenario.start + .seconds(600))
        let victim = try briefing.victim.observed(at: instant)
        let adjacent = try briefing.candidates[0].observed(at: instant)
        let expected = PairGeometry(
            station: scenario.station, victim: victim.state, adjacent: adjacent.state,
            frequencies: briefing.frequencies(of: briefing.target, through: briefing.candidates[0])
        ).observables(of: place)
        let truth = try #require(sky.trueObservables(of: "target", adjacent: 0, at: time))
        // The reported states stand a few decimetres off: some 1e-9 s and 1e-3 Hz.
        #expect((truth.tdoa - expected.tdoa).magnitude < Seconds(5e-9))
        #expect((truth.fdoa - expected.fdoa).magnitude < Hertz(2e-3))
    }

    @Test("satellites keep their inclination, eccentricity and drift for a day")
    func orbits() throws {
        let scenario = try SkyFixture.scenario(
            "safety-carrier",
            replacing: [
                ("hours: 6", "hours: 48"), ("position_sigma: 1500", "position_sigma: 0.1"),
                ("velocity_sigma: 0.05", "velocity_sigma: 0.000001"), ("drift: 0.004", "drift: 1"),
            ])
        let victim = try SimulatedSky(scenario, seed: 3).briefing().victim
        let places = try (0...96).map { half in
            try victim.observed(at: scenario.start + .seconds(half * 1800)).state.position
        }
        let latitudes = places.map { $0.geodetic.latitude.degrees }
        // Geodetic and geocentric latitude differ by 2e-5 of it at that height.
        #expect(abs((latitudes.max() ?? 0) - 0.06) < 3e-4)
        #expect(abs((latitudes.min() ?? 0) + 0.06) < 3e-4)
        let radii = places.map(\.distance.value)
        let (low, high) = (radii.min() ?? 0, radii.max() ?? 0)
        #expect(abs((high - low) / (high + low) - 0.0002) < 2e-6)
        // The libration of 2e returns after a sidereal day, the drift stays.
        let drifted = places[96].geodetic.longitude.degrees - places[0].geodetic.longitude.degrees
        #expect(abs(drifted - 2) < 0.01)
    }

    @Test(
        "errors of reported ephemerides have the stated covariance, at the start and hours later",
        arguments: [0, 6])
    func ephemerisErrors(hours: Int) throws {
        let scenario = try SkyFixture.scenario("safety-carrier")
        let exact = try SkyFixture.scenario(
            "safety-carrier",
            replacing: [
                ("position_sigma: 1500", "position_sigma: 0.1"),
                ("velocity_sigma: 0.05", "velocity_sigma: 0.000001"),
            ])
        let instant = scenario.start + .seconds(hours * 3600)
        var sum = 0.0
        let seeds = 200
        for seed in 1...UInt64(seeds) {
            let reported = try SimulatedSky(scenario, seed: seed).briefing().victim.observed(
                at: instant)
            let true_ = try SimulatedSky(exact, seed: seed).briefing().victim.observed(at: instant)
            let covariance = try #require(reported.covariance)
            let error = reported.state.position - true_.state.position
            for (axis, value) in [error.x, error.y, error.z].enumerated() {
                sum += value * value / covariance.entries[7 * axis]
            }
        }
        // Chi-square with 600 degrees of freedom: 600 +- 4 x 34.6.
        #expect(abs(sum - Double(3 * seeds)) < 139)
    }

    @Test("the same seed gives the same recordings, another seed others")
    func sameSeed() throws {
        let scenario = try SkyFixture.scenario("safety-carrier")
        func record(_ seed: UInt64) throws -> [ComplexSamples] {
            let sky = SimulatedSky(scenario, seed: seed)
            let target = try sky.briefing().target
            return try SkyReceivers(sky).record(target, adjacent: 0, at: 0).map {
                try $0.samples(0..<4096)
            }
        }
        #expect(try record(7) == record(7))
        #expect(try record(7) != record(8))
    }

    @Test("what the station gets holds nothing of the truth")
    func truthStaysApart() throws {
        let sky = SimulatedSky(try SkyFixture.scenario("no-adjacent-satellite"), seed: 5)
        let folder = try Repository.temporaryFolder()
        try SkyFolder(folder).write(sky, at: 0)
        let truth = try JSONValue(parsing: Repository.bytes(folder + "/truth.json"))
        let latitude = try #require(truth["emitter"]?["latitude_deg"]?.double)
        let digits = String("\(latitude)".prefix(8))
        for name in try FileManager.default.contentsOfDirectory(atPath: folder)
        where name != "truth.json" && !name.hasSuffix("data") {
            #expect(!(try Repository.text("\(folder)/\(name)").contains(digits)), "\(name)")
        }
    }

    @Test(
        "antennas follow S.580 and S.465, so that the neighbour's level follows from size and separation"
    )
    func antennas() {
        let small = AntennaPattern(diameter: Metres(0.6), frequency: .gigahertz(14))
        let large = AntennaPattern(diameter: Metres(7), frequency: .gigahertz(14))
        // 65 % of (pi D / lambda)^2.
        #expect(abs(large.peak.value - 58.37) < 0.02)
        #expect(abs(large.gain(at: .degrees(3)).value - (29 - 25 * log10(3))) < 1e-9)
        #expect(large.gain(at: .degrees(60)).value == -10)
        #expect(abs(small.gain(at: .degrees(10)).value - 7) < 1e-9)
        #expect(large.gain(at: .zero) == large.peak)
        let curve = (0...1800).map { large.gain(at: .degrees(Double($0) / 10)).value }
        #expect(
            zip(curve, curve.dropFirst()).allSatisfy { $0 >= $1 - 6.5 && $0 <= large.peak.value })
    }
}
