// The map of a location, on an equirectangular grid true at the middle latitude. Same input, same bytes.

import Letters
public import MonitoringOrders
public import Quantities

/// Everything that a location's map shows.
public struct LocationMap: Sendable {
    /// Best first.
    public var estimates: [PositionEstimate]
    public var lines: [PositionLine]
    /// Reference emitters by name.
    public var references: [Place]
    /// Points below the satellites.
    public var satellites: [Place]
    public var station: Place
    public var coastline: Coastline?

    /// A place with its name.
    public struct Place: Hashable, Sendable {
        public var name: String
        public var position: GeodeticPosition

        /// A named place.
        public init(_ name: String, _ position: GeodeticPosition) {
            (self.name, self.position) = (name, position)
        }
    }

    /// A map; what is not known stays empty.
    public init(
        estimates: [PositionEstimate], lines: [PositionLine] = [], references: [Place] = [],
        satellites: [Place] = [], station: Place, coastline: Coastline? = nil
    ) {
        (self.estimates, self.lines, self.references) = (estimates, lines, references)
        (self.satellites, self.station, self.coastline) = (satellites, station, coastline)
    }

    private static let width = 274.0
    private static let height = 300.0
    /// Left edge and size of the column beside the map.
    private static let (column, columnWidth) = (280.0, 120.0)

    /// The figure; `nil` where there is neither a position nor a line to show.
    public func figure() -> Figure? {
        guard !estimates.isEmpty || !lines.isEmpty else { return nil }
        let frame = MapFrame(
            around: places, width: Self.width, height: Self.height, inset: 34)
        var canvas = Canvas(height: Self.height)
        canvas.window(at: (0, 0), width: Self.width, height: Self.height) { inner in
            drawGround(frame, on: &inner)
            var labels = MapLabels(width: Self.width, height: Self.height)
            for mark in marks {
                mark.kind.draw(at: frame.place(mark.place.position), on: &inner)
                labels.reserve(frame.place(mark.place.position))
            }
            for mark in marks where mark.kind.isNamed {
                labels.write(mark.place.name, beside: frame.place(mark.place.position), on: &inner)
            }
        }
        canvas.line(
            [(0, 0), (Self.width, 0), (Self.width, Self.height), (0, Self.height)],
            isClosed: true)
        if let best = estimates.first { drawDetail(of: best, on: &canvas) }
        drawKey(on: &canvas)
        let caption = FigureTexts.map
        let words = estimates.first.map { ReportWords.position($0.position) + ". " } ?? ""
        return Figure(
            name: "map", svg: canvas.svg(title: "Map", description: words + caption.english),
            caption: caption, table: table)
    }

    /// One mark with what it stands for.
    struct Mark {
        var kind: MapMark
        var place: Place
    }

    private var marks: [Mark] {
        let mirrors = estimates.dropFirst().map {
            Mark(kind: .mirror, place: Place("", $0.position))
        }
        let best = estimates.prefix(1).map { Mark(kind: .position, place: Place("", $0.position)) }
        return satellites.map { Mark(kind: .below, place: $0) }
            + references.map { Mark(kind: .reference, place: $0) }
            + [Mark(kind: .station, place: station)] + mirrors + best
    }

    /// What the frame must hold; satellites far away do not make the map useless.
    private var places: [GeodeticPosition] {
        let centre = estimates.first?.position ?? station.position
        let near = satellites.map(\.position).filter {
            let turn = ($0.longitude - centre.longitude).degrees
            return (turn - 360 * (turn / 360).rounded()).magnitude < 45
        }
        let ends = estimates.isEmpty ? lines.flatMap(\.points) : []
        return [centre, station.position] + estimates.map(\.position)
            + references.map(\.position) + near + ends
    }

    private func drawGround(_ frame: MapFrame, on canvas: inout Canvas) {
        drawGraticule(frame, on: &canvas)
        drawCoast(frame, on: &canvas)
        for line in lines { draw(line, frame, on: &canvas) }
        for estimate in estimates {
            let outline = estimate.outline.map(frame.place)
            canvas.fill(outline, shade: 0.3)
            canvas.line(outline, isClosed: true)
        }
    }

    private func drawCoast(_ frame: MapFrame, on canvas: inout Canvas) {
        for line in coastline?.lines ?? [] {
            for chain in frame.chains(line, in: canvas) {
                canvas.line(chain, .init(width: 0.6, opacity: 0.55))
            }
        }
    }

    private func drawGraticule(_ frame: MapFrame, on canvas: inout Canvas) {
        for degree in frame.longitudes {
            let (x, _) = frame.place(.init(latitude: .zero, longitude: .degrees(degree)))
            canvas.line([(x, 0), (x, canvas.height)], .grid)
            let label = Angle.degrees(degree).hemispheric(positive: "E", negative: "W", decimals: 0)
            canvas.text(label, at: (x + 2, canvas.height - 4), size: 8)
        }
        for degree in frame.latitudes {
            let (_, y) = frame.place(.init(latitude: .degrees(degree), longitude: .zero))
            canvas.line([(0, y), (canvas.width, y)], .grid)
            let label = Angle.degrees(degree).hemispheric(positive: "N", negative: "S", decimals: 0)
            canvas.text(label, at: (3, y - 2), size: 8)
        }
    }

    /// The ellipse of the best position, larger, beside the map.
    private func drawDetail(of best: PositionEstimate, on canvas: inout Canvas) {
        let (left, size) = (Self.column, Self.columnWidth)
        let zoom = MapFrame(around: best.outline, width: size, height: size, inset: 22)
        canvas.window(at: (left, 0), width: size, height: size) { inner in
            drawCoast(zoom, on: &inner)
            for line in lines { draw(line, zoom, on: &inner) }
            inner.fill(best.outline.map(zoom.place), shade: 0.3)
            inner.line(best.outline.map(zoom.place), isClosed: true)
            inner.dot(zoom.place(best.position), radius: 1.5)
            drawScaleBar(zoom, on: &inner)
        }
        canvas.line(
            [(left, 0), (left + size, 0), (left + size, size), (left, size)], isClosed: true)
    }

    private func draw(_ line: PositionLine, _ frame: MapFrame, on canvas: inout Canvas) {
        for chain in frame.chains(line.points, in: canvas) {
            canvas.line(chain, line.observable == .tdoa ? .plain : .dashed)
        }
    }

    /// A bar of a round number of kilometres.
    private func drawScaleBar(_ frame: MapFrame, on canvas: inout Canvas) {
        let kilometre = frame.pixelsPerDegree / 111.2
        let length = Axis.roundStep(24 / kilometre)
        let (left, bottom) = (6.0, canvas.height - 7)
        canvas.line([(left, bottom), (left + length * kilometre, bottom)], .init(width: 2))
        let decimals = length < 1 ? 2 : 0
        canvas.text("\(length.fixed(decimals)) km", at: (left, bottom - 4), size: 8)
    }

    private func drawKey(on canvas: inout Canvas) {
        let kinds = MapMark.allCases.filter { kind in marks.contains { $0.kind == kind } }
        var at: Canvas.Point = (Self.column + 8, Self.columnWidth + 18)
        for kind in kinds {
            kind.draw(at: at, on: &canvas)
            canvas.text(kind.name.english, at: (at.x + 12, at.y + 3), size: 9)
            at.y += 15
        }
        for line in PositionLine.Observable.allCases
        where lines.contains(where: { $0.observable == line }) {
            canvas.line(
                [(at.x - 7, at.y), (at.x + 8, at.y)], line == .tdoa ? .plain : .dashed)
            canvas.text(
                "\(line.rawValue.uppercased()) = const.", at: (at.x + 12, at.y + 3), size: 9)
            at.y += 15
        }
    }

    private var table: FigureTable {
        FigureTable(
            head: [FigureTexts.mark, FigureTexts.place, FigureTexts.ellipse],
            rows: estimates.enumerated().map { index, estimate in
                [
                    (index == 0 ? FigureTexts.position : FigureTexts.mirror).english,
                    ReportWords.position(estimate.position), ReportWords.ellipse(estimate.ellipse),
                ]
            }
                + marks.filter(\.kind.isNamed).map {
                    [
                        "\($0.kind.name.english): \($0.place.name)",
                        ReportWords.place($0.place.position), "–",
                    ]
                })
    }
}
