// From measured spectra to a refined peak for one sense of the spectrum: coarse search over all
// pieces of the window, refinement, gain of the adjacent path, final weights, significance.

import Glibc
import Quantities

/// The search and refinement of one pair.
struct CorrelationSearch {
    let pair: RecordingPair
    let spectrum: CommonSpectrum
    let window: SearchWindow
    let settings: CorrelationSettings
    /// Whether the signal tells no delay; then the peak is looked for at the middle of the window.
    let isCarrier: Bool

    /// What was found.
    struct Finding {
        var peak: RefinedPeak
        var delayRate: Double
        var bound: CorrelationBound
        var peakOverMedian: Double
        var median: Double
        var significant: Bool
        var cells: Double
        var matrix: LagMatrix
    }

    private var length: Double { Double(window.count) / window.sampleRate }

    /// The part of the sample rate that the common signal effectively fills.
    private var bandwidth: Double { spectrum.effectiveBins / Double(spectrum.size) }

    /// Rows of correlation that a refinement looks at on either side of the peak.
    private var reach: Int {
        Int(min(max((8 / max(bandwidth, 1e-4)).rounded(.up), 24), 512))
    }

    /// Searches the window and refines the largest cell.
    func run() throws(RecordingFaults) -> Finding {
        let memory = min(max(16 * window.count, 32 << 20), 256 << 20)
        let plan = SearchPlan(window, margin: reach, memory: memory)
        var (coarse, last) = try searchAll(plan)
        if isCarrier { coarse.peak.lag = (window.lags.lowerBound + window.lags.upperBound) / 2 }
        let matrix = try matrixForRefinement(of: coarse.peak, last: last)
        let rough = climb(coarse.peak, on: matrix)
        let level = NoiseModel(spectrum, matrix: matrix, doppler: rough.doppler)
        let significance = significance(of: coarse, level)
        guard let other = try searchOfCommonPart(rough, level, coarse.peak) else {
            return try finish(coarse, from: rough, level, on: matrix, significance)
        }
        let local = try other.matrixForRefinement(of: coarse.peak, last: nil)
        let again = other.climb(coarse.peak, on: local)
        let fresh = NoiseModel(other.spectrum, matrix: local, doppler: again.doppler)
        return try other.finish(coarse, from: again, fresh, on: local, significance)
    }

    /// The same search with the spectrum of what is truly common, where the victim's own spectrum does not
    /// tell it; `nil` where it does.
    private func searchOfCommonPart(
        _ peak: RefinedPeak, _ level: NoiseModel, _ coarse: CoarsePeak
    ) throws(RecordingFaults) -> CorrelationSearch? {
        guard !isCarrier, coarse.delayRate == 0 else { return nil }
        let ratio = spectrum.bound(
            squaredGain: level.squaredGain(power: peak.power), doppler: peak.doppler,
            samples: window.count
        ).outputRatio
        let part = min(1, Double(CrossSpectrum.mostWindows * spectrum.size) / Double(window.count))
        // Noise in every bin hides the shape.
        guard ratio * part > 2 * spectrum.effectiveBins else { return nil }
        guard
            let cross = try CrossSpectrum(
                of: pair, window: window, at: peak, size: spectrum.size),
            let shape = cross.shape(unlike: spectrum), shape.contains(where: { $0 > 0 })
        else { return nil }
        return CorrelationSearch(
            pair: pair, spectrum: spectrum.with(signal: shape), window: window,
            settings: settings, isCarrier: isCarrier)
    }

    private func searchAll(
        _ plan: SearchPlan
    ) throws(RecordingFaults) -> (SurfaceSummary, LagMatrix?) {
        var summary = SurfaceSummary()
        var last: LagMatrix?
        for band in plan.bands {
            guard let dopplers = plan.dopplers(ofBand: band) else { continue }
            let weights = spectrum.weights(
                size: plan.transformLength, doppler: Double(band) * plan.bandWidth)
            for piece in plan.lagPieces {
                for delayRate in delayRates {
                    last = nil
                    let matrix = try LagMatrix(
                        pair, plan: plan,
                        lags: piece.lowerBound - plan.margin...piece.upperBound + plan.margin,
                        band: band, delayRate: delayRate, weights: weights)
                    summary.merge(
                        try matrix.search(
                            lags: piece, dopplers: dopplers, rates: dopplerRates,
                            threads: pair.threads))
                    last = matrix
                }
            }
        }
        return (summary, last)
    }

    /// Doppler rates to try: 1/T^2 apart, which costs at most a twentieth of the peak.
    var dopplerRates: [Double] {
        let felt = 0.02 * length * length > 0.5
        let half = settings.dopplerRateWindow ?? (felt ? 0.02 : 0)
        return Self.grid(
            centre: settings.dopplerRateCentre, half: half, step: 1 / (length * length))
    }

    /// Delay rates to try: half a sample of the occupied band apart at the ends of the snapshot.
    var delayRates: [Double] {
        let product = bandwidth * window.sampleRate * length
        let half = settings.delayRateWindow ?? (product * 5e-8 > 0.2 ? 5e-8 : 0)
        return Self.grid(
            centre: settings.delayRateCentre, half: half, step: 0.5 / max(product, 1))
    }

    private static func grid(centre: Double, half: Double, step: Double) -> [Double] {
        let count = min(Int((half / step).rounded(.up)), 500)
        guard count > 0 else { return [centre] }
        return (-count...count).map { centre + half * Double($0) / Double(count) }
    }

    /// The matrix of the search if it holds the peak, else a small one round the peak alone.
    private func matrixForRefinement(
        of peak: CoarsePeak, last: LagMatrix?
    ) throws(RecordingFaults) -> LagMatrix {
        if let last, last.band == peak.band, last.delayRate == peak.delayRate,
            last.lowestLag + reach <= peak.lag, peak.lag <= last.highestLag - reach
        {
            return last
        }
        return try localMatrix(round: peak, of: pair)
    }

    /// A small matrix round a place alone.
    private func localMatrix(
        round place: CoarsePeak, of pair: RecordingPair
    ) throws(RecordingFaults) -> LagMatrix {
        var local = window
        local.lags = place.lag...place.lag
        local.dopplers = place.doppler...place.doppler
        let plan = SearchPlan(
            local, margin: reach, memory: 1 << 30, shortest: hasGaps ? 4 * spectrum.size : 0)
        let band = plan.bands.lowerBound
        let shift = Double(band) * plan.bandWidth + pair.turnedBack
        return try LagMatrix(
            pair, plan: plan, lags: place.lag - reach...place.lag + reach, band: band,
            delayRate: place.delayRate,
            weights: spectrum.weights(size: plan.transformLength, doppler: shift))
    }

    private func refinement(_ peak: CoarsePeak, on matrix: LagMatrix) -> PeakRefinement {
        PeakRefinement(matrix, peak: peak, reach: reach, bandwidth: bandwidth)
    }

    /// The peak with the weights of the coarse search.
    private func climb(_ peak: CoarsePeak, on matrix: LagMatrix) -> RefinedPeak {
        let start = RefinedPeak(
            lag: Double(peak.lag), doppler: peak.doppler, dopplerRate: peak.dopplerRate)
        return refinement(peak, on: matrix).climb(
            from: start, ratio: { _ in 1 }, withRate: dopplerRates.count > 1, rounds: 2)
    }

    private func significance(of coarse: SurfaceSummary, _ level: NoiseModel) -> (
        significant: Bool, peakOverMedian: Double, cells: Double
    ) {
        let cells = independentCells
        let median = coarse.median
        let measured = cells > 200 ? median / log(2) : 0
        let threshold = max(level.noise, measured) * log(cells / settings.falseAlarmProbability)
        let power = Double(coarse.peak.power)
        return (power > threshold, median > 0 ? power / median : 0, cells)
    }

    private func finish(
        _ coarse: SurfaceSummary, from first: RefinedPeak, _ level: NoiseModel,
        on matrix: LagMatrix,
        _ significance: (significant: Bool, peakOverMedian: Double, cells: Double)
    ) throws(RecordingFaults) -> Finding {
        let gain = level.squaredGain(power: first.power)
        let shape = spectrum.coherenceShape(doppler: first.doppler)
        let strongest = gain * (shape.max() ?? 0)
        // Where the channels are alike the last factor of the weight matters, else it is one.
        let ratio: (Double) -> Double = { frequency in
            guard strongest >= 0.05 else { return 1 }
            let bin = frequency * Double(shape.count)
            return 1 / (1 - min(gain * CommonSpectrum.value(shape, at: bin), 0.99))
        }
        var final =
            strongest < 0.05 || isCarrier
            ? first
            : refinement(coarse.peak, on: matrix).climb(
                from: first, ratio: ratio, withRate: dopplerRates.count > 1, rounds: 2)
        let bound = spectrum.bound(
            squaredGain: gain, doppler: first.doppler, samples: matrix.plan.usedCount)
        if !isCarrier, hasGaps || isSelfNoiseFelt(bound) {
            final = try polished(final, coarse.peak, ratio)
        }
        return Finding(
            peak: final, delayRate: coarse.peak.delayRate,
            bound: bound.using(powerShare: final.powerShare),
            peakOverMedian: significance.peakOverMedian, median: coarse.median,
            significant: significance.significant, cells: significance.cells, matrix: matrix)
    }

    /// Whether other signals stand within the band. Transforms as short as a search takes are blind to
    /// where they begin; the last refinement takes longer ones.
    private var hasGaps: Bool { !settings.otherBands.isEmpty }

    /// A Doppler shift that is left within the blocks makes the signal its own noise, some 50 dB below itself
    /// in a snapshot of usual length; a strong signal feels that.
    private func isSelfNoiseFelt(_ bound: CorrelationBound) -> Bool {
        bound.outputRatio > 0.06 * bandwidth * Double(window.count)
    }

    /// The peak once more, with its Doppler shift taken out of channel 2 sample by sample.
    private func polished(
        _ peak: RefinedPeak, _ coarse: CoarsePeak, _ ratio: (Double) -> Double
    ) throws(RecordingFaults) -> RefinedPeak {
        guard coarse.delayRate == 0 else { return peak }
        var turned = pair
        turned.turnedBack = peak.doppler
        var place = CoarsePeak()
        (place.lag, place.dopplerRate) = (Int(peak.lag.rounded()), peak.dopplerRate)
        let matrix = try localMatrix(round: place, of: turned)
        let top = refinement(place, on: matrix).climb(
            from: RefinedPeak(lag: peak.lag, doppler: 0, dopplerRate: peak.dopplerRate),
            ratio: ratio, withRate: dopplerRates.count > 1, rounds: 2)
        var polished = peak
        (polished.lag, polished.doppler) = (top.lag, peak.doppler + top.doppler)
        (polished.dopplerRate, polished.powerShare) = (top.dopplerRate, top.powerShare)
        return polished
    }

    /// Cells of the search that noise fills independently of each other.
    private var independentCells: Double {
        let band = spectrum.occupiedBand
        let part = min(1, (band.upperBound - band.lowerBound) / window.sampleRate)
        let delays = max(1, Double(window.lags.count) * part)
        let dopplers = max(
            1, (window.dopplers.upperBound - window.dopplers.lowerBound) * length)
        return delays * dopplers * Double(dopplerRates.count * delayRates.count)
    }
}

/// What power noise alone and a common signal of unit gain give in a cell of the surface.
private struct NoiseModel {
    /// Mean power of a cell without a common signal.
    let noise: Double
    private let unitAmplitude: Double

    init(_ spectrum: CommonSpectrum, matrix: LagMatrix, doppler: Double) {
        let size = matrix.plan.transformLength
        let centre = Double(matrix.band) * matrix.plan.bandWidth
        let weights = spectrum.weights(size: size, doppler: centre)
        let ratio = Double(spectrum.size) / Double(size)
        let shift = centre * Double(spectrum.size) / spectrum.sampleRate
        var (spread, gathered) = (0.0, 0.0)
        for (k, weight) in weights.enumerated() {
            let place = Double(k < size / 2 ? k : k - size) * ratio
            let w = Double(weight)
            spread +=
                w * w * CommonSpectrum.value(spectrum.victim, at: place)
                * CommonSpectrum.value(spectrum.adjacent, at: place + shift)
            gathered += w * CommonSpectrum.value(spectrum.signal, at: place)
        }
        // The transforms are unscaled: a sum of N samples comes out `size` times too large.
        let samples = Double(matrix.plan.usedCount)
        noise = samples * Double(size) * spread
        unitAmplitude = samples * gathered
    }

    /// Power of the adjacent signal over the victim's from the power of the peak.
    func squaredGain(power: Double) -> Double {
        max(power - noise, 1e-3 * noise) / (unitAmplitude * unitAmplitude)
    }
}

extension CorrelationSearch.Finding {
    /// Whether the peak lies so near the edge that the true one may be outside.
    func atEdge(_ window: SearchWindow, delayCounts: Bool) -> Bool {
        let step = matrix.plan.dopplerStep
        let inDoppler =
            peak.doppler < window.dopplers.lowerBound + step
            || peak.doppler > window.dopplers.upperBound - step
        let inDelay =
            peak.lag < Double(window.lags.lowerBound) + 1
            || peak.lag > Double(window.lags.upperBound) - 1
        return inDoppler || (delayCounts && inDelay)
    }

    /// The surface round the peak in the units of the result.
    func surface(startDifference: Double, offset: Double) -> AmbiguitySurface {
        let plan = matrix.plan
        let centre = Int(peak.lag.rounded()) - matrix.lowestLag
        let rows = max(0, centre - 32)...min(matrix.lagCount - 1, centre + 32)
        let half = 16 * plan.dopplerStep
        let search = RowSearch(matrix, dopplers: peak.doppler - half...peak.doppler + half)
        let scale = median > 0 ? Float(1 / median) : 1
        return AmbiguitySurface(
            delays: rows.map {
                Seconds(Double($0 + matrix.lowestLag) / plan.window.sampleRate + startDifference)
            },
            dopplers: search.bins.map { Hertz(Double($0) * plan.dopplerStep + offset) },
            power: rows.map { row in
                search.powers(ofRow: row, rate: peak.dopplerRate).map { $0 * scale }
            })
    }
}
