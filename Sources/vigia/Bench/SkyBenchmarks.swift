// The speed of the simulator: recordings of a sky, and a whole task of the simulated station.

import Foundation
import Quantities
import Signals
import SimulatedStation
import Sky

extension Benchmark {
    static let skies = [skyMillion, stationTask]

    /// Two recordings of 2^20 samples with two carriers in the band.
    private static let skyMillion = Benchmark(name: "sky-1m", unit: "ms") {
        var scenario = BenchSky.scenario
        scenario.receiver.duration = Seconds(Double(1 << 20) / scenario.receiver.sampleRate.value)
        scenario.victimCarrier = scenario.interferer
        let sky = SimulatedSky(scenario, seed: 1)
        let target = try sky.briefing().target
        return {
            1000
                * (try Stopwatch.seconds {
                    let pair = SkyReceivers(sky).record(target, adjacent: 0, at: 0)
                    guard pair.allSatisfy({ $0.sampleCount == 1 << 20 }) else {
                        throw Failure(.defect, "sky-1m: wrong length")
                    }
                })
        }
    }

    /// Plan, five pairs of recordings, correlations and location.
    private static let stationTask = Benchmark(name: "station-task", unit: "ms") {
        let trial = StationTrial(BenchSky.scenario)
        return {
            let folder = TemporaryFolder.path("bench")
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let result = try trial.run(seed: 1, in: folder)
            guard result.outcome == "located" else {
                throw Failure(.defect, "station-task: \(result.outcome)")
            }
            return 1000 * result.seconds
        }
    }
}

/// The situation that is measured.
enum BenchSky {
    static let scenario = SkyScenario(
        link: VictimLink(
            satellite: "TESTSAT K-1", longitude: .degrees(-65), uplink: .megahertz(14_237.5),
            downlink: .megahertz(11_937.5)),
        station: GeodeticPosition(latitude: .degrees(-22.91), longitude: .degrees(-43.23)),
        start: UTCInstant(secondsSince1970: 1_803_859_200), seed: 1)
}
