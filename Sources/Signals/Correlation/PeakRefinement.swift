// From the largest cell to the peak itself: Newton's method on the weighted ambiguity function,
// which is known exactly between the cells because it is band-limited in delay and time-limited in
// Doppler. No parabola, hence no bias. Steps are clamped to 0.15/T, so that a start a whole cell
// away cannot jump to a sidelobe.

import Glibc

/// The refined peak of the ambiguity function.
struct RefinedPeak: Sendable {
    /// Delay in samples.
    var lag: Double
    /// In hertz, at the middle of the snapshot.
    var doppler: Double
    /// In Hz/s.
    var dopplerRate: Double
    /// Squared magnitude at the peak with the first weights, Doppler loss inside blocks undone.
    var power = 0.0
    /// The part of the signal's power that the Doppler shift inside blocks has left, above 0 to 1.
    var powerShare = 1.0
}

/// Newton's method near one cell of a matrix.
struct PeakRefinement {
    private let matrix: LagMatrix
    private let centreRow: Int
    /// Rows used on either side of the peak.
    private let reach: Int
    private let taper: [Double]
    private let size: Int
    private let forward: FourierTransform
    private let buffer: ComplexBuffer
    /// Largest step in delay, samples.
    private let delayStep: Double

    /// - Parameters:
    ///   - matrix: block correlations that hold the peak and some rows round it.
    ///   - peak: the largest cell.
    ///   - reach: rows wanted on either side.
    ///   - bandwidth: effective bandwidth as a part of the sample rate, above 0 to 1.
    init(_ matrix: LagMatrix, peak: CoarsePeak, reach: Int, bandwidth: Double) {
        self.matrix = matrix
        let row = peak.lag - matrix.lowestLag
        centreRow = row
        let available = max(0, min(min(row, matrix.lagCount - 1 - row), reach))
        self.reach = available
        taper = (-available...available).map { offset in
            let outer = (Double(abs(offset)) / Double(available + 1) - 0.75) / 0.25
            return outer <= 0 ? 1 : 0.5 + 0.5 * cos(Double.pi * outer)
        }
        size = SearchPlan.powerOfTwo(atLeast: 2 * (2 * available + 1))
        forward = .plan(size, .forward)
        buffer = ComplexBuffer(size)
        delayStep = min(0.25 / max(bandwidth, 1e-3), Double(available) + 0.5)
    }

    /// Climbs from a start to the top.
    ///
    /// - Parameters:
    ///   - start: where to begin.
    ///   - ratio: a further weight at a frequency in cycles per sample.
    ///   - withRate: whether the Doppler rate is free.
    ///   - rounds: alternations between delay and Doppler.
    /// - Returns: the top, with its power.
    func climb(
        from start: RefinedPeak, ratio: (Double) -> Double, withRate: Bool, rounds: Int
    ) -> RefinedPeak {
        var peak = start
        let weights = (0..<size).map {
            ratio(Double($0 < size / 2 ? $0 : $0 - size) / Double(size))
        }
        for _ in 0..<rounds {
            let spectrum = crossSpectrum(at: peak)
            let terms = spectrum.indices.map { spectrum[$0] * weights[$0] }
            peak.lag = climbInDelay(terms, from: peak.lag)
            let series = blockSeries(lag: peak.lag, weights: weights)
            climbInDoppler(series, &peak, withRate: withRate)
            let inside =
                (peak.doppler - Double(matrix.band) * matrix.plan.bandWidth)
                * Double(matrix.plan.blockLength) / matrix.plan.window.sampleRate
            let loss = inside == 0 ? 1 : sin(Double.pi * inside) / (Double.pi * inside)
            peak.powerShare = loss * loss
            peak.power = sum(series, at: peak).power / peak.powerShare
        }
        return peak
    }

    /// The spectrum of the correlation over delay, all blocks summed at the peak's Doppler shift.
    private func crossSpectrum(at peak: RefinedPeak) -> [Complex] {
        let factors = turns(peak)
        buffer.parts.update(repeating: 0, count: 2 * size)
        factors.withUnsafeBufferPointer { turned in
            guard let base = turned.baseAddress else { return }
            for offset in -reach...reach {
                let row = centreRow + offset
                let turn = Complex.turned(2 * Double.pi * matrix.phaseCycles(ofRow: row))
                let value =
                    dot(matrix.row(row), base, count: matrix.plan.blockCount)
                    * turn * taper[offset + reach]
                let k = (offset + size) % size
                buffer.parts[2 * k] = Float(value.real)
                buffer.parts[2 * k + 1] = Float(value.imaginary)
            }
        }
        forward.execute(buffer)
        return (0..<size).map {
            Complex(
                real: Double(buffer.parts[2 * $0]), imaginary: Double(buffer.parts[2 * $0 + 1]))
        }
    }

    private func climbInDelay(_ terms: [Complex], from lag: Double) -> Double {
        let centre = Double(centreRow + matrix.lowestLag)
        var offset = lag - centre
        for _ in 0..<20 {
            var (a, b, c) = (Complex.zero, Complex.zero, Complex.zero)
            for (k, term) in terms.enumerated() where term.power > 0 {
                let w = 2 * Double.pi * Double(k < size / 2 ? k : k - size) / Double(size)
                let value = term * Complex.turned(w * offset)
                a += value
                b += value * w
                c += value * (w * w)
            }
            // The derivatives by delay are j b and -c.
            let slope = Complex(real: -b.imaginary, imaginary: b.real)
            let bend = c * -1
            let step = Self.step(a, slope, bend, limit: delayStep)
            offset += step
            if abs(step) < 1e-9 { break }
        }
        return centre + max(-Double(reach), min(Double(reach), offset))
    }

    /// The sum over delays for every block at a delay between the rows.
    private func blockSeries(lag: Double, weights: [Double]) -> [Complex] {
        let offset = lag - Double(centreRow + matrix.lowestLag)
        for k in 0..<size {
            let w = 2 * Double.pi * Double(k < size / 2 ? k : k - size) / Double(size)
            let value = Complex.turned(w * offset) * (weights[k] / Double(size))
            buffer.parts[2 * k] = Float(value.real)
            buffer.parts[2 * k + 1] = Float(value.imaginary)
        }
        forward.execute(buffer)
        let blocks = matrix.plan.blockCount
        let series = ComplexBuffer(blocks)
        for delay in -reach...reach {
            let row = centreRow + delay
            let k = (delay + size) % size
            let kernel = Complex(
                real: Double(buffer.parts[2 * k]), imaginary: Double(buffer.parts[2 * k + 1]))
            let turn = Complex.turned(2 * Double.pi * matrix.phaseCycles(ofRow: row))
            accumulate(
                matrix.row(row), times: kernel * turn * taper[delay + reach], into: series.parts,
                count: blocks)
        }
        return (0..<blocks).map {
            Complex(
                real: Double(series.parts[2 * $0]), imaginary: Double(series.parts[2 * $0 + 1]))
        }
    }

    private func climbInDoppler(_ series: [Complex], _ peak: inout RefinedPeak, withRate: Bool) {
        let times = series.indices.map { matrix.time(ofBlock: $0) }
        let length = times.last.map { 2 * $0 } ?? 1
        let meanSquare = times.reduce(0.0) { $0 + $1 * $1 } / Double(times.count)
        for _ in 0..<20 {
            let shift = climbOnce(series, peak, limit: 0.15 / length) { 2 * Double.pi * times[$0] }
            peak.doppler += shift
            guard withRate else {
                if abs(shift) < 1e-7 / length { break }
                continue
            }
            // t^2 less its mean does not pull at the phase, hence not at the first term.
            let rate = climbOnce(series, peak, limit: 0.3 / (length * length)) {
                Double.pi * (times[$0] * times[$0] - meanSquare)
            }
            peak.dopplerRate += rate
            if abs(shift) < 1e-7 / length, abs(rate) < 1e-6 / (length * length) { break }
        }
    }

    private func climbOnce(
        _ series: [Complex], _ peak: RefinedPeak, limit: Double, basis: (Int) -> Double
    ) -> Double {
        var (a, b, c) = (Complex.zero, Complex.zero, Complex.zero)
        for (block, term) in series.enumerated() {
            let t = matrix.time(ofBlock: block)
            let phase = -2 * Double.pi * (peak.doppler * t + peak.dopplerRate * t * t / 2)
            let value = term * Complex.turned(phase)
            let w = basis(block)
            a += value
            b += value * w
            c += value * (w * w)
        }
        let slope = Complex(real: b.imaginary, imaginary: -b.real)
        return Self.step(a, slope, c * -1, limit: limit)
    }

    private func sum(_ series: [Complex], at peak: RefinedPeak) -> Complex {
        var total = Complex.zero
        for (block, term) in series.enumerated() {
            let t = matrix.time(ofBlock: block)
            total +=
                term
                * .turned(-2 * Double.pi * (peak.doppler * t + peak.dopplerRate * t * t / 2))
        }
        return total
    }

    private func turns(_ peak: RefinedPeak) -> [Float] {
        (0..<matrix.plan.blockCount).flatMap { block -> [Float] in
            let t = matrix.time(ofBlock: block)
            let phase = -2 * Double.pi * (peak.doppler * t + peak.dopplerRate * t * t / 2)
            let turn = Complex.turned(phase)
            return [Float(turn.real), Float(turn.imaginary)]
        }
    }

    /// One step uphill on |a|^2 with its first and second derivatives.
    private static func step(
        _ a: Complex, _ first: Complex, _ second: Complex, limit: Double
    ) -> Double {
        let gradient = 2 * (first.real * a.real + first.imaginary * a.imaginary)
        let curvature =
            2 * (second.real * a.real + second.imaginary * a.imaginary + first.power)
        let wanted =
            curvature < 0 ? -gradient / curvature : (gradient >= 0 ? limit : -limit)
        return max(-limit, min(limit, wanted))
    }
}
