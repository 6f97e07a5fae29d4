// The section of the Earth that a map shows, and the way from a place to the paper.

import Foundation
import MonitoringOrders
import Quantities

/// An equirectangular frame, true to scale at its middle latitude.
struct MapFrame {
    let pixelsPerDegree: Double
    private let west: Double
    private let north: Double
    private let shrink: Double
    private let left: Double
    private let top: Double
    private let reference: Double
    let latitudes: [Double]
    let longitudes: [Double]

    /// The smallest frame that holds all places with a margin.
    init(
        around places: [GeodeticPosition], width: Double, height: Double, inset: Double
    ) {
        reference = places.first?.longitude.degrees ?? 0
        let base = reference
        let longitudes = places.map { Self.near($0.longitude.degrees, base) }
        let latitudes = places.map(\.latitude.degrees)
        let (south, north) = (latitudes.min() ?? 0, latitudes.max() ?? 0)
        let (west, east) = (longitudes.min() ?? 0, longitudes.max() ?? 0)
        shrink = max(0.05, cos((south + north) / 2 * .pi / 180))
        let wide = max((east - west) * shrink, 1e-3)
        let high = max(north - south, 1e-3)
        pixelsPerDegree = min((width - 2 * inset) / wide, (height - 2 * inset) / high)
        (self.west, self.north) = (west, north)
        left = (width - wide * pixelsPerDegree) / 2
        top = (height - high * pixelsPerDegree) / 2
        let step = Self.step(for: max(wide, high))
        self.longitudes = Self.ticks(west, east, step)
        self.latitudes = Self.ticks(south, north, step)
    }

    /// Pixels from the left and from the top.
    func place(_ point: GeodeticPosition) -> (x: Double, y: Double) {
        let longitude = Self.near(point.longitude.degrees, reference)
        return (
            left + (longitude - west) * shrink * pixelsPerDegree,
            top + (north - point.latitude.degrees) * pixelsPerDegree
        )
    }

    /// The parts of a line that a canvas shows, one point beyond its edges where there is one. A line that leaves a map of
    /// the whole Earth at one side and comes back at the other has two parts.
    func chains(_ line: [GeodeticPosition], in canvas: Canvas) -> [[Canvas.Point]] {
        let (width, height) = (canvas.width, canvas.height)
        let halfTheEarth = 180 * shrink * pixelsPerDegree
        var chains: [[Canvas.Point]] = []
        var last: Canvas.Point?
        for point in line.map(place) {
            let isNear =
                (-width...2 * width).contains(point.x) && (-height...2 * height).contains(point.y)
            if isNear, let last, (point.x - last.x).magnitude < halfTheEarth {
                chains[chains.count - 1].append(point)
            } else if isNear {
                chains.append([point])
            }
            last = isNear ? point : nil
        }
        return chains
    }

    /// The same longitude within 180 degrees of another, so that no map breaks at 180.
    private static func near(_ longitude: Double, _ other: Double) -> Double {
        longitude - 360 * ((longitude - other) / 360).rounded()
    }

    private static func step(for extent: Double) -> Double {
        [1, 2, 5, 10, 20, 30].first { extent / $0 <= 6 } ?? 60
    }

    private static func ticks(_ low: Double, _ high: Double, _ step: Double) -> [Double] {
        let first = ((low - step) / step).rounded(.up) * step
        return Array(stride(from: first, through: high + step, by: step))
    }
}

extension PositionEstimate {
    /// Points on the ellipse, from local metres on the ellipsoid; right to a few per mille for the
    /// sizes that occur.
    var outline: [GeodeticPosition] {
        let (a, b) = (ellipse.semiMajor.value, ellipse.semiMinor.value)
        let azimuth = ellipse.azimuth.radians
        let metresPerDegree = 111_200.0
        return (0..<72).map { step in
            let turn = Double(step) / 72 * 2 * .pi
            let (along, across) = (a * cos(turn), b * sin(turn))
            let north = along * cos(azimuth) - across * sin(azimuth)
            let east = along * sin(azimuth) + across * cos(azimuth)
            let shrink = max(0.05, cos(position.latitude.radians))
            return GeodeticPosition(
                latitude: .degrees(position.latitude.degrees + north / metresPerDegree),
                longitude: .degrees(
                    position.longitude.degrees + east / (metresPerDegree * shrink)),
                height: position.height)
        }
    }
}
