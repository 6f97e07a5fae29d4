// The house's one source of repeatable chance: trials of the locator, simulators and benchmarks draw from it, and the
// same seed gives the same draws on every machine.

import Glibc

/// A generator of one word of state (Steele, Lea and Flood, OOPSLA 2014). Not for secrets.
@frozen public struct SplitMix64: RandomNumberGenerator, Sendable {
    @usableFromInline var state: UInt64

    /// What the state grows by: 2^64 over the golden ratio.
    public static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// A generator that begins at a seed.
    @inlinable public init(seed: UInt64) { state = seed }

    @inlinable public mutating func next() -> UInt64 {
        state &+= Self.increment
        return Self.mixed(state)
    }

    /// A word that looks random, one to one from another.
    @inlinable public static func mixed(_ word: UInt64) -> UInt64 {
        var z = word
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Two independent standard normal deviates (Box and Muller 1958).
    public mutating func normalPair() -> (Double, Double) {
        let radius = (-2 * log(Double.random(in: 1e-300...1, using: &self))).squareRoot()
        let angle = Double.random(in: 0..<2 * .pi, using: &self)
        return (radius * cos(angle), radius * sin(angle))
    }
}

extension Sequence where Element == UInt8 {
    /// A word that stands for bytes, such as those of a name that a seed is made of (FNV-1a; Fowler, Noll and
    /// Vo). Not for secrets.
    public func fnv1a(from basis: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
        reduce(basis) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
