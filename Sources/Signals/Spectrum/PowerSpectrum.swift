// Power spectra by Welch's method (IEEE Trans. Audio Electroacoust. 15, 1967): half-overlapping
// Hann windows, averaged. Long recordings are sampled evenly by a limited number of windows.

import Glibc
import Quantities

/// Mean power in each of N equal frequency bins, in the order of the transform (0 Hz first).
struct PowerSpectrum: Sendable {
    /// Power per sample in each bin; their mean is the mean power of the samples.
    var bins: [Double]
    /// Windows that count as independent; the relative error of a bin is its root's inverse.
    var averages: Double

    /// The relative standard error of one bin.
    var relativeError: Double { 1 / averages.squareRoot() }

    /// Averages windows over a part of a recording.
    ///
    /// - Parameters:
    ///   - recording: where the samples come from.
    ///   - range: the samples that count, at least `size`.
    ///   - size: bins, a power of two.
    ///   - limit: windows at most, spread evenly.
    /// - Throws: ``RecordingFaults`` when a file cannot be read.
    init(
        of recording: Recording, in range: Range<Int>, size: Int, limit: Int = 2048
    ) throws(RecordingFaults) {
        precondition(range.count >= size && size > 1, "a window fits into the part")
        let possible = (range.count - size) / (size / 2) + 1
        let count = min(possible, limit)
        let taper = Self.hann(size)
        let buffer = ComplexBuffer(size)
        bins = [Double](repeating: 0, count: size)
        for index in 0..<count {
            let step = count == 1 ? 0 : Double(range.count - size) / Double(count - 1)
            let first = range.lowerBound + Int(step * Double(index))
            try Self.transform(recording, from: first, taper: taper, into: buffer)
            for k in 0..<size {
                let (re, im) = (buffer.parts[2 * k], buffer.parts[2 * k + 1])
                bins[k] += Double(re * re + im * im)
            }
        }
        let energy = taper.reduce(0.0) { $0 + Double($1 * $1) }
        for k in bins.indices { bins[k] /= Double(count) * energy }
        // Half-overlapping Hann windows share a sixth of their information.
        averages = max(1, Double(count) * (count == possible && count > 1 ? 0.9 : 1))
    }

    /// The transform of one tapered window; of its conjugate, if the spectrum is inverted. Each
    /// sample is multiplied by one of the turns, if there are any.
    static func transform(
        _ recording: Recording, from first: Int, taper: [Float], inverted: Bool = false,
        turns: [Complex] = [], into buffer: ComplexBuffer
    ) throws(RecordingFaults) {
        let size = buffer.count
        let sign: Float = inverted ? -1 : 1
        try recording.withSamples(from: first, count: size, scratch: buffer) { parts in
            for n in 0..<size {
                buffer.parts[2 * n] = taper[n] * parts[2 * n]
                buffer.parts[2 * n + 1] = sign * taper[n] * parts[2 * n + 1]
            }
        }
        for (n, turn) in turns.enumerated() { buffer.multiply(n, by: turn) }
        FourierTransform.plan(size, .forward).execute(buffer)
    }

    /// The mean over an odd number of neighbouring bins, round the ends.
    static func smoothed(_ bins: [Double], width: Int) -> [Double] {
        let n = bins.count
        let half = min(width / 2, (n - 1) / 2)
        var sum = (-half...half).reduce(0.0) { $0 + bins[($1 + n) % n] }
        return bins.indices.map { k in
            let mean = sum / Double(2 * half + 1)
            sum += bins[(k + half + 1) % n] - bins[(k - half + n) % n]
            return mean
        }
    }

    /// The level of the bins that hold noise alone: starts from the lowest tenth and takes in what
    /// cannot be told from it.
    static func floor(of bins: [Double], relativeError: Double) -> Double {
        let sorted = bins.sorted()
        var level = sorted[sorted.count / 10]
        for _ in 0..<50 {
            let limit = level * (1 + 3 * relativeError)
            let inside = sorted.prefix { $0 <= limit }
            guard !inside.isEmpty else { break }
            let next = inside.reduce(0, +) / Double(inside.count)
            if abs(next - level) < 1e-6 * level { return next }
            level = next
        }
        return level
    }

    static func hann(_ size: Int) -> [Float] {
        (0..<size).map { Float(0.5 - 0.5 * cos(2 * Double.pi * (Double($0) + 0.5) / Double(size))) }
    }
}
