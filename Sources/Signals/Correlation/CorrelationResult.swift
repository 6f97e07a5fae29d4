// What a correlation found, with its uncertainty and everything that a reader must be warned of.

public import Quantities

/// Something that a user of the result should know.
public enum CorrelationWarning: String, Hashable, Sendable, CaseIterable {
    case noDelayInformation
    case notSignificant
    case spectrumInverted
    case startTimesUnknown
    case laterCapturesIgnored
    case snapshotsOfDifferentLength
    case peakAtEdgeOfWindow
    case noSignalSeenInVictim
    case lowOutputRatio
    case dopplerRateEstimated
    case delayRateEstimated

    /// The warning in words.
    public var words: String {
        switch self {
        case .noDelayInformation:
            "no delay information: the common signal is a carrier or narrower than can be resolved"
        case .notSignificant: "no significant peak: this may be noise"
        case .spectrumInverted: "the spectrum of the adjacent path is inverted"
        case .startTimesUnknown:
            "a recording has no start time: TDOA counts from the first samples of both"
        case .laterCapturesIgnored: "a recording has several captures: only the first was used"
        case .snapshotsOfDifferentLength:
            "the recordings differ in length by more than a tenth: one may have been cut short"
        case .peakAtEdgeOfWindow:
            "the peak lies at the edge of the window: the true one may be outside"
        case .noSignalSeenInVictim:
            "no signal stands out of the noise of the victim path: the whole band was used"
        case .lowOutputRatio:
            "the output ratio is below 15 dB: the uncertainty is larger than stated"
        case .dopplerRateEstimated: "the Doppler shift drifted: FDOA refers to the middle"
        case .delayRateEstimated: "the delay drifted: TDOA refers to the middle"
        }
    }
}

/// TDOA and FDOA of two recordings.
///
/// Convention: x2(t) = A x1(t - tdoa) exp(+j 2 pi fdoa t), t from the first sample of channel 1,
/// the difference of the start times included; both values refer to the middle of the snapshot.
public struct CorrelationResult: Hashable, Sendable {
    /// Delay of the adjacent path after the victim path; `nil` when the signal tells none.
    public let tdoa: Seconds?
    /// Frequency of the adjacent path above that of the victim path, each relative to the centre
    /// of its recording or to the nominal downlinks in the settings.
    public let fdoa: Hertz
    /// Standard uncertainty of the TDOA from the bound; `nil` without delay information.
    public let sigmaTDOA: Seconds?
    /// Standard uncertainty of the FDOA from the bound.
    public let sigmaFDOA: Hertz
    /// Covariance of (TDOA, FDOA) in s^2, s Hz, s Hz, Hz^2; `nil` without delay information.
    public let covariance: [[Double]]?
    /// Output signal-to-noise ratio 2 T Int W df (Stein's B T gamma).
    public let snr: Decibels
    /// Power of the peak over the median power of the searched surface.
    public let peakOverMedian: Double
    /// Whether noise alone would reach the peak less often than the settings allow.
    public let significant: Bool
    /// Independent cells that were searched.
    public let cellsSearched: Double
    /// The band of the common signal relative to the centre of the victim recording.
    public let band: ClosedRange<Double>
    /// Rate of change of the FDOA in Hz/s, 0 where it was not searched.
    public let dopplerRate: Double
    /// Rate of change of the TDOA in s/s, 0 where it was not searched.
    public let delayRate: Double
    /// Length of the common part that was correlated.
    public let duration: Seconds
    public let warnings: [CorrelationWarning]
    /// The ambiguity surface round the peak, for a plot.
    public let surface: AmbiguitySurface
}

/// A piece of the ambiguity surface round the peak.
public struct AmbiguitySurface: Hashable, Sendable {
    /// TDOA of each row.
    public let delays: [Seconds]
    /// FDOA of each column.
    public let dopplers: [Hertz]
    /// Power relative to the median of the surface, one row for each delay.
    public let power: [[Float]]
}
