// A closed ring or a line on the globe, cut so that it can be drawn on a map of longitudes from
// -180 to 180 degrees (RFC 7946, section 3.1.9), also where it goes round a pole.

import Glibc
import Quantities

/// Longitude and latitude in degrees.
struct MapPoint: Hashable {
    var longitude, latitude: Double
}

enum MapShape {
    /// Rings, each counter-clockwise with its first point repeated at the end.
    static func rings(around vertices: [GeodeticPosition]) -> [[MapPoint]] {
        guard let first = vertices.first else { return [] }
        var ring = unrolled(vertices + [first])
        let turn = ring[ring.count - 1].longitude - ring[0].longitude
        if abs(turn) > 180 {
            // Counter-clockwise round the north pole runs east, round the south pole west.
            let pole = turn > 0 ? 90.0 : -90
            ring.append(MapPoint(longitude: ring[ring.count - 1].longitude, latitude: pole))
            ring.append(MapPoint(longitude: ring[0].longitude, latitude: pole))
        } else {
            ring.removeLast()
        }
        return worlds(ring).compactMap { world in
            let west = 360 * Double(world) - 180
            var part = clip(ring, at: west, keepEast: true)
            part = clip(part, at: west + 360, keepEast: false)
            guard part.count > 2 else { return nil }
            part = part.map {
                MapPoint(longitude: $0.longitude - 360 * Double(world), latitude: $0.latitude)
            }
            return part + [part[0]]
        }
    }

    /// Lines of two points or more, cut at the antimeridian.
    static func lines(along vertices: [GeodeticPosition]) -> [[MapPoint]] {
        var lines: [[MapPoint]] = []
        var line: [MapPoint] = []
        var before: MapPoint?
        for point in unrolled(vertices) {
            let world = Self.world(point)
            if let last = before, Self.world(last) != world {
                let edge = 360 * Double(max(world, Self.world(last))) - 180
                let crossing = Self.crossing(last, point, edge)
                line.append(wrapped(crossing, Self.world(last)))
                lines.append(line)
                line = [wrapped(crossing, world)]
            }
            line.append(wrapped(point, world))
            before = point
        }
        return (lines + [line]).filter { $0.count > 1 }
    }

    private static func world(_ point: MapPoint) -> Int {
        Int(((point.longitude + 180) / 360).rounded(.down))
    }

    private static func wrapped(_ point: MapPoint, _ world: Int) -> MapPoint {
        MapPoint(longitude: point.longitude - 360 * Double(world), latitude: point.latitude)
    }

    private static func worlds(_ ring: [MapPoint]) -> ClosedRange<Int> {
        let all = ring.map(world)
        return (all.min() ?? 0)...(all.max() ?? 0)
    }

    /// The points with longitudes that never jump by more than half a turn.
    private static func unrolled(_ vertices: [GeodeticPosition]) -> [MapPoint] {
        var points: [MapPoint] = []
        for vertex in vertices {
            var longitude = vertex.longitude.degrees
            if let last = points.last {
                longitude = last.longitude + remainder(longitude - last.longitude, 360)
            } else {
                longitude = remainder(longitude, 360)
            }
            points.append(MapPoint(longitude: longitude, latitude: vertex.latitude.degrees))
        }
        return points
    }

    /// One side of Sutherland and Hodgman's clipping.
    private static func clip(_ ring: [MapPoint], at edge: Double, keepEast: Bool) -> [MapPoint] {
        var kept: [MapPoint] = []
        for (index, point) in ring.enumerated() {
            let last = ring[(index + ring.count - 1) % ring.count]
            let isInside = keepEast ? point.longitude >= edge : point.longitude <= edge
            let wasInside = keepEast ? last.longitude >= edge : last.longitude <= edge
            if isInside != wasInside { kept.append(crossing(last, point, edge)) }
            if isInside { kept.append(point) }
        }
        return kept
    }

    private static func crossing(_ a: MapPoint, _ b: MapPoint, _ edge: Double) -> MapPoint {
        let share = (edge - a.longitude) / (b.longitude - a.longitude)
        return MapPoint(
            longitude: edge, latitude: a.latitude + share * (b.latitude - a.latitude))
    }
}
