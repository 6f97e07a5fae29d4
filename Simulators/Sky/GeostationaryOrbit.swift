// Satellites of the simulated sky: geostationary orbits with a small inclination and eccentricity,
// to first order in both, in the rotating frame.

import Geolocation
import Glibc
import Quantities

/// A nearly geostationary orbit, given where the satellite stands in it now.
struct GeostationaryOrbit {
    /// Longitude of the mean position.
    var longitude: Angle
    var inclination: Angle
    var eccentricity: Double
    /// Argument of latitude: 0 at the ascending node.
    var latitudePhase: Double
    /// Mean anomaly.
    var anomaly: Double

    /// Position and velocity in the Earth-fixed frame; to first order in inclination and
    /// eccentricity the satellite draws a small figure round its mean position.
    var state: StateVector<EarthFixed> {
        let (r0, w) = (WGS84.geostationaryRadius.value, WGS84.rotationRate)
        let (i, e) = (inclination.radians, eccentricity)
        let r = r0 * (1 - e * cos(anomaly))
        let radial = r0 * e * w * sin(anomaly)
        let lambda = longitude.radians + 2 * e * sin(anomaly)
        let turning = 2 * e * w * cos(anomaly)
        let phi = i * sin(latitudePhase)
        let rising = i * w * cos(latitudePhase)
        let (cl, sl, cp, sp) = (cos(lambda), sin(lambda), cos(phi), sin(phi))
        let position = Position<EarthFixed>(x: r * cp * cl, y: r * cp * sl, z: r * sp)
        let velocity = Velocity<EarthFixed>(
            x: radial * cp * cl - r * sp * cl * rising - r * cp * sl * turning,
            y: radial * cp * sl - r * sp * sl * rising + r * cp * cl * turning,
            z: radial * sp + r * cp * rising)
        return StateVector(position: position, velocity: velocity)
    }
}
