// The measurements against signals with known values, and their stated uncertainties against the
// scatter over seeds.

import Dispatch
import Glibc
import Quantities
import Signals
import Synchronization
import Testing

@Suite("Measurement") struct MeasurementTests {
    /// One emission in white noise of unit power.
    private func emission(
        _ kind: PulseSignal.Symbols, seed: UInt64, samples: Int = 32768, period: Double = 4,
        ratio: Double = 6, carrier: Double = 123_456
    ) -> Recording {
        var pair = SyntheticPair()
        (pair.kind, pair.samples, pair.period) = (kind, samples, period)
        (pair.ratios, pair.carrier, pair.seed) = ((ratio, 0), carrier, seed)
        return Recording(
            name: "emission", samples: pair.samplesOfBoth().0, sampleRate: Hertz(1e6))
    }

    @Test(
        "the modulation is told from the lines and cumulants",
        arguments: [
            (PulseSignal.Symbols.bpsk, Modulation.bpsk), (.qpsk, .qpsk), (.psk8, .psk8),
            (.qam16, .qam16),
        ])
    func modulation(kind: PulseSignal.Symbols, expected: Modulation) throws {
        let result = try measure(emission(kind, seed: 4, ratio: 12))
        #expect(result.emissions.count == 1)
        let found = try #require(result.emissions.first)
        #expect(found.modulation == expected)
        #expect(found.confidence > 0.8)
    }

    @Test("an emission that fills nearly the whole band still tells its symbol rate")
    func wideEmission() throws {
        let found = try #require(
            try measure(emission(.qpsk, seed: 8, period: 1.5, ratio: 12, carrier: 0))
                .emissions.first)
        let rate = try #require(found.symbolRate)
        #expect(abs(rate.value.value - 1e6 / 1.5) < 2 * rate.expandedUncertainty.value)
        #expect(found.modulation == .qpsk)
    }

    @Test("a carrier is called one, and its frequency reaches the bound")
    func carrier() throws {
        var squares = 0.0
        for seed in 0..<40 {
            let result = try measure(
                emission(.bpsk, seed: UInt64(seed), period: 1e7, ratio: -12, carrier: -77_001.3))
            let found = try #require(result.emissions.first)
            #expect(found.modulation == .carrier)
            let error =
                (found.centre.value.value + 77_001.3)
                / found.centre.expandedUncertainty.value * found.centre.coverageFactor
            squares += error * error
            #expect(abs(found.drift.value.value) < 2 * found.drift.expandedUncertainty.value)
        }
        #expect((squares / 40).squareRoot() < 1.4)
    }

    @Test("several emissions are found without being told where")
    func several() throws {
        var parts = [Float](repeating: 0, count: 65536)
        let plan: [(PulseSignal.Symbols, Double, Double)] = [
            (.qpsk, 8, -250_000), (.bpsk, 20, 50_000), (.bpsk, 1e7, 330_000),
        ]
        for (index, entry) in plan.enumerated() {
            let one = emission(
                entry.0, seed: UInt64(index), period: entry.1, ratio: 0, carrier: entry.2)
            let samples = try one.samples(0..<one.sampleCount)
            for n in parts.indices { parts[n] += samples.interleaved[n] * 0.05 }
        }
        let recording = Recording(
            name: "three", samples: ComplexSamples(interleaved: parts), sampleRate: Hertz(1e6))
        let result = try measure(recording)
        let centres = result.emissions.map(\.centre.value.value).sorted()
        #expect(centres.count == 3)
        for (found, entry) in zip(centres, plan) { #expect(abs(found - entry.2) < 2000) }
        // Three noises of unit power, scaled by 0.05.
        let floor = 10 * log10(3 * 0.0025 / 1e6)
        #expect(abs(result.noiseFloor.value.value - floor) < 0.2)
    }

    /// QPSK of roll-off 0.3 and 6 dB in white noise.
    private func keyed(seed: Int) -> Recording {
        var generator = SignalGenerator(seed: UInt64(seed) + 700)
        let signal = PulseSignal(.qpsk, samples: 32768, period: 4, generator: &generator)
        var samples: [Float] = []
        samples.reserveCapacity(2 * 32768)
        for n in 0..<32768 {
            let (value, noise) = (signal.value(at: Double(n)), generator.complexGaussian())
            let (c, s) = (cos(0.77 * Double(n)), sin(0.77 * Double(n)))
            samples.append(Float(2 * (value.0 * c - value.1 * s) + noise.0))
            samples.append(Float(2 * (value.0 * s + value.1 * c) + noise.1))
        }
        return Recording(
            name: "keyed", samples: ComplexSamples(interleaved: samples.map { $0 / 16 }),
            sampleRate: Hertz(1e6))
    }

    /// Which of the stated intervals hold the truth.
    private func held(seed: Int) throws -> Set<String> {
        let result = try measure(keyed(seed: seed))
        let found = try #require(result.emissions.first)
        var held: Set<String> = []
        func check<Q: Quantity>(_ name: String, _ value: Measured<Q>?, _ truth: Double) {
            guard let value else { return }
            let error = abs(value.value.value - truth)
            if error <= value.expandedUncertainty.value { held.insert(name) }
        }
        let scale = 20 * log10(1.0 / 16)
        // The 99 % band of a raised cosine of roll-off 0.3.
        let occupied = 1.13436 * 250_000
        check("floor", result.noiseFloor, -60 + scale)
        check("centre", found.centre, 0.77e6 / (2 * Double.pi))
        check("occupied bandwidth", found.occupiedBandwidth, occupied)
        check("level", found.level, 20 * log10(2.0) + scale)
        check("carrier to noise", found.carrierToNoise, 10 * log10(4e6 / occupied))
        check("symbol rate", found.symbolRate, 250_000)
        check("roll-off", found.rollOff, 0.3)
        check("drift", found.drift, 0)
        return held
    }

    @Test("the stated 95 % intervals hold the truth in 93 to 97 % of 1000 seeds")
    func coverage() {
        let counts = Mutex<[String: Int]>([:])
        DispatchQueue.concurrentPerform(iterations: 1000) { seed in
            let held = (try? held(seed: seed)) ?? []
            counts.withLock { counts in
                for name in held { counts[name, default: 0] += 1 }
            }
        }
        let found = counts.withLock(\.self)
        #expect(found.count == 8)
        for (name, count) in found { #expect((930...970).contains(count), "\(name): \(count)") }
    }

    @Test("flux-density and radiated power follow from level, antenna and distance")
    func fieldStrength() {
        let chain = ReceiverChain(
            antennaGain: Decibels(50), antennaGainUncertainty: Decibels(0.3),
            fullScalePower: Decibels(-100), fullScaleUncertainty: Decibels(0.4))
        let level = Measured(Decibels(-30), standardUncertainty: 0)
        let density = chain.powerFluxDensity(level: level, frequency: .gigahertz(12))
        // lambda = 24.98 mm: lambda^2/(4 pi) is -43.04 dB(m^2); -130 - 50 + 43.04.
        #expect(abs(density.value.value + 136.96) < 0.01)
        #expect(abs(density.expandedUncertainty.value - 1.96 * 0.5) < 1e-9)
        let power = chain.equivalentRadiatedPower(
            level: level, frequency: .gigahertz(12), distance: .kilometres(38_000))
        #expect(abs(power.value.value - (density.value.value + 162.59)) < 0.01)
    }

    @Test("two ports give the polarisation", arguments: [0.0, 90.0, -90.0, 40.0])
    func polarisationOfPorts(lead: Double) throws {
        var pair = SyntheticPair()
        pair.ratios = (30, 30)
        let source = pair.samplesOfBoth().0
        let (c, s) = (Float(cos(lead * .pi / 180)), Float(sin(lead * .pi / 180)))
        var turned = source
        for n in 0..<source.count {
            let (re, im) = source[n]
            turned[n] = (re * c + im * s, im * c - re * s)
        }
        let x = Recording(name: "x", samples: source, sampleRate: Hertz(1e6))
        let y = Recording(name: "y", samples: turned, sampleRate: Hertz(1e6))
        let found = try polarisation(x: x, y: y, band: -2e5...2e5)
        #expect(abs(found.stokes[3] - sin(lead * .pi / 180)) < 1e-3)
        #expect(abs(found.stokes[2] - cos(lead * .pi / 180)) < 1e-3)
        #expect(abs(found.discrimination.value) < 1e-3)
        #expect(found.degree > 0.999)
    }
}
