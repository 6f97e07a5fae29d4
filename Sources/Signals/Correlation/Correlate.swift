// The front door of the correlator: two recordings in, TDOA and FDOA with their uncertainty out.
// It checks everything that can be wrong with the input before it computes, and says all of it.

import Glibc
import Quantities

/// Finds the delay and the frequency difference between two recordings of one signal.
///
/// The cross-ambiguity function is computed in blocks (Stein 1981), weighted by the measured
/// spectra (Hannan and Thomson 1973), searched over the windows and refined by Newton's method.
/// Convention: x2(t) = A x1(t - tdoa) exp(+j 2 pi fdoa t), t from the first sample of channel 1; the
/// difference of the start times is included; both values refer to the middle of the snapshot. With
/// an inverted spectrum x1 stands for its conjugate. Above 15 dB of output ratio the scatter is
/// within 1.15 times the stated sigma.
///
/// - Parameters:
///   - victim: channel 1, the path through the victim satellite.
///   - adjacent: channel 2, the path through the adjacent satellite, at the same sample rate.
///   - settings: windows and choices.
/// - Returns: the estimate; it may be insignificant, and says so.
/// - Throws: ``RecordingFaults`` with everything that forbids a correlation.
public func correlate(
    _ victim: Recording, _ adjacent: Recording, settings: CorrelationSettings = .init()
) throws(RecordingFaults) -> CorrelationResult {
    let task = try CorrelationTask(victim, adjacent, settings: settings)
    return try task.run()
}

/// One correlation: aligned parts, measured spectra, search, refinement.
struct CorrelationTask {
    let victim: Recording
    let adjacent: Recording
    let settings: CorrelationSettings
    /// Start of channel 2 after that of channel 1, in seconds.
    let startDifference: Double
    /// What is added to a difference of baseband frequencies.
    let frequencyOffset: Double
    let window: SearchWindow
    /// Spectra as received, fine enough for the common signal.
    let spectrum: CommonSpectrum
    /// Whether the common signal is narrower than can be resolved.
    let isCarrier: Bool

    private var length: Double { Double(window.count) / window.sampleRate }

    init(
        _ victim: Recording, _ adjacent: Recording, settings: CorrelationSettings
    ) throws(RecordingFaults) {
        (self.victim, self.adjacent, self.settings) = (victim, adjacent, settings)
        if let first = victim.start, let second = adjacent.start {
            startDifference = second.since(first).value
        } else {
            startDifference = 0
        }
        frequencyOffset = Self.frequencyOffset(victim, adjacent, settings)
        window = try CorrelationChecks(
            victim: victim, adjacent: adjacent, settings: settings,
            startDifference: startDifference, frequencyOffset: frequencyOffset
        ).window()
        (spectrum, isCarrier) = try Self.measureSpectrum(victim, adjacent, window, settings)
    }

    private static func frequencyOffset(
        _ victim: Recording, _ adjacent: Recording, _ settings: CorrelationSettings
    ) -> Double {
        guard let nominal = settings.nominalDownlinks, let first = victim.centreFrequency,
            let second = adjacent.centreFrequency
        else { return 0 }
        return (second - nominal.adjacent).value - (first - nominal.victim).value
    }

    /// Measures both spectra, finer and finer until the common signal is resolved.
    private static func measureSpectrum(
        _ victim: Recording, _ adjacent: Recording, _ window: SearchWindow,
        _ settings: CorrelationSettings
    ) throws(RecordingFaults) -> (CommonSpectrum, Bool) {
        let lag = (window.lags.lowerBound + window.lags.upperBound) / 2
        let second = window.first..<window.first + window.count
        let first = second.lowerBound - lag..<second.upperBound - lag
        let finest = SearchPlan.powerOfTwo(atLeast: window.count / 16)
        var size = min(max(SearchPlan.powerOfTwo(atLeast: window.count / 256), 64), 1024, finest)
        while true {
            let bins = size
            let measured = try makeBoth(threads: settings.threads) {
                number throws(RecordingFaults) in
                try PowerSpectrum(
                    of: number == 0 ? victim : adjacent, in: number == 0 ? first : second,
                    size: bins, limit: 512)
            }
            let spectrum = CommonSpectrum(
                victim: measured.0, adjacent: measured.1, sampleRate: window.sampleRate,
                band: settings.band, without: settings.otherBands)
            let filled = spectrum.effectiveBins
            if filled > 24 { return (spectrum, false) }
            if size >= finest {
                guard filled < 8 else { return (spectrum, false) }
                let floor = PowerSpectrum.floor(
                    of: measured.1.bins, relativeError: measured.1.relativeError)
                return (spectrum.forLine(adjacentFloor: floor), true)
            }
            size = min(size * 8, finest)
        }
    }

    /// Searches as the settings say and reports the better sense of the spectrum.
    func run() throws(RecordingFaults) -> CorrelationResult {
        switch settings.spectrumSense {
        case .direct: return try attempt(inverted: false)
        case .inverted: return try attempt(inverted: true)
        case .either:
            let direct = try attempt(inverted: false)
            guard !direct.significant else { return direct }
            let turned = try attempt(inverted: true)
            return turned.significant ? turned : direct
        }
    }

    private func attempt(inverted: Bool) throws(RecordingFaults) -> CorrelationResult {
        let search = CorrelationSearch(
            pair: RecordingPair(
                victim: victim, adjacent: adjacent, inverted: inverted,
                threads: max(1, settings.threads)),
            spectrum: inverted ? spectrum.inverted : spectrum, window: window, settings: settings,
            isCarrier: isCarrier)
        let found = try search.run()
        return result(of: found, search: search, inverted: inverted)
    }

    private func result(
        of found: CorrelationSearch.Finding, search: CorrelationSearch, inverted: Bool
    ) -> CorrelationResult {
        let rate = window.sampleRate
        let bound = found.bound
        let middle = found.peak.doppler + frequencyOffset
        let noDelay = isCarrier || !bound.varianceOfDelay.isFinite
        let covariance = [[bound.varianceOfDelay, 0], [0, bound.varianceOfDoppler]]
        return CorrelationResult(
            tdoa: noDelay ? nil : Seconds(found.peak.lag / rate + startDifference),
            fdoa: Hertz(middle),
            sigmaTDOA: noDelay ? nil : Seconds(bound.varianceOfDelay.squareRoot()),
            sigmaFDOA: Hertz(bound.varianceOfDoppler.squareRoot()),
            covariance: noDelay ? nil : covariance,
            snr: Decibels(10 * log10(max(bound.outputRatio, 1e-10))),
            peakOverMedian: found.peakOverMedian, significant: found.significant,
            cellsSearched: found.cells, band: spectrum.occupiedBand,
            dopplerRate: found.peak.dopplerRate, delayRate: found.delayRate,
            duration: Seconds(length),
            warnings: warnings(found, noDelay: noDelay, inverted: inverted),
            surface: found.surface(startDifference: startDifference, offset: frequencyOffset))
    }

    private func warnings(
        _ found: CorrelationSearch.Finding, noDelay: Bool, inverted: Bool
    ) -> [CorrelationWarning] {
        var list: [CorrelationWarning] = []
        if !found.significant { list.append(.notSignificant) }
        if noDelay { list.append(.noDelayInformation) }
        if inverted { list.append(.spectrumInverted) }
        if victim.start == nil || adjacent.start == nil { list.append(.startTimesUnknown) }
        if victim.laterCaptureCount + adjacent.laterCaptureCount > 0 {
            list.append(.laterCapturesIgnored)
        }
        let (longer, shorter) = (
            max(victim.sampleCount, adjacent.sampleCount),
            min(victim.sampleCount, adjacent.sampleCount)
        )
        if Double(shorter) < 0.9 * Double(longer) { list.append(.snapshotsOfDifferentLength) }
        if found.atEdge(window, delayCounts: !noDelay) { list.append(.peakAtEdgeOfWindow) }
        if !spectrum.isSeen { list.append(.noSignalSeenInVictim) }
        if found.bound.outputRatio < 31.6 { list.append(.lowOutputRatio) }
        if found.peak.dopplerRate != 0 { list.append(.dopplerRateEstimated) }
        if found.delayRate != 0 { list.append(.delayRateEstimated) }
        return list
    }
}
