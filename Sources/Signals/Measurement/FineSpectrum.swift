// The same band in finer bins: where an emission ends is read here, for a window smears an edge by a
// part of a bin. Sums over bins scatter no more than in coarse ones.

/// A spectrum with bins a quarter as wide as those in which emissions are found.
struct FineSpectrum: Sendable {
    /// Fine bins in a coarse one.
    static let factor = 4
    /// Power in each bin, lowest frequency first.
    private let bins: [Double]
    /// Relative standard error of one bin.
    private let error: Double

    /// Averages windows over a part of a recording.
    ///
    /// - Parameters:
    ///   - recording: where the samples come from.
    ///   - range: the samples that count, at least four times `size`.
    ///   - size: the number of coarse bins.
    /// - Throws: ``RecordingFaults`` when a file cannot be read.
    init(of recording: Recording, in range: Range<Int>, size: Int) throws(RecordingFaults) {
        let count = Self.factor * size
        let spectrum = try PowerSpectrum(
            of: recording, in: range, size: count, limit: 4096)
        bins = (0..<count).map { spectrum.bins[($0 + count / 2) % count] }
        error = spectrum.relativeError
    }

    /// The edges of the occupied band, in coarse bins.
    func edges(of band: EmissionBand, floor: Double, floorError: Double) -> BandEdges {
        let (factor, half) = (Self.factor, Self.factor / 2)
        let first = max(0, factor * band.widened.lowerBound - half)
        let last = min(bins.count - 1, factor * band.widened.upperBound + half - 1)
        let excess = bins[first...last].map { $0 - floor }
        let variance = bins[first...last].map { 1.7 * ($0 * error) * ($0 * error) }
        var edges = BandEdges(excess, variance, floorError, start: Double(first))
        edges.low /= Double(factor)
        edges.high /= Double(factor)
        edges.error /= Double(factor)
        return edges
    }

    /// The centroid of the power above the floor between two edges, all in coarse bins.
    func centroid(between edges: ClosedRange<Double>, floor: Double) -> Double {
        let scale = Double(Self.factor)
        var (power, moment) = (0.0, 0.0)
        for k in bins.indices where edges.contains(Double(k) / scale) {
            power += bins[k] - floor
            moment += Double(k) / scale * (bins[k] - floor)
        }
        return power > 0 ? moment / power : (edges.lowerBound + edges.upperBound) / 2
    }
}
