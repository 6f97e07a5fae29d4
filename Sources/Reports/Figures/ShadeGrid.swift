// Levels over two scales as shades of one colour: what is strong is dark on white paper and bright on a dark
// screen. Neighbouring cells of one shade are one rectangle, each shade is one path.

import Quantities

/// Cells of levels between the lowest that is shown and the highest.
struct ShadeGrid {
    /// One row after the other, all of one length.
    let levels: [[Double]]
    /// What is left blank, and what is full.
    let range: ClosedRange<Double>

    private static let shades = 10

    private func shade(_ level: Double) -> Int {
        let part = (level - range.lowerBound) / max(range.upperBound - range.lowerBound, 1e-9)
        return min(Self.shades, max(0, Int((part * Double(Self.shades)).rounded())))
    }

    /// Fills a window of a width and a height, first row at the top.
    func draw(on canvas: inout Canvas, isUpward: Bool = false) {
        guard let columns = levels.first?.count, columns > 0 else { return }
        let (cell, row) = (
            canvas.width / Double(columns), canvas.height / Double(levels.count)
        )
        var paths = [String](repeating: "", count: Self.shades + 1)
        for (index, line) in levels.enumerated() {
            let top = Double(isUpward ? levels.count - 1 - index : index) * row
            let shades = line.map(shade)
            for run in Self.runs(shades) where shades[run.lowerBound] > 0 {
                let left = Double(run.lowerBound) * cell
                paths[shades[run.lowerBound]] +=
                    "M\(left.fixed(1)) \(top.fixed(1))h\((Double(run.count) * cell).fixed(1))"
                    + "v\(row.fixed(1))h-\((Double(run.count) * cell).fixed(1))z"
            }
        }
        for (shade, path) in paths.enumerated() where !path.isEmpty {
            canvas.fill(path: path, shade: Double(shade) / Double(Self.shades))
        }
    }

    /// Ranges of equal neighbours.
    private static func runs(_ values: [Int]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var first = 0
        for index in 1...values.count where index == values.count || values[index] != values[first]
        {
            runs.append(first..<index)
            first = index
        }
        return runs
    }

    /// The key to the shades, drawn upright to the right of a chart.
    func drawKey(on canvas: inout Canvas, at corner: Canvas.Point, height: Double, label: String) {
        let step = height / Double(Self.shades)
        for shade in 1...Self.shades {
            let top = corner.y + height - Double(shade) * step
            canvas.fill(
                [
                    (corner.x, top), (corner.x + 10, top), (corner.x + 10, top + step),
                    (corner.x, top + step),
                ], shade: Double(shade) / Double(Self.shades))
        }
        canvas.line(
            [
                corner, (corner.x + 10, corner.y), (corner.x + 10, corner.y + height),
                (corner.x, corner.y + height),
            ], isClosed: true)
        canvas.text(range.upperBound.fixed(0), at: (corner.x + 13, corner.y + 8), size: 9)
        canvas.text(range.lowerBound.fixed(0), at: (corner.x + 13, corner.y + height), size: 9)
        canvas.text(
            label, at: (corner.x + 22, corner.y + height / 2), .middle, size: 9, isUpright: true)
    }
}
