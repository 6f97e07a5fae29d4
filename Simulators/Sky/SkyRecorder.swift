// Recordings of the two downlinks of one emitter. The waveform is evaluated at the delayed times
// themselves, so nothing is interpolated: x1(t) = s(t) + n1, x2(t) = A s(t - tdoa) e^(j2pi fdoa t) + n2.

import Geolocation
import Glibc
public import Quantities
public import Signals

/// How the receivers of the simulated station record.
public struct ReceiverSettings: Hashable, Sendable {
    public var sampleRate: Hertz
    public var sampleCount: Int
    /// Signal to noise ratio in the recorded band, victim path.
    public var victimRatio: Decibels
    /// The same for the adjacent path, which the emitter hits with a sidelobe only.
    public var adjacentRatio: Decibels

    /// Two seconds of a carrier of about 100 kHz.
    public static let standard = ReceiverSettings(
        sampleRate: .kilohertz(125), sampleCount: 1 << 18, victimRatio: Decibels(12),
        adjacentRatio: Decibels(-12))
}

extension SkyScenario {
    /// Records one emitter, or the hidden one for `nil`, through both satellites from a start on; the
    /// seed fixes data and noise. Full scale of the two channels is about 1.
    public func record(
        _ emitter: SkyEmitter?, start: UTCInstant, seed: UInt64,
        receiver: ReceiverSettings = .standard
    ) -> (victim: Recording, adjacent: Recording) {
        let frequencies = emitter?.frequencies ?? reported.target
        let geometry = PairGeometry(
            station: station, victim: truth.victim, adjacent: truth.adjacent,
            frequencies: frequencies, model: .lightTime)
        let exact = geometry.observables(of: emitter?.position ?? truth.emitter)
        let tdoa = exact.tdoa + truth.delayOffset
        let fdoa = exact.fdoa + truth.frequencyOffset
        let signal = ShapedCarrier(
            symbolPeriod: 1.25 / receiver.sampleRate.value, count: receiver.sampleCount,
            seed: seed)
        var noise = SkyGenerator(seed: seed ^ 0x5EED)
        let first = samples(receiver, ratio: receiver.victimRatio, &noise) { signal.value(at: $0) }
        let second = samples(receiver, ratio: receiver.adjacentRatio, &noise) { time in
            let (re, im) = signal.value(at: time - tdoa.value)
            let turn = 2 * .pi * fdoa.value * time
            return (re * cos(turn) - im * sin(turn), re * sin(turn) + im * cos(turn))
        }
        return (
            Recording(
                name: "victim", samples: first, sampleRate: receiver.sampleRate,
                centreFrequency: frequencies.victimDownlink, start: StartTime(start)),
            Recording(
                name: "adjacent", samples: second, sampleRate: receiver.sampleRate,
                centreFrequency: frequencies.adjacentDownlink, start: StartTime(start))
        )
    }

    private func samples(
        _ receiver: ReceiverSettings, ratio: Decibels, _ noise: inout SkyGenerator,
        _ signal: (Double) -> (Double, Double)
    ) -> ComplexSamples {
        // Noise has a fixed level well below full scale; the signal stands above or under it.
        let noiseLevel = 0.05
        let amplitude = noiseLevel * pow(10, ratio.value / 20)
        let scale = noiseLevel / 2.0.squareRoot()
        var interleaved: [Float] = []
        interleaved.reserveCapacity(2 * receiver.sampleCount)
        for index in 0..<receiver.sampleCount {
            let (re, im) = signal(Double(index) / receiver.sampleRate.value)
            let (n, m) = noise.normalPair()
            interleaved.append(Float(amplitude * re + scale * n))
            interleaved.append(Float(amplitude * im + scale * m))
        }
        return ComplexSamples(interleaved: interleaved)
    }
}

/// A digital carrier of unit power: QPSK symbols shaped by a raised cosine of roll-off 0.25.
struct ShapedCarrier {
    private let period: Double
    private let real: [Double]
    private let imaginary: [Double]
    /// The pulse reaches so many symbols to each side.
    private static let reach = 6
    /// Symbols before the first sample, so that a delayed path finds its own past.
    private static let lead = 2048

    init(symbolPeriod: Double, count: Int, seed: UInt64) {
        period = symbolPeriod
        var random = SkyGenerator(seed: seed)
        let total = count + 2 * Self.lead
        let level = 0.5.squareRoot()
        var (re, im): ([Double], [Double]) = ([], [])
        for _ in 0..<total {
            let bits = random.next()
            re.append(bits & 1 == 0 ? level : -level)
            im.append(bits & 2 == 0 ? level : -level)
        }
        (real, imaginary) = (re, im)
    }

    /// The waveform at a time; any time within the recording and 2 ms or more around it.
    func value(at time: Double) -> (Double, Double) {
        let place = time / period + Double(Self.lead)
        let centre = Int(place.rounded(.down))
        var (re, im) = (0.0, 0.0)
        for index in (centre - Self.reach + 1)...(centre + Self.reach) {
            guard real.indices.contains(index) else { continue }
            let weight = Self.pulse(place - Double(index))
            re += weight * real[index]
            im += weight * imaginary[index]
        }
        return (re, im)
    }

    /// The pulse at a distance in symbols, from a table fine enough that the straight line between
    /// two entries is within 1e-6 of it.
    private static func pulse(_ x: Double) -> Double {
        let place = x.magnitude * Double(stepsPerSymbol)
        let index = Int(place)
        let part = place - Double(index)
        return table[index] * (1 - part) + table[index + 1] * part
    }

    private static let stepsPerSymbol = 1024
    private static let table: [Double] = (0...(reach + 1) * stepsPerSymbol + 1).map {
        raisedCosine(Double($0) / Double(stepsPerSymbol))
    }

    /// Raised cosine of roll-off 0.25.
    private static func raisedCosine(_ x: Double) -> Double {
        let beta = 0.25
        let denominator = 1 - 4 * beta * beta * x * x
        guard x.magnitude > 1e-9 else { return 1 }
        let sinc = sin(.pi * x) / (.pi * x)
        guard denominator.magnitude > 1e-9 else { return .pi / 4 * sinc }
        return sinc * cos(.pi * beta * x) / denominator
    }
}
