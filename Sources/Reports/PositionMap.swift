// The map of a location: the emitter's ellipse, other possible positions, reference emitters and
// the station, on an equirectangular grid true at the estimate's latitude. Same input, same bytes.

import MonitoringOrders
import Quantities

/// The map as SVG.
enum PositionMap {
    private static let width = 640.0
    private static let height = 480.0
    private static let inset = 46.0

    /// The map of a statement, with the station, everything that was used, and the coasts.
    ///
    /// - Returns: SVG with title and description, or `nil` where there is no position to show.
    static func svg(
        _ statement: GeolocationStatement, station: Station, coastline: Coastline?
    ) -> String? {
        guard let best = statement.estimates.first else { return nil }
        let references = statement.observables.compactMap { observable in
            observable.position.map { (observable.emitter, $0) }
        }
        let others = statement.estimates.dropFirst().map(\.position)
        let places = [best.position, station.position] + others + references.map(\.1)
        let frame = MapFrame(
            around: places, width: width, height: height, inset: inset)
        let zoom = MapFrame(
            around: best.outline, width: 190, height: 190, inset: 12)
        let marks =
            references.map { mark($0.1, $0.0, "▲", frame) } + [
                mark(station.position, station.name, "■", frame),
                mark(best.position, "estimate", "●", frame),
            ] + others.map { mark($0, "other possible position", "○", frame) }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width.fixed(0)) \(height.fixed(0))" role="img"
                 font-family="sans-serif" font-size="11">
            <title>Map of the location</title>
            <desc>Estimate at \(ReportWords.position(best.position).escaped) with its error ellipse, reference emitters and station.</desc>
            <rect width="\(width.fixed(0))" height="\(height.fixed(0))" fill="#fff"/>
            \(graticule(frame))
            \(coasts(coastline, frame, width, height))
            \(outline(best, frame))
            \(marks.joined(separator: "\n"))
            <svg x="\((width - 190).fixed(0))" y="0" width="190" height="190" viewBox="0 0 190 190">
            <rect width="190" height="190" fill="#fff" stroke="#000"/>
            \(coasts(coastline, zoom, 190, 190))
            \(outline(best, zoom))
            \(mark(best.position, "", "●", zoom))
            \(scaleBar(zoom, below: 190))</svg>
            </svg>
            """
    }

    private static func mark(
        _ point: GeodeticPosition, _ name: String, _ sign: String, _ frame: MapFrame
    ) -> String {
        let (x, y) = frame.place(point)
        let dot =
            "<text x=\"\(x.fixed(1))\" y=\"\((y + 4).fixed(1))\" text-anchor=\"middle\">\(sign)</text>"
        guard !name.isEmpty else { return dot }
        return dot
            + "<text x=\"\((x + 8).fixed(1))\" y=\"\((y + 4).fixed(1))\">\(name.escaped)</text>"
    }

    /// The parts of the coasts that the frame shows.
    private static func coasts(
        _ coastline: Coastline?, _ frame: MapFrame, _ width: Double, _ height: Double
    ) -> String {
        let chains = (coastline?.lines ?? []).flatMap { line in
            let points = line.map(frame.place)
            // A chain is drawn while one of two neighbours is on the paper or near it.
            let isNear = points.map { point in
                (-width...2 * width).contains(point.x) && (-height...2 * height).contains(point.y)
            }
            return points.indices.split { !isNear[$0] }.map { $0.map { points[$0] } }
        }
        let paths = chains.filter { $0.count > 1 }.map { chain in
            "M" + chain.map { "\($0.x.fixed(1)) \($0.y.fixed(1))" }.joined(separator: "L")
        }
        guard !paths.isEmpty else { return "" }
        return "<path d=\"\(paths.joined())\" fill=\"none\" stroke=\"#777\" stroke-width=\"0.8\"/>"
    }

    private static func outline(_ estimate: PositionEstimate, _ frame: MapFrame) -> String {
        let points = estimate.outline.map { point in
            let (x, y) = frame.place(point)
            return "\(x.fixed(2)),\(y.fixed(2))"
        }
        return
            "<polygon points=\"\(points.joined(separator: " "))\" fill=\"#0004\" stroke=\"#000\"/>"
    }

    private static func graticule(_ frame: MapFrame) -> String {
        var lines: [String] = []
        for degree in frame.longitudes {
            let (x, _) = frame.place(.init(latitude: .zero, longitude: .degrees(degree)))
            let label = Angle.degrees(degree).hemispheric(positive: "E", negative: "W", decimals: 0)
            lines.append(
                "<line x1=\"\(x.fixed(1))\" y1=\"0\" x2=\"\(x.fixed(1))\" y2=\"\(height.fixed(0))\" stroke=\"#bbb\"/>"
                    + "<text x=\"\((x + 2).fixed(1))\" y=\"\((height - 4).fixed(0))\" fill=\"#555\">\(label)</text>"
            )
        }
        for degree in frame.latitudes {
            let (_, y) = frame.place(.init(latitude: .degrees(degree), longitude: .zero))
            let label = Angle.degrees(degree).hemispheric(positive: "N", negative: "S", decimals: 0)
            lines.append(
                "<line x1=\"0\" y1=\"\(y.fixed(1))\" x2=\"\(width.fixed(0))\" y2=\"\(y.fixed(1))\" stroke=\"#bbb\"/>"
                    + "<text x=\"2\" y=\"\((y - 2).fixed(1))\" fill=\"#555\">\(label)</text>")
        }
        return lines.joined(separator: "\n")
    }

    /// A bar of a round number of kilometres.
    private static func scaleBar(_ frame: MapFrame, below: Double) -> String {
        let room = 80 / frame.pixelsPerDegree * 111.2
        let steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]
        let length = steps.last { $0 <= room } ?? 0.1
        let pixels = length / 111.2 * frame.pixelsPerDegree
        let y = (below - 14).fixed(0)
        return
            "<line x1=\"10\" y1=\"\(y)\" x2=\"\((10 + pixels).fixed(1))\" y2=\"\(y)\" stroke=\"#000\" stroke-width=\"3\"/>"
            + "<text x=\"10\" y=\"\((below - 18).fixed(0))\">\(length.fixed(length < 1 ? 1 : 0)) km</text>"
    }
}
