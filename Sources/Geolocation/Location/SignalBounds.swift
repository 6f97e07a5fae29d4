// How well the two differences of arrival can be measured at all: the error budget of a signal
// before any antenna moves.

import Glibc
public import Quantities

/// The least standard deviations with which a correlation can give TDOA and FDOA.
public struct SignalBounds: Hashable, Sendable {
    /// Standard deviation of the TDOA.
    public var tdoa: Seconds
    /// Standard deviation of the FDOA.
    public var fdoa: Hertz
    /// Signal-to-noise ratio of the correlation peak. Below about 17 dB a peak among a million
    /// cells cannot be trusted.
    public var outputSNR: Decibels

    /// Standard deviations known from elsewhere, such as measured ones.
    public init(tdoa: Seconds, fdoa: Hertz, outputSNR: Decibels) {
        (self.tdoa, self.fdoa, self.outputSNR) = (tdoa, fdoa, outputSNR)
    }

    /// Stein's formula for a flat spectrum (S. Stein, Algorithms for ambiguity function
    /// processing, IEEE Trans. ASSP 29(3), 1981).
    ///
    /// - Parameters:
    ///   - bandwidth: occupied and noise bandwidth of the signal.
    ///   - integration: length of the snapshot.
    ///   - victimSNR: signal-to-noise ratio within that bandwidth on path 1.
    ///   - adjacentSNR: the same on path 2.
    /// - Returns: the two standard deviations and the SNR of the correlation peak.
    public static func stein(
        bandwidth: Hertz, integration: Seconds, victimSNR: Decibels, adjacentSNR: Decibels
    ) -> SignalBounds {
        let (g1, g2) = (pow(10, victimSNR.value / 10), pow(10, adjacentSNR.value / 10))
        let gamma = 2 / (1 / g1 + 1 / g2 + 1 / (g1 * g2))
        let output = bandwidth.value * integration.value * gamma
        // 0.55 = sqrt(3) / pi: a flat spectrum's rms bandwidth, a steady signal's rms duration.
        return SignalBounds(
            tdoa: Seconds(0.55 / (bandwidth.value * output.squareRoot())),
            fdoa: Hertz(0.55 / (integration.value * output.squareRoot())),
            outputSNR: Decibels(10 * log10(output)))
    }

    /// The exact bound for an unknown, noise-like waveform with any spectra: the coherence weight
    /// W = g1 g2 / (1 + g1 + g2) takes the place of the signal's spectrum.
    ///
    /// - Parameters:
    ///   - victimSNR: ratio of signal to noise density (linear) in equal bins of path 1.
    ///   - adjacentSNR: the same of path 2, in the same bins.
    ///   - binWidth: width of one bin.
    ///   - integration: length of the snapshot.
    /// - Returns: `nil` unless both spectra have the same number of bins, not zero, and share
    ///   power in at least one; the TDOA's deviation is infinite if they share a single bin only.
    public static func exact(
        victimSNR: [Double], adjacentSNR: [Double], binWidth: Hertz, integration: Seconds
    ) -> SignalBounds? {
        guard victimSNR.count == adjacentSNR.count, !victimSNR.isEmpty else { return nil }
        let weights = zip(victimSNR, adjacentSNR).map { g1, g2 in g1 * g2 / (1 + g1 + g2) }
        let total = weights.reduce(0, +)
        guard total > 0, total.isFinite else { return nil }
        let centroid =
            weights.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } / total
        var spread = weights.enumerated().reduce(0.0) {
            $0 + $1.element * (Double($1.offset) - centroid) * (Double($1.offset) - centroid)
        }
        // Within each bin the spectrum is flat.
        if weights.count(where: { $0 > 0 }) > 1 { spread += total / 12 }
        let (t, df) = (integration.value, binWidth.value)
        let output = 2 * t * total * df
        let betaSquared = 4 * Double.pi * Double.pi * spread / total * df * df
        let durationSquared = 4 * Double.pi * Double.pi * t * t / 12
        return SignalBounds(
            tdoa: Seconds(1 / (output * betaSquared).squareRoot()),
            fdoa: Hertz(1 / (output * durationSquared).squareRoot()),
            outputSNR: Decibels(10 * log10(output)))
    }
}

/// Off-axis gain of an earth station antenna (dBi) at an angle from its axis: the envelope of
/// Recommendation ITU-R S.580 up to 20 degrees and S.465 beyond.
///
/// - Parameters:
///   - angle: off the axis.
///   - peak: gain on the axis, dBi; the envelope never exceeds it.
/// - Returns: the envelope's gain, dBi.
public func sidelobeGain(at angle: Angle, peak: Decibels) -> Decibels {
    let theta = max(angle.degrees.magnitude, 1e-3)
    let envelope: Double =
        switch theta {
        case ..<20: 29 - 25 * log10(theta)
        case ..<26.3: -3.5
        case ..<48: 32 - 25 * log10(theta)
        default: -10
        }
    return Decibels(min(peak.value, envelope))
}
