// Symbol rate, roll-off and modulation of one emission, from the lines that a modulation leaves in
// the powers of its samples, and from the cumulants of its symbols (Swami and Sadler 2000).

import Glibc
import Quantities

/// What the samples of one emission tell about its symbols.
struct SymbolAnalysis {
    /// Symbols per second and its standard error; `nil` without a symbol line.
    private(set) var symbolRate: (value: Double, error: Double)?
    private(set) var rollOff: (value: Double, error: Double)?
    private(set) var modulation = Modulation.unknown
    private(set) var confidence = 0.0

    /// - Parameters:
    ///   - band: the emission at a reduced rate.
    ///   - occupied: occupied bandwidth, hertz, and its standard error.
    init(_ band: NarrowBand, occupied: (value: Double, error: Double)) {
        let samples = band.samples
        let power = samples.reduce(0.0) { $0 + $1.power } / Double(samples.count)
        let signal = power - band.noisePower
        guard signal > 0 else { return }
        guard let line = Self.symbolLine(samples, band: band, occupied: occupied.value) else {
            judgeEnvelope(samples, signal: signal, noise: band.noisePower)
            return
        }
        let rate = line.frequency * band.rate
        symbolRate = (rate, line.frequencyError * band.rate)
        let excess = Self.rollOff(occupiedOverRate: occupied.value / rate)
        let slope =
            (Self.rollOff(occupiedOverRate: (occupied.value + 0.01 * rate) / rate) - excess) / 0.01
        rollOff = (excess, max(slope, 1) * occupied.error / rate)
        let symbols = Self.symbols(samples, band: band, rate: rate, line: line, rollOff: excess)
        judge(symbols, noiseShare: min(0.9, band.noisePower * rate / band.rate / signal))
    }

    /// The line of |x|^2 at the symbol rate, if it stands out.
    private static func symbolLine(
        _ samples: [Complex], band: NarrowBand, occupied: Double
    ) -> SpectralLine? {
        let mean = samples.reduce(0.0) { $0 + $1.power } / Double(samples.count)
        let series = samples.map { Complex(real: $0.power - mean, imaginary: 0) }
        let range = 0.5 * occupied / band.rate...min(1.05 * occupied / band.rate, 0.5)
        guard range.lowerBound < range.upperBound,
            let line = SpectralLine(series, in: range)
        else { return nil }
        // Noise exceeds this once in ten thousand searches.
        let cells = 2 * Double(samples.count) * (range.upperBound - range.lowerBound)
        return line.ratio > log(max(cells, 1) * 1e4) ? line : nil
    }

    /// The roll-off of a raised-cosine power spectrum whose 99 % band is a multiple of the symbol rate.
    private static func rollOff(occupiedOverRate ratio: Double) -> Double {
        var (low, high) = (0.0, 1.0)
        for _ in 0..<30 {
            let middle = (low + high) / 2
            if share(within: ratio / 2, rollOff: middle) > 0.99 {
                low = middle
            } else {
                high = middle
            }
        }
        return (low + high) / 2
    }

    /// The part of the power of a raised-cosine spectrum within a distance, in symbol rates.
    private static func share(within x: Double, rollOff a: Double) -> Double {
        guard x > (1 - a) / 2 else { return 2 * x }
        guard x < (1 + a) / 2 else { return 1 }
        let y = x - (1 - a) / 2
        return (1 - a) + y + a / .pi * sin(.pi * y / a)
    }

    /// Symbols at the instants that the phase of the symbol line gives, after a matched filter.
    private static func symbols(
        _ samples: [Complex], band: NarrowBand, rate: Double, line: SpectralLine, rollOff: Double
    ) -> [Complex] {
        let filtered = matched(band, rate: rate, rollOff: rollOff)
        // The line is strongest, and real, at the symbols: its phase gives their place.
        let middle = (Double(samples.count) - 1) / 2
        let phase = atan2(line.amplitude.imaginary, line.amplitude.real) / (2 * Double.pi)
        let period = 1 / line.frequency
        let first = middle - phase * period
        let count = Double(samples.count)
        let before = ((first - 8) / period).rounded(.down)
        let after = ((count - 9 - first) / period).rounded(.down)
        guard before + after > 32 else { return [] }
        return stride(from: -before, through: after, by: 1).map {
            interpolated(filtered, at: first + $0 * period)
        }
    }

    private static func matched(_ band: NarrowBand, rate: Double, rollOff: Double) -> [Complex] {
        let size = band.buffer.count
        let work = ComplexBuffer(size)
        work.parts.update(from: band.buffer.parts, count: 2 * size)
        FourierTransform.plan(size, .forward).execute(work)
        let step = band.rate / Double(size)
        for k in 0..<size {
            let x = abs(Double(k < size / 2 ? k : k - size)) * step / rate
            let (inner, outer) = ((1 - rollOff) / 2, (1 + rollOff) / 2)
            let gain: Double =
                x <= inner
                ? 1 : x >= outer ? 0 : cos(.pi / 2 * (x - inner) / max(outer - inner, 1e-6))
            work.parts[2 * k] *= Float(gain) / Float(size)
            work.parts[2 * k + 1] *= Float(gain) / Float(size)
        }
        FourierTransform.plan(size, .inverse).execute(work)
        return (0..<size).map {
            Complex(real: Double(work.parts[2 * $0]), imaginary: Double(work.parts[2 * $0 + 1]))
        }
    }

    /// Windowed-sinc interpolation over sixteen samples.
    private static func interpolated(_ samples: [Complex], at place: Double) -> Complex {
        let base = Int(place.rounded(.down))
        var total = Complex.zero
        for n in base - 7...base + 8 {
            let x = place - Double(n)
            let sinc = abs(x) < 1e-9 ? 1 : sin(.pi * x) / (.pi * x)
            total += samples[n] * (sinc * (0.5 + 0.5 * cos(.pi * x / 8.5)))
        }
        return total
    }

    /// Without a symbol line: a carrier in frequency modulation keeps its magnitude.
    private mutating func judgeEnvelope(_ samples: [Complex], signal: Double, noise: Double) {
        let fourth = samples.reduce(0.0) { $0 + $1.power * $1.power } / Double(samples.count)
        let power = signal + noise
        // |x|^4 of a constant envelope in noise: s^2 + 4 s n + 2 n^2; of noise-like signals 2 (s+n)^2.
        let steady = signal * signal + 4 * signal * noise + 2 * noise * noise
        let kurtosis = (fourth - steady) / (2 * power * power - steady)
        guard signal > noise, kurtosis < 0.3 else { return }
        modulation = .frequencyModulation
        confidence = max(0.5, 1 - 2 * abs(kurtosis))
    }

    /// Features of the second, fourth and eighth power and of C42 against the tables of each kind.
    private mutating func judge(_ symbols: [Complex], noiseShare: Double) {
        guard symbols.count > 32 else { return }
        let power = symbols.reduce(0.0) { $0 + $1.power } / Double(symbols.count)
        let signal = power * (1 - noiseShare / (1 + noiseShare))
        guard signal > 0 else { return }
        let scale = 1 / signal.squareRoot()
        let unit = symbols.map { $0 * scale }
        let squares = unit.map { $0 * $0 }
        let fourths = squares.map { $0 * $0 }
        let second = Self.lineLevel(squares)
        let fourth = Self.lineLevel(fourths)
        let eighth = Self.lineLevel(fourths.map { $0 * $0 })
        let magnitude4 = unit.reduce(0.0) { $0 + $1.power * $1.power } / Double(unit.count)
        let total = power * scale * scale
        let c42 = magnitude4 - second * second - 2 * total * total
        let features = [second, min(fourth, 1.5), min(eighth, 1.5), c42]
        let spread = [0.15, 0.2, 0.4, 0.15]
        let fits = Self.table.map { entry -> Double in
            let distance = zip(zip(features, entry.values), spread).reduce(0.0) { sum, part in
                sum + pow((part.0.0 - part.0.1) / part.1, 2)
            }
            return exp(-distance / 2)
        }
        let nothing = exp(-18.0)
        let all = fits.reduce(nothing, +)
        guard let best = fits.indices.max(by: { fits[$0] < fits[$1] }), fits[best] > nothing
        else { return }
        (modulation, confidence) = (Self.table[best].kind, fits[best] / all)
    }

    /// |E x^2|, |E x^4|, |E x^8| and C42 of symbols of unit power without noise.
    private static let table: [(kind: Modulation, values: [Double])] = [
        (.bpsk, [1, 1, 1, -2]), (.qpsk, [0, 1, 1, -1]), (.psk8, [0, 0, 1, -1]),
        (.qam16, [0, 0.68, 1.5, -0.68]),
    ]

    /// The magnitude of the strongest line, any residual frequency allowed.
    private static func lineLevel(_ series: [Complex]) -> Double {
        SpectralLine(series, in: -0.5...0.5)?.amplitude.power.squareRoot() ?? 0
    }
}
