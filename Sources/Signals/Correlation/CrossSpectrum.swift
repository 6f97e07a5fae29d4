// Which part of the victim's spectrum is common to both channels. A carrier hidden under a stronger one
// fills another band than what the victim's channel shows; weights and uncertainty must follow the
// common part, and the cross-spectrum at the peak tells it.

import Glibc
import Quantities

/// The cross-spectrum of two channels aligned at a peak, coherent over many windows.
struct CrossSpectrum {
    /// Common power in each bin, 0 Hz first; its error has mean zero, so bins may be negative.
    private(set) var common: [Double]
    /// Standard error of each bin.
    private(set) var error: [Double]
    /// Power of the victim channel in each bin of the same windows, noise included.
    private let victim: [Double]

    static let mostWindows = 192
    private static let fewestWindows = 16

    /// Averages windows along the peak; `nil` if the recordings are too short to tell.
    ///
    /// - Parameters:
    ///   - pair: the recordings.
    ///   - window: the part of channel 2 that counts.
    ///   - peak: delay, Doppler shift and its rate at which the channels are aligned.
    ///   - size: bins, a power of two.
    /// - Throws: ``RecordingFaults`` when a file cannot be read.
    init?(
        of pair: RecordingPair, window: SearchWindow, at peak: RefinedPeak, size: Int
    ) throws(RecordingFaults) {
        let count = min(window.count / size, Self.mostWindows)
        guard count >= Self.fewestWindows else { return nil }
        var sums = Sums(size: size)
        let buffers = (ComplexBuffer(size), ComplexBuffer(size))
        let taper = PowerSpectrum.hann(size)
        // A shift of a bin would set every window of one channel beside that of the other.
        let turns = (0..<size).map {
            let samples = Double($0) - Double(size) / 2
            return Complex.turned(-2 * .pi * peak.doppler / window.sampleRate * samples)
        }
        let lag = Int(peak.lag.rounded())
        let middle = Double(window.count) / 2
        for index in 0..<count {
            let offset = index * (window.count - size) / (count - 1)
            let first = window.first + offset
            try PowerSpectrum.transform(
                pair.victim, from: first - lag, taper: taper, inverted: pair.inverted,
                into: buffers.0)
            try PowerSpectrum.transform(
                pair.adjacent, from: first, taper: taper, turns: turns, into: buffers.1)
            let time = (Double(offset) + Double(size) / 2 - middle) / window.sampleRate
            let turn = peak.doppler * time + peak.dopplerRate * time * time / 2
            sums.add(buffers, turnedBack: 2 * .pi * (turn - turn.rounded()))
        }
        let rest = peak.lag - Double(lag)
        (common, error) = sums.common(windows: count, delay: rest)
        victim = sums.first
    }

    /// Whether a spectrum of the common signal explains the cross-spectrum, and what it must be if not.
    ///
    /// The victim's power in the very same windows is compared: a sweep fills each bin in few of
    /// them, and no other windows would show it alike.
    ///
    /// - Parameter spectrum: the assumed common signal and the channels it was found in.
    /// - Returns: `nil` if the assumption fits, else the part of the assumed spectrum that is common.
    func shape(unlike spectrum: CommonSpectrum) -> [Double]? {
        let share = spectrum.signalShare
        let expected = victim.indices.map { victim[$0] * share[$0] }
        let bins = expected.indices.filter { expected[$0] > 0 && error[$0] > 0 }
        guard bins.count > 4 else { return nil }
        let weight = bins.map { expected[$0] / (error[$0] * error[$0]) }
        let scale =
            zip(bins, weight).reduce(0) { $0 + $1.1 * common[$1.0] }
            / zip(bins, weight).reduce(0) { $0 + $1.1 * expected[$1.0] }
        let misfit = bins.reduce(0.0) { sum, k in
            let miss = (common[k] - scale * expected[k]) / error[k]
            return sum + miss * miss
        }
        // Neighbouring bins of a Hann window share information; chance passes this once in a thousand.
        let freedom = Double(bins.count)
        guard misfit > freedom + 5 * (3 * freedom).squareRoot() else { return nil }
        return expected.indices.map { k in
            spectrum.signal[k] * self.share(of: expected, near: k)
        }
    }

    /// How much of an expected spectrum is common round a bin, by least squares over five bins; zero where
    /// it is not more than chance. The share varies more slowly than the spectrum itself, whose edges
    /// must stay sharp.
    private func share(of expected: [Double], near bin: Int) -> Double {
        let size = expected.count
        var (product, square) = (0.0, 0.0)
        for offset in -2...2 {
            let k = (bin + offset + size) % size
            guard expected[k] > 0, error[k] > 0 else { continue }
            product += common[k] * expected[k] / (error[k] * error[k])
            square += expected[k] * expected[k] / (error[k] * error[k])
        }
        guard square > 0, product > 3 * square.squareRoot() else { return 0 }
        return product / square
    }
}

/// Sums over windows.
private struct Sums {
    private var cross: [Complex]
    /// Power of either channel.
    private(set) var first, second: [Double]

    init(size: Int) {
        cross = [Complex](repeating: .zero, count: size)
        first = [Double](repeating: 0, count: size)
        second = first
    }

    mutating func add(_ buffers: (ComplexBuffer, ComplexBuffer), turnedBack angle: Double) {
        let turn = Complex.turned(-angle)
        for k in cross.indices {
            let (a, b) = (Double(buffers.0.parts[2 * k]), Double(buffers.0.parts[2 * k + 1]))
            let (c, d) = (Double(buffers.1.parts[2 * k]), Double(buffers.1.parts[2 * k + 1]))
            cross[k] += Complex(real: c * a + d * b, imaginary: d * a - c * b) * turn
            first[k] += a * a + b * b
            second[k] += c * c + d * d
        }
    }

    /// The part in phase with the whole, and the error of each bin.
    func common(windows: Int, delay: Double) -> ([Double], [Double]) {
        let size = cross.count
        let aligned = cross.indices.map { k in
            let frequency = Double(k < size / 2 ? k : k - size) / Double(size)
            return cross[k] * Complex.turned(2 * .pi * frequency * delay)
        }
        var whole = Complex.zero
        for k in aligned.indices {
            whole += aligned[k] * (1 / max(first[k] * second[k], 1e-300).squareRoot())
        }
        let length = max(whole.power.squareRoot(), 1e-300)
        let back = Complex(real: whole.real / length, imaginary: -whole.imaginary / length)
        let error = cross.indices.map { k in
            (first[k] * second[k] / (2 * Double(windows))).squareRoot()
        }
        return (aligned.map { ($0 * back).real }, error)
    }
}
