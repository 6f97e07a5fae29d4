// Where in the band something is: bins that stand out of the noise floor by more than chance are
// gathered into emissions; nothing needs to be told beforehand.

import Glibc

/// A stretch of bins that holds one emission, by index from the lowest frequency.
struct EmissionBand: Sendable {
    var bins: ClosedRange<Int>
    /// Bins beyond the detected ones that are integrated too.
    var widened: ClosedRange<Int>
}

/// The averaged spectrum in order of frequency, its noise floor and the emissions above it.
struct EmissionFinder: Sendable {
    /// Power in each bin, lowest frequency first.
    let bins: [Double]
    /// Mean power of the bins with noise alone.
    let floor: Double
    /// Relative standard error of one bin.
    let error: Double
    /// Relative standard error of the floor.
    let floorError: Double
    let bands: [EmissionBand]

    /// Looks through a spectrum.
    init(_ spectrum: PowerSpectrum) {
        let size = spectrum.bins.count
        let ordered = (0..<size).map { spectrum.bins[($0 + size / 2) % size] }
        let smooth = PowerSpectrum.smoothed(ordered, width: 5)
        let smoothError = spectrum.relativeError / 5.0.squareRoot()
        let level = PowerSpectrum.floor(of: smooth, relativeError: smoothError)
        let limit = level * (1 + 5 * smoothError)
        bands = Self.gather(smooth.map { $0 > limit })
        (bins, error) = (ordered, spectrum.relativeError)
        let quiet = Self.quietBins(size, bands)
        let used = quiet.isEmpty ? Array(ordered.indices) : quiet
        floor = quiet.isEmpty ? level : used.reduce(0.0) { $0 + ordered[$1] } / Double(used.count)
        // Neighbouring bins of a Hann window share information: half of them count.
        floorError = spectrum.relativeError * (2 / Double(max(used.count, 2))).squareRoot()
    }

    /// Bins that belong to no emission.
    private static func quietBins(_ size: Int, _ bands: [EmissionBand]) -> [Int] {
        (0..<size).filter { bin in !bands.contains { $0.widened.contains(bin) } }
    }

    /// Runs of marked bins; gaps of up to four bins are closed, runs are widened by an eighth.
    private static func gather(_ marked: [Bool]) -> [EmissionBand] {
        var runs: [ClosedRange<Int>] = []
        for bin in marked.indices where marked[bin] {
            if let last = runs.last, bin - last.upperBound <= 5 {
                runs[runs.count - 1] = last.lowerBound...bin
            } else {
                runs.append(bin...bin)
            }
        }
        return runs.enumerated().map { index, run in
            let extra = 3 + run.count / 8
            let below = index > 0 ? (runs[index - 1].upperBound + run.lowerBound) / 2 + 1 : 0
            let above =
                index + 1 < runs.count
                ? (run.upperBound + runs[index + 1].lowerBound) / 2 : marked.count - 1
            let low = max(run.lowerBound - extra, min(below, run.lowerBound))
            let high = min(run.upperBound + extra, max(above, run.upperBound))
            return EmissionBand(bins: run, widened: low...high)
        }
    }
}
