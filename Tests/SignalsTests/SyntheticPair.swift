// Pairs of recordings with known answers. The waveform is a sum of pulses that can be evaluated at
// any time, so that a delay of any part of a sample is exact and nothing is interpolated.

import Glibc
import Quantities
import Signals
import TestSupport
import Testing

/// Seeded numbers for signals.
struct SignalGenerator {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        Double.random(in: range, using: &generator)
    }

    mutating func bit() -> Double { Bool.random(using: &generator) ? 1 : -1 }

    /// A complex number of unit mean power (Box and Muller).
    mutating func complexGaussian() -> (Double, Double) {
        let radius = (-log(Double.random(in: 1e-300...1, using: &generator))).squareRoot()
        let angle = 2 * Double.pi * Double.random(in: 0..<1, using: &generator)
        return (radius * cos(angle), radius * sin(angle))
    }
}

/// White symbols through a pulse: band-limited noise or a modulation, at any time.
struct PulseSignal {
    enum Symbols { case gaussian, bpsk, qpsk, psk8, qam16 }

    /// Symbol period in samples.
    let period: Double
    private let reach: Int
    private let symbols: [(Double, Double)]
    private let pulse: @Sendable (Double) -> Double

    /// Symbols for `samples` samples from 0, `period` samples apart; the band is 1/period wide.
    init(
        _ kind: Symbols, samples: Int, period: Double, rollOff: Double = 0.3,
        generator: inout SignalGenerator
    ) {
        self.period = period
        reach = 16
        let count = Int(Double(samples) / period) + 2 * reach + Int(8000 / period) + 200
        symbols = (0..<count).map { _ in
            switch kind {
            case .gaussian: generator.complexGaussian()
            case .bpsk: (generator.bit(), 0)
            case .qpsk: (generator.bit() * 0.5.squareRoot(), generator.bit() * 0.5.squareRoot())
            case .psk8: PulseSignal.point(onCircle: generator.uniform(0...8).rounded(.down))
            case .qam16:
                (
                    (generator.bit() + 2 * generator.bit()) / 10.0.squareRoot(),
                    (generator.bit() + 2 * generator.bit()) / 10.0.squareRoot()
                )
            }
        }
        pulse = { x in PulseSignal.rootRaisedCosine(x, rollOff) }
    }

    /// The signal at a time in samples, from about -2000 to 6000 beyond the last; unit mean power.
    func value(at time: Double) -> (Double, Double) {
        let u = time / period + (2000 / period).rounded() + 100
        let middle = Int(u.rounded())
        var (re, im) = (0.0, 0.0)
        for k in max(0, middle - reach)...min(symbols.count - 1, middle + reach) {
            let h = pulse(u - Double(k))
            re += h * symbols[k].0
            im += h * symbols[k].1
        }
        return (re, im)
    }

    private static func point(onCircle step: Double) -> (Double, Double) {
        (cos(.pi / 4 * step), sin(.pi / 4 * step))
    }

    private static func rootRaisedCosine(_ x: Double, _ a: Double) -> Double {
        if abs(x) < 1e-9 { return 1 - a + 4 * a / .pi }
        let edge = 4 * a * x
        if abs(abs(edge) - 1) < 1e-6 {
            let (s, c) = (sin(.pi / 4 / a), cos(.pi / 4 / a))
            return a / 2.0.squareRoot() * ((1 + 2 / .pi) * s + (1 - 2 / .pi) * c)
        }
        return (sin(.pi * x * (1 - a)) + edge * cos(.pi * x * (1 + a)))
            / (.pi * x * (1 - edge * edge))
    }
}

/// A pair with known delay and Doppler shift.
struct SyntheticPair {
    var kind = PulseSignal.Symbols.qpsk
    var samples = 16384
    var sampleRate = 1e6
    /// Samples per symbol.
    var period = 2.5
    /// Signal to noise in the whole band, dB; channel 1 and 2.
    var ratios = (6.0, -12.0)
    /// Offset of the carrier from the centre, Hz.
    var carrier = 0.0
    /// Seconds, by true time.
    var tdoa = 0.0
    /// At the middle of the snapshot, Hz.
    var fdoa = 0.0
    var dopplerRate = 0.0
    var delayRate = 0.0
    /// Start of channel 2 after channel 1, seconds.
    var startDifference = 0.0
    var inverted = false
    var hasSignal = true
    var seed: UInt64 = 1

    /// Samples of both channels.
    func samplesOfBoth() -> (ComplexSamples, ComplexSamples) {
        var generator = SignalGenerator(seed: seed)
        let signal = PulseSignal(kind, samples: samples, period: period, generator: &generator)
        let phase = generator.uniform(0...6.28)
        let (k1, k2) = (pow(10, ratios.0 / 20), pow(10, ratios.1 / 20))
        var (first, second) = ([Float](), [Float]())
        let middle = Double(samples) / sampleRate / 2
        for m in 0..<samples {
            let t = Double(m) / sampleRate
            Self.append(
                to: &first, signal.value(at: t * sampleRate), gain: hasSignal ? k1 : 0,
                phase: 2 * .pi * carrier * t, generator: &generator)
            let late = t + startDifference
            let source = late - tdoa - delayRate * (late - middle)
            var value = signal.value(at: source * sampleRate)
            var turn = 2 * Double.pi * carrier * source
            if inverted {
                value.1 = -value.1
                turn = -turn
            }
            let x = late - middle
            Self.append(
                to: &second, value, gain: hasSignal ? k2 : 0,
                phase: turn + phase + 2 * .pi * (fdoa * x + dopplerRate * x * x / 2),
                generator: &generator)
        }
        return (ComplexSamples(interleaved: first), ComplexSamples(interleaved: second))
    }

    /// Recordings in memory, with start times.
    func recordings() throws -> (Recording, Recording) {
        let (first, second) = samplesOfBoth()
        let start = try #require(UTCInstant("2026-09-08T07:06:05.25Z"))
        let later = start + .nanoseconds(Int64((startDifference * 1e9).rounded()))
        return (
            Recording(
                name: "victim", samples: first, sampleRate: Hertz(sampleRate),
                centreFrequency: Hertz(11.4285e9), start: StartTime(start)),
            Recording(
                name: "adjacent", samples: second, sampleRate: Hertz(sampleRate),
                centreFrequency: Hertz(11.4285e9), start: StartTime(later))
        )
    }

    private static func append(
        to parts: inout [Float], _ value: (Double, Double), gain: Double, phase: Double,
        generator: inout SignalGenerator
    ) {
        let (c, s) = (cos(phase) * gain, sin(phase) * gain)
        let noise = generator.complexGaussian()
        parts.append(Float(value.0 * c - value.1 * s + noise.0))
        parts.append(Float(value.1 * c + value.0 * s + noise.1))
    }
}
