// What must hold before two recordings are correlated: all faults of both and of the settings are
// gathered, then thrown together.

import Glibc
import Quantities

/// The checks of one pair and the search window that passes them.
struct CorrelationChecks {
    let victim: Recording
    let adjacent: Recording
    let settings: CorrelationSettings
    let startDifference: Double
    let frequencyOffset: Double

    /// Fewest samples in common that are worth a correlation.
    static let fewestSamples = 512
    /// Most delays that are searched.
    static let mostLags = 1 << 22

    /// The common part and the windows in samples and hertz.
    func window() throws(RecordingFaults) -> SearchWindow {
        var faults = settingFaults()
        let (rate, other) = (victim.sampleRate.value, adjacent.sampleRate.value)
        let both = "\(victim.name), \(adjacent.name)"
        if abs(rate - other) > 1e-9 * rate {
            faults.append(
                RecordingFault(
                    .ratesDiffer, file: both,
                    reason: "\(rate.fixed(3)) and \(other.fixed(3)) samples a second: the two "
                        + "recordings must have one rate"))
        }
        var window: SearchWindow?
        if faults.isEmpty {
            window = place(rate: rate)
            if window == nil {
                faults.append(
                    RecordingFault(
                        .noOverlap, file: both,
                        reason: "fewer than \(Self.fewestSamples) samples in common: channel 2 "
                            + "starts \(startDifference.fixed(6)) s after channel 1"))
            }
        }
        let recordings = [victim, adjacent]
        let health = try makeBoth(threads: settings.threads) { number throws(RecordingFaults) in
            try SampleHealth(recordings[number], in: 0..<recordings[number].sampleCount)
        }
        faults += health.0.faults(of: victim) + health.1.faults(of: adjacent)
        guard let window, faults.isEmpty else { throw RecordingFaults(faults) }
        return window
    }

    private func settingFaults() -> [RecordingFault] {
        var faults: [RecordingFault] = []
        let rate = victim.sampleRate.value
        func check(_ holds: Bool, _ place: String, _ reason: String) {
            guard !holds else { return }
            faults.append(
                RecordingFault(.setting, file: victim.name, place: place, reason: reason))
        }
        let lags = 2 * settings.delayWindow.value * rate
        check(
            settings.delayWindow.value > 0 && lags < Double(Self.mostLags), "delay window",
            "above zero and at most \(Self.mostLags) samples wide")
        check(settings.delayCentre.value.magnitude < 1e6, "delay centre", "a number of seconds")
        let reach =
            (settings.dopplerCentre.value - frequencyOffset).magnitude
            + settings.dopplerWindow.value
        check(
            settings.dopplerWindow.value > 0 && reach < rate / 2, "Doppler window",
            "above zero and within half the sample rate")
        if let band = settings.band {
            check(
                band.lowerBound < rate / 2 && band.upperBound > -rate / 2
                    && band.lowerBound < band.upperBound, "band",
                "a part of \((-rate / 2).fixed(0)) to \((rate / 2).fixed(0)) Hz")
        }
        let probability = settings.falseAlarmProbability
        check(probability > 0 && probability < 1, "false-alarm probability", "between 0 and 1")
        return faults
    }

    /// The part of channel 2 that channel 1 covers at the middle of the delay window.
    private func place(rate: Double) -> SearchWindow? {
        let centre = (settings.delayCentre.value - startDifference) * rate
        let half = settings.delayWindow.value * rate
        guard centre.magnitude < 1e15 else { return nil }
        let lag = Int(centre.rounded())
        // Beyond these delays the recordings have nothing in common.
        let lowest = max(Int((centre - half).rounded(.down)), 1 - victim.sampleCount)
        let highest = min(Int((centre + half).rounded(.up)), adjacent.sampleCount - 1)
        let first = max(0, lag)
        let end = min(adjacent.sampleCount, victim.sampleCount + lag)
        guard end - first >= Self.fewestSamples else { return nil }
        let doppler = settings.dopplerCentre.value - frequencyOffset
        let width = settings.dopplerWindow.value
        var window = SearchWindow(
            first: first, count: end - first, lags: lowest...highest,
            dopplers: doppler - width...doppler + width, sampleRate: rate)
        window.excluded = settings.excluded.compactMap { excludedCells($0, rate: rate) }
        return window
    }

    private func excludedCells(_ other: CorrelationSettings.Excluded, rate: Double)
        -> ExcludedCells?
    {
        let lag = (other.tdoa.value - startDifference) * rate
        let reach = other.delayReach.value.magnitude * rate
        let doppler = other.fdoa.value - frequencyOffset
        let width = other.dopplerReach.value.magnitude
        guard lag.magnitude + reach < 1e15, (doppler.magnitude + width).isFinite else { return nil }
        return ExcludedCells(
            lags: Int((lag - reach).rounded(.down))...Int((lag + reach).rounded(.up)),
            dopplers: doppler - width...doppler + width)
    }
}
