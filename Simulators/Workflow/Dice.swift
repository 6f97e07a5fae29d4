// The one source of chance of a run: the same seed gives the same run on every machine.

import Quantities

/// A seeded generator with the draws a simulation needs.
struct Dice: RandomNumberGenerator {
    private var words: SplitMix64

    init(seed: UInt64) { words = SplitMix64(seed: seed) }

    /// A stream of its own for a part of the world, so that one part's draws do not move another's.
    init(seed: UInt64, stream: String) {
        self.init(seed: stream.utf8.fnv1a(from: seed ^ 0xCBF2_9CE4_8422_2325))
    }

    mutating func next() -> UInt64 { words.next() }

    /// True with a probability.
    mutating func falls(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &self) < probability
    }

    /// A span between two, logarithmically even: the longer, its half, its quarter and so on, each as often.
    mutating func span(from shortest: Duration, to longest: Duration) -> Duration {
        var spans = [longest]
        while let last = spans.last, last / 2 > shortest { spans.append(last / 2) }
        return pick(spans)
    }

    /// An element of a list that is not empty.
    mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[Int.random(in: choices.indices, using: &self)]
    }

    /// A name that is never given twice: 128 bits in hexadecimal.
    mutating func name() -> String {
        [next(), next()].map { value in
            let digits = String(value, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
