// Residuals of the reference emitters: what the known places tell of the measurement.

import Letters
public import MonitoringOrders
import Quantities

/// Residuals in TDOA and FDOA, a row for each reference emitter.
public struct ResidualFigure: Hashable, Sendable {
    public var references: [ReferenceRecord]

    /// A figure of the residuals of reference emitters.
    public init(_ references: [ReferenceRecord]) { self.references = references }

    /// The figure; `nil` without reference emitters.
    public func figure() -> Figure? {
        guard !references.isEmpty else { return nil }
        let height = 22 * Double(references.count)
        var canvas = Canvas(height: height + 48)
        let delays = references.map { ($0.timeResidual.microseconds, $0.timeSigma.microseconds) }
        let shifts = references.map { ($0.frequencyResidual.value, $0.frequencySigma.value) }
        panel(delays, "TDOA, µs", left: 110, height: height, on: &canvas)
        panel(shifts, "FDOA, Hz", left: 262, height: height, on: &canvas)
        for (row, reference) in references.enumerated() {
            canvas.text(
                String(reference.emitter.prefix(20)), at: (2, 22 * Double(row) + 22), size: 9)
        }
        let caption = FigureTexts.residuals
        return Figure(
            name: "residuals",
            svg: canvas.svg(title: "Residuals of reference emitters", description: caption.english),
            caption: caption, table: table)
    }

    private func panel(
        _ values: [(residual: Double, sigma: Double)], _ label: String, left: Double,
        height: Double, on canvas: inout Canvas
    ) {
        let reach = values.map { $0.residual.magnitude + 2 * $0.sigma }.max() ?? 1
        let area = PlotArea(
            x: Axis(-1.15 * reach...1.15 * reach, label: label, ticks: 3),
            y: Axis(0...Double(values.count), label: "", ticks: 0), left: left, top: 8,
            width: 130, height: height, isDownward: true)
        area.drawScales(on: &canvas)
        canvas.line([area.point(0, 0), area.point(0, Double(values.count))], .dashed)
        for (row, value) in values.enumerated() {
            let middle = Double(row) + 0.5
            let (low, high) = (
                area.point(value.residual - 2 * value.sigma, middle),
                area.point(value.residual + 2 * value.sigma, middle)
            )
            canvas.line([low, high], .init(width: 1.5))
            for end in [low, high] { canvas.line([(end.x, end.y - 3), (end.x, end.y + 3)]) }
            canvas.dot(area.point(value.residual, middle))
        }
    }

    private var table: FigureTable {
        FigureTable(
            head: [
                FigureTexts.emitter, FigureTexts.timeResidual, FigureTexts.frequencyResidual,
                FigureTexts.check,
            ],
            rows: references.map { one in
                [
                    one.emitter,
                    "\(one.timeResidual.microseconds.fixed(3)) ± \(one.timeSigma.microseconds.fixed(3))",
                    "\(one.frequencyResidual.value.fixed(4)) ± \(one.frequencySigma.value.fixed(4))",
                    one.distance.map { distance in
                        "\(distance.kilometres.fixed(2)) km"
                            + (one.isInside.map { $0 ? " (95 %: ✓)" : " (95 %: ✗)" } ?? "")
                    } ?? "–",
                ]
            })
    }
}
