// The coarse search: for every delay a transform over the blocks gives the Doppler axis, at least
// twice oversampled, so that no peak falls between two cells and no sidelobe is taken for it.

import Glibc
import Synchronization

/// The largest cell of a search, and what the others look like.
struct CoarsePeak: Sendable {
    var power: Float = -1
    /// Delay in samples.
    var lag = 0
    /// In hertz, at the middle of the snapshot.
    var doppler = 0.0
    var dopplerRate = 0.0
    var delayRate = 0.0
    var band = 0
}

/// Peak and typical level of the searched part of the surface.
struct SurfaceSummary: Sendable {
    var peak = CoarsePeak()
    /// Power of cells taken at even distances.
    var sample: [Float] = []

    /// The median power of the cells.
    var median: Double {
        guard !sample.isEmpty else { return 0 }
        return Double(sample.sorted()[sample.count / 2])
    }

    mutating func merge(_ other: SurfaceSummary) {
        if other.peak.power > peak.power { peak = other.peak }
        sample += other.sample
        while sample.count > 1 << 17 {
            sample = stride(from: 0, to: sample.count, by: 2).map { sample[$0] }
        }
    }
}

extension LagMatrix {
    /// Searches the rows of the window over the matrix's Doppler band and a list of Doppler rates.
    ///
    /// - Parameters:
    ///   - lags: delays to search, inside the matrix.
    ///   - dopplers: shifts to search, inside the band.
    ///   - rates: Doppler rates in Hz/s.
    ///   - threads: workers.
    /// - Returns: the largest cell and a sample of the others.
    /// - Throws: nothing of its own; workers may.
    func search(
        lags: ClosedRange<Int>, dopplers: ClosedRange<Double>, rates: [Double], threads: Int
    ) throws(RecordingFaults) -> SurfaceSummary {
        let workers = min(threads, lags.count)
        let summaries = Mutex<[Int: SurfaceSummary]>([:])
        try withWorkers(workers) { number throws(RecordingFaults) in
            let share = (lags.count + workers - 1) / workers
            let low = lags.lowerBound + number * share
            let high = min(low + share - 1, lags.upperBound)
            guard low <= high else { return }
            let rows = RowSearch(self, dopplers: dopplers)
            let every = max(1, rows.bins.count * lags.count * rates.count / 16384) | 1
            let part = rows.run(lags: low...high, rates: rates, every: every)
            summaries.withLock { $0[number] = part }
        }
        return summaries.withLock { parts in
            parts.sorted { $0.key < $1.key }.reduce(into: SurfaceSummary()) { $0.merge($1.value) }
        }
    }
}

/// The Doppler transform of one thread.
struct RowSearch {
    private let matrix: LagMatrix
    private let transform: FourierTransform
    private let padded: ComplexBuffer
    private let buffer: ComplexBuffer
    private let powers: ComplexBuffer
    /// Bins of the Doppler transform that lie in the window, negative ones too.
    let bins: ClosedRange<Int>

    init(_ matrix: LagMatrix, dopplers: ClosedRange<Double>) {
        self.matrix = matrix
        let length = matrix.plan.dopplerLength
        transform = .plan(length, .forward, inPlace: false)
        padded = ComplexBuffer(length)
        powers = ComplexBuffer(length)
        buffer = ComplexBuffer(length)
        let step = matrix.plan.dopplerStep
        let low = Int((dopplers.lowerBound / step).rounded(.up))
        let high = Int((dopplers.upperBound / step).rounded(.down))
        let first = low <= high ? low : Int((dopplers.lowerBound / step).rounded())
        bins = first...min(max(high, low), first + length - 1)
    }

    /// Searches some of the rows of a window; `every` is the distance of the cells that are kept.
    func run(lags: ClosedRange<Int>, rates: [Double], every: Int) -> SurfaceSummary {
        var summary = SurfaceSummary()
        for (turn, rate) in rates.enumerated() {
            let chirp = rate == 0 ? nil : chirp(rate: rate)
            for lag in lags {
                transformRow(lag - matrix.lowestLag, chirp: chirp)
                let offset = (lag - matrix.lowestLag) * 7919 + turn
                take(lag: lag, rate: rate, every: every, offset: offset % every, into: &summary)
            }
        }
        return summary
    }

    /// The powers of one row of the surface over the bins.
    func powers(ofRow row: Int, rate: Double) -> [Float] {
        transformRow(row, chirp: rate == 0 ? nil : chirp(rate: rate))
        return (0..<bins.count).map { powers.parts[$0] }
    }

    private func transformRow(_ row: Int, chirp: [Float]?) {
        let blocks = matrix.plan.blockCount
        if let chirp {
            chirp.withUnsafeBufferPointer { factors in
                guard let base = factors.baseAddress else { return }
                multiply(matrix.row(row), base, into: padded.parts, count: blocks)
            }
        } else {
            padded.parts.update(from: matrix.row(row), count: 2 * blocks)
        }
        // Beyond the blocks the buffer stays zero.
        transform.execute(padded, into: buffer)
        takePowers()
    }

    /// Squared magnitudes of the bins of the window, in their order.
    private func takePowers() {
        let size = buffer.count
        let start = ((bins.lowerBound % size) + size) % size
        let upToEnd = min(bins.count, size - start)
        squaredMagnitudes(buffer.parts + 2 * start, into: powers.parts, count: upToEnd)
        squaredMagnitudes(
            buffer.parts, into: powers.parts + upToEnd, count: bins.count - upToEnd)
    }

    private func take(
        lag: Int, rate: Double, every: Int, offset: Int, into summary: inout SurfaceSummary
    ) {
        var largest: Float = -1
        var place = bins.lowerBound
        let excluded = excludedBins(ofLag: lag)
        for index in 0..<bins.count where powers.parts[index] > largest {
            let bin = bins.lowerBound + index
            if excluded.contains(where: { $0.contains(bin) }) { continue }
            (largest, place) = (powers.parts[index], bin)
        }
        for index in stride(from: offset, to: bins.count, by: every) {
            summary.sample.append(powers.parts[index])
        }
        guard largest > summary.peak.power else { return }
        summary.peak = CoarsePeak(
            power: largest, lag: lag, doppler: Double(place) * matrix.plan.dopplerStep,
            dopplerRate: rate, delayRate: matrix.delayRate, band: matrix.band)
    }

    /// Bins of a row in which the peak of another signal may stand.
    private func excludedBins(ofLag lag: Int) -> [ClosedRange<Int>] {
        let step = matrix.plan.dopplerStep
        return matrix.plan.window.excluded.compactMap { cells in
            guard cells.lags.contains(lag) else { return nil }
            let low = max(cells.dopplers.lowerBound / step, -1e9).rounded(.down)
            let high = min(cells.dopplers.upperBound / step, 1e9).rounded(.up)
            return low <= high ? Int(low)...Int(high) : nil
        }
    }

    /// exp(-j pi rate t^2) at the middle of every block.
    private func chirp(rate: Double) -> [Float] {
        (0..<matrix.plan.blockCount).flatMap { block -> [Float] in
            let t = matrix.time(ofBlock: block)
            let turn = Complex.turned(-Double.pi * rate * t * t)
            return [Float(turn.real), Float(turn.imaginary)]
        }
    }
}
