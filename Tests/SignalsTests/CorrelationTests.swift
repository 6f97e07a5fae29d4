// The correlator: its signs, its reach to the bound, and what it says when there is nothing to say.

import Glibc
import Quantities
import Signals
import TestSupport
import Testing

@Suite("Correlation") struct CorrelationTests {
    /// Errors in units of the stated sigma.
    private func errors(
        _ result: CorrelationResult, _ pair: SyntheticPair
    ) throws -> (delay: Double, doppler: Double) {
        let delay = try #require(result.tdoa).value - pair.tdoa
        return (
            delay / (try #require(result.sigmaTDOA).value),
            (result.fdoa.value - pair.fdoa) / result.sigmaFDOA.value
        )
    }

    @Test(
        "delay and Doppler have the signs of the convention",
        arguments: [(123.4, 87.6), (-123.4, 87.6), (123.4, -87.6), (-0.3, -190.0), (0, 0)])
    func signs(delay: Double, doppler: Double) throws {
        var pair = SyntheticPair()
        (pair.tdoa, pair.fdoa, pair.carrier) = (delay * 1e-6, doppler, 21_500)
        let (victim, adjacent) = try pair.recordings()
        let result = try correlate(victim, adjacent)
        let error = try errors(result, pair)
        #expect(result.significant)
        #expect(abs(error.delay) < 4 && abs(error.doppler) < 4)
        #expect(result.band.contains(21_500))
    }

    @Test("the difference of the start times is included", arguments: [80e-6, -350e-6, 4.2e-3])
    func startDifference(difference: Double) throws {
        var pair = SyntheticPair()
        (pair.tdoa, pair.fdoa, pair.startDifference) = (152.3361e-6, -118.4, difference)
        let (victim, adjacent) = try pair.recordings()
        let error = try errors(try correlate(victim, adjacent), pair)
        #expect(abs(error.delay) < 4 && abs(error.doppler) < 4)
    }

    @Test("with nominal downlinks the tuning of the receivers is taken out")
    func tuning() throws {
        var pair = SyntheticPair()
        pair.fdoa = 60
        let (victim, adjacent) = try pair.recordings()
        var settings = CorrelationSettings()
        settings.nominalDownlinks = .init(victim: Hertz(11.4285e9), adjacent: Hertz(11.4285e9 - 40))
        let result = try correlate(victim, adjacent, settings: settings)
        #expect(abs(result.fdoa.value - 100) < 4 * result.sigmaFDOA.value)
    }

    @Test(
        "the scatter reaches the bound within 15 % over 200 seeds",
        arguments: [(1.25, 3.0, -12.0), (3.3, 8.0, -15.0), (10, 10.0, -16.0)])
    func bound(period: Double, first: Double, second: Double) throws {
        var (delays, dopplers, ratio) = (0.0, 0.0, 0.0)
        let seeds = 200
        var settings = CorrelationSettings()
        settings.delayWindow = .microseconds(60)
        for seed in 0..<seeds {
            var generator = SignalGenerator(seed: UInt64(seed) + 5000)
            var pair = SyntheticPair()
            (pair.kind, pair.period, pair.ratios) = (.gaussian, period, (first, second))
            pair.seed = UInt64(seed)
            pair.tdoa = generator.uniform(-40e-6...40e-6)
            pair.fdoa = generator.uniform(-180...180)
            let (victim, adjacent) = try pair.recordings()
            let result = try correlate(victim, adjacent, settings: settings)
            let error = try errors(result, pair)
            delays += error.delay * error.delay
            dopplers += error.doppler * error.doppler
            ratio += result.snr.value
        }
        let count = Double(seeds)
        #expect(ratio / count > 15)
        #expect((delays / count).squareRoot() < 1.15)
        #expect((dopplers / count).squareRoot() < 1.15)
    }

    @Test("noise that fills the whole band is correlated with even weight", arguments: 0..<12)
    func wholeBand(seed: UInt64) throws {
        var generator = SignalGenerator(seed: seed + 300)
        let count = 1 << 16
        func noise(_ count: Int) -> [Float] {
            (0..<count).flatMap { _ -> [Float] in
                let (re, im) = generator.complexGaussian()
                return [Float(re / 8), Float(im / 8)]
            }
        }
        let source = noise(count + 37)
        let channels = [source[74...], source[..<(2 * count)]].map { part in
            let samples = zip(part, noise(count)).map { $0 + $1 }
            return Recording(
                name: "white", samples: ComplexSamples(interleaved: samples), sampleRate: Hertz(1e6)
            )
        }
        let result = try correlate(channels[0], channels[1])
        #expect(result.warnings.contains(.noSignalSeenInVictim))
        let (tdoa, sigma) = try (#require(result.tdoa), #require(result.sigmaTDOA))
        #expect(abs(tdoa.value - 37e-6) < 4.5 * sigma.value)
        #expect(abs(result.fdoa.value) < 4.5 * result.sigmaFDOA.value)
        // A quarter of the power is common: W = 1/3 over the whole band.
        #expect(abs(result.snr.value - 10 * log10(2 * Double(count) / 3)) < 1)
    }

    @Test("an inverted spectrum is found, and said")
    func inverted() throws {
        var pair = SyntheticPair()
        (pair.tdoa, pair.fdoa, pair.inverted, pair.carrier) = (-77.7e-6, 33, true, 40_000)
        pair.ratios = (8, -8)
        let (victim, adjacent) = try pair.recordings()
        let result = try correlate(victim, adjacent)
        let error = try errors(result, pair)
        #expect(result.warnings.contains(.spectrumInverted))
        #expect(abs(error.delay) < 4 && abs(error.doppler) < 4)
    }

    @Test("a carrier gives its Doppler shift and no delay")
    func carrier() throws {
        var pair = SyntheticPair()
        (pair.period, pair.kind, pair.carrier) = (1e6, .bpsk, 12_345)
        (pair.tdoa, pair.fdoa) = (100e-6, -42.5)
        let (victim, adjacent) = try pair.recordings()
        let result = try correlate(victim, adjacent)
        #expect(result.tdoa == nil && result.sigmaTDOA == nil && result.covariance == nil)
        #expect(result.warnings.contains(.noDelayInformation))
        let significant = result.significant
        #expect(significant)
        #expect(abs(result.fdoa.value + 42.5) < 4 * result.sigmaFDOA.value)
    }

    @Test("a cold start over plus and minus 5 kHz finds the same peak")
    func coldStart() throws {
        var pair = SyntheticPair()
        (pair.tdoa, pair.fdoa, pair.samples) = (-301.7e-6, 4321.5, 32768)
        let (victim, adjacent) = try pair.recordings()
        var settings = CorrelationSettings()
        settings.dopplerWindow = .kilohertz(5)
        let result = try correlate(victim, adjacent, settings: settings)
        let error = try errors(result, pair)
        #expect(result.significant)
        #expect(abs(error.delay) < 4 && abs(error.doppler) < 4)
    }

    @Test("a drifting Doppler shift is followed and refers to the middle")
    func dopplerRate() throws {
        var pair = SyntheticPair()
        (pair.samples, pair.sampleRate, pair.tdoa) = (32768, 4096, 3.21e-3)
        (pair.fdoa, pair.dopplerRate) = (-11.3, 0.083)
        let (victim, adjacent) = try pair.recordings()
        var settings = CorrelationSettings()
        (settings.delayWindow, settings.dopplerWindow) = (Seconds(10e-3), Hertz(20))
        settings.dopplerRateWindow = 0.1
        let result = try correlate(victim, adjacent, settings: settings)
        let error = try errors(result, pair)
        #expect(abs(error.delay) < 4 && abs(error.doppler) < 4)
        #expect(abs(result.dopplerRate - 0.083) < 0.005)
        #expect(result.warnings.contains(.dopplerRateEstimated))
    }

    @Test("a drifting delay is followed and refers to the middle")
    func delayRate() throws {
        var pair = SyntheticPair()
        (pair.samples, pair.period, pair.ratios) = (65536, 1.3, (6, -10))
        (pair.tdoa, pair.fdoa, pair.delayRate) = (42.42e-6, 15, 4.7e-5)
        let (victim, adjacent) = try pair.recordings()
        var settings = CorrelationSettings()
        settings.delayRateWindow = 1e-4
        let result = try correlate(victim, adjacent, settings: settings)
        let error = try errors(result, pair)
        #expect(abs(error.delay) < 5 && abs(error.doppler) < 5)
        #expect(abs(result.delayRate - 4.7e-5) < 1e-5)
    }

    @Test("noise alone is called significant no oftener than the settings allow")
    func falseAlarms() throws {
        var alarms = 0
        for seed in 0..<100 {
            var pair = SyntheticPair()
            (pair.samples, pair.hasSignal, pair.seed) = (4096, false, UInt64(seed))
            let (victim, adjacent) = try pair.recordings()
            var settings = CorrelationSettings()
            settings.spectrumSense = .direct
            if try correlate(victim, adjacent, settings: settings).significant { alarms += 1 }
        }
        #expect(alarms <= 5)
    }

    @Test("two threads and files give the very result of one thread and memory")
    func sameEverywhere() throws {
        var pair = SyntheticPair()
        (pair.tdoa, pair.fdoa) = (12.5e-6, 100)
        let (victim, adjacent) = try pair.recordings()
        let folder = try Repository.temporaryFolder()
        let first = try victim.write(to: folder + "/1", format: .complexFloatLittle)
        let second = try adjacent.write(to: folder + "/2", format: .complexFloatBig)
        let files = try Recording.openPair([first, second])
        var settings = CorrelationSettings()
        let inMemory = try correlate(victim, adjacent, settings: settings)
        settings.threads = 2
        let inFiles = try correlate(files.victim, files.adjacent, settings: settings)
        #expect(inMemory.tdoa == inFiles.tdoa && inMemory.fdoa == inFiles.fdoa)
        #expect(inMemory.surface == inFiles.surface)
    }

    @Test("the public pairs come out within four sigma, without hints", arguments: ["Q1", "Q2"])
    func publicPairs(id: String) throws {
        let truth = ["Q1": (-0.0002416087, 64.9142), "Q2": (0.0001523361, -118.4075)]
        guard let folder = Repository.shared("data/geolocation/iq"), let answer = truth[id] else {
            print("skipped: ../shared/data/geolocation/iq is not there")
            return
        }
        let pair = try Recording.openPair(["\(folder)/\(id).sigmf-collection"])
        let result = try correlate(pair.victim, pair.adjacent)
        let sigma = try #require(result.sigmaTDOA).value
        #expect(abs(try #require(result.tdoa).value - answer.0) < 4 * sigma)
        #expect(abs(result.fdoa.value - answer.1) < 4 * result.sigmaFDOA.value)
    }
}
