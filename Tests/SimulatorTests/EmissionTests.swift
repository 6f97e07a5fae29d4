import Foundation
import Quantities
import Signals
import Sky
import TestSupport
import Testing

@Suite("Emissions and receivers of the simulated sky")
struct EmissionTests {
    /// What the station measures of the victim's only carrier with a waveform.
    private func measured(_ waveform: String, also changes: [(String, String)] = []) throws
        -> Emission
    {
        let standard = "{ form: qpsk, symbol_rate: 50e3, roll_off: 0.2 }"
        let scenario = try SkyFixture.scenario(
            "monitoring-data", replacing: [(standard, waveform)] + changes)
        let sky = SimulatedSky(scenario, seed: 4)
        let recording = SkyReceivers(sky).record(try sky.briefing().target, adjacent: nil, at: 0)
        return try #require(try measure(recording[0]).emissions.first)
    }

    static let constellations: [(name: String, modulation: Modulation)] = [
        ("qpsk", .qpsk), ("8psk", .psk8),
    ]

    @Test(
        "digital carriers have their symbol rate, roll-off, constellation and bandwidth",
        arguments: constellations)
    func digital(name: String, modulation: Modulation) throws {
        let emission = try measured("{ form: \(name), symbol_rate: 40e3, roll_off: 0.35 }")
        #expect(emission.modulation == modulation)
        let rate = try #require(emission.symbolRate).value.value
        #expect(abs(rate - 40e3) < 5)
        #expect(abs(try #require(emission.rollOff).value.value - 0.35) < 0.05)
        #expect(abs(emission.centre.value.value + 40) < 400)
    }

    @Test(
        "APSK carriers keep the power and the band of their pulses",
        arguments: ["16apsk", "32apsk"])
    func amplitudeKeyed(name: String) throws {
        let keyed = try measured("{ form: \(name), symbol_rate: 40e3, roll_off: 0.35 }")
        let plain = try measured("{ form: qpsk, symbol_rate: 40e3, roll_off: 0.35 }")
        #expect(abs((keyed.occupiedBandwidth.value - plain.occupiedBandwidth.value).value) < 600)
        #expect(abs((keyed.carrierToNoise.value - plain.carrierToNoise.value).value) < 0.3)
    }

    @Test("an unmodulated carrier is a line, and stands where the receiver's oscillator puts it")
    func line() throws {
        let emission = try measured(
            "{ form: carrier }",
            also: [("offset_sigma: 80", "offset_sigma: 0"), ("wander: 0.4", "wander: 0")])
        #expect(emission.modulation == .carrier)
        // The local oscillator stands 40 Hz too high; the satellite moves by a few metres a second.
        #expect(abs(emission.centre.value.value + 40) < 300)
    }

    @Test("a sweep fills its width evenly, frequency modulation its Carson bandwidth at most")
    func analogue() throws {
        let sweep = try measured("{ form: sweep, width: 40e3, period: 0.02 }")
        #expect(abs(sweep.occupiedBandwidth.value.value - 40e3) < 2500)
        let fm = try measured("{ form: fm, deviation: 20e3, top_frequency: 5e3 }")
        #expect(fm.occupiedBandwidth.value.value < 50e3)
        #expect(fm.occupiedBandwidth.value.value > 8e3)
    }

    @Test("bursts take the share of the power that they last")
    func bursts() throws {
        let steady = try measured("{ form: qpsk, symbol_rate: 50e3, roll_off: 0.2 }")
        let burst = try measured(
            "{ form: qpsk, symbol_rate: 50e3, roll_off: 0.2, frame: 0.04, burst: 0.01 }")
        let difference = steady.carrierToNoise.value - burst.carrierToNoise.value
        #expect(abs(difference.value - 6) < 0.6)
    }

    @Test("the ratio to noise is what the link budget gives by hand")
    func budget() throws {
        let emission = try measured("{ form: qpsk, symbol_rate: 50e3, roll_off: 0.2 }")
        // Up: 52 dBW - 163.3 dB/m2 = flux; over -84 dBW/m2 and 46 dBW saturated gives the satellite's EIRP.
        let distance = 37_700_000.0
        let flux = 52 - 10 * log10(4 * .pi * distance * distance)
        let eirp = 46 + flux + 84
        let loss = 20 * log10(4 * .pi * distance * 11_937.5e6 / 299_792_458)
        let gain = 10 * log10(0.65) + 20 * log10(.pi * 9 * 11_937.5e6 / 299_792_458)
        let down = eirp - loss + gain - 10 * log10(120.0) + 228.6
        let up = 52 - 20 * log10(4 * .pi * distance * 14_237.5e6 / 299_792_458) + 2 + 228.6
        let both = -10 * log10(pow(10, -down / 10) + pow(10, -up / 10))
        let density =
            emission.carrierToNoise.value.value + 10 * log10(emission.occupiedBandwidth.value.value)
        #expect(abs(density - both) < 0.7, "\(density) dBHz measured, \(both) dBHz by hand")
    }

    @Test("a saturated transponder takes power from a carrier, an unsaturated one does not")
    func saturation() throws {
        let alone = try measured("{ form: qpsk, symbol_rate: 50e3, roll_off: 0.2 }")
        let loaded = try measured(
            "{ form: qpsk, symbol_rate: 50e3, roll_off: 0.2 }",
            also: [("      g_over_t: 2\n", "      g_over_t: 2\n      load: 3\n")])
        // (1 + load) in power, less what the uplink's noise loses too.
        let loss = (alone.carrierToNoise.value - loaded.carrierToNoise.value).value
        #expect(loss > 1 && loss < 6.1)
    }

    @Test(
        "formats, gain error and window of a recording are as the scenario says",
        arguments: ["ci8", "ci16_le", "cf32_le"])
    func receivers(format: String) throws {
        let scenario = try SkyFixture.scenario(
            "safety-carrier",
            replacing: [
                ("format: ci16_le", "format: \(format)"), ("gain_error: 0.6", "gain_error: 6"),
            ])
        let sky = SimulatedSky(scenario, seed: 2)
        let briefing = try sky.briefing()
        let recordings = SkyReceivers(sky).record(briefing.target, adjacent: 0, at: 3600)
        let folder = try Repository.temporaryFolder()
        let paths = try SkyFolder(folder).write(recordings, as: "target", of: briefing)
        let pair = try Recording.openPair(paths)
        #expect(pair.victim.sampleCount == 131_072)
        #expect(pair.victim.start?.description.hasPrefix("2027-03-01T03:00:00") == true)
        let levels = try [pair.victim, pair.adjacent].map { recording in
            let parts = try recording.samples(0..<65_536).interleaved
            return 10 * log10(parts.reduce(0.0) { $0 + Double($1 * $1) } / 65_536)
        }
        #expect(abs(levels[1] - levels[0] - 6) < 0.3)
        #expect(try Tool.run(".venv/bin/sigmf_validate", paths) == 0)
    }

    @Test("what is off the air is not received")
    func schedule() throws {
        let scenario = try SkyFixture.scenario("off-the-air")
        let sky = SimulatedSky(scenario, seed: 1)
        let target = try sky.briefing().target
        func level(at time: Double) throws -> Double {
            let recording = SkyReceivers(sky).record(target, adjacent: nil, at: time)[0]
            let spectrum = try measure(recording)
            return spectrum.emissions.map(\.occupiedBandwidth.value.value).max() ?? 0
        }
        // On the air the interferer's 75 kHz are seen, off the air only the safety link's 21.
        #expect(try level(at: -3600) > 60e3)
        #expect(try level(at: 0) < 30e3)
    }
}
