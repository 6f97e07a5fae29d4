// Input that cannot be correlated is refused in words, all faults at once.

import Quantities
import Signals
import Testing

@Suite("Input of a correlation") struct CorrelationFaultTests {
    private func recording(
        _ name: String, rate: Double = 1e6, start: String = "2026-09-08T07:06:05Z",
        seed: UInt64 = 1, change: (inout [Float]) -> Void = { _ in }
    ) -> Recording {
        var pair = SyntheticPair()
        (pair.samples, pair.seed) = (2048, seed)
        var parts = pair.samplesOfBoth().0.interleaved
        change(&parts)
        return Recording(
            name: name, samples: ComplexSamples(interleaved: parts), sampleRate: Hertz(rate),
            start: StartTime(start))
    }

    private func codes(
        _ victim: Recording, _ adjacent: Recording, _ settings: CorrelationSettings = .init()
    ) -> [RecordingFault.Code] {
        do throws(RecordingFaults) {
            _ = try correlate(victim, adjacent, settings: settings)
            return []
        } catch {
            return error.faults.map(\.code)
        }
    }

    @Test("numbers that are none, zeros and clipping are named together")
    func health() {
        let good = recording("good")
        let notANumber = recording("nan") { $0[77] = .nan }
        let infinite = recording("inf") { $0[4095] = .infinity }
        let zero = recording("zero") { $0 = $0.map { _ in 0 } }
        let clipped = recording("clipped") { $0 = $0.map { max(-0.5, min(0.5, $0)) } }
        #expect(codes(good, notANumber) == [.notFinite])
        #expect(codes(infinite, zero) == [.notFinite, .allZero])
        #expect(codes(clipped, good) == [.clipped])
        #expect(codes(good, good).isEmpty)
    }

    @Test("differing rates and recordings without common time are refused")
    func rates() {
        let good = recording("good")
        #expect(codes(good, recording("slow", rate: 999_999)) == [.ratesDiffer])
        let later = recording("later", start: "2026-09-08T07:06:06Z")
        #expect(codes(good, later) == [.noOverlap])
        let century = recording("century", start: "2199-09-08T07:06:06Z")
        let past = recording("past", start: "1700-09-08T07:06:06Z")
        #expect(codes(past, century) == [.noOverlap])
    }

    @Test("settings out of range are refused before anything is computed")
    func settings() {
        let good = recording("good")
        var settings = CorrelationSettings()
        settings.delayWindow = Seconds(.nan)
        settings.dopplerWindow = .megahertz(2)
        settings.falseAlarmProbability = 0
        settings.band = 7e6...8e6
        #expect(codes(good, good, settings) == [.setting, .setting, .setting, .setting])
    }

    @Test(
        "the shortest recordings and the widest windows do not trap", arguments: [512, 600, 1025])
    func short(count: Int) throws {
        var pair = SyntheticPair()
        (pair.samples, pair.ratios) = (count, (10, 10))
        let (victim, adjacent) = try pair.recordings()
        var settings = CorrelationSettings()
        for window in [1e-7, 1e-3, 0.1] {
            settings.delayWindow = Seconds(window)
            settings.dopplerWindow = Hertz(window * 1e5)
            _ = try correlate(victim, adjacent, settings: settings)
        }
    }
}
