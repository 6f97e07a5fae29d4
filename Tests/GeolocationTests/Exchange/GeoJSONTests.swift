// Maps: antimeridian, poles, orientation, closure, mirror flags.

import CanonicalJSON
import Geolocation
import Quantities
import Testing

@Suite("GeoJSON")
struct GeoJSONTests {
    private func result(
        latitude: Double, longitude: Double, major: Double = 80_000, minor: Double = 30_000,
        azimuth: Double = 70
    ) -> LocationResult {
        let ellipse = ErrorEllipse(
            semiMajor: Metres(major), semiMinor: Metres(minor), azimuth: .degrees(azimuth),
            confidence: 0.95)
        let solution = Solution(
            position: GeodeticPosition(
                latitude: .degrees(latitude), longitude: .degrees(longitude)),
            covariance: HorizontalCovariance(eastEast: 1, eastNorth: 0, northNorth: 1),
            ellipse: ellipse, residualSigma: 0, probability: 1, contour: nil)
        return LocationResult(
            id: "case", outcome: .located, solutions: [solution], lines: [],
            ephemerisIncluded: true, reasons: [], warnings: [],
            method: LocationMethod(name: "test", sources: []), model: .lightTime)
    }

    /// Rings of all polygons of a result, as longitude and latitude.
    private func rings(_ result: LocationResult) -> [[(Double, Double)]] {
        var rings: [[(Double, Double)]] = []
        for feature in result.geoJSON["features"]?.array ?? [] {
            let geometry = feature["geometry"]
            let coordinates = geometry?["coordinates"]
            var polygons: [JSONValue] = []
            if geometry?["type"]?.string == "Polygon", let coordinates { polygons = [coordinates] }
            if geometry?["type"]?.string == "MultiPolygon" { polygons = coordinates?.array ?? [] }
            for polygon in polygons {
                for ring in polygon.array ?? [] {
                    rings.append(
                        (ring.array ?? []).map { ($0[0]?.double ?? .nan, $0[1]?.double ?? .nan) })
                }
            }
        }
        return rings
    }

    private func area(_ ring: [(Double, Double)]) -> Double {
        zip(ring, ring.dropFirst()).reduce(0) { $0 + ($1.0.0 * $1.1.1 - $1.1.0 * $1.0.1) / 2 }
    }

    @Test(
        "rings are closed, counter-clockwise and within the map",
        arguments: [
            (-16.7, -49.25, 1), (10, 179.9, 2), (-45, -179.95, 2), (89.9, 30, 1), (-89.85, 170, 1),
            (90, 0, 1), (0, 0, 1), (0, 180, 2),
        ])
    func rings(latitude: Double, longitude: Double, parts: Int) throws {
        let rings = rings(result(latitude: latitude, longitude: longitude))
        // A ring round a pole may be cut where it starts; its parts must still fit together.
        #expect(abs(latitude) > 89 ? !rings.isEmpty : rings.count == parts)
        for ring in rings {
            let (first, last) = (try #require(ring.first), try #require(ring.last))
            #expect(first.0 == last.0 && first.1 == last.1)
            #expect(area(ring) > 0)
            #expect(
                ring.allSatisfy { (-180.0...180).contains($0.0) && (-90.0...90).contains($0.1) })
        }
        #expect(rings.reduce(0) { $0 + $1.count } >= 65)
        if abs(latitude) > 89.5 {
            let reachesPole = rings.contains { ring in ring.contains { abs($0.1) == 90 } }
            #expect(reachesPole)
            let width = rings.reduce(0) { sum, ring in
                let longitudes = ring.map(\.0)
                return sum + (longitudes.max() ?? 0) - (longitudes.min() ?? 0)
            }
            #expect(abs(width - 360) < 1e-9)
        }
    }

    @Test("the vertices lie where the ellipse says")
    func vertices() throws {
        let centre = GeodeticPosition(latitude: .degrees(-16.69), longitude: .degrees(-49.25))
        let ring = try #require(
            rings(result(latitude: -16.69, longitude: -49.25, major: 2000, minor: 500)).first)
        #expect(ring.count == 73)
        for (longitude, latitude) in ring {
            let vertex = GeodeticPosition(
                latitude: .degrees(latitude), longitude: .degrees(longitude))
            let d = vertex.offset(from: centre)
            let azimuth = 70 * Double.pi / 180
            let along = d.east * sine(azimuth) + d.north * cosine(azimuth)
            let across = d.east * cosine(azimuth) - d.north * sine(azimuth)
            let square = along * along / 4e6 + across * across / 2.5e5
            #expect(abs(square - 1) < 2e-3)
        }
    }

    @Test(
        "mirror solutions are flagged and lines of position drawn",
        arguments: PublicScenarios.ambiguous)
    func mirrors(scenario: Scenario) throws {
        let result = Locator().locate(scenario.observation(.lightTime))
        let features = try #require(result.geoJSON["features"]?.array)
        let kinds = features.compactMap { $0["properties"]?["kind"]?.string }
        #expect(kinds.count { $0 == "estimate" } == 1)
        #expect(kinds.count { $0 == "mirror-solution" } == 1)
        #expect(kinds.contains("line-of-position"))
        let points = features.filter { $0["geometry"]?["type"]?.string == "Point" }
        #expect(points.map { $0["properties"]?["mirror"]?.bool } == [false, true])
        #expect(points.first?["properties"]?["method"]?.string == result.method.name)
        let coordinates = try #require(points.first?["geometry"]?["coordinates"])
        #expect(coordinates[0]?.double == result.solutions.first?.position.longitude.degrees)
    }

    @Test("a line across the antimeridian is cut there")
    func lineAcross() throws {
        var result = result(latitude: 0, longitude: 179)
        let points = [(178.0, 1.0), (179.5, 2), (-179, 3), (-178, 4)].map {
            GeodeticPosition(latitude: .degrees($0.1), longitude: .degrees($0.0))
        }
        result.lines = [LineOfPosition(observable: .tdoa, points: points)]
        let feature = try #require(
            result.geoJSON["features"]?.array?.first {
                $0["properties"]?["kind"]?.string == "line-of-position"
            })
        #expect(feature["geometry"]?["type"]?.string == "MultiLineString")
        let parts = try #require(feature["geometry"]?["coordinates"]?.array)
        #expect(parts.count == 2)
        #expect(parts[0].array?.last?[0]?.double == 180)
        #expect(parts[1].array?.first?[0]?.double == -180)
        let latitude = try #require(parts[0].array?.last?[1]?.double)
        #expect(abs(latitude - (2 + 1.0 / 3)) < 1e-9)
    }
}
