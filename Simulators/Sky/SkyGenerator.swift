// Seeded randomness of the simulated sky: the same seed gives the same sky.

import Quantities

/// A seeded generator with the draws that a sky needs.
struct SkyGenerator: RandomNumberGenerator {
    private var words: SplitMix64

    init(seed: UInt64) { words = SplitMix64(seed: seed &* SplitMix64.increment &+ 1) }

    /// A stream of its own for each purpose, fixed by a seed and a number.
    init(seed: UInt64, stream: UInt64) { self.init(seed: Self.mixed(seed, stream)) }

    /// A number that looks random, from a seed and a number.
    static func mixed(_ seed: UInt64, _ number: UInt64) -> UInt64 {
        SplitMix64.mixed(seed &+ number &* SplitMix64.increment)
    }

    mutating func next() -> UInt64 { words.next() }

    mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        Double.random(in: range, using: &self)
    }

    mutating func normalPair() -> (Double, Double) { words.normalPair() }

    mutating func normal() -> Double { normalPair().0 }
}
