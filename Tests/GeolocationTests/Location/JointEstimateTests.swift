// The joint estimate against the published calibration cases, and its promise that 95 % means 95 %.

import CanonicalJSON
import Geolocation
import Quantities
import Testing

@Suite("Joint estimate")
struct JointEstimateTests {
    @Test(
        "the published posterior peak and ellipse are reproduced",
        arguments: PublicScenarios.calibration)
    func published(scenario: Scenario) throws {
        let result = Locator().locate(scenario.calibrated)
        #expect(result.outcome == .located)
        #expect(result.ephemerisIncluded)
        let solution = try #require(result.solutions.first)
        let reference = scenario.json["reference_solutions"]?["joint_map"]
        var expected = Scenario.place(reference)
        expected.height = scenario.truth.height
        #expect(solution.position.distance(to: expected) < 1)
        let ellipse = try #require(reference?["ellipse95"])
        let (major, minor) = (
            Scenario.number(ellipse, ["semi_major_m"]), Scenario.number(ellipse, ["semi_minor_m"])
        )
        #expect(abs(solution.ellipse.semiMajor.value / major - 1) < 1e-4)
        #expect(abs(solution.ellipse.semiMinor.value / minor - 1) < 1e-4)
        let azimuth = Scenario.number(ellipse, ["azimuth_deg"])
        #expect(abs(solution.ellipse.azimuth.degrees - azimuth) < 0.01)
        #expect(solution.position.distance(to: scenario.truth) < 1.25 * major)
    }

    @Test(
        "single-reference differencing reproduces the published fallback",
        arguments: PublicScenarios.calibration)
    func singleReference(scenario: Scenario) throws {
        let result = Locator(strategy: .singleReference).locate(scenario.calibrated)
        #expect(!result.ephemerisIncluded)
        let reference = scenario.json["reference_solutions"]?["single_reference"]
        var expected = Scenario.place(reference)
        expected.height = scenario.truth.height
        #expect(result.solutions.contains { $0.position.distance(to: expected) < 1 })
        let name = try #require(reference?["reference"]?.string)
        #expect(result.warnings.contains("differenced against \(name)"))
    }

    @Test("without any state covariance the fallback is chosen by itself")
    func automaticFallback() throws {
        var observation = try #require(PublicScenarios.calibration.first).calibrated
        observation.satellites.victim.covariance = nil
        observation.satellites.adjacent.covariance = nil
        let result = Locator().locate(observation)
        #expect(result.method.name.hasPrefix("single-reference"))
        #expect(result.warnings.contains { $0.contains("leaves out") })
    }

    @Test("without reference emitters the ellipse still holds the ephemeris error")
    func coverageWithoutReferences() {
        let trials = 600
        var (inside, kept) = (0, 0)
        for seed in 0..<trials {
            let scenario = PublicScenarios.calibration[seed % PublicScenarios.calibration.count]
            let small = StateCovariance(position: Metres(300), velocity: MetresPerSecond(0.0008))
            let trial = CoverageTrial(
                scenario: scenario, seed: 50_000 + UInt64(seed), covariance: small,
                hasReferences: false)
            guard let isInside = trial.isInsideIfLocated(model: .instantaneous) else { continue }
            kept += 1
            if isInside { inside += 1 }
        }
        #expect(kept > trials / 2)
        #expect((0.92...0.98).contains(Double(inside) / Double(kept)), "\(inside) of \(kept)")
    }

    @Test("over 2000 seeds the joint 95 % ellipse holds the truth in 94 to 96 % of cases")
    func coverage() {
        let trials = 2000
        let inside = (0..<trials).count { seed in
            let scenario = PublicScenarios.calibration[seed % PublicScenarios.calibration.count]
            return CoverageTrial(scenario: scenario, seed: UInt64(seed)).isInside(model: .lightTime)
        }
        let coverage = Double(inside) / Double(trials)
        #expect((0.94...0.96).contains(coverage), "\(coverage)")
    }
}

/// One world drawn from the priors of a scenario: true states, true offsets, noisy measurements.
struct CoverageTrial {
    let scenario: Scenario
    /// Takes the place of the scenario's own prior of the states.
    let covariance: StateCovariance?
    let hasReferences: Bool
    var random: Gaussian

    init(
        scenario: Scenario, seed: UInt64, covariance: StateCovariance? = nil,
        hasReferences: Bool = true
    ) {
        (self.scenario, self.covariance) = (scenario, covariance)
        self.hasReferences = hasReferences
        random = Gaussian(seed: 7_000_000 + seed)
    }

    /// True if the ellipse of a solution holds the truth.
    func isInside(model: PropagationModel) -> Bool {
        isInsideIfLocated(model: model) ?? false
    }

    /// As ``isInside(model:)``; `nil` if there is no solution.
    func isInsideIfLocated(model: PropagationModel) -> Bool? {
        var trial = self
        let result = Locator().locate(trial.draw(model))
        guard !result.solutions.isEmpty else { return nil }
        return result.solutions.contains { $0.holds(scenario.truth) }
    }

    private mutating func draw(_ model: PropagationModel) -> Observation {
        var observation = scenario.calibrated
        observation.model = model
        if let covariance {
            observation.satellites.victim.covariance = covariance
            observation.satellites.adjacent.covariance = covariance
        }
        if !hasReferences {
            observation.references = []
            observation.biasPrior = BiasPrior(tdoa: Seconds(1e-7), fdoa: Hertz(0.01))
        }
        let stated = observation.satellites
        let states = [perturbed(stated.victim), perturbed(stated.adjacent)]
        let bias = observation.biasPrior ?? BiasPrior(tdoa: .zero, fdoa: .zero)
        let offset = (bias.tdoa.value * random.next(), bias.fdoa.value * random.next())
        func measured(
            _ place: GeodeticPosition, _ link: LinkFrequencies, _ old: Measurement,
            _ random: inout Gaussian
        ) -> Measurement {
            let o = PairGeometry(
                station: observation.station, victim: states[0], adjacent: states[1],
                frequencies: link, model: model
            ).observables(of: place)
            var new = old
            if let sigma = old.tdoa?.sigma {
                new.tdoa?.value = o.tdoa + Seconds(offset.0 + sigma.value * random.next())
            }
            if let sigma = old.fdoa?.sigma {
                new.fdoa?.value = o.fdoa + Hertz(offset.1 + sigma.value * random.next())
            }
            return new
        }
        observation.measurement = measured(
            scenario.truth, observation.frequencies, observation.measurement, &random)
        for k in observation.references.indices {
            let r = observation.references[k]
            observation.references[k].measurement = measured(
                r.position, r.frequencies, r.measurement, &random)
        }
        return observation
    }

    /// A state drawn from the satellite's covariance.
    private mutating func perturbed(_ satellite: ObservedSatellite) -> StateVector<EarthFixed> {
        guard let covariance = satellite.covariance else { return satellite.state }
        let draws = (0..<6).map { _ in random.next() }
        let d = covariance.deviation(draws)
        let (p, v) = (satellite.state.position, satellite.state.velocity)
        return StateVector(
            position: Position(x: p.x + d[0], y: p.y + d[1], z: p.z + d[2]),
            velocity: Velocity(x: v.x + d[3], y: v.y + d[4], z: v.z + d[5]))
    }
}

extension Solution {
    /// True if a place lies within the 95 % ellipse.
    func holds(_ place: GeodeticPosition) -> Bool {
        let d = place.offset(from: position)
        let (a, b, c) = (covariance.eastEast, covariance.eastNorth, covariance.northNorth)
        let square =
            (c * d.east * d.east - 2 * b * d.east * d.north + a * d.north * d.north)
            / (a * c - b * b)
        return square <= ErrorEllipse.chiSquare95
    }
}
