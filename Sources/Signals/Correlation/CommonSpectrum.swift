// The measured spectra of both channels and what they say about the common signal: the weighting
// that makes the most of every part of the band, and the best uncertainty that can be reached.
//
// Generalised cross-correlation, Hannan and Thomson (Biometrika 60, 1973); Knapp and Carter (IEEE
// Trans. ASSP 24, 1976). With squared coherence G = a S^2/(P1 P2) the weight is
// S / (P1 P2 (1 - G)), and W = G/(1 - G) is the density of information.

import Glibc
import Quantities

/// Spectra of victim and adjacent channel and of the signal in them, on one grid, 0 Hz first.
struct CommonSpectrum: Sendable {
    /// Power of the victim channel in each bin, noise included.
    private(set) var victim: [Double]
    /// Power of the adjacent channel in each bin, noise included.
    private(set) var adjacent: [Double]
    /// Power of the signal in the victim channel, without noise; zero outside its band.
    private(set) var signal: [Double]
    /// Whether a signal stands out of the noise of the victim channel.
    private(set) var isSeen = true
    /// Whether the common signal is a line, which may not be whitened away.
    private(set) var isLine = false
    let sampleRate: Double

    /// Bins of the grid.
    var size: Int { victim.count }

    /// Spectra from Welch's method.
    ///
    /// - Parameters:
    ///   - victim: spectrum of channel 1.
    ///   - adjacent: spectrum of channel 2, of the same size.
    ///   - sampleRate: in hertz.
    ///   - band: the part that counts, relative to the centre; `nil` for all.
    ///   - others: parts of it that do not count.
    init(
        victim: PowerSpectrum, adjacent: PowerSpectrum, sampleRate: Double,
        band: ClosedRange<Double>?, without others: [ClosedRange<Double>] = []
    ) {
        self.sampleRate = sampleRate
        // An empty bin must not make a weight infinite.
        let least = 1e-9
        let (mean1, mean2) = (Self.mean(victim.bins), Self.mean(adjacent.bins))
        self.victim = victim.bins.map { max($0, least * mean1) }
        self.adjacent = adjacent.bins.map { max($0, least * mean2) }
        signal = Self.excess(victim)
        if signal.allSatisfy({ $0 == 0 }) {
            signal = Self.excess(adjacent)
            isSeen = false
        }
        if signal.allSatisfy({ $0 == 0 }) { signal = self.victim }
        guard band != nil || !others.isEmpty else { return }
        let counts = signal.indices.map { k in
            let place = frequency(k)
            return band?.contains(place) ?? true && !others.contains { $0.contains(place) }
        }
        for k in signal.indices where !counts[k] { signal[k] = 0 }
        // A band that holds nothing but noise is still what the caller asked for.
        guard signal.allSatisfy({ $0 == 0 }) else { return }
        for k in signal.indices where counts[k] { signal[k] = self.victim[k] }
    }

    /// The signal over the power of the victim channel in each bin, as smooth as the signal is.
    var signalShare: [Double] {
        let power = PowerSpectrum.smoothed(victim, width: Self.smoothing)
        return signal.indices.map { signal[$0] / power[$0] }
    }

    /// Bins over which the signal's spectrum is smoothed.
    private static let smoothing = 3

    /// What stands out of the noise floor by more than chance, lightly smoothed. A flat spectrum has
    /// nothing that stands out: its few high bins would make a comb of a weight.
    private static func excess(_ spectrum: PowerSpectrum) -> [Double] {
        let width = smoothing
        let smooth = PowerSpectrum.smoothed(spectrum.bins, width: width)
        // Neighbouring bins of Hann windows share information.
        let error = spectrum.relativeError * (1.7 / Double(width)).squareRoot()
        let floor = PowerSpectrum.floor(of: smooth, relativeError: error)
        let (seen, kept) = (floor * (1 + 5.5 * error), floor * (1 + 4 * error))
        guard smooth.contains(where: { $0 > seen }) else { return smooth.map { _ in 0.0 } }
        return smooth.map { $0 > kept ? $0 - floor : 0 }
    }

    /// The same with the victim's spectrum turned round.
    var inverted: CommonSpectrum {
        var turned = self
        for k in victim.indices {
            let mirror = (size - k) % size
            turned.victim[k] = victim[mirror]
            turned.signal[k] = signal[mirror]
        }
        return turned
    }

    /// The same with another spectrum of the common signal.
    func with(signal shape: [Double]) -> CommonSpectrum {
        var other = self
        other.signal = shape
        return other
    }

    /// The same for a signal that is a line: the noise of the adjacent channel is taken as flat, for
    /// at the line itself its spectrum shows the signal.
    func forLine(adjacentFloor: Double) -> CommonSpectrum {
        var line = self
        line.adjacent = adjacent.map { _ in adjacentFloor }
        line.isLine = true
        return line
    }

    /// Frequency of a bin relative to the centre, in hertz, from minus to plus half the rate.
    func frequency(_ k: Int) -> Double {
        Double(k < size / 2 ? k : k - size) * sampleRate / Double(size)
    }

    /// S^2/(P1 P2) in each bin for a Doppler shift in hertz; times the squared gain it is coherence.
    func coherenceShape(doppler: Double) -> [Double] {
        let shift = doppler * Double(size) / sampleRate
        return (0..<size).map { k in
            let other = Self.value(adjacent, at: Double(k) + shift)
            return signal[k] * signal[k] / (victim[k] * other)
        }
    }

    /// The weight S/(P1 P2) on a grid of another size, largest value 1.
    func weights(size target: Int, doppler: Double) -> [Float] {
        let shift = doppler * Double(size) / sampleRate
        let ratio = Double(size) / Double(target)
        let raw = (0..<target).map { k -> Double in
            let place = Double(k < target / 2 ? k : k - target) * ratio
            let s = Self.value(signal, at: place)
            return s / (Self.value(victim, at: place) * Self.value(adjacent, at: place + shift))
        }
        // A weight finer than a few bins would ring beyond the zeros between the blocks.
        let smooth = PowerSpectrum.smoothed(raw, width: 5)
        let largest = smooth.max() ?? 0
        return smooth.map { largest > 0 ? Float($0 / largest) : 1 }
    }

    /// Linear interpolation on a circle of bins.
    static func value(_ bins: [Double], at place: Double) -> Double {
        let below = place.rounded(.down)
        let part = place - below
        let n = bins.count
        let k = ((Int(below) % n) + n) % n
        return bins[k] * (1 - part) + (part > 0 ? bins[(k + 1) % n] * part : 0)
    }

    /// How many bins the common signal effectively fills.
    var effectiveBins: Double {
        let shape = coherenceShape(doppler: 0)
        let (sum, squares) = shape.reduce((0.0, 0.0)) { ($0.0 + $1, $0.1 + $1 * $1) }
        return squares > 0 ? sum * sum / squares : 0
    }

    /// The band that holds 99 % of the signal, from bin edge to bin edge, in hertz.
    var occupiedBand: ClosedRange<Double> {
        let order = (0..<size).map { ($0 + size / 2) % size }
        let total = signal.reduce(0, +)
        let step = sampleRate / Double(size)
        var (sum, low, high) = (0.0, -sampleRate / 2, sampleRate / 2)
        for k in order {
            let before = sum
            sum += signal[k]
            if before < 0.005 * total, sum >= 0.005 * total { low = frequency(k) - step / 2 }
            if before < 0.995 * total, sum >= 0.995 * total { high = frequency(k) + step / 2 }
        }
        return low...max(low, high)
    }

    private static func mean(_ bins: [Double]) -> Double {
        bins.reduce(0, +) / Double(bins.count)
    }

    /// No higher coherence is believed: drifts of delay and Doppler and wandering oscillators that no search
    /// follows make a strong signal its own noise, 15 dB below itself in each cell of time and frequency.
    private static let highestCoherence = 0.97

    /// Uncertainty and output ratio by the bound for unknown Gaussian-like signals.
    ///
    /// sigma_tau^-2 = 2 T Int (2 pi (f - fbar))^2 W df, sigma_nu^-2 = 2 T (2 pi)^2 (T^2/12) Int W df.
    ///
    /// - Parameters:
    ///   - squaredGain: power of the adjacent signal over that of the victim's.
    ///   - doppler: shift in hertz.
    ///   - samples: how many were correlated.
    /// - Returns: variances and output ratio.
    func bound(squaredGain: Double, doppler: Double, samples: Int) -> CorrelationBound {
        let density = coherenceShape(doppler: doppler).map { shape -> Double in
            if isLine { return squaredGain * shape }
            let coherence = min(squaredGain * shape, Self.highestCoherence)
            return coherence / (1 - coherence)
        }
        let total = density.reduce(0, +)
        let first = density.indices.reduce(0.0) { $0 + frequency($1) * density[$1] }
        let centre = total > 0 ? first / total : 0
        let second = density.indices.reduce(0.0) { sum, k in
            let offset = 2 * Double.pi * (frequency(k) - centre)
            return sum + offset * offset * density[k]
        }
        let weight = 2 * Double(samples) / Double(size)
        let time = Double(samples) / sampleRate
        let perHertz = weight * total * 4 * Double.pi * Double.pi * time * time / 12
        return CorrelationBound(
            outputRatio: weight * total, varianceOfDelay: 1 / (weight * second),
            varianceOfDoppler: 1 / perHertz)
    }
}

/// The best that an unbiased estimate can reach.
struct CorrelationBound: Sendable {
    /// 2 T Int W df, a power ratio.
    let outputRatio: Double
    /// In seconds squared.
    let varianceOfDelay: Double
    /// In hertz squared.
    let varianceOfDoppler: Double

    /// The bound of an estimate that makes use of a part of the signal's power only, above 0 to 1.
    func using(powerShare: Double) -> CorrelationBound {
        CorrelationBound(
            outputRatio: outputRatio, varianceOfDelay: varianceOfDelay / powerShare,
            varianceOfDoppler: varianceOfDoppler / powerShare)
    }
}
