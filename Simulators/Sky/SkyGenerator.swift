// Seeded randomness of the simulated sky: the same seed gives the same sky.

import Glibc

/// SplitMix64 (Steele, Lea and Flood 2014), with normal deviates.
struct SkyGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    /// A stream of its own for each purpose, fixed by a seed and a number.
    init(seed: UInt64, stream: UInt64) { self.init(seed: Self.mixed(seed, stream)) }

    /// A number that looks random, from a seed and a number.
    static func mixed(_ seed: UInt64, _ number: UInt64) -> UInt64 {
        finished(seed &+ number &* 0x9E37_79B9_7F4A_7C15)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.finished(state)
    }

    private static func finished(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        Double.random(in: range, using: &self)
    }

    /// Standard normal deviates in pairs (Box and Muller 1958).
    mutating func normalPair() -> (Double, Double) {
        let radius = (-2 * log(Double.random(in: 1e-300...1, using: &self))).squareRoot()
        let angle = Double.random(in: 0..<2 * .pi, using: &self)
        return (radius * cos(angle), radius * sin(angle))
    }

    mutating func normal() -> Double { normalPair().0 }
}
