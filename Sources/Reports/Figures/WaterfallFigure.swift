// Spectra one after the other, earliest at the top.

import Letters
public import MonitoringOrders
import Quantities

/// The victim's downlink over time.
public struct WaterfallFigure: Hashable, Sendable {
    public var waterfall: WaterfallRecord

    /// A figure of a waterfall.
    public init(_ waterfall: WaterfallRecord) { self.waterfall = waterfall }

    /// The figure; `nil` for a waterfall without rows.
    public func figure() -> Figure? {
        guard let columns = waterfall.rows.first?.count, columns > 1 else { return nil }
        let caption = FigureTexts.waterfall(waterfall.centre.inMegahertz)
        let sorted = waterfall.rows.flatMap(\.self).sorted()
        // The lowest tenth is noise, whose scatter stays blank.
        let floor = (sorted[sorted.count / 10] + 3).rounded(.down)
        let grid = ShadeGrid(
            levels: waterfall.rows, range: floor...max(floor + 6, sorted[sorted.count - 1]))
        let half = waterfall.step.value * Double(columns) / 2e3
        let length = waterfall.interval.value * Double(waterfall.rows.count)
        let area = PlotArea(
            x: Axis(-half...half, label: FigureTexts.offset(from: waterfall.centre), ticks: 6),
            y: Axis(0...length, label: FigureTexts.secondsLabel), left: 46, top: 8, width: 308,
            height: 150, isDownward: true)
        var canvas = Canvas(height: 192)
        area.draw(on: &canvas) { grid.draw(on: &$0) }
        area.drawScales(on: &canvas)
        grid.drawKey(
            on: &canvas, at: (362, 8), height: 150, label: FigureTexts.densityLabel)
        return Figure(
            name: "waterfall", svg: canvas.svg(title: "Waterfall", description: caption.english),
            caption: caption, table: table)
    }

    /// Twelve rows at most, spread evenly.
    private var table: FigureTable {
        let stride = max(1, (waterfall.rows.count + 11) / 12)
        let rows = waterfall.rows.enumerated().filter { $0.offset % stride == 0 }
        return FigureTable(
            head: [
                FigureTexts.time, FigureTexts.strongest, FigureTexts.level, FigureTexts.median,
            ],
            rows: rows.map { index, levels in
                let strongest = levels.indices.max { levels[$0] < levels[$1] } ?? 0
                let middle = Double(levels.count) / 2
                let offset = (Double(strongest) + 0.5 - middle) * waterfall.step.value
                return [
                    (Double(index) * waterfall.interval.value).fixed(3) + " s",
                    (offset / 1e3).fixed(1), levels[strongest].fixed(1),
                    levels.sorted()[levels.count / 2].fixed(1),
                ]
            })
    }
}
