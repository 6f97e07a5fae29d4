// Satellites of the simulated sky: Kepler's orbit near the geostationary one, turned into the
// Earth-fixed frame. Written apart from Geolocation, so that the one proves the other.

import Geolocation
import Glibc
import Quantities

/// A nearly geostationary orbit, given where the satellite stands in it at the start of a scenario.
struct GeostationaryOrbit {
    /// Longitude of the mean position at the start.
    var longitude: Angle
    var inclination: Angle
    var eccentricity: Double
    /// Drift of the mean position to the east, radians a second.
    var drift: Double
    /// Mean argument of latitude at the start: 0 at the ascending node.
    var latitudePhase: Double
    /// Mean anomaly at the start.
    var anomaly: Double

    /// Position in the frame that does not turn and agrees with the Earth-fixed one at the start, m.
    func inertialPosition(at time: Double) -> SIMD3<Double> { inertial(at: time).position }

    /// Position and velocity in the Earth-fixed frame, seconds after the start.
    func state(at time: Double) -> StateVector<EarthFixed> {
        let (s, v) = inertial(at: time)
        let turn = -WGS84.rotationRate * time
        let (p, w) = (s.turned(by: turn), v.turned(by: turn))
        return StateVector(
            position: Position(x: p.x, y: p.y, z: p.z),
            velocity: Velocity(
                x: w.x + WGS84.rotationRate * p.y, y: w.y - WGS84.rotationRate * p.x, z: w.z))
    }

    private func inertial(at time: Double) -> (position: SIMD3<Double>, velocity: SIMD3<Double>) {
        let n = WGS84.rotationRate + drift
        let a = cbrt(WGS84.gravitationalParameter / (n * n))
        let e = eccentricity
        let M = anomaly + n * time
        var E = M
        // Newton's steps on Kepler's equation; e is small.
        for _ in 0..<8 { E -= (E - e * sin(E) - M) / (1 - e * cos(E)) }
        let root = (1 - e * e).squareRoot()
        let (x, y) = (a * (cos(E) - e), a * root * sin(E))
        let speed = n * a / (1 - e * cos(E))
        let (vx, vy) = (-speed * sin(E), speed * root * cos(E))
        // From the plane of the orbit: argument of perigee, inclination, node.
        let perigee = latitudePhase - anomaly
        let node = longitude.radians - latitudePhase
        func placed(_ x: Double, _ y: Double) -> SIMD3<Double> {
            let u = x * cos(perigee) - y * sin(perigee)
            let w = x * sin(perigee) + y * cos(perigee)
            let (ci, si) = (cos(inclination.radians), sin(inclination.radians))
            return SIMD3(u, w * ci, w * si).turned(by: node)
        }
        return (placed(x, y), placed(vx, vy))
    }
}

extension SIMD3<Double> {
    /// Turned about the axis of the Earth.
    func turned(by angle: Double) -> Self {
        let (c, s) = (cos(angle), sin(angle))
        return Self(c * x - s * y, s * x + c * y, z)
    }

    /// Length of the vector.
    var length: Double { (self * self).sum().squareRoot() }

    /// An Earth-fixed position as a bare vector, m.
    init(_ position: Position<EarthFixed>) { self.init(position.x, position.y, position.z) }
}
