// The spectrum of the downlinks with the measured emissions marked.

import Letters
public import MonitoringOrders
import Quantities

/// Mean power spectra of both downlinks, and what was measured in the victim's.
public struct SpectrumFigure: Hashable, Sendable {
    public var victim: SpectrumRecord
    public var adjacent: SpectrumRecord?
    /// Strongest first.
    public var emissions: [MeasuredEmission]

    /// A figure of one or two spectra.
    public init(
        victim: SpectrumRecord, adjacent: SpectrumRecord? = nil, emissions: [MeasuredEmission]
    ) {
        (self.victim, self.adjacent, self.emissions) = (victim, adjacent, emissions)
    }

    /// The figure; `nil` for a spectrum without levels.
    public func figure() -> Figure? {
        guard victim.levels.count > 1, let highest = victim.levels.max(),
            let lowest = (victim.levels + (adjacent?.levels ?? [])).min()
        else { return nil }
        let caption = FigureTexts.spectrum(
            victim.centre.inMegahertz, withAdjacent: adjacent != nil)
        let half = victim.halfSpan / 1e3
        let area = PlotArea(
            x: Axis(-half...half, label: FigureTexts.offset(from: victim.centre), ticks: 6),
            y: Axis(lowest - 1...highest + 9, label: FigureTexts.densityLabel), left: 46, top: 8,
            width: 346, height: 190)
        var canvas = Canvas(height: 232)
        area.drawScales(on: &canvas)
        area.draw(on: &canvas) { inner in
            if let adjacent { inner.line(points(of: adjacent, in: area), .init(dashes: "1 2")) }
            inner.line(points(of: victim, in: area), .init(width: 1.2))
            if let floor = victim.noiseFloor?.value {
                inner.line([area.inside(-half, floor), area.inside(half, floor)], .dashed)
            }
            for (index, emission) in emissions.enumerated() {
                mark(emission, number: index + 1, in: area, on: &inner)
            }
        }
        return Figure(
            name: "spectrum", svg: canvas.svg(title: "Spectrum", description: caption.english),
            caption: caption, table: table)
    }

    private func points(of spectrum: SpectrumRecord, in area: PlotArea) -> [Canvas.Point] {
        spectrum.levels.enumerated().map { index, level in
            area.inside(spectrum.offset(of: index) / 1e3, level)
        }
    }

    /// A bracket as wide as the occupied bandwidth, over the emission.
    private func mark(
        _ emission: MeasuredEmission, number: Int, in area: PlotArea, on canvas: inout Canvas
    ) {
        let offset = emission.centreFrequency.value - victim.centre.value
        let half = (emission.occupiedBandwidth?.value ?? 0) / 2
        let under = victim.levels.enumerated().filter {
            (victim.offset(of: $0.offset) - offset).magnitude <= max(half, victim.step.value)
        }
        let top = area.inside(0, under.map(\.element).max() ?? area.y.range.upperBound).y - 5
        let (left, right) = (
            area.inside((offset - half) / 1e3, 0).x, area.inside((offset + half) / 1e3, 0).x
        )
        canvas.line([(left, top + 3), (left, top), (right, top), (right, top + 3)])
        canvas.text("\(number)", at: ((left + right) / 2, top - 3), .middle)
    }

    private var table: FigureTable {
        FigureTable(
            head: [
                FigureTexts.number, FigureTexts.centre, FigureTexts.bandwidth,
                FigureTexts.carrierToNoise,
            ],
            rows: emissions.enumerated().map { index, emission in
                [
                    "\(index + 1)", (emission.centreFrequency.value / 1e6).fixed(6),
                    emission.occupiedBandwidth.map { ($0.value / 1e3).fixed(3) } ?? "–",
                    emission.carrierToNoise.map { $0.value.fixed(1) } ?? "–",
                ]
            })
    }
}

extension SpectrumRecord {
    /// Half of what the levels span, in hertz.
    var halfSpan: Double { step.value * Double(levels.count) / 2 }

    /// Frequency of a level from the centre, in hertz.
    func offset(of index: Int) -> Double { (Double(index) + 0.5) * step.value - halfSpan }
}

extension FigureTexts {
    /// The label of a scale of frequencies.
    static func offset(from centre: Hertz) -> String { "f − \(centre.inMegahertz), kHz" }
}
