// Waveforms that can be asked for at any time, so that a delayed path is computed and never
// interpolated: the same seed is the same signal through every satellite and in every recording.

import Glibc
import Quantities

/// A transmitted signal of unit mean power in complex baseband.
enum Waveform {
    case phaseKeyed(PhaseKeyedSignal)
    case unmodulated
    /// A frequency in hertz either way of the middle, period in seconds.
    case swept(half: Double, period: Double)
    case frequencyModulated(ToneSet)

    /// A waveform for times within a span.
    init(_ shape: WaveformShape, seed: UInt64, during span: ClosedRange<Double>) {
        switch shape {
        case .phaseKeyed(let constellation, let rate, let rollOff, let bursts):
            self = .phaseKeyed(
                PhaseKeyedSignal(
                    constellation, symbolRate: rate.value, rollOff: rollOff, bursts: bursts,
                    seed: seed, during: span))
        case .unmodulated: self = .unmodulated
        case .swept(let width, let period):
            self = .swept(half: width.value / 2, period: period.value)
        case .frequencyModulated(let deviation, let top):
            self = .frequencyModulated(
                ToneSet(deviation: deviation.value, topFrequency: top.value, seed: seed))
        }
    }

    /// Writes the signal at evenly spaced times as interleaved parts.
    func fill(_ block: UnsafeMutableBufferPointer<Float>, from start: Double, step: Double) {
        switch self {
        case .phaseKeyed(let signal): signal.fill(block, from: start, step: step)
        case .unmodulated:
            for index in 0..<block.count { block[index] = index.isMultiple(of: 2) ? 1 : 0 }
        case .swept(let half, let period):
            Self.fill(block, from: start, step: step) { time in
                half * period * triangleIntegral(time / period)
            }
        case .frequencyModulated(let tones):
            Self.fill(block, from: start, step: step, cycles: tones.cycles(at:))
        }
    }

    /// A signal of constant power from its phase in cycles.
    private static func fill(
        _ block: UnsafeMutableBufferPointer<Float>, from start: Double, step: Double,
        cycles: (Double) -> Double
    ) {
        for index in 0..<block.count / 2 {
            let turn = cycles(start + Double(index) * step)
            let angle = 2 * .pi * (turn - turn.rounded())
            block[2 * index] = Float(cos(angle))
            block[2 * index + 1] = Float(sin(angle))
        }
    }
}

/// The integral, over a place in periods, of a triangle wave between -1 and 1 that starts at -1; it is
/// itself periodic.
func triangleIntegral(_ place: Double) -> Double {
    let x = place - place.rounded(.down)
    return x < 0.5 ? 2 * x * x - x : 3 * x - 2 * x * x - 1
}

/// An analogue programme as a set of tones, with a slow triangle that spreads its energy.
struct ToneSet {
    private struct Tone { let frequency, index, phase: Double }
    private let tones: [Tone]
    private let dispersal: Double
    /// Rate of the dispersal: half the picture rate.
    private static let dispersalRate = 25.0

    init(deviation: Double, topFrequency: Double, seed: UInt64) {
        var random = SkyGenerator(seed: seed)
        // Tones and dispersal together reach the deviation at most.
        let share = deviation * 7 / 64
        tones = (0..<8).map { _ in
            let frequency = topFrequency * random.uniform(0.02...1)
            return Tone(
                frequency: frequency, index: share / frequency, phase: random.uniform(0...1))
        }
        dispersal = deviation / 8
    }

    /// Phase of the carrier at a time, in cycles.
    func cycles(at time: Double) -> Double {
        var sum = dispersal / Self.dispersalRate * triangleIntegral(time * Self.dispersalRate)
        for tone in tones {
            sum += tone.index / (2 * .pi) * sin(2 * .pi * (tone.frequency * time + tone.phase))
        }
        return sum
    }
}
