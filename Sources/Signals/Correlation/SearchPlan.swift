// How a search over delay and Doppler is cut into blocks, Doppler bands and pieces of the delay
// window, so that it is fast, loses little and fits into memory.

import Glibc

/// The part of two recordings that is correlated and the window that is searched, in samples.
package struct SearchWindow: Sendable {
    /// First sample of channel 2 and how many.
    var first: Int
    var count: Int
    /// Delays by sample index, x2[m] like x1[m - lag].
    var lags: ClosedRange<Int>
    /// Doppler shifts in hertz.
    var dopplers: ClosedRange<Double>
    let sampleRate: Double
    /// Cells that no peak is taken from.
    var excluded: [ExcludedCells] = []

    /// A window from the part of channel 2, the delays in samples and the shifts in hertz.
    package init(
        first: Int, count: Int, lags: ClosedRange<Int>, dopplers: ClosedRange<Double>,
        sampleRate: Double
    ) {
        (self.first, self.count, self.lags) = (first, count, lags)
        (self.dopplers, self.sampleRate) = (dopplers, sampleRate)
    }
}

/// A rectangle of cells in samples and hertz.
struct ExcludedCells: Sendable {
    var lags: ClosedRange<Int>
    var dopplers: ClosedRange<Double>
}

/// Block length, transform length and the pieces of one search.
package struct SearchPlan: Sendable {
    let window: SearchWindow
    package let blockLength: Int
    package let blockCount: Int
    package let transformLength: Int
    /// Doppler bands as shifts by whole bins of the transform.
    package let bands: ClosedRange<Int>
    /// Delays that are computed at once, margins included.
    package let lagPieces: [ClosedRange<Int>]
    /// Delays computed beyond the searched ones on either side.
    package let margin: Int

    /// Length of the Doppler transform, at least twice the blocks.
    let dopplerLength: Int

    /// Width of a Doppler band in hertz.
    var bandWidth: Double { window.sampleRate / Double(transformLength) }
    /// Spacing of the Doppler axis in hertz.
    var dopplerStep: Double {
        window.sampleRate / (Double(blockLength) * Double(dopplerLength))
    }
    /// Samples of channel 2 that are used.
    var usedCount: Int { blockLength * blockCount }

    /// The cheapest plan whose blocks lose at most 0.4 dB to the Doppler shift inside them.
    ///
    /// - Parameters:
    ///   - window: what is searched.
    ///   - margin: further delays on either side.
    ///   - memory: bytes that the products may take.
    ///   - shortest: least length of a transform; the longest that there is satisfies any.
    package init(_ window: SearchWindow, margin: Int, memory: Int, shortest: Int = 0) {
        self.window = window
        self.margin = margin
        let longest = 8192
        let wanted = window.lags.count
        let piece = min(wanted, longest)
        var best = (cost: Double.infinity, block: 0, length: 0)
        for power in 7...16 where 1 << power >= min(shortest, 1 << 16) {
            let length = 1 << power
            let lags = piece + 2 * margin
            let block = Self.block(window, length: length, lags: lags)
            guard block >= 1 else { continue }
            let cost = Self.cost(window, length: length, block: block, lags: lags)
            if cost < best.cost { best = (cost, block, length) }
        }
        precondition(best.length > 0, "some transform holds the longest piece of the window")
        blockLength = best.block
        transformLength = best.length
        blockCount = max(1, window.count / best.block)
        dopplerLength = Self.transformLength(atLeast: 2 * blockCount)
        let width = window.sampleRate / Double(best.length)
        bands =
            Self.bandIndex(
                window.dopplers.lowerBound, window, width: width)...Self.bandIndex(
                window.dopplers.upperBound, window, width: width)
        let row = 8 * blockCount
        let rows = max(min(memory / row, piece + 2 * margin) - 2 * margin, 64)
        lagPieces = stride(from: window.lags.lowerBound, through: window.lags.upperBound, by: rows)
            .map { $0...min($0 + rows - 1, window.lags.upperBound) }
    }

    /// The longest block that fits beside the delays and does not turn by more than a sixth.
    private static func block(_ window: SearchWindow, length: Int, lags: Int) -> Int {
        let half = min(
            max(window.dopplers.upperBound, -window.dopplers.lowerBound),
            window.sampleRate / Double(2 * length))
        let turning = half > 0 ? window.sampleRate / (6 * half) : .infinity
        let fitting = min(length - lags + 1, max(window.count / 16, 1))
        return turning < Double(fitting) ? Int(turning) : fitting
    }

    private static func cost(
        _ window: SearchWindow, length: Int, block: Int, lags: Int
    ) -> Double {
        let width = window.sampleRate / Double(length)
        let low = bandIndex(window.dopplers.lowerBound, window, width: width)
        let high = bandIndex(window.dopplers.upperBound, window, width: width)
        let blocks = Double(window.count / block + 1)
        let doppler = 2 * blocks
        let products = blocks * (3 * Double(length) * log2(Double(length)) + 4 * Double(lags))
        return Double(high - low + 1) * (products + Double(lags) * doppler * log2(doppler + 2))
    }

    /// One band is enough where the whole window lies within half a bin of zero.
    private static func bandIndex(
        _ doppler: Double, _ window: SearchWindow, width: Double
    ) -> Int { Int((doppler / width).rounded()) }

    /// The shortest length that FFTW does well: a power of two, or five or three times one.
    private static func transformLength(atLeast count: Int) -> Int {
        let power = powerOfTwo(atLeast: count)
        let shorter = [5 * power / 8, 3 * power / 4].first { $0 >= count && power >= 64 }
        return shorter ?? power
    }

    static func powerOfTwo(atLeast count: Int) -> Int {
        var power = 1
        while power < count { power <<= 1 }
        return power
    }

    /// The Doppler shifts of a band that lie in the window.
    func dopplers(ofBand band: Int) -> ClosedRange<Double>? {
        let centre = Double(band) * bandWidth
        let low = max(window.dopplers.lowerBound, centre - bandWidth / 2)
        let high = min(window.dopplers.upperBound, centre + bandWidth / 2)
        return low <= high ? low...high : nil
    }
}
