// The speed of the correlator: two snapshots of 2^20 samples at 1 MS/s, +-500 us by +-200 Hz; the signal is
// noise-like, 600 kHz wide, -4 dB in channel 1 and -24 dB in channel 2.

import Foundation
import Quantities
import Signals

extension Benchmark {
    /// On one thread, and on two.
    static let signals = [
        correlation("correlate-1m", threads: 1),
        correlation("correlate-1m-two-threads", threads: 2),
    ]

    private static func correlation(_ name: String, threads: Int) -> Benchmark {
        milliseconds(name) {
            let pair = SnapshotPair()
            var settings = CorrelationSettings()
            settings.threads = threads
            return {
                let result = try correlate(pair.victim, pair.adjacent, settings: settings)
                guard pair.isFound(by: result) else {
                    throw Failure(.defect, "\(name): the correlator gives a wrong answer")
                }
            }
        }
    }
}

/// Two snapshots with a known delay and Doppler shift.
struct SnapshotPair {
    static let count = 1 << 20
    private static let rate = 1e6
    private static let (lag, doppler) = (-263, 87.6)
    let victim, adjacent: Recording

    init() {
        var random = SplitMix64(seed: 1906)
        let signal = Self.bandLimited(Self.count + 4096, &random)
        let turn = 2 * Double.pi * Self.doppler / Self.rate
        victim = Self.recording(signal, from: 2048, level: -4, turn: 0, &random)
        adjacent = Self.recording(signal, from: 2048 - Self.lag, level: -24, turn: turn, &random)
    }

    func isFound(by result: CorrelationResult) -> Bool {
        guard let tdoa = result.tdoa else { return false }
        return abs(tdoa.value * Self.rate - Double(Self.lag)) < 0.5
            && abs(result.fdoa.value - Self.doppler) < 0.5
    }

    private static func recording(
        _ signal: [(Double, Double)], from start: Int, level: Double, turn: Double,
        _ random: inout SplitMix64
    ) -> Recording {
        let amplitude = pow(10, level / 20)
        let samples = (0..<count).flatMap { n -> [Float] in
            let (s, noise) = (signal[start + n], random.normalPair())
            let (c, d) = (cos(turn * Double(n)), sin(turn * Double(n)))
            let half = 0.5.squareRoot()
            return [
                Float(0.1 * (amplitude * (s.0 * c - s.1 * d) + half * noise.0)),
                Float(0.1 * (amplitude * (s.0 * d + s.1 * c) + half * noise.1)),
            ]
        }
        return Recording(
            name: "bench", samples: ComplexSamples(interleaved: samples), sampleRate: Hertz(rate))
    }

    /// Complex noise within 0.6 of the sample rate, of mean power 1, by a windowed sinc.
    private static func bandLimited(_ count: Int, _ random: inout SplitMix64) -> [(Double, Double)]
    {
        let (reach, cut) = (48, 0.3)
        let taps = (-reach...reach).map { k -> Double in
            let x = Double(k)
            let sinc = k == 0 ? 2 * cut : sin(2 * .pi * cut * x) / (.pi * x)
            return sinc * (0.5 + 0.5 * cos(.pi * x / Double(reach + 1))) / (2 * cut).squareRoot()
        }
        let white = (0..<count + 2 * reach).map { _ in random.normalPair() }
        return (0..<count).map { n in
            var (re, im) = (0.0, 0.0)
            for (k, tap) in taps.enumerated() {
                re += tap * white[n + k].0
                im += tap * white[n + k].1
            }
            return (re * 0.5.squareRoot(), im * 0.5.squareRoot())
        }
    }
}
