// The forward models against the public vectors and their own derivatives.

import Geolocation
import Glibc
import Quantities
import Testing

@Suite("Forward model")
struct ForwardModelTests {
    @Test(
        "both models agree with the public vectors to 1e-13 s and 1e-6 Hz",
        arguments: PublicScenarios.all + PublicScenarios.ambiguous, PropagationModel.allCases)
    func forward(scenario: Scenario, model: PropagationModel) {
        let found = scenario.geometry(model).observables(of: scenario.emitter)
        let expected = scenario.observables(model)
        #expect((found.tdoa - expected.tdoa).magnitude < Seconds(1e-13))
        #expect((found.fdoa - expected.fdoa).magnitude < Hertz(1e-6))
    }

    @Test("the sensitivity equals the published Jacobian", arguments: PublicScenarios.all)
    func jacobian(scenario: Scenario) {
        let found = scenario.geometry(.instantaneous).sensitivity(at: scenario.emitter)
        for (value, key) in [
            (found.tdoaByEast, "dtdoa_de_s_per_m"), (found.tdoaByNorth, "dtdoa_dn_s_per_m"),
            (found.fdoaByEast, "dfdoa_de_hz_per_m"), (found.fdoaByNorth, "dfdoa_dn_hz_per_m"),
        ] {
            let expected = scenario.number("jacobian_enu", key)
            #expect(abs(value - expected) <= 1e-6 * abs(expected))
        }
    }

    @Test(
        "the sensitivity of the light-time model equals its difference quotients",
        arguments: PublicScenarios.all)
    func lightTimeJacobian(scenario: Scenario) {
        let geometry = scenario.geometry(.lightTime)
        let found = geometry.sensitivity(at: scenario.emitter)
        let step = 200.0
        func difference(east: Double, north: Double, up: Double) -> (tdoa: Double, fdoa: Double) {
            let plus = scenario.emitter.displaced(east: east, north: north, up: up)
            let minus = scenario.emitter.displaced(east: -east, north: -north, up: -up)
            let (a, b) = (geometry.observables(of: plus), geometry.observables(of: minus))
            return ((a.tdoa - b.tdoa).value / (2 * step), (a.fdoa - b.fdoa).value / (2 * step))
        }
        let east = difference(east: step, north: 0, up: 0)
        let north = difference(east: 0, north: step, up: 0)
        let up = difference(east: 0, north: 0, up: step)
        let tdoa = hypot(found.tdoaByEast, found.tdoaByNorth)
        let fdoa = hypot(found.fdoaByEast, found.fdoaByNorth)
        #expect(abs(found.tdoaByEast - east.tdoa) < 1e-6 * tdoa)
        #expect(abs(found.tdoaByNorth - north.tdoa) < 1e-6 * tdoa)
        #expect(abs(found.tdoaByUp - up.tdoa) < 1e-6 * tdoa)
        #expect(abs(found.fdoaByEast - east.fdoa) < 1e-6 * fdoa)
        #expect(abs(found.fdoaByNorth - north.fdoa) < 1e-6 * fdoa)
        #expect(abs(found.fdoaByUp - up.fdoa) < 1e-6 * fdoa)
    }

    @Test("swapping the satellites changes the sign of both observables")
    func antisymmetry() throws {
        let s = try #require(PublicScenarios.all.first)
        let swapped = LinkFrequencies(
            uplink: s.frequencies.uplink, victimDownlink: s.frequencies.adjacentDownlink,
            adjacentDownlink: s.frequencies.victimDownlink)
        let reverse = PairGeometry(
            station: s.station, victim: s.adjacent, adjacent: s.victim, frequencies: swapped)
        let forward = s.geometry(.lightTime).observables(of: s.emitter)
        let found = reverse.observables(of: s.emitter)
        #expect((found.tdoa + forward.tdoa).magnitude < Seconds(1e-16))
        #expect((found.fdoa + forward.fdoa).magnitude < Hertz(1e-9))
    }
}

extension GeodeticPosition {
    /// The point a short way east, north and up, in metres.
    func displaced(east: Double, north: Double, up: Double = 0) -> GeodeticPosition {
        let (a, e2) = (6_378_137.0, 0.0066943799901413165)
        let s = sin(latitude.radians)
        let w = 1 - e2 * s * s
        let N = a / w.squareRoot()
        let M = N * (1 - e2) / w
        let perNorth = 1 / (M + height.value)
        let perEast = 1 / ((N + height.value) * cos(latitude.radians))
        return GeodeticPosition(
            latitude: Angle(latitude.radians + north * perNorth),
            longitude: Angle(longitude.radians + east * perEast),
            height: Metres(height.value + up))
    }
}
