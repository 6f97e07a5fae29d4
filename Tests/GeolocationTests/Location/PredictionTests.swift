// The expected ellipse before anyone measures, and the error budget under it.

import Geolocation
import Glibc
import Quantities
import Testing

@Suite("Prediction")
struct PredictionTests {
    @Test("Stein's formula gives the worked values of the notes")
    func stein() {
        let bounds = SignalBounds.stein(
            bandwidth: .kilohertz(500), integration: Seconds(1), victimSNR: Decibels(10),
            adjacentSNR: Decibels(-30))
        #expect(abs(bounds.tdoa.value - 36.5e-9) < 0.1e-9)
        #expect(abs(bounds.fdoa.value - 18.2e-3) < 0.1e-3)
        #expect(abs(bounds.outputSNR.value - 29.6) < 0.05)
    }

    @Test(
        "Stein's formula gives the sigmas of the public scenarios", arguments: PublicScenarios.all)
    func publicSigmas(scenario: Scenario) {
        let bounds = SignalBounds.stein(
            bandwidth: Hertz(scenario.number("signal", "bandwidth_hz")),
            integration: Seconds(scenario.number("signal", "integration_s")),
            victimSNR: Decibels(scenario.number("signal", "snr_victim_db")),
            adjacentSNR: Decibels(scenario.number("signal", "snr_adjacent_db")))
        #expect(abs(bounds.tdoa.value / scenario.number("sigma", "stein_tdoa_s") - 1) < 1e-9)
        #expect(abs(bounds.fdoa.value / scenario.number("sigma", "stein_fdoa_hz") - 1) < 1e-9)
        let output = scenario.number("signal", "output_snr_db")
        #expect(abs(bounds.outputSNR.value - output) < 1e-9)
    }

    @Test("the exact bound of a flat spectrum agrees with Stein where one path is strong")
    func exact() throws {
        let bins = 1000
        let weak = pow(10, -3.0)
        let exact = try #require(
            SignalBounds.exact(
                victimSNR: [Double](repeating: 1e6, count: bins),
                adjacentSNR: [Double](repeating: weak, count: bins), binWidth: Hertz(500),
                integration: Seconds(1)))
        let stein = SignalBounds.stein(
            bandwidth: .kilohertz(500), integration: Seconds(1), victimSNR: Decibels(60),
            adjacentSNR: Decibels(-30))
        // sqrt(3)/pi is 0.5513, the formula rounds it to 0.55.
        #expect(abs(exact.tdoa / stein.tdoa - 1) < 0.005)
        #expect(abs(exact.fdoa / stein.fdoa - 1) < 0.005)
        #expect(abs(exact.outputSNR.value - stein.outputSNR.value) < 0.01)
        #expect(
            SignalBounds.exact(
                victimSNR: [1], adjacentSNR: [], binWidth: Hertz(1), integration: Seconds(1)) == nil
        )
        let carrier = SignalBounds.exact(
            victimSNR: [0, 5, 0], adjacentSNR: [1, 1, 1], binWidth: Hertz(1),
            integration: Seconds(1))
        #expect(carrier?.tdoa.value == .infinity)
    }

    private func plan(_ scenario: Scenario) -> MeasurementPlan {
        let observation = scenario.calibrated
        return MeasurementPlan(
            station: observation.station, satellites: observation.satellites,
            frequencies: observation.frequencies, emitter: scenario.truth,
            bounds: SignalBounds(
                tdoa: Seconds(2e-7), fdoa: Hertz(3e-3), outputSNR: Decibels(30)),
            biasPrior: observation.biasPrior, references: observation.references,
            model: .instantaneous)
    }

    @Test(
        "the predicted ellipse is the one the measurement then has",
        arguments: PublicScenarios.calibration)
    func predicted(scenario: Scenario) throws {
        let prediction = Locator().predict(plan(scenario))
        let measured = try #require(Locator().locate(scenario.calibrated).solutions.first)
        // The true velocities differ from the reported ones, and with them the geometry.
        #expect(abs(prediction.ellipse.semiMajor / measured.ellipse.semiMajor - 1) < 0.25)
        #expect(abs(prediction.ellipse.semiMinor / measured.ellipse.semiMinor - 1) < 0.1)
        #expect(prediction.ephemerisIncluded)
        #expect(prediction.solutions >= 1)
    }

    @Test("reference emitters shrink the predicted ellipse", arguments: PublicScenarios.calibration)
    func references(scenario: Scenario) {
        var plan = plan(scenario)
        let with = Locator().predict(plan)
        plan.references = []
        let without = Locator().predict(plan)
        #expect(with.ellipse.semiMajor < without.ellipse.semiMajor)
    }

    @Test("neighbours are ranked by the ellipse they give, those below the horizon last")
    func ranking() throws {
        var random = Gaussian(seed: 11)
        let scenario = try #require(PublicScenarios.calibration.first)
        var plan = plan(scenario)
        plan.references = []
        plan.biasPrior = nil
        let small = StateCovariance(position: Metres(50), velocity: MetresPerSecond(0.001))
        plan.satellites.victim.covariance = small
        let bounds = plan.bounds
        let candidates = [-63.5, -60, 110, -69].map { longitude in
            AdjacentCandidate(
                satellite: ObservedSatellite(
                    name: "at \(longitude)", state: nearGeostationary(longitude, &random),
                    covariance: small), downlink: .gigahertz(12), bounds: bounds)
        }
        let ranked = Locator().rank(plan, candidates: candidates)
        #expect(ranked.count == 4)
        #expect(ranked.last?.satellite.name == "at 110.0")
        #expect(ranked.last?.isVisible == false)
        let axes = ranked.dropLast().map(\.prediction.ellipse.semiMajor)
        #expect(axes == axes.sorted())
        let near = try #require(ranked.first { $0.satellite.name == "at -63.5" })
        #expect((2.0...4.0).contains(near.separation.degrees))
    }

    @Test(
        "the side-lobe envelope follows S.580 and S.465",
        arguments: [(2.0, 21.4743), (5.0, 11.5257), (30.0, -4.928), (60.0, -10.0), (0.01, 50.0)])
    func sidelobe(angle: Double, gain: Double) {
        let found = sidelobeGain(at: .degrees(angle), peak: Decibels(50))
        #expect(abs(found.value - gain) < 1e-3)
    }
}
