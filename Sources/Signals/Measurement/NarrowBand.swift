// One emission alone: the transform of the whole stretch, its bins round the emission, and back at a
// lower rate with the emission's centre at zero.

import Glibc
import Quantities

/// Samples of one emission at a reduced rate.
struct NarrowBand {
    /// Interleaved complex samples.
    let buffer: ComplexBuffer
    /// Samples per second.
    let rate: Double
    /// Frequency of the recording that was moved to zero, hertz from its centre.
    let centre: Double
    /// Noise power per sample, in the units of the recording.
    let noisePower: Double

    /// Longest stretch that is transformed at once.
    static let longest = 1 << 20

    /// Length in seconds.
    var length: Double { Double(buffer.count) / rate }

    /// Cuts an emission out of a stretch of a recording.
    ///
    /// - Parameters:
    ///   - spectrum: transform of the stretch.
    ///   - sampleRate: of the stretch, hertz.
    ///   - centre: frequency to move to zero.
    ///   - width: what must be kept, hertz; the rate becomes at least twice as much.
    ///   - floor: noise power per sample in the whole band.
    init(
        _ spectrum: ComplexBuffer, sampleRate: Double, centre: Double, width: Double, floor: Double
    ) {
        let size = spectrum.count
        let step = sampleRate / Double(size)
        let kept = min(size, max(16, Int((width / step).rounded(.up))))
        // Squares of samples have twice their bandwidth; an emission that fills the band is interpolated.
        let target = SearchPlan.powerOfTwo(atLeast: 2 * kept)
        let middle = Int((centre / step).rounded())
        buffer = ComplexBuffer(target)
        let half = min(kept, target - 1) / 2
        for offset in -half...half where abs(middle + offset) <= size / 2 {
            let from = ((middle + offset) % size + size) % size
            let to = (offset + target) % target
            buffer.parts[2 * to] = spectrum.parts[2 * from] / Float(size)
            buffer.parts[2 * to + 1] = spectrum.parts[2 * from + 1] / Float(size)
        }
        FourierTransform.plan(target, .inverse).execute(buffer)
        rate = step * Double(target)
        self.centre = Double(middle) * step
        noisePower = floor * Double(2 * half + 1) / Double(size)
    }

    /// One sample.
    subscript(index: Int) -> Complex {
        Complex(
            real: Double(buffer.parts[2 * index]), imaginary: Double(buffer.parts[2 * index + 1]))
    }

    /// The relative standard error of the mean power, from the scatter of 32 parts of the stretch.
    var powerScatter: Double {
        let parts = 32
        let length = buffer.count / parts
        let means = (0..<parts).map { part in
            (0..<length).reduce(0.0) { $0 + self[part * length + $1].power }
        }
        let mean = means.reduce(0, +) / Double(parts)
        guard length > 0, mean > 0 else { return 1 }
        let squares = means.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(parts * (parts - 1))).squareRoot() / mean
    }

    /// All samples.
    var samples: [Complex] { (0..<buffer.count).map { self[$0] } }
}

/// The strongest line in a series, found by a transform and refined by Newton's method.
struct SpectralLine {
    /// In cycles per sample, -0.5 to 0.5.
    let frequency: Double
    /// Complex amplitude.
    let amplitude: Complex
    /// Power of the line over the mean power of noise in a bin.
    let ratio: Double
    /// Standard error of the frequency from the scatter of its phase over 32 parts of the series, in
    /// cycles per sample; it knows when the noise lies in the magnitude and not in the phase.
    let frequencyError: Double

    /// Searches a series for a line.
    ///
    /// - Parameters:
    ///   - series: the samples.
    ///   - range: where to look, in cycles per sample.
    init?(_ series: [Complex], in range: ClosedRange<Double>) {
        let count = series.count
        guard count >= 16 else { return nil }
        let size = SearchPlan.powerOfTwo(atLeast: 2 * count)
        let buffer = ComplexBuffer(size)
        for (n, value) in series.enumerated() {
            buffer.parts[2 * n] = Float(value.real)
            buffer.parts[2 * n + 1] = Float(value.imaginary)
        }
        FourierTransform.plan(size, .forward).execute(buffer)
        let low = Int((range.lowerBound * Double(size)).rounded(.up))
        let high = Int((range.upperBound * Double(size)).rounded(.down))
        guard low < high else { return nil }
        var (best, power) = (low, -1.0)
        var powers: [Double] = []
        for bin in low...high {
            let k = ((bin % size) + size) % size
            let value = Complex(
                real: Double(buffer.parts[2 * k]), imaginary: Double(buffer.parts[2 * k + 1])
            ).power
            powers.append(value)
            if value > power { (best, power) = (bin, value) }
        }
        let refined = Self.refine(series, from: Double(best) / Double(size))
        // The median of exponential powers, which the line and its skirts do not move.
        powers.sort()
        let others = max(powers[powers.count / 2] / log(2), 1e-300)
        frequency = refined.0
        amplitude = refined.1
        ratio = refined.1.power * Double(count) * Double(count) / others
        frequencyError =
            Self.phaseScatter(series, refined.0, refined.1)
            * (12.0 / 32).squareRoot() / (2 * Double.pi * Double(count))
    }

    /// The standard deviation of the phase of a line over 32 parts of a series, in radians.
    private static func phaseScatter(
        _ series: [Complex], _ frequency: Double, _ amplitude: Complex
    ) -> Double {
        let length = max(1, series.count / 32)
        let middle = (Double(series.count) - 1) / 2
        var squares = 0.0
        for part in 0..<min(32, series.count / length) {
            var sum = Complex.zero
            for n in part * length..<(part + 1) * length {
                sum += series[n] * .turned(-2 * Double.pi * frequency * (Double(n) - middle))
            }
            let across = sum.imaginary * amplitude.real - sum.real * amplitude.imaginary
            let phase = across / (Double(length) * max(amplitude.power, 1e-300))
            squares += phase * phase
        }
        // Frequency and phase were fitted: thirty degrees of freedom are left.
        return (squares / 30).squareRoot()
    }

    private static func refine(_ series: [Complex], from start: Double) -> (Double, Complex) {
        let count = Double(series.count)
        var frequency = start
        var total = Complex.zero
        for _ in 0..<6 {
            var (a, b, c) = (Complex.zero, Complex.zero, Complex.zero)
            for (n, value) in series.enumerated() {
                let t = Double(n) - (count - 1) / 2
                let term = value * .turned(-2 * Double.pi * frequency * t)
                a += term
                b += term * t
                c += term * (t * t)
            }
            total = a * (1 / count)
            // Derivatives by angular frequency: -j b and -c.
            let gradient = 2 * (b.imaginary * a.real - b.real * a.imaginary)
            let curvature = 2 * (b.power - c.real * a.real - c.imaginary * a.imaginary)
            guard curvature < 0 else { break }
            let limit = 0.3 / count
            let step = max(-limit, min(limit, -gradient / curvature / (2 * Double.pi)))
            frequency += step
            if abs(step) < 1e-7 / count { break }
        }
        return (frequency, total)
    }
}
