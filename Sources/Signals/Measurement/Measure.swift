// The front door of the measurements: one recording in, noise floor and emissions out.

import Glibc
import Quantities

/// Measures the noise floor and every emission of a recording, without being told where to look.
///
/// Levels are relative to a complex carrier of full scale (dBFS), frequencies to the centre of the
/// recording. Recordings longer than 2^20 samples are averaged over their whole length; lines and
/// symbols are looked for in the first 2^20. Each value has an expanded uncertainty for about 95 %.
/// Methods: ITU-R SM.443 (bandwidths), Welch 1967 (spectrum), Swami and Sadler 2000 (modulation).
///
/// - Parameter recording: at least 4096 samples.
/// - Returns: the noise floor and the emissions, strongest first.
/// - Throws: ``RecordingFaults`` when the samples cannot be measured.
public func measure(_ recording: Recording) throws(RecordingFaults) -> MeasurementResult {
    try MeasurementTask(recording).run()
}

private struct MeasurementTask {
    let recording: Recording
    let rate: Double
    let size: Int

    init(_ recording: Recording) throws(RecordingFaults) {
        let all = 0..<recording.sampleCount
        guard all.count >= 4096 else {
            throw RecordingFaults(
                .truncated, file: recording.name,
                reason: "\(all.count) samples are too few, 4096 are needed")
        }
        let faults = try SampleHealth(recording, in: all).faults(of: recording)
        guard faults.isEmpty else { throw RecordingFaults(faults) }
        self.recording = recording
        rate = recording.sampleRate.value
        size = min(max(SearchPlan.powerOfTwo(atLeast: all.count / 128), 128), 8192)
    }

    func run() throws(RecordingFaults) -> MeasurementResult {
        let all = 0..<recording.sampleCount
        let spectrum = try PowerSpectrum(of: recording, in: all, size: size, limit: 4096)
        let finder = EmissionFinder(spectrum)
        let stretch = try transformOfStretch()
        let fine = try FineSpectrum(of: recording, in: all, size: size)
        var emissions: [Emission] = []
        for band in finder.bands {
            let shape = BandShape(finder, band, fine: fine)
            guard shape.power.value > 5 * shape.power.error else { continue }
            emissions.append(try emission(band, shape, finder, stretch))
        }
        emissions.sort { $0.level.value > $1.level.value }
        let perHertz = 10 * log10(rate)
        return MeasurementResult(
            noiseFloor: Measured(
                Decibels(10 * log10(finder.floor) - perHertz),
                standardUncertainty: Self.decibels(finder.floorError)),
            emissions: emissions,
            spectrum: finder.bins.map { 10 * log10(max($0, 1e-300)) - perHertz },
            resolution: Hertz(rate / Double(size)))
    }

    /// 4.34 dB for a relative error of one.
    private static func decibels(_ relative: Double) -> Double { 10 / log(10) * relative }

    private func transformOfStretch() throws(RecordingFaults) -> ComplexBuffer {
        let count = min(recording.sampleCount, NarrowBand.longest)
        var length = SearchPlan.powerOfTwo(atLeast: count)
        if length > count { length /= 2 }
        let buffer = ComplexBuffer(length)
        try recording.read(into: buffer.parts, from: 0, count: length)
        FourierTransform.plan(length, .forward).execute(buffer)
        return buffer
    }

    private func frequency(ofBin bin: Double) -> Double {
        (bin - Double(size) / 2) * rate / Double(size)
    }

    private func emission(
        _ band: EmissionBand, _ shape: BandShape, _ finder: EmissionFinder,
        _ stretch: ComplexBuffer
    ) throws(RecordingFaults) -> Emission {
        let step = rate / Double(size)
        let middle = frequency(ofBin: shape.centre.value)
        let width = (shape.edges.upperBound - shape.edges.lowerBound) * step
        let narrow = NarrowBand(
            stretch, sampleRate: rate, centre: middle,
            width: max(1.6 * width, 16 * step), floor: finder.floor)
        let line = Self.carrier(narrow, width: width, step: step)
        let errors = errors(shape, finder, narrow, stretch)
        let symbols = line == nil ? SymbolAnalysis(narrow, occupied: (width, errors.width)) : nil
        let bins = max(1, shape.edges.upperBound - shape.edges.lowerBound)
        let noise = finder.floor * bins
        let relative = levelError(shape, finder, narrow, stretch)
        // What widens the band adds to its power: in their ratio half of the width's error is left.
        return Emission(
            centre: centre(line, narrow, middle: middle, error: errors.centre),
            occupiedBandwidth: Measured(
                Hertz(width), standardUncertainty: errors.width),
            bandwidth26dB: shape.edges26dB.map {
                Measured(
                    Hertz(($0.upperBound - $0.lowerBound) * step),
                    standardUncertainty: shape.widthError26dB * step)
            },
            level: Measured(
                Decibels(10 * log10(shape.power.value / Double(size))),
                standardUncertainty: Self.decibels(relative)),
            carrierToNoise: Measured(
                Decibels(10 * log10(shape.power.value / noise)),
                standardUncertainty: Self.decibels(
                    (relative * relative + finder.floorError * finder.floorError
                        + pow(errors.width / width / 2, 2)).squareRoot())),
            symbolRate: symbols?.symbolRate.map {
                Measured(Hertz($0.value), standardUncertainty: $0.error)
            },
            rollOff: symbols?.rollOff.map {
                Measured(Ratio($0.value), standardUncertainty: $0.error)
            },
            modulation: line != nil ? .carrier : symbols?.modulation ?? .unknown,
            confidence: line != nil ? 1 : symbols?.confidence ?? 0,
            drift: try drift(
                shape, floor: finder.floor, line: line, narrow, centreError: errors.centre))
    }

    /// The standard errors of centre and width in hertz, from their scatter where the stretch is long
    /// enough, else as of noise.
    private func errors(
        _ shape: BandShape, _ finder: EmissionFinder, _ narrow: NarrowBand,
        _ stretch: ComplexBuffer
    ) -> (centre: Double, width: Double) {
        let occupied = OccupiedBand(
            low: frequency(ofBin: shape.edges.lowerBound),
            high: frequency(ofBin: shape.edges.upperBound),
            densityAtLow: shape.edgeDensities.low / rate,
            densityAtHigh: shape.edgeDensities.high / rate,
            power: shape.power.value / Double(size),
            floorError: finder.floor * finder.floorError / rate)
        let step = rate / Double(size)
        guard let scatter = EmissionScatter(narrow, occupied) else {
            return (shape.centre.error * step, shape.widthError * step)
        }
        let share = (Double(stretch.count) / Double(recording.sampleCount)).squareRoot()
        return (scatter.centre * share, scatter.width * share)
    }

    /// The relative standard error of the power: its own scatter in time and that of the floor.
    private func levelError(
        _ shape: BandShape, _ finder: EmissionFinder, _ narrow: NarrowBand,
        _ stretch: ComplexBuffer
    ) -> Double {
        let share = Double(stretch.count) / Double(recording.sampleCount)
        let inNarrow = 1 + narrow.noisePower * Double(size) / shape.power.value
        // 32 parts estimate their own scatter, and the windows slight the ends of the recording.
        let scatter = 1.1 * narrow.powerScatter * share.squareRoot() * inNarrow
        let floor = shape.binCount * finder.floor * finder.floorError / shape.power.value
        return (scatter * scatter + floor * floor).squareRoot()
    }

    /// The line, if nearly all power of the emission is in it.
    private static func carrier(
        _ narrow: NarrowBand, width: Double, step: Double
    ) -> SpectralLine? {
        guard width < 24 * step, let line = SpectralLine(narrow.samples, in: -0.45...0.45)
        else { return nil }
        let samples = narrow.samples
        let power = samples.reduce(0.0) { $0 + $1.power } / Double(samples.count)
        return line.amplitude.power > 0.8 * (power - narrow.noisePower) ? line : nil
    }

    private func centre(
        _ line: SpectralLine?, _ narrow: NarrowBand, middle: Double, error: Double
    ) -> Measured<Hertz> {
        guard let line else {
            return Measured(Hertz(middle), standardUncertainty: error)
        }
        // sqrt(6)/(2 pi T sqrt(SNR N)), the bound for a line.
        let ratio = line.amplitude.power * Double(narrow.buffer.count) / narrow.noisePower
        let bound = 6.0.squareRoot() / (2 * Double.pi * narrow.length * ratio.squareRoot())
        return Measured(
            Hertz(narrow.centre + line.frequency * narrow.rate), standardUncertainty: bound)
    }

    /// The centre of the second half less that of the first, over half the length.
    private func drift(
        _ shape: BandShape, floor: Double, line: SpectralLine?, _ narrow: NarrowBand,
        centreError: Double
    ) throws(RecordingFaults) -> Measured<HertzPerSecond> {
        if line != nil { return Self.driftOfLine(narrow) }
        let half = recording.sampleCount / 2
        var centres: [Double] = []
        for range in [0..<half, half..<2 * half] {
            let fine = try FineSpectrum(of: recording, in: range, size: size)
            centres.append(fine.centroid(between: shape.edges, floor: floor))
        }
        let step = rate / Double(size)
        let time = Double(half) / rate
        // Each half has twice the variance of the whole, their difference four times.
        return Measured(
            HertzPerSecond((centres[1] - centres[0]) * step / time),
            standardUncertainty: 2 * centreError / time)
    }

    private static func driftOfLine(_ narrow: NarrowBand) -> Measured<HertzPerSecond> {
        let samples = narrow.samples
        let half = samples.count / 2
        let time = Double(half) / narrow.rate
        var frequencies: [Double] = []
        var variance = 0.0
        for part in [samples[..<half], samples[half...]] {
            guard let line = SpectralLine(Array(part), in: -0.45...0.45) else { continue }
            frequencies.append(line.frequency * narrow.rate)
            let ratio = max(line.amplitude.power * Double(half) / narrow.noisePower, 1e-9)
            variance += 6 / (pow(2 * Double.pi * time, 2) * ratio)
        }
        guard frequencies.count == 2 else {
            return Measured(.zero, standardUncertainty: narrow.rate / time)
        }
        return Measured(
            HertzPerSecond((frequencies[1] - frequencies[0]) / time),
            standardUncertainty: variance.squareRoot() / time)
    }
}
