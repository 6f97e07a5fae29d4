// The edges of the occupied band (ITU-R SM.443, beta/2 = 0.5 %): where the running sum of the power passes
// half a percent and all but half a percent of the whole.

import Glibc

/// The two edges of an emission, in bins.
struct BandEdges: Sendable {
    var low, high: Double
    /// Standard error of their distance, as of noise.
    var error: Double
    /// Power above the floor in a bin at the edges.
    var densityAtLow, densityAtHigh: Double

    /// The edges of an emission.
    ///
    /// - Parameters:
    ///   - excess: power above the floor in each bin.
    ///   - variance: of each bin.
    ///   - floorError: standard error of the floor, common to all bins.
    ///   - start: place of the first bin.
    init(_ excess: [Double], _ variance: [Double], _ floorError: Double, start: Double) {
        let lower = Self.edge(excess, variance, floorError, share: 0.005)
        let upper = Self.edge(excess, variance, floorError, share: 0.995)
        (low, high) = (start + lower.place, start + upper.place)
        error = (lower.error * lower.error + upper.error * upper.error).squareRoot()
        (densityAtLow, densityAtHigh) = (lower.density, upper.density)
    }

    /// Where the running sum crosses a share of the whole, the standard error of that place, and the
    /// density there.
    private static func edge(
        _ excess: [Double], _ variance: [Double], _ floorError: Double, share: Double
    ) -> (place: Double, error: Double, density: Double) {
        let total = excess.reduce(0, +)
        var sum = 0.0
        var place = share < 0.5 ? 0 : excess.count - 1
        var part = 0.5
        for k in excess.indices {
            if sum < share * total, sum + excess[k] >= share * total {
                (place, part) = (k, (share * total - sum) / max(excess[k], 1e-300))
                if share < 0.5 { break }
            }
            sum += excess[k]
        }
        let spread = variance.indices.reduce(0.0) { sum, k in
            let lever = k < place ? 1 - share : share
            return sum + lever * lever * variance[k]
        }
        let below = Double(place) * (1 - share) - Double(excess.count - place) * share
        let error = (spread + pow(below * floorError, 2)).squareRoot()
        // The slope of the running sum, over a stretch in which it moves by its own error.
        var reach = 1
        var slope = excess[place]
        while reach < excess.count / 4, slope * Double(reach) < error {
            reach += 1
            let (a, b) = (max(0, place - reach), min(excess.count - 1, place + reach))
            slope = excess[a...b].reduce(0, +) / Double(b - a + 1)
        }
        let limit = Double(excess.count) / 4
        return (
            Double(place) - 0.5 + part, slope > 0 ? min(error / slope, limit) : limit, slope
        )
    }
}
