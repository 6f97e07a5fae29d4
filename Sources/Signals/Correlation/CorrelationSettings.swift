// What a caller may ask of a correlation. Every value has a default that suits two recordings of
// the same second from satellites a few degrees apart.

public import Quantities

/// How the spectrum of the adjacent path may stand to that of the victim path.
public enum SpectrumSense: String, Hashable, Sendable {
    /// As received; if nothing is found, inverted is tried.
    case either
    /// Only as received.
    case direct
    /// Only inverted: one of the transponders or receivers turns the spectrum round.
    case inverted
}

/// Windows and choices of a correlation.
public struct CorrelationSettings: Hashable, Sendable {
    /// Middle of the delay window.
    public var delayCentre: Seconds = .zero
    /// Half-width of the delay window, above zero.
    public var delayWindow: Seconds = .microseconds(500)
    /// Middle of the Doppler window.
    public var dopplerCentre: Hertz = .zero
    /// Half-width of the Doppler window, above zero; 5 kHz for a cold start.
    public var dopplerWindow = Hertz(200)
    /// Half-width, in Hz/s, of the window of Doppler rates about `dopplerRateCentre`. `nil` takes
    /// 0.02 Hz/s (a geostationary satellite at 14 GHz) once the snapshot is long enough to feel it.
    public var dopplerRateWindow: Double?
    /// Middle of the window of Doppler rates, in Hz/s, for instance from the ephemeris.
    public var dopplerRateCentre = 0.0
    /// Half-width of the window of delay rates about `delayRateCentre`, seconds per second. `nil`
    /// takes 5e-8 (15 m/s) once bandwidth times length is large enough to feel it.
    public var delayRateWindow: Double?
    /// Middle of the window of delay rates, seconds per second.
    public var delayRateCentre = 0.0
    /// The part of the band that counts, low to high, relative to the centre of the recording;
    /// `nil` lets the measured spectrum decide.
    public var band: ClosedRange<Double>?
    /// Parts of the band that other signals fill, relative to the centre of the recording; the signal
    /// looked for is taken from what is left.
    public var otherBands: [ClosedRange<Double>] = []
    /// Nominal downlink frequencies of victim and adjacent path: when given, FDOA is the difference
    /// of the received frequencies from these and not from the centres of the recordings.
    public var nominalDownlinks: Downlinks?
    /// Peaks of other signals, known beforehand, that are not to be taken for the one looked for.
    public var excluded: [Excluded] = []
    public var spectrumSense = SpectrumSense.either
    /// Chance that noise alone is called significant, all cells of the search together.
    public var falseAlarmProbability = 0.01
    /// Threads to use, at least 1.
    public var threads = 1

    /// A rectangle of the window round the peak of another signal, in the units of the result.
    public struct Excluded: Hashable, Sendable {
        public var tdoa: Seconds
        public var fdoa: Hertz
        /// Half-widths.
        public var delayReach: Seconds
        public var dopplerReach: Hertz
        /// A rectangle from its middle and half-widths.
        public init(
            tdoa: Seconds, fdoa: Hertz, delayReach: Seconds, dopplerReach: Hertz
        ) {
            (self.tdoa, self.fdoa) = (tdoa, fdoa)
            (self.delayReach, self.dopplerReach) = (delayReach, dopplerReach)
        }
    }

    /// Nominal downlink frequencies.
    public struct Downlinks: Hashable, Sendable {
        public var victim: Hertz
        public var adjacent: Hertz
        /// The frequencies on which the two satellites should be received.
        public init(victim: Hertz, adjacent: Hertz) {
            (self.victim, self.adjacent) = (victim, adjacent)
        }
    }

    /// Settings with all defaults.
    public init() {}
}
