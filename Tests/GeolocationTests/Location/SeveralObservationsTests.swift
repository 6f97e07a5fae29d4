// Several snapshots, several pairs, three satellites without FDOA, one satellite alone.

import CanonicalJSON
import Geolocation
import Quantities
import Testing

@Suite("Several observations")
struct SeveralObservationsTests {
    /// The same pair some hours later: states moved along the daily figure of a near-circle orbit.
    private func later(_ observation: Observation, hours: Double) -> Observation {
        var later = observation
        let turn = 2 * Double.pi * hours / 24
        func moved(_ state: StateVector<EarthFixed>) -> StateVector<EarthFixed> {
            let w = 7.292115e-5
            let (z, vz) = (state.position.z, state.velocity.z)
            var new = state
            new.position.z = z * cosine(turn) + vz / w * sine(turn)
            new.velocity.z = vz * cosine(turn) - z * w * sine(turn)
            return new
        }
        later.satellites.victim.state = moved(observation.satellites.victim.state)
        later.satellites.adjacent.state = moved(observation.satellites.adjacent.state)
        later.time = observation.time.map { $0 + .seconds(hours * 3600) }
        return later
    }

    private func measured(_ observation: Observation, _ emitter: GeodeticPosition) -> Observation {
        var new = observation
        let o = PairGeometry(
            station: observation.station, victim: observation.satellites.victim.state,
            adjacent: observation.satellites.adjacent.state, frequencies: observation.frequencies,
            model: observation.model
        ).observables(of: emitter)
        new.measurement.tdoa?.value = o.tdoa
        new.measurement.fdoa?.value = o.fdoa
        return new
    }

    @Test(
        "a second snapshot decides between the two of a mirror pair",
        arguments: PublicScenarios.ambiguous)
    func mirrorResolved(scenario: Scenario) throws {
        var first = scenario.observation(.lightTime)
        first.time = UTCInstant("2026-03-01T00:00:00Z")
        let second = measured(later(first, hours: 5), scenario.emitter)
        let alone = Locator().locate(first)
        let both = Locator().locate([first, second])
        #expect(alone.solutions.count == 2)
        #expect(both.solutions.count == 1)
        let solution = try #require(both.solutions.first)
        #expect(solution.position.distance(to: scenario.emitter) < 1)
        #expect(both.method.name.hasSuffix("combined observations"))
    }

    @Test(
        "two snapshots are better than one when the ephemeris is exact",
        arguments: PublicScenarios.all)
    func twoSnapshots(scenario: Scenario) throws {
        var first = scenario.observation(.lightTime)
        first.time = UTCInstant("2026-03-01T00:00:00Z")
        let second = measured(later(first, hours: 4), scenario.emitter)
        let one = try #require(Locator().locate(first).solutions.first)
        let both = try #require(Locator().locate([first, second]).solutions.first)
        #expect(both.position.distance(to: scenario.emitter) < 1)
        #expect(both.ellipse.semiMajor < one.ellipse.semiMajor)
    }

    @Test("snapshots of one ephemeris do not average its error away")
    func sharedEphemeris() throws {
        var first = try #require(PublicScenarios.calibration.first).calibrated
        first.references = []
        first.biasPrior = nil
        let small = StateCovariance(position: Metres(200), velocity: MetresPerSecond(0.002))
        first.satellites.victim.covariance = small
        first.satellites.adjacent.covariance = small
        let truth = try #require(PublicScenarios.calibration.first).truth
        first = measured(first, truth)
        first.time = UTCInstant("2026-03-01T00:00:00Z")
        var second = first
        second.time = UTCInstant("2026-03-01T00:01:00Z")
        let one = try #require(Locator().locate(first).solutions.first)
        let both = try #require(Locator().locate([first, second]).solutions.first)
        // Measurement noise is a small part here: a hundredth of the axis at most may be gained.
        #expect(both.ellipse.semiMajor > one.ellipse.semiMajor * 0.99)
    }

    @Test("three satellites locate by TDOA alone")
    func threeSatellites() throws {
        var random = Gaussian(seed: 5)
        for scenario in PublicScenarios.all {
            var first = scenario.observation(.lightTime)
            first.measurement.fdoa = nil
            var second = first
            let (p, q) = (scenario.victim.position, scenario.adjacent.position)
            let longitude = atan2Degrees(p.y, p.x) * 2 - atan2Degrees(q.y, q.x)
            var third = nearGeostationary(longitude, &random)
            third.position.z = 90_000
            second.satellites.adjacent = ObservedSatellite(name: "third", state: third)
            first = measured(first, scenario.emitter)
            second = measured(second, scenario.emitter)
            let result = Locator().locate([first, second])
            #expect(
                result.solutions.contains { $0.position.distance(to: scenario.emitter) < 50 }
                    || result.outcome != .located, "\(scenario.id) \(result)")
            #expect(result.outcome != .notLocated, "\(scenario.id) \(result.reasons)")
        }
    }

    @Test("one satellite's Doppler over a day locates beside a reference emitter")
    func singleSatellite() throws {
        let scenario = try #require(PublicScenarios.all.first)
        var base = scenario.observation(.instantaneous)
        base.satellites.victim.state.position.z = 40_000
        base.satellites.victim.state.velocity.z = 3
        let site = GeodeticPosition(
            latitude: .degrees(-23), longitude: .degrees(-46), height: Metres(800))
        let time = try #require(UTCInstant("2026-03-01T00:00:00Z"))
        var epochs: [FrequencyObservation] = []
        for k in 0..<8 {
            let hours = Double(k) * 3
            var satellite = later(base, hours: hours).satellites.victim
            // The daily ellipse of a slightly eccentric orbit, or longitude stays unknown.
            satellite.state.velocity.x = 2 * cosine(0.26 * hours + 1)
            satellite.state.velocity.y = 1.5 * sine(0.26 * hours)
            func received(_ place: GeodeticPosition) -> Hertz {
                dopplerOfPath(satellite.state, place, scenario.station, scenario.frequencies)
            }
            let oscillator = Hertz(1000 + 17 * Double(k))
            epochs.append(
                FrequencyObservation(
                    time: time + .seconds(hours * 3600), satellite: satellite,
                    uplink: scenario.frequencies.uplink,
                    downlink: scenario.frequencies.victimDownlink,
                    frequency: Measured(
                        received(scenario.emitter) + oscillator + Hertz(4321), sigma: Hertz(0.01)),
                    reference: .init(
                        position: site, uplink: scenario.frequencies.uplink,
                        downlink: scenario.frequencies.victimDownlink,
                        frequency: Measured(received(site) + oscillator, sigma: Hertz(0.01)))))
        }
        let result = Locator().locate(
            epochs, id: "one satellite", station: scenario.station,
            height: HeightPrior(scenario.emitter.height), model: .instantaneous)
        #expect(
            result.solutions.contains { $0.position.distance(to: scenario.emitter) < 100 },
            "\(result)")
        #expect(result.method.name.hasPrefix("single-satellite"))
        let series = FrequencySeries(
            id: "one satellite", station: scenario.station,
            height: HeightPrior(scenario.emitter.height), observations: epochs,
            model: .instantaneous)
        let file = ObservationFile(ObservationText.json(series).compact.utf8)
        #expect(file.entries == [.series(series)] && file.faults.isEmpty)
        #expect(Locator().locate(series) == result)
        let few = Locator().locate(
            Array(epochs.prefix(2)), id: "two epochs", station: scenario.station,
            height: HeightPrior(scenario.emitter.height))
        #expect(few.outcome == .notLocated)
    }

    /// Doppler of one path, written out here so that the test does not lean on the code it tests.
    private func dopplerOfPath(
        _ state: StateVector<EarthFixed>, _ emitter: GeodeticPosition, _ station: GeodeticPosition,
        _ link: LinkFrequencies
    ) -> Hertz {
        func rate(_ place: GeodeticPosition) -> Double {
            let (a, e2) = (6_378_137.0, 0.0066943799901413165)
            let (s, c) = (sine(place.latitude.radians), cosine(place.latitude.radians))
            let n = a / (1 - e2 * s * s).squareRoot()
            let h = place.height.value
            let d = (
                state.position.x - (n + h) * c * cosine(place.longitude.radians),
                state.position.y - (n + h) * c * sine(place.longitude.radians),
                state.position.z - (n * (1 - e2) + h) * s
            )
            let v = state.velocity
            let r = (d.0 * d.0 + d.1 * d.1 + d.2 * d.2).squareRoot()
            return (d.0 * v.x + d.1 * v.y + d.2 * v.z) / r
        }
        let up = link.uplink.value * rate(emitter)
        let down = link.victimDownlink.value * rate(station)
        return Hertz(-(up + down) / speedOfLight.value)
    }
}
