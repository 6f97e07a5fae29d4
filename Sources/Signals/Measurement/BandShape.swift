// Power, centre and bandwidth of one emission from the averaged spectrum (ITU-R SM.443), and how
// the scatter of the bins and of the floor carries over to each of them.

import Glibc

/// The integrals over one emission, frequencies in bins from the lowest frequency.
struct BandShape: Sendable {
    /// Power above the floor and its standard error, in units of bins.
    let power: (value: Double, error: Double)
    /// Bins that were integrated.
    let binCount: Double
    /// Centroid of the power in the occupied band.
    let centre: (value: Double, error: Double)
    /// Edges that leave 0.5 % outside on either side.
    let edges: ClosedRange<Double>
    /// Density above the floor at the two edges.
    let edgeDensities: (low: Double, high: Double)
    /// Standard error of the occupied bandwidth.
    let widthError: Double
    /// Edges at 26 dB below the highest density.
    let edges26dB: ClosedRange<Double>?
    let widthError26dB: Double

    /// - Parameters:
    ///   - finder: the spectrum and its floor.
    ///   - band: where the emission is.
    ///   - fine: a finer spectrum to read the edges of the occupied band from; a window smears them.
    init(_ finder: EmissionFinder, _ band: EmissionBand, fine: FineSpectrum? = nil) {
        let range = Array(band.widened)
        let excess = range.map { finder.bins[$0] - finder.floor }
        // Neighbouring bins of Hann windows share information: sums scatter more than single bins.
        let variance = range.map { 1.7 * pow(finder.bins[$0] * finder.error, 2) }
        let floorError = finder.floorError * finder.floor
        let total = max(excess.reduce(0, +), 1e-300)
        let count = Double(range.count)
        binCount = count
        power = (
            total, (variance.reduce(0, +) + pow(count * floorError, 2)).squareRoot()
        )
        let start = Double(band.widened.lowerBound)
        let places =
            fine?.edges(of: band, floor: finder.floor, floorError: floorError)
            ?? BandEdges(excess, variance, floorError, start: start)
        edges = places.low...max(places.low, places.high)
        widthError = places.error
        edgeDensities = (places.densityAtLow, places.densityAtHigh)
        let coarse = Self.centroid(
            excess, variance, floorError, low: places.low - start, high: places.high - start,
            start: start)
        let value = fine?.centroid(between: edges, floor: finder.floor) ?? coarse.value
        centre = (value, coarse.error)
        let smooth = PowerSpectrum.smoothed(excess, width: min(5, excess.count | 1))
        (edges26dB, widthError26dB) = Self.edges26dB(smooth, finder, start: start)
    }

    private static func centroid(
        _ excess: [Double], _ variance: [Double], _ floorError: Double, low: Double, high: Double,
        start: Double
    ) -> (value: Double, error: Double) {
        let inside = excess.indices.filter { Double($0) >= low - 0.5 && Double($0) <= high + 0.5 }
        let power = max(inside.reduce(0.0) { $0 + excess[$1] }, 1e-300)
        let centre = inside.reduce(0.0) { $0 + Double($1) * excess[$1] } / power
        let (spread, moment) = inside.reduce((0.0, 0.0)) { sum, k in
            let arm = Double(k) - centre
            return (sum.0 + arm * arm * variance[k], sum.1 + arm)
        }
        let floorPart = moment * floorError
        return (start + centre, (spread + floorPart * floorPart).squareRoot() / power)
    }

    private static func edges26dB(
        _ smooth: [Double], _ finder: EmissionFinder, start: Double
    ) -> (ClosedRange<Double>?, Double) {
        let peak = smooth.max() ?? 0
        let limit = peak * pow(10, -2.6)
        // Noise must lie well below the line at which the width is read.
        guard limit > 3 * finder.floor * finder.error / 5.0.squareRoot(),
            let low = smooth.firstIndex(where: { $0 > limit }),
            let high = smooth.lastIndex(where: { $0 > limit })
        else { return (nil, 0) }
        let scatter = finder.error / 5.0.squareRoot() * (finder.floor + limit) / limit
        // Near the edge the density falls by a factor e in about one bin of the window.
        return (
            start + Double(low) - 0.5...start + Double(high) + 0.5, (0.3 + scatter).squareRoot()
        )
    }
}
