// The speed of the locator: one root from one start, all roots of the visible Earth, and the cloud of ten
// thousand noisy locations.

import Foundation
import Geolocation
import Quantities

extension Benchmark {
    static let locations = [single, allRoots, monteCarlo]

    private static let single = rate("locate-single", "locates/s", count: 140_000) {
        let cases = BenchScenario.all
        return {
            for _ in 0..<10_000 {
                for scenario in cases {
                    guard scenario.geometry.root(scenario.observables, from: scenario.start) != nil
                    else { throw Failure(.defect, "locate-single: a root was not found") }
                }
            }
        }
    }

    private static let allRoots = rate("locate-all-roots", "locates/s", count: 1_400) {
        let cases = BenchScenario.all
        return {
            for _ in 0..<100 {
                for scenario in cases
                where scenario.geometry.allRoots(scenario.observables).isEmpty {
                    throw Failure(.defect, "locate-all-roots: no root was found")
                }
            }
        }
    }

    private static let monteCarlo = milliseconds("locate-monte-carlo-10k") {
        let scenario = BenchScenario.all[0]
        return {
            let result = scenario.geometry.monteCarlo(
                at: scenario.emitter, tdoa: .microseconds(0.2), fdoa: Hertz(0.003), trials: 10_000,
                seed: 5)
            guard (0.9...1).contains(result.coverage) else {
                throw Failure(.defect, "locate-monte-carlo-10k: the ellipse holds too little")
            }
        }
    }
}

/// A geometry over South America with a known emitter.
struct BenchScenario {
    let geometry: PairGeometry
    let emitter, start: GeodeticPosition
    let observables: Observables

    /// Fourteen pairs 2 to 5 degrees apart, in different phases of their daily motion.
    static let all = (0..<14).map(BenchScenario.init)

    private init(_ index: Int) {
        let k = Double(index)
        let west = -70 + 2.5 * k
        let separation = 2 + k.truncatingRemainder(dividingBy: 4)
        let station = GeodeticPosition(latitude: .degrees(-22.91), longitude: .degrees(-43.23))
        geometry = PairGeometry(
            station: station, victim: Self.satellite(west, phase: 0.4 * k),
            adjacent: Self.satellite(west + separation, phase: 0.4 * k + 1.1),
            frequencies: LinkFrequencies(
                uplink: Hertz(14.25e9), victimDownlink: Hertz(11.95e9),
                adjacentDownlink: Hertz(11.95e9)), model: .instantaneous)
        emitter = GeodeticPosition(
            latitude: .degrees(-30 + 2.5 * k), longitude: .degrees(-66 + 1.5 * k))
        // As a search has it: a place some hundred kilometres off.
        start = GeodeticPosition(
            latitude: .degrees(-30 + 2.5 * k + 2), longitude: .degrees(-66 + 1.5 * k - 2))
        observables = geometry.observables(of: emitter)
    }

    /// A geostationary satellite with 0.05 degrees of inclination.
    private static func satellite(_ longitude: Double, phase: Double) -> StateVector<EarthFixed> {
        let (radius, inclination, rate) = (42_164_170.0, 0.05 * .pi / 180, 7.292115e-5)
        let angle = longitude * .pi / 180
        return StateVector(
            position: Position(
                x: radius * cos(angle), y: radius * sin(angle),
                z: radius * inclination * sin(phase)),
            velocity: Velocity(x: 0, y: 0, z: radius * inclination * rate * cos(phase)))
    }
}
