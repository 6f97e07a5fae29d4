// How a set of values is spread: the two numbers that a few extreme cases do not move.

/// Median and 90th percentile of some values, in the unit of the values.
public struct Spread: Hashable, Sendable {
    /// How many values there were, at least 1.
    public let count: Int
    public let median: Double
    /// The value that nine of ten do not exceed.
    public let ninetiethPercentile: Double

    /// The spread of some values; `nil` where there is none. Between two neighbours the percentiles
    /// are interpolated linearly (definition 7 of Hyndman and Fan, as spreadsheets do).
    public init?(_ values: [Double]) {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        count = sorted.count
        median = Self.quantile(0.5, of: sorted)
        ninetiethPercentile = Self.quantile(0.9, of: sorted)
    }

    private static func quantile(_ share: Double, of sorted: [Double]) -> Double {
        let place = share * Double(sorted.count - 1)
        let low = Int(place)
        let high = min(low + 1, sorted.count - 1)
        return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
    }
}
