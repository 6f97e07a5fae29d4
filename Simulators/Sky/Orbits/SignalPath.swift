// How long a signal travels from an emitter through a satellite to the station, with light time and
// the turning Earth: solved step by step in the frame that does not turn.

import Geolocation
import Quantities

/// Delays of the two legs of a path.
struct PathDelays {
    /// Emitter to satellite, s.
    var up: Double
    /// Satellite to station, s.
    var down: Double
    var total: Double { up + down }
}

/// The path of one emitter through one satellite to the station.
struct SignalPath {
    let orbit: GeostationaryOrbit
    private let station: SIMD3<Double>
    private let emitter: SIMD3<Double>

    init(
        from emitter: GeodeticPosition, through orbit: GeostationaryOrbit,
        to station: GeodeticPosition
    ) {
        self.orbit = orbit
        self.station = SIMD3(Position<EarthFixed>(station))
        self.emitter = SIMD3(Position<EarthFixed>(emitter))
    }

    /// Delays of what is received a time (s) after the start of the scenario.
    func delays(at time: Double) -> PathDelays {
        let c = speedOfLight.value
        let receiver = turned(station, at: time)
        var delays = PathDelays(up: 0.125, down: 0.125)
        // Each pass shrinks the error by v/c = 1e-5: from 5 ms to far below the rounding.
        for _ in 0..<5 {
            let satellite = orbit.inertialPosition(at: time - delays.down)
            delays.down = (satellite - receiver).length / c
        }
        let satellite = orbit.inertialPosition(at: time - delays.down)
        for _ in 0..<5 {
            let source = turned(emitter, at: time - delays.down - delays.up)
            delays.up = (satellite - source).length / c
        }
        return delays
    }

    private func turned(_ position: SIMD3<Double>, at time: Double) -> SIMD3<Double> {
        position.turned(by: WGS84.rotationRate * time)
    }
}

/// A smooth quantity over a recording: a parabola through its values at both ends and the middle. The
/// third derivative of a geostationary path leaves less than 1e-16 s over ten seconds.
struct Parabola {
    private let middle, value, slope, curve: Double

    init(over span: ClosedRange<Double>, of function: (Double) -> Double) {
        middle = (span.lowerBound + span.upperBound) / 2
        let half = max((span.upperBound - span.lowerBound) / 2, 1e-3)
        value = function(middle)
        let (before, after) = (function(middle - half), function(middle + half))
        slope = (after - before) / (2 * half)
        curve = (after - 2 * value + before) / (2 * half * half)
    }

    func callAsFunction(_ time: Double) -> Double {
        let x = time - middle
        return value + x * (slope + x * curve)
    }
}
