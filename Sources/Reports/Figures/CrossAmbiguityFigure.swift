// The cross-ambiguity surface round its peak.

import Letters
public import MonitoringOrders
import Quantities

/// The surface on which TDOA and FDOA were found.
public struct CrossAmbiguityFigure: Hashable, Sendable {
    public var correlation: CorrelationRecord

    /// A figure of a correlation.
    public init(_ correlation: CorrelationRecord) { self.correlation = correlation }

    /// The figure; `nil` where no surface was kept.
    public func figure() -> Figure? {
        guard let surface = correlation.surface, let columns = surface.levels.first?.count,
            columns > 1, surface.levels.count > 1,
            let highest = surface.levels.flatMap(\.self).max()
        else { return nil }
        let grid = ShadeGrid(levels: surface.levels, range: 0...max(3, highest))
        let area = Self.area(surface, columns: columns)
        var canvas = Canvas(height: 252)
        area.draw(on: &canvas) { inner in
            grid.draw(on: &inner, isUpward: true)
            hair(in: area, on: &inner)
        }
        area.drawScales(on: &canvas)
        grid.drawKey(on: &canvas, at: (362, 8), height: 210, label: "dB")
        let caption = FigureTexts.ambiguity
        return Figure(
            name: "ambiguity",
            svg: canvas.svg(title: "Cross-ambiguity surface", description: caption.english),
            caption: caption, table: table(highest: highest))
    }

    private static func area(_ surface: AmbiguityGrid, columns: Int) -> PlotArea {
        let (delay, doppler) = (surface.delayStep.microseconds, surface.dopplerStep.value)
        let west = surface.firstDoppler.value - doppler / 2
        let south = surface.firstDelay.microseconds - delay / 2
        return PlotArea(
            x: Axis(west...west + doppler * Double(columns), label: "FDOA, Hz", ticks: 4),
            y: Axis(
                south...south + delay * Double(surface.levels.count), label: "TDOA, µs",
                ticks: 6),
            left: 60, top: 8, width: 294, height: 210)
    }

    /// Cross hairs that leave the peak itself free.
    private func hair(in area: PlotArea, on canvas: inout Canvas) {
        let delay = correlation.timeDifference?.microseconds ?? area.y.range.lowerBound
        let peak = area.inside(correlation.frequencyDifference.value, delay)
        canvas.line([(0, peak.y), (peak.x - 14, peak.y)], .dashed)
        canvas.line([(peak.x + 14, peak.y), (canvas.width, peak.y)], .dashed)
        canvas.line([(peak.x, 0), (peak.x, peak.y - 14)], .dashed)
        canvas.line([(peak.x, peak.y + 14), (peak.x, canvas.height)], .dashed)
    }

    private func table(highest: Double) -> FigureTable {
        FigureTable(
            head: [FigureTexts.quantity, FigureTexts.value],
            rows: [
                [
                    "TDOA",
                    correlation.timeDifference.map { "\($0.microseconds.fixed(4)) µs" } ?? "–",
                ],
                ["FDOA", "\(correlation.frequencyDifference.value.fixed(5)) Hz"],
                ["peak / median · pico / mediana", "\(highest.fixed(1)) dB"],
                ["output S/N · S/N de saída", "\(correlation.outputRatio.value.fixed(1)) dB"],
            ])
    }
}
