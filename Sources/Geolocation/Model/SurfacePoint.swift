// A point at a fixed height above the WGS-84 ellipsoid, held by its unit normal ("n-vector",
// Gade 2010): no angle, no pole, no dateline, and a step east and north needs no trigonometry.

import Glibc
import Quantities

struct SurfacePoint: Sendable {
    static let a = 6_378_137.0
    static let e2 = (2 - 1 / 298.257223563) / 298.257223563

    /// Outward unit normal of the ellipsoid in Earth-fixed axes.
    var n: Vector
    /// Height above the ellipsoid, m.
    var h: Double

    init(normal: Vector, height: Double) { (n, h) = (normal, height) }

    init(_ point: GeodeticPosition) {
        let (phi, lambda) = (point.latitude.radians, point.longitude.radians)
        n = Vector(cos(phi) * cos(lambda), cos(phi) * sin(lambda), sin(phi))
        h = point.height.value
    }

    /// The point of height h under or above an Earth-fixed position of about that height. The
    /// normal is right to 1e-7 rad there: a start for a search, not a geodetic conversion.
    init(near p: Vector, height: Double) {
        let stretch = (Self.a + height) / (Self.a * (1 - Self.e2) + height)
        n = Vector(p.x, p.y, p.z * stretch).unit
        h = height
    }

    /// Radius of curvature in the prime vertical, m.
    @inline(__always) var primeVertical: Double {
        Self.a / (1 - Self.e2 * n.z * n.z).squareRoot()
    }

    /// Earth-fixed position, m.
    @inline(__always) var position: Vector {
        let N = primeVertical
        return Vector((N + h) * n.x, (N + h) * n.y, (N * (1 - Self.e2) + h) * n.z)
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
        let w2 = 1 / (1 - Self.e2 * n.z * n.z)
        let N = Self.a * w2.squareRoot()
        let M = N * (1 - Self.e2) * w2
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
