import Foundation
import Geolocation
import Quantities
import Signals
import SimulatedStation
import Sky
import TestSupport
import Testing

@Suite("The simulated station measures the simulated sky")
struct StationMeasurementTests {
    private static let site = GeodeticPosition(
        latitude: .degrees(-22.91), longitude: .degrees(-43.23))
    private static let link = VictimLink(
        satellite: "TESTSAT K-1", longitude: .degrees(-65), uplink: .megahertz(14_237.5),
        downlink: .megahertz(11_937.5))

    @Test("R86: the claimed ellipse holds the true emitter by its chi-square", arguments: 1...4)
    func ellipseIsHonest(seed: Int) throws {
        let scenario = SkyScenario(link: Self.link, station: Self.site, seed: UInt64(seed))
        let start = try #require(UTCInstant("2027-03-01T00:00:00Z"))
        let measurement = StationMeasurement(
            scenario: scenario, folder: try Repository.temporaryFolder(), start: start,
            seed: UInt64(seed))
        let outcome = try measurement.run()
        let best = try #require(outcome.result.solutions.first)
        let insignificant = outcome.correlations.filter { !$0.result.significant }
        #expect(insignificant.isEmpty)
        #expect(outcome.files.count == 20)
        // 18.4 is passed by chance once in 10 000 with two degrees of freedom.
        #expect(Self.chiSquare(best, scenario.truth.emitter) < 18.4)
    }

    private static func chiSquare(_ solution: Solution, _ truth: GeodeticPosition) -> Double {
        let north = Position<EarthFixed>(truth) - Position<EarthFixed>(solution.position)
        let site = solution.position
        let (sp, cp) = (sin(site.latitude.radians), cos(site.latitude.radians))
        let (sl, cl) = (sin(site.longitude.radians), cos(site.longitude.radians))
        let e = -sl * north.x + cl * north.y
        let n = -sp * cl * north.x - sp * sl * north.y + cp * north.z
        let c = solution.covariance
        let determinant = c.eastEast * c.northNorth - c.eastNorth * c.eastNorth
        return (c.northNorth * e * e - 2 * c.eastNorth * e * n + c.eastEast * n * n) / determinant
    }

    @Test("R86: the same seed gives the same sky")
    func sameSeed() {
        let first = SkyScenario(link: Self.link, station: Self.site, seed: 7)
        let second = SkyScenario(link: Self.link, station: Self.site, seed: 7)
        #expect(first.truth.emitter == second.truth.emitter)
        #expect(first.reported.satellites == second.reported.satellites)
        let other = SkyScenario(link: Self.link, station: Self.site, seed: 8)
        #expect(first.truth.emitter != other.truth.emitter)
    }
}
