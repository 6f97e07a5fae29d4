// The linear ellipse against many noisy locations.

import CanonicalJSON
import Geolocation
import Quantities
import Testing

@Suite("Monte Carlo")
struct MonteCarloTests {
    static let noisy = PublicScenarios.all.filter { $0.json["noisy"] != nil }

    @Test("scatter and coverage agree with the published trials", arguments: noisy)
    func published(scenario: Scenario) throws {
        let result = scenario.geometry(.instantaneous).monteCarlo(
            at: scenario.emitter, tdoa: Seconds(scenario.number("sigma", "tdoa_s")),
            fdoa: Hertz(scenario.number("sigma", "fdoa_hz")), trials: 10_000, seed: 3)
        #expect(result.lost == 0)
        #expect((0.935...0.965).contains(result.coverage))
        let ellipse = ErrorEllipse(result.covariance)
        let expected = try #require(scenario.json["noisy"]?["ellipse95_mc"])
        let (major, minor) = (
            Scenario.number(expected, ["semi_major_m"]), Scenario.number(expected, ["semi_minor_m"])
        )
        #expect(abs(ellipse.semiMajor.value / major - 1) < 0.06)
        #expect(abs(ellipse.semiMinor.value / minor - 1) < 0.06)
    }

    @Test("the published noisy measurements give the published solutions", arguments: noisy)
    func firstSolutions(scenario: Scenario) throws {
        let measurements = try #require(scenario.json["noisy"]?["first_measurements"]?.array)
        let solutions = try #require(scenario.json["noisy"]?["first_solutions"]?.array)
        let geometry = scenario.geometry(.instantaneous)
        for (measurement, solution) in zip(measurements, solutions) {
            var expected = Scenario.place(solution)
            expected.height = scenario.emitter.height
            let roots = geometry.allRoots(
                Observables(
                    tdoa: Seconds(Scenario.number(measurement, ["tdoa_s"])),
                    fdoa: Hertz(Scenario.number(measurement, ["fdoa_hz"]))))
            #expect(roots.contains { $0.distance(to: expected) < 1 })
        }
    }

    @Test("the same seed gives the same result")
    func repeats() throws {
        let scenario = try #require(PublicScenarios.all.first)
        func run() -> MonteCarloResult {
            scenario.geometry(.lightTime).monteCarlo(
                at: scenario.emitter, tdoa: Seconds(4e-8), fdoa: Hertz(7e-4), trials: 100, seed: 9)
        }
        #expect(run() == run())
    }
}
