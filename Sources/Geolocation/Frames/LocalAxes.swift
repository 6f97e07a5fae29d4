// The axes of the local horizon: east, north and up at a point of the ellipsoid.

import Glibc
public import Quantities

/// East, north and up at a geodetic point, as unit vectors along the Earth-fixed axes.
public struct LocalAxes: Hashable, Sendable {
    public let east, north, up: Position<EarthFixed>
    /// The point itself.
    public let origin: Position<EarthFixed>

    /// The axes at a point; at a pole they are those of its meridian.
    public init(at point: GeodeticPosition) {
        let (sp, cp) = (sin(point.latitude.radians), cos(point.latitude.radians))
        let (sl, cl) = (sin(point.longitude.radians), cos(point.longitude.radians))
        east = Position(x: -sl, y: cl, z: 0)
        north = Position(x: -sp * cl, y: -sp * sl, z: cp)
        up = Position(x: cp * cl, y: cp * sl, z: sp)
        origin = Position(point)
    }

    /// An Earth-fixed position seen from the point: metres east, north and up.
    public func local(_ target: Position<EarthFixed>) -> Position<LocalHorizon> {
        let d = target - origin
        return Position(x: Self.dot(east, d), y: Self.dot(north, d), z: Self.dot(up, d))
    }

    /// The Earth-fixed position of a point given in metres east, north and up.
    public func earthFixed(_ local: Position<LocalHorizon>) -> Position<EarthFixed> {
        Position(
            x: origin.x + local.x * east.x + local.y * north.x + local.z * up.x,
            y: origin.y + local.x * east.y + local.y * north.y + local.z * up.y,
            z: origin.z + local.x * east.z + local.y * north.z + local.z * up.z)
    }

    private static func dot(_ a: Position<EarthFixed>, _ b: Position<EarthFixed>) -> Double {
        a.x * b.x + a.y * b.y + a.z * b.z
    }
}
