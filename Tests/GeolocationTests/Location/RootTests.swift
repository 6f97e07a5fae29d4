// Every root on the visible Earth, mirror pairs included.

import Geolocation
import Quantities
import TestSupport
import Testing

@Suite("Roots")
struct RootTests {
    @Test(
        "all published roots are found within a metre, and no other",
        arguments: PublicScenarios.all + PublicScenarios.ambiguous)
    func roots(scenario: Scenario) {
        let found = scenario.geometry(.instantaneous).allRoots(scenario.observables(.instantaneous))
        #expect(found.count == scenario.roots.count)
        for root in scenario.roots {
            #expect(found.contains { $0.distance(to: root) < 1 })
        }
    }

    @Test(
        "with light time the emitter is among the roots",
        arguments: PublicScenarios.all + PublicScenarios.ambiguous)
    func lightTime(scenario: Scenario) {
        let found = scenario.geometry(.lightTime).allRoots(scenario.observables(.lightTime))
        #expect(found.count == scenario.roots.count)
        #expect(found.contains { $0.distance(to: scenario.emitter) < 1 })
    }

    @Test(
        "a single root is reached from the start that the benchmark uses",
        arguments: PublicScenarios.all)
    func benchmarkStart(scenario: Scenario) throws {
        let (p, q) = (scenario.victim.position, scenario.adjacent.position)
        let middle = atan2Degrees(p.y + q.y, p.x + q.x)
        let start = GeodeticPosition(latitude: .degrees(-10), longitude: .degrees(middle))
        let root = try #require(
            scenario.geometry(.instantaneous).root(
                scenario.observables(.instantaneous), from: start))
        #expect(root.distance(to: scenario.emitter) < 1)
    }

    @Test("of 500 random geometries and places not one emitter is missing from its roots")
    func randomGeometries() {
        var random = Gaussian(seed: 20)
        var tried = 0
        while tried < 500 {
            let longitude = random.uniform(-180...180)
            let separation = random.uniform(1...8) * (random.uniform(0...1) < 0.5 ? -1 : 1)
            let victim = nearGeostationary(longitude, &random)
            let adjacent = nearGeostationary(longitude + separation, &random)
            let link = LinkFrequencies(
                uplink: .gigahertz(14), victimDownlink: .gigahertz(12),
                adjacentDownlink: .gigahertz(11.5))
            let station = GeodeticPosition(
                latitude: .degrees(random.uniform(-40...40)), longitude: .degrees(longitude + 5))
            let emitter = GeodeticPosition(
                latitude: .degrees(random.uniform(-75...75)),
                longitude: .degrees(longitude + random.uniform(-70...70)),
                height: Metres(random.uniform(0...3000)))
            let geometry = PairGeometry(
                station: station, victim: victim, adjacent: adjacent, frequencies: link,
                height: emitter.height)
            guard geometry.isVisible(from: emitter) else { continue }
            tried += 1
            let roots = geometry.allRoots(geometry.observables(of: emitter))
            #expect(
                roots.contains { $0.distance(to: emitter) < 1 },
                "case \(tried): \(emitter) from \(longitude), \(separation)")
        }
    }

    @Test("where satellites hardly move, no root is missing that 1600 starts would find")
    func bruteForce() {
        var random = Gaussian(seed: 4242)
        for trial in 0..<60 {
            let longitude = random.uniform(-180...180)
            var states = [0.0, random.uniform(0.5...9)].map {
                nearGeostationary(longitude + $0, &random)
            }
            // Mirror pairs, and roots that nearly coincide, need satellites near greatest latitude.
            for k in 0..<2 { states[k].velocity.z *= [0, 0.003, 0.03][trial % 3] }
            let emitter = GeodeticPosition(
                latitude: .degrees(random.uniform(-75...75)),
                longitude: .degrees(longitude + random.uniform(-60...60)))
            let geometry = PairGeometry(
                station: GeodeticPosition(latitude: .degrees(-20), longitude: .degrees(longitude)),
                victim: states[0], adjacent: states[1],
                frequencies: LinkFrequencies(
                    uplink: .gigahertz(14), victimDownlink: .gigahertz(12),
                    adjacentDownlink: .gigahertz(12)),
                model: trial.isMultiple(of: 2) ? .instantaneous : .lightTime)
            guard geometry.isVisible(from: emitter) else { continue }
            let observables = geometry.observables(of: emitter)
            let found = geometry.allRoots(observables)
            for start in 0..<1600 {
                let from = GeodeticPosition(
                    latitude: .degrees(Double(start / 40) * 4 - 78),
                    longitude: .degrees(longitude + Double(start % 40) * 4 - 78))
                guard let root = geometry.root(observables, from: from),
                    geometry.isVisible(from: root)
                else { continue }
                // At a fold a microhertz is a kilometre.
                #expect(found.contains { $0.distance(to: root) < 3000 }, "trial \(trial): \(root)")
            }
        }
    }
}

/// A state near a longitude with the small motions of a station-kept satellite.
func nearGeostationary(_ longitude: Double, _ random: inout Gaussian) -> StateVector<EarthFixed> {
    let angle = Angle.degrees(longitude)
    let r = 42_164_170 + 3000 * random.next()
    let (c, s) = (cosine(angle.radians), sine(angle.radians))
    return StateVector(
        position: Position(x: r * c, y: r * s, z: 40_000 * random.next()),
        velocity: Velocity(x: random.next(), y: random.next(), z: 3 * random.next()))
}
