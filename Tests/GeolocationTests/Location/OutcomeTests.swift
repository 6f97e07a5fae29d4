// What the locator says when the geometry does not give one position.

import CanonicalJSON
import Geolocation
import Quantities
import Testing

@Suite("Outcomes")
struct OutcomeTests {
    @Test(
        "the ellipse without ephemeris error is the published Cramer-Rao ellipse",
        arguments: PublicScenarios.all)
    func bound(scenario: Scenario) throws {
        let result = Locator().locate(scenario.observation(.instantaneous))
        #expect(result.outcome == .located)
        #expect(!result.ephemerisIncluded)
        let solution = try #require(
            result.solutions.first { $0.position.distance(to: scenario.emitter) < 1 })
        let expected = Scenario.matrix(scenario.json["crlb"]?["cov_en_m2"])
        let scale = expected[0][0] + expected[1][1]
        #expect(abs(solution.covariance.eastEast - expected[0][0]) < 1e-6 * scale)
        #expect(abs(solution.covariance.eastNorth - expected[0][1]) < 1e-6 * scale)
        #expect(abs(solution.covariance.northNorth - expected[1][1]) < 1e-6 * scale)
    }

    @Test(
        "both solutions of a mirror pair are listed, and a warning says so",
        arguments: PublicScenarios.ambiguous)
    func mirrors(scenario: Scenario) {
        let result = Locator().locate(scenario.observation(.instantaneous))
        #expect(result.solutions.count == 2)
        for root in scenario.roots {
            #expect(result.solutions.contains { $0.position.distance(to: root) < 1 })
        }
        #expect(result.warnings.contains { $0.hasPrefix("2 positions fit") })
        let total = result.solutions.reduce(0) { $0 + $1.probability }
        #expect(abs(total - 1) < 1e-12)
    }

    @Test(
        "satellites at rest, or with equal velocities, give a line of position",
        arguments: [(0.0, 0.0), (1e-6, -1e-6), (1.5, 1.5)])
    func nearZeroVelocity(victim: Double, adjacent: Double) throws {
        var observation = try #require(PublicScenarios.all.first).observation(.instantaneous)
        observation.satellites.victim.state.velocity = Velocity(x: 0, y: 0, z: victim)
        observation.satellites.adjacent.state.velocity = Velocity(x: 0, y: 0, z: adjacent)
        let emitter = try #require(PublicScenarios.all.first).emitter
        let o = PairGeometry(
            station: observation.station, victim: observation.satellites.victim.state,
            adjacent: observation.satellites.adjacent.state, frequencies: observation.frequencies,
            model: .instantaneous
        ).observables(of: emitter)
        observation.measurement.tdoa?.value = o.tdoa
        observation.measurement.fdoa = Measured(o.fdoa, sigma: Hertz(0.05))
        let result = Locator().locate(observation)
        #expect(result.outcome == .lineOfPosition, "\(result)")
        #expect(result.solutions.isEmpty)
        let line = try #require(result.lines.first { $0.observable == .tdoa })
        #expect(line.points.contains { $0.distance(to: emitter) < 60_000 })
    }

    @Test("a lone TDOA gives its line", arguments: PublicScenarios.all)
    func loneTDOA(scenario: Scenario) throws {
        var observation = scenario.observation(.lightTime)
        observation.measurement.fdoa = nil
        let result = Locator().locate(observation)
        #expect(result.outcome == .lineOfPosition)
        let line = try #require(result.lines.first)
        #expect(line.points.contains { $0.distance(to: scenario.emitter) < 60_000 })
        let geometry = scenario.geometry(.lightTime)
        for point in line.points {
            let off = geometry.observables(of: point).tdoa - scenario.observables(.lightTime).tdoa
            #expect(off.magnitude < Seconds(1e-8))
        }
    }

    @Test("a lone FDOA gives its line", arguments: PublicScenarios.all)
    func loneFDOA(scenario: Scenario) {
        var observation = scenario.observation(.lightTime)
        observation.measurement.tdoa = nil
        let result = Locator().locate(observation)
        #expect(result.outcome == .lineOfPosition)
        #expect(
            result.lines.contains { line in
                line.points.contains { $0.distance(to: scenario.emitter) < 60_000 }
            })
    }

    @Test("a measurement that no place can give is not located, with a reason")
    func impossible() throws {
        var observation = try #require(PublicScenarios.all.first).observation(.lightTime)
        observation.measurement.tdoa?.value = Seconds(0.009)
        var result = Locator().locate(observation)
        #expect(result.outcome == .notLocated)
        #expect(result.reasons.contains { $0.contains("TDOA") })
        observation = try #require(PublicScenarios.all.first).observation(.lightTime)
        observation.measurement.fdoa?.value = Hertz(40_000)
        result = Locator().locate(observation)
        #expect(result.outcome == .notLocated)
        #expect(!result.reasons.isEmpty)
    }

    @Test("values that make no sense are refused by name, not computed")
    func absurd() throws {
        var observation = try #require(PublicScenarios.all.first).observation(.lightTime)
        observation.satellites.victim.state.position.x = .nan
        observation.measurement.tdoa = Measured(.zero, sigma: Seconds(-1))
        let result = Locator().locate(observation)
        #expect(result.outcome == .notLocated)
        #expect(result.reasons.contains { $0.hasPrefix("satellites[0].position_ecef_m") })
        #expect(result.reasons.contains { $0.hasPrefix("measurement.sigma_tdoa_s") })
    }

    @Test("an uncertain height widens the ellipse", arguments: PublicScenarios.all)
    func height(scenario: Scenario) throws {
        var observation = scenario.observation(.lightTime)
        let fixed = try #require(Locator().locate(observation).solutions.first)
        observation.height.sigma = Metres(500)
        let free = try #require(Locator().locate(observation).solutions.first)
        #expect(free.position.distance(to: fixed.position) < 1)
        #expect(
            free.covariance.eastEast + free.covariance.northNorth
                > fixed.covariance.eastEast + fixed.covariance.northNorth)
    }

    @Test("a sliver carries its likelihood contour, which holds 95 % where the ellipse does not")
    func sliver() throws {
        let scenario = try #require(PublicScenarios.ambiguous.first)
        var observation = scenario.observation(.instantaneous)
        observation.measurement.fdoa?.sigma = Hertz(0.02)
        let solution = try #require(
            Locator().locate(observation).solutions.first {
                $0.position.distance(to: scenario.emitter) < 1
            })
        let contour = try #require(solution.contour)
        #expect(contour.count >= 64)
        // Every vertex lies on the 95 % contour of the likelihood or on a fold inside it.
        let geometry = scenario.geometry(.instantaneous)
        let centre = geometry.observables(of: solution.position)
        let sigma = try #require(observation.measurement.tdoa?.sigma)
        let costs = contour.map { vertex -> Double in
            let o = geometry.observables(of: vertex)
            let t = (o.tdoa - centre.tdoa) / sigma
            let f = (o.fdoa - centre.fdoa).value / 0.02
            return t * t + f * f
        }
        #expect(costs.allSatisfy { $0 < ErrorEllipse.chiSquare95 * 1.001 })
        #expect(costs.count { $0 > ErrorEllipse.chiSquare95 * 0.999 } > contour.count / 2)
    }
}
