// The rectangle of a chart between two scales with their ticks, labels and units.

import Foundation
import Quantities

/// One scale of a chart.
struct Axis {
    let range: ClosedRange<Double>
    /// What is shown, with its unit.
    let label: String
    let ticks: [Double]
    private let decimals: Int

    /// A scale over a range, with about `count` round ticks, or none; an empty range is widened.
    init(_ range: ClosedRange<Double>, label: String, ticks count: Int = 5) {
        let extent = range.upperBound - range.lowerBound
        let least = max(1e-9, range.upperBound.magnitude * 1e-9)
        self.range =
            extent > least ? range : range.lowerBound - least...range.upperBound + least
        self.label = label
        let span = self.range.upperBound - self.range.lowerBound
        let step = Self.roundStep(span / Double(max(1, count)))
        let first = (self.range.lowerBound / step).rounded(.up)
        let last = (self.range.upperBound / step).rounded(.down)
        ticks =
            count > 0 && last >= first
            ? stride(from: first, through: last, by: 1).map { $0 * step } : []
        decimals = min(9, max(0, Int(-log10(step).rounded(.down))))
    }

    func text(_ tick: Double) -> String { tick.fixed(decimals) }

    /// The part of the scale that lies below a value, 0 to 1 within it.
    func part(_ value: Double) -> Double {
        (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    }

    /// The nearest of 1, 2, 5 times a power of ten.
    static func roundStep(_ step: Double) -> Double {
        let power = pow(10, log10(step).rounded(.down))
        let steps = [1, 2, 5, 10].map { $0 * power }
        return steps.min { log($0 / step).magnitude < log($1 / step).magnitude } ?? power
    }
}

/// Where the values of a chart stand on the canvas.
struct PlotArea {
    let x: Axis
    let y: Axis
    let left: Double
    let top: Double
    let width: Double
    let height: Double
    /// True where the scale of y runs downwards.
    var isDownward = false

    func point(_ x: Double, _ y: Double) -> Canvas.Point {
        let (point, corner) = (inside(x, y), (x: left, y: top))
        return (corner.x + point.x, corner.y + point.y)
    }

    /// The place within the window of the area.
    func inside(_ x: Double, _ y: Double) -> Canvas.Point {
        let part = self.y.part(y)
        return (self.x.part(x) * width, (isDownward ? part : 1 - part) * height)
    }

    /// Grid, ticks, numbers, labels and the edge.
    func drawScales(on canvas: inout Canvas) {
        let (right, bottom) = (left + width, top + height)
        for tick in x.ticks {
            let at = point(tick, y.range.lowerBound).x
            canvas.line([(at, top), (at, bottom)], .grid)
            canvas.text(x.text(tick), at: (at, bottom + 12), .middle, size: 9)
        }
        for tick in y.ticks {
            let at = point(x.range.lowerBound, tick).y
            canvas.line([(left, at), (right, at)], .grid)
            canvas.text(y.text(tick), at: (left - 4, at + 3), .end, size: 9)
        }
        canvas.line(
            [(left, top), (right, top), (right, bottom), (left, bottom)], isClosed: true)
        canvas.text(x.label, at: (left + width / 2, bottom + 26), .middle)
        canvas.text(y.label, at: (11, top + height / 2), .middle, isUpright: true)
    }

    /// Draws within the area and shows nothing beyond it.
    func draw(on canvas: inout Canvas, _ body: (inout Canvas) -> Void) {
        canvas.window(at: (left, top), width: width, height: height, body)
    }
}
