// The ellipsoid, the local horizon and look angles.

import Geolocation
import Quantities
import TestSupport
import Testing

@Suite("Geodetic positions and look angles")
struct GeodeticTests {
    /// Known by definition of WGS-84: semi-axes 6 378 137 m and 6 356 752.314 245 m.
    static let known: [(Double, Double, Double, [Double])] = [
        (0, 0, 0, [6_378_137, 0, 0]), (0, 90, 100, [0, 6_378_237, 0]),
        (0, 180, 0, [-6_378_137, 0, 0]), (90, 0, 0, [0, 0, 6_356_752.314245179]),
        (-90, 0, 1000, [0, 0, -6_357_752.314245179]),
    ]

    @Test("known points stand where the ellipsoid has them", arguments: known)
    func knownPoints(latitude: Double, longitude: Double, height: Double, xyz: [Double]) {
        let point = GeodeticPosition(
            latitude: .degrees(latitude), longitude: .degrees(longitude), height: Metres(height))
        let p = Position<EarthFixed>(point)
        #expect(abs(p.x - xyz[0]) < 1e-8 && abs(p.y - xyz[1]) < 1e-8 && abs(p.z - xyz[2]) < 1e-8)
    }

    /// Heights and what may be lost of them: the coordinates themselves are rounded to 1e-9 m at the
    /// surface and to 7e-9 m at the geostationary orbit; three roundings are allowed.
    static let heights = [
        (-10_000.0, 4e-9), (0, 4e-9), (8_848, 4e-9), (2e6, 8e-9), (35_786_000, 3e-8),
    ]

    @Test("there and back again, over the whole globe and at the poles", arguments: heights)
    func roundTrip(height: Double, tolerance: Double) {
        var generator = SeededGenerator(seed: 84)
        var latitudes = (0..<2_000).map { _ in Double.random(in: -90...90, using: &generator) }
        latitudes += [90, -90, 89.999999999, -89.9999999, 0, 1e-12, 45, -1e-9]
        for latitude in latitudes {
            let longitude = Double.random(in: -180...180, using: &generator)
            let point = GeodeticPosition(
                latitude: .degrees(latitude), longitude: .degrees(longitude),
                height: Metres(height))
            let position = Position<EarthFixed>(point)
            let found = position.geodetic
            #expect((Position<EarthFixed>(found) - position).distance.value < tolerance)
            #expect(abs(found.height.value - height) < tolerance)
            #expect(
                abs(found.latitude.radians - point.latitude.radians) * (6.4e6 + height) < tolerance)
        }
    }

    @Test("the axes of the horizon are east, north and up")
    func axes() {
        let site = GeodeticPosition(latitude: .degrees(-22.9), longitude: .degrees(-43.2))
        let axes = LocalAxes(at: site)
        let higher = GeodeticPosition(
            latitude: site.latitude, longitude: site.longitude, height: Metres(1000))
        let above = axes.local(Position<EarthFixed>(higher))
        #expect(abs(above.x) < 1e-8 && abs(above.y) < 1e-8 && abs(above.z - 1000) < 1e-8)
        let target = Position<EarthFixed>.geostationary(longitude: .degrees(-65))
        #expect((axes.earthFixed(axes.local(target)) - target).distance.value < 1e-7)
        #expect(axes.east.z == 0 && axes.north.z > 0.9 && axes.up.z < 0)
    }

    @Test("a satellite over the site is overhead, one due north of a southern site in the north")
    func plainDirections() {
        let equator = GeodeticPosition(latitude: .zero, longitude: .degrees(-60))
        let overhead = SkyDirection(
            from: equator, to: .geostationary(longitude: .degrees(-60)))
        #expect(abs(overhead.elevation.degrees - 90) < 1e-9)
        #expect(abs(overhead.range.value - (42_164_170 - 6_378_137)) < 1e-6)
        let south = GeodeticPosition(latitude: .degrees(-30), longitude: .degrees(-60))
        let north = SkyDirection(from: south, to: .geostationary(longitude: .degrees(-60)))
        #expect(min(north.azimuth.degrees, 360 - north.azimuth.degrees) < 1e-9)
        let west = SkyDirection(from: south, to: .geostationary(longitude: .degrees(-100)))
        #expect((270..<360).contains(west.azimuth.degrees))
        let east = SkyDirection(from: south, to: .geostationary(longitude: .degrees(-20)))
        #expect((0..<90).contains(east.azimuth.degrees))
    }

    /// The arc from Rio de Janeiro (-22.9, -43.2) by the station's background notes, which use a
    /// sphere: geodetic and geocentric horizon differ there by up to 0.15 degrees.
    static let arc = [
        (0.0, -123.7), (0.0, 37.4), (5.0, -118.3), (5.0, 32.0), (10.0, -112.9), (10.0, 26.6),
    ]

    @Test("the ends of the visible arc are those of the notes", arguments: arc)
    func visibleArc(elevation: Double, longitude: Double) {
        let rio = GeodeticPosition(latitude: .degrees(-22.9), longitude: .degrees(-43.2))
        let direction = SkyDirection(
            from: rio, to: .geostationary(longitude: .degrees(longitude)))
        #expect(abs(direction.elevation.degrees - elevation) < 0.2)
    }
}
