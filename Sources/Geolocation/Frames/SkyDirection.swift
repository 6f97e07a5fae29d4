// Where something stands in the sky of a site: look angles without refraction.

import Glibc
public import Quantities

/// Azimuth, elevation and distance from a site.
public struct SkyDirection: Hashable, Sendable {
    /// Clockwise from true north, 0 to 360 degrees.
    public var azimuth: Angle
    /// Above the horizon plane of the ellipsoid, -90 to 90 degrees; no refraction.
    public var elevation: Angle
    /// Straight distance.
    public var range: Metres

    /// The direction from a site to an Earth-fixed position.
    public init(from site: GeodeticPosition, to target: Position<EarthFixed>) {
        let local = LocalAxes(at: site).local(target)
        let turn = atan2(local.x, local.y)
        azimuth = Angle(turn < 0 ? turn + 2 * .pi : turn)
        elevation = Angle(atan2(local.z, hypot(local.x, local.y)))
        range = local.distance
    }
}
