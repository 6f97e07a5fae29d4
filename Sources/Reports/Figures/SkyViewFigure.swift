// The sky of the station with the satellites that were used.

import Foundation
import Letters
public import MonitoringOrders
import Quantities

/// A polar plot of azimuth and elevation.
public struct SkyViewFigure: Hashable, Sendable {
    public var satellites: [SatelliteView]

    /// A figure of satellites in the sky.
    public init(_ satellites: [SatelliteView]) { self.satellites = satellites }

    private static let middle: Canvas.Point = (200, 122)
    private static let radius = 100.0

    /// The figure; `nil` without satellites.
    public func figure() -> Figure? {
        guard !satellites.isEmpty else { return nil }
        var canvas = Canvas(height: 244)
        for elevation in [0.0, 30, 60] {
            canvas.circle(
                Self.middle, radius: Self.radius * (90 - elevation) / 90,
                elevation == 0 ? .plain : .grid)
            let at = Self.point(azimuth: 0, elevation: elevation)
            canvas.text("\(elevation.fixed(0))°", at: (at.x + 3, at.y + 10), size: 9)
        }
        for (name, azimuth) in [("N", 0.0), ("E", 90), ("S", 180), ("W", 270)] {
            let edge = Self.point(azimuth: azimuth, elevation: 0)
            canvas.line([Self.middle, edge], .grid)
            let label = Self.point(azimuth: azimuth, elevation: -8)
            canvas.text(name, at: (label.x, label.y + 4), .middle)
        }
        let seen = satellites.filter { $0.elevation.value > 0 }
        let places = seen.map {
            Self.point(azimuth: $0.azimuth.degrees, elevation: $0.elevation.degrees)
        }
        var labels = MapLabels(width: canvas.width, height: canvas.height)
        for place in places {
            canvas.dot(place, radius: 3)
            labels.reserve(place)
        }
        for (satellite, place) in zip(seen, places) {
            labels.write(satellite.name, beside: place, on: &canvas)
        }
        let caption = FigureTexts.sky
        return Figure(
            name: "sky", svg: canvas.svg(title: "Sky view", description: caption.english),
            caption: caption, table: table)
    }

    private static func point(azimuth: Double, elevation: Double) -> Canvas.Point {
        let distance = radius * (90 - elevation) / 90
        let turn = azimuth * .pi / 180
        return (middle.x + distance * sin(turn), middle.y - distance * cos(turn))
    }

    private var table: FigureTable {
        FigureTable(
            head: [
                FigureTexts.satellite, FigureTexts.azimuth, FigureTexts.elevation,
                FigureTexts.range, FigureTexts.subPoint,
            ],
            rows: satellites.map { satellite in
                [
                    satellite.name, "\(satellite.azimuth.degrees.fixed(2))°",
                    "\(satellite.elevation.degrees.fixed(2))°",
                    satellite.range.kilometres.fixed(0), ReportWords.place(satellite.subPoint),
                ]
            })
    }
}
