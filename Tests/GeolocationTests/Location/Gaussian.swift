// Normal deviates from a seed, for the coverage and noise tests.

import Glibc
import TestSupport

struct Gaussian {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// A standard normal deviate (Box & Muller).
    mutating func next() -> Double {
        let u = Double.random(in: 1e-300..<1, using: &generator)
        return (-2 * log(u)).squareRoot()
            * cos(2 * .pi * Double.random(in: 0..<1, using: &generator))
    }

    mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        Double.random(in: range, using: &generator)
    }
}

func sine(_ x: Double) -> Double { sin(x) }
func cosine(_ x: Double) -> Double { cos(x) }
func atan2Degrees(_ y: Double, _ x: Double) -> Double { atan2(y, x) * 180 / .pi }
