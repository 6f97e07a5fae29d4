import Glibc
import Quantities
import Signals
import Testing

/// Two carriers in one band, each with its own delay and shift: a strong one and a narrower, weaker one
/// hidden beneath it.
private struct TwoSignals {
    let samples = 131_072
    let rate = 250e3
    var weak = Observables(tdoa: 3.2e-4, fdoa: 17.3)
    var strong = Observables(tdoa: -1.7e-4, fdoa: -42.6)
    /// Amplitudes of the strong and the weak signal and of the noise, on each path.
    var first = (strong: 1.0, weak: 0.35, noise: 0.1)
    var second = (strong: 0.1, weak: 0.14, noise: 0.4)

    struct Observables { var tdoa, fdoa: Double }

    func recordings(seed: UInt64) -> (victim: Recording, adjacent: Recording) {
        var generator = SignalGenerator(seed: seed)
        let wide = PulseSignal(
            .psk8, samples: samples, period: 1.6, rollOff: 0.2, generator: &generator)
        let narrow = PulseSignal(
            .qpsk, samples: samples, period: 5.5, rollOff: 0.25, generator: &generator)
        var parts: [[Float]] = [[], []]
        for index in 0..<samples {
            let time = Double(index)
            let (n1, n2) = (generator.complexGaussian(), generator.complexGaussian())
            let (s, w) = (wide.value(at: time), narrow.value(at: time))
            add(&parts[0], (s, first.strong), (w, first.weak), (n1, first.noise))
            let late = (
                turned(wide, at: time, strong), turned(narrow, at: time, weak)
            )
            add(&parts[1], (late.0, second.strong), (late.1, second.weak), (n2, second.noise))
        }
        return (recording("victim", parts[0]), recording("adjacent", parts[1]))
    }

    private func add(_ parts: inout [Float], _ terms: ((Double, Double), Double)...) {
        parts.append(Float(terms.reduce(0) { $0 + $1.0.0 * $1.1 }))
        parts.append(Float(terms.reduce(0) { $0 + $1.0.1 * $1.1 }))
    }

    private func turned(_ signal: PulseSignal, at time: Double, _ observables: Observables)
        -> (Double, Double)
    {
        let (re, im) = signal.value(at: time - observables.tdoa * rate)
        let angle = 2 * Double.pi * observables.fdoa * time / rate
        return (re * cos(angle) - im * sin(angle), re * sin(angle) + im * cos(angle))
    }

    private func recording(_ name: String, _ parts: [Float]) -> Recording {
        Recording(
            name: name, samples: ComplexSamples(interleaved: parts), sampleRate: Hertz(rate))
    }
}

@Suite("Several signals common to both paths")
struct SeveralSignalsTests {
    private static func settings(around observables: (Double, Double)? = nil) -> CorrelationSettings
    {
        var settings = CorrelationSettings()
        guard let (tdoa, fdoa) = observables else { return settings }
        (settings.delayCentre, settings.dopplerCentre) = (Seconds(tdoa), Hertz(fdoa))
        (settings.delayWindow, settings.dopplerWindow) = (.microseconds(20), Hertz(4))
        return settings
    }

    @Test("uncertainties hold when the common signal fills another band than the victim's spectrum")
    func hiddenCarrier() throws {
        var deviations: [(Double, Double)] = []
        for seed in 1...40 as ClosedRange<UInt64> {
            let signals = TwoSignals(second: (strong: 0, weak: 0.14, noise: 0.4))
            let pair = signals.recordings(seed: seed)
            let found = try correlate(pair.victim, pair.adjacent)
            let delay = try #require(found.tdoa), sigma = try #require(found.sigmaTDOA)
            // FDOA counts from the middle; the carrier's delay turns no phase of a baseband signal.
            deviations.append(
                (
                    (delay.value - signals.weak.tdoa) / sigma.value,
                    (found.fdoa.value - signals.weak.fdoa) / found.sigmaFDOA.value
                ))
        }
        let delay = (deviations.reduce(0) { $0 + $1.0 * $1.0 } / 40).squareRoot()
        let doppler = (deviations.reduce(0) { $0 + $1.1 * $1.1 } / 40).squareRoot()
        // The root of chi-square over 40 lies within 0.65 and 1.37 but once in 500 times.
        #expect(delay > 0.65 && delay < 1.37, "\(delay)")
        #expect(doppler > 0.65 && doppler < 1.37, "\(doppler)")
    }

    @Test("a known peak can be left out of the search")
    func excluded() throws {
        let signals = TwoSignals(second: (strong: 0.3, weak: 0.14, noise: 0.4))
        let pair = signals.recordings(seed: 5)
        let strongest = try correlate(pair.victim, pair.adjacent)
        #expect(abs((strongest.tdoa?.value ?? 0) - signals.strong.tdoa) < 2e-7)
        var settings = CorrelationSettings()
        settings.excluded = [
            .init(
                tdoa: Seconds(signals.strong.tdoa), fdoa: Hertz(signals.strong.fdoa),
                delayReach: .microseconds(60), dopplerReach: Hertz(20))
        ]
        let other = try correlate(pair.victim, pair.adjacent, settings: settings)
        #expect(abs((other.tdoa?.value ?? 0) - signals.weak.tdoa) < 3e-6)
        #expect(abs(other.fdoa.value - signals.weak.fdoa) < 0.3)
    }

    @Test("a shared signal is removed down to the noise, and what it covered can be measured")
    func removed() throws {
        let signals = TwoSignals(second: (strong: 0.3, weak: 0.14, noise: 0.4))
        let pair = signals.recordings(seed: 9)
        let strongest = try correlate(pair.victim, pair.adjacent)
        let rest = try pair.adjacent.removing(strongest, sharedWith: pair.victim)
        let again = try correlate(
            pair.victim, rest,
            settings: Self.settings(around: (signals.strong.tdoa, signals.strong.fdoa)))
        #expect(strongest.snr.value - again.snr.value > 18)
        let weak = try correlate(
            pair.victim, rest,
            settings: Self.settings(around: (signals.weak.tdoa, signals.weak.fdoa)))
        #expect(weak.significant)
        let delay = try #require(weak.tdoa)
        let sigma = try #require(weak.sigmaTDOA)
        #expect(abs(delay.value - signals.weak.tdoa) < 5 * sigma.value)
    }

    @Test("a signal is removed from an inverted spectrum too")
    func removedInverted() throws {
        let signals = TwoSignals(
            first: (strong: 1, weak: 0, noise: 0.1), second: (strong: 1, weak: 0, noise: 0.1))
        let pair = signals.recordings(seed: 3)
        var samples = try pair.adjacent.samples(0..<pair.adjacent.sampleCount)
        for index in 0..<samples.count { samples[index].imaginary.negate() }
        let turned = Recording(name: "inverted", samples: samples, sampleRate: Hertz(signals.rate))
        let found = try correlate(pair.victim, turned)
        #expect(found.warnings.contains(.spectrumInverted))
        let rest = try turned.removing(found, sharedWith: pair.victim)
        let (before, after) = (try power(turned), try power(rest))
        // What is left is the noise of both: 0.02 of 1.01.
        #expect(after / before < 0.03)
    }

    private func power(_ recording: Recording) throws -> Double {
        try recording.samples(0..<recording.sampleCount).interleaved
            .reduce(0.0) { $0 + Double($1 * $1) }
    }
}

/// A carrier that runs up and down over a width, under thermal noise of unit power on each path; on the
/// victim's, a carrier of another user fills the middle.
private struct Sweep {
    let samples = 131_072
    let rate = 125e3
    let width = 80e3
    let period = 0.02
    /// Powers over the noise in the whole band, as ratios.
    let ratios = (victim: 30.0, adjacent: 0.2)
    var user = 0.0
    var tdoa = -9.6e-5
    var fdoa = 0.0

    /// 2 T Int W df with W = g1 g2/(1 + g1 + g2), over a part of the sweep's width.
    func outputRatio(over part: Double) -> Double {
        let spread = rate / width
        let (g1, g2) = (ratios.victim * spread, ratios.adjacent * spread)
        return 2 * Double(samples) / rate * part * g1 * g2 / (1 + g1 + g2)
    }

    private func phase(at time: Double) -> Double {
        let place = time / period - (time / period).rounded(.down)
        let integral = place < 0.5 ? 2 * place * place - place : 3 * place - 2 * place * place - 1
        return 2 * Double.pi * width / 2 * period * integral
    }

    func recordings(seed: UInt64) -> (victim: Recording, adjacent: Recording) {
        var generator = SignalGenerator(seed: seed)
        let carrier = PulseSignal(
            .qpsk, samples: samples, period: 7, rollOff: 0.3, generator: &generator)
        let begin = generator.uniform(0...period)
        var parts: [[Float]] = [[], []]
        for index in 0..<samples {
            let time = Double(index) / rate
            let (a, b) = (phase(at: begin + time), phase(at: begin + time - tdoa))
            let turn = b + 2 * .pi * fdoa * time
            let (n1, n2) = (generator.complexGaussian(), generator.complexGaussian())
            let (g1, g2) = (ratios.victim.squareRoot(), ratios.adjacent.squareRoot())
            let other = user > 0 ? carrier.value(at: Double(index)) : (0, 0)
            parts[0].append(Float(g1 * cos(a) + user * other.0 + n1.0))
            parts[0].append(Float(g1 * sin(a) + user * other.1 + n1.1))
            parts[1] += [Float(g2 * cos(turn) + n2.0), Float(g2 * sin(turn) + n2.1)]
        }
        let recordings = parts.map {
            Recording(
                name: "sweep", samples: ComplexSamples(interleaved: $0), sampleRate: Hertz(rate))
        }
        return (recordings[0], recordings[1])
    }
}

@Suite("A sweeping carrier") struct SweepTests {
    /// Mean output ratio over some seeds, over what the powers say.
    private func ratio(_ sweep: Sweep, over part: Double, _ settings: CorrelationSettings) throws
        -> Double
    {
        let seeds = 1...8 as ClosedRange<UInt64>
        let sum = try seeds.reduce(0.0) { sum, seed in
            let pair = sweep.recordings(seed: seed)
            let found = try correlate(pair.victim, pair.adjacent, settings: settings)
            return sum + pow(10, found.snr.value / 10)
        }
        return sum / Double(seeds.count) / sweep.outputRatio(over: part)
    }

    @Test("promises no more than its power allows", arguments: [0, -151.5, 239.8])
    func power(fdoa: Double) throws {
        var sweep = Sweep()
        sweep.fdoa = fdoa
        var settings = CorrelationSettings()
        settings.dopplerWindow = Hertz(300)
        let ratio = try ratio(sweep, over: sweep.width, settings)
        #expect(abs(ratio - 1) < 0.035, "\(ratio)")
    }

    @Test("promises no more where another user's band is left out")
    func besideAnother() throws {
        var sweep = Sweep()
        (sweep.user, sweep.fdoa) = (4, 120)
        var settings = CorrelationSettings()
        settings.dopplerWindow = Hertz(300)
        settings.otherBands = [-12.5e3...12.5e3]
        let ratio = try ratio(sweep, over: sweep.width - 25e3, settings)
        #expect(abs(ratio - 1) < 0.05, "\(ratio)")
    }
}
