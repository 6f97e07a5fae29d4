// The ellipsoid WGS-84 and the way between its geodetic coordinates and Earth-fixed positions.

import Glibc
public import Quantities

/// Constants of the World Geodetic System 1984 (NGA.STND.0036).
public enum WGS84 {
    public static let equatorialRadius = Metres(6_378_137)
    public static let flattening = 1 / 298.257223563
    /// First eccentricity squared.
    public static let eccentricitySquared = flattening * (2 - flattening)
    /// Rotation of the Earth in radians per second.
    public static let rotationRate = 7.292115e-5
    /// Gravitational parameter of the Earth with its atmosphere, in m³/s².
    public static let gravitationalParameter = 3.986004418e14
    /// Radius of an ideal geostationary orbit.
    public static let geostationaryRadius = Metres(42_164_170)
}

extension Position<EarthFixed> {
    /// The position of a point given by latitude, longitude and height on WGS-84.
    public init(_ point: GeodeticPosition) {
        let (phi, lambda, h) = (
            point.latitude.radians, point.longitude.radians, point.height.value
        )
        let e2 = WGS84.eccentricitySquared
        let N = WGS84.equatorialRadius.value / (1 - e2 * sin(phi) * sin(phi)).squareRoot()
        self.init(
            x: (N + h) * cos(phi) * cos(lambda), y: (N + h) * cos(phi) * sin(lambda),
            z: (N * (1 - e2) + h) * sin(phi))
    }

    /// Latitude, longitude and height on WGS-84.
    ///
    /// Bowring's parametric latitude (1976) as a start, then Newton's method on the reduced
    /// latitude; exact to the rounding of the coordinates (1e-9 m at the surface, 7e-9 m at the
    /// geostationary orbit), poles included. Undefined within some 43 km of the Earth's centre.
    public var geodetic: GeodeticPosition {
        let (a, e2) = (WGS84.equatorialRadius.value, WGS84.eccentricitySquared)
        let b = a * (1 - WGS84.flattening)
        let p = hypot(x, y)
        var beta = atan2(a * z, b * p)
        var phi = 0.0
        for _ in 0..<4 {
            let (s, c) = (sin(beta), cos(beta))
            phi = atan2(z + e2 * a * a / b * s * s * s, p - e2 * a * c * c * c)
            beta = atan2((1 - WGS84.flattening) * sin(phi), cos(phi))
        }
        let (s, c) = (sin(phi), cos(phi))
        let h = p * c + z * s - a * (1 - e2 * s * s).squareRoot()
        return GeodeticPosition(
            latitude: Angle(phi), longitude: Angle(atan2(y, x)), height: Metres(h))
    }

    /// The position of an ideal geostationary satellite.
    ///
    /// - Parameter longitude: of the point under the satellite, positive east.
    /// - Returns: a point of the equator's plane.
    public static func geostationary(longitude: Angle) -> Position<EarthFixed> {
        let r = WGS84.geostationaryRadius.value
        return Position(x: r * cos(longitude.radians), y: r * sin(longitude.radians), z: 0)
    }
}
