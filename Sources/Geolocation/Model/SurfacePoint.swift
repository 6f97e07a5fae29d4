// A point at a fixed height above the WGS-84 ellipsoid, held by its unit normal ("n-vector",
// Gade 2010): no angle, no pole, no dateline, and a step east and north needs no trigonometry.

import Glibc
import Quantities

struct SurfacePoint: Sendable {
    static let a = WGS84.equatorialRadius.value
    static let e2 = WGS84.eccentricitySquared

    /// Outward unit normal of the ellipsoid in Earth-fixed axes.
    let n: Vector
    /// Height above the ellipsoid, m.
    let h: Double
    /// Radius of curvature in the prime vertical, m; kept because every step needs it twice.
    let N: Double

    @inline(__always) init(normal: Vector, height: Double) {
        (n, h) = (normal, height)
        N = Self.a / (1 - Self.e2 * n.z * n.z).squareRoot()
    }

    init(_ point: GeodeticPosition) {
        let (phi, lambda) = (point.latitude.radians, point.longitude.radians)
        self.init(
            normal: Vector(cos(phi) * cos(lambda), cos(phi) * sin(lambda), sin(phi)),
            height: point.height.value)
    }

    /// The point of height h under or above an Earth-fixed position of about that height. The
    /// normal is right to 1e-7 rad there: a start for a search, not a geodetic conversion.
    init(near p: Vector, height: Double) {
        let stretch = (Self.a + height) / (Self.a * (1 - Self.e2) + height)
        self.init(normal: Vector(p.x, p.y, p.z * stretch).unit, height: height)
    }

    /// Earth-fixed position, m.
    @inline(__always) var position: Vector {
        Vector((N + h) * n.x, (N + h) * n.y, (N * (1 - Self.e2) + h) * n.z)
    }

    /// Unit vectors east and north. At a pole, where east means nothing, east is +y.
    @inline(__always) var axes: (east: Vector, north: Vector) {
        let rho2 = n.x * n.x + n.y * n.y
        guard rho2 > 1e-24 else {
            return (Vector(0, 1, 0), Vector(n.z > 0 ? -1 : 1, 0, 0))
        }
        let k = 1 / rho2.squareRoot()
        let east = Vector(-n.y * k, n.x * k, 0)
        return (east, n.cross(east))
    }

    /// The point a step east and north (m, along the axes here) and up.
    @inline(__always) func moved(
        east: Double, north: Double, up: Double = 0, axes: (east: Vector, north: Vector)
    ) -> SurfacePoint {
        let M = N * N * N * ((1 - Self.e2) / (Self.a * Self.a))
        let turned = n + (east / (N + h)) * axes.east + (north / (M + h)) * axes.north
        return SurfacePoint(normal: turned.unit, height: h + up)
    }

    /// Latitude and longitude.
    var geodetic: GeodeticPosition {
        GeodeticPosition(
            latitude: Angle(atan2(n.z, (n.x * n.x + n.y * n.y).squareRoot())),
            longitude: Angle(atan2(n.y, n.x)), height: Metres(h))
    }

    /// Sine of the elevation at which a position is seen from here.
    @inline(__always) func sineOfElevation(of s: Vector) -> Double {
        let d = s - position
        return d.dot(n) / d.norm
    }
}
