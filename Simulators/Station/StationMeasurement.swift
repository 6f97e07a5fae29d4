// What the simulated station does with the sky: record, correlate, correct by reference emitters,
// locate. It sees recordings and reported ephemerides; the truth stays in the scenario.

public import Geolocation
import MonitoringOrders
public import Quantities
public import Signals
public import Sky

/// A task's measurement on a scenario.
public struct StationMeasurement: Sendable {
    private let scenario: SkyScenario
    private let folder: String
    private let start: UTCInstant
    private let seed: UInt64

    /// A measurement that leaves its recordings in a folder.
    ///
    /// - Parameters:
    ///   - scenario: the sky.
    ///   - folder: where recordings are written; it must exist.
    ///   - start: when the recording begins.
    ///   - seed: of the recorded data and noise.
    public init(scenario: SkyScenario, folder: String, start: UTCInstant, seed: UInt64) {
        (self.scenario, self.folder) = (scenario, folder)
        (self.start, self.seed) = (start, seed)
    }

    /// What came of it.
    public struct Outcome: Sendable {
        public var result: LocationResult
        public var correlations: [(emitter: SkyEmitter?, result: CorrelationResult)]
        /// Names of the files written, without folder.
        public var files: [String]
        /// Nominal downlink through the victim satellite.
        public var victimDownlink: Hertz
    }

    /// Records, correlates and locates.
    ///
    /// - Throws: `RecordingFaults` if a recording cannot be written or used.
    public func run() throws -> Outcome {
        var correlations: [(emitter: SkyEmitter?, result: CorrelationResult)] = []
        var files: [String] = []
        let emitters = [nil] + scenario.reported.references.map(Optional.some)
        for (index, emitter) in emitters.enumerated() {
            let name = index == 0 ? "target" : "reference-\(index)"
            let pair = scenario.record(emitter, start: start, seed: seed &+ UInt64(index))
            let (victim, adjacent) = try keep(pair, as: name, &files)
            correlations.append((emitter, try correlate(victim, adjacent, settings: settings)))
        }
        let result = Locator().locate(observation(from: correlations))
        return Outcome(
            result: result, correlations: correlations, files: files,
            victimDownlink: scenario.reported.target.victimDownlink)
    }

    /// Writes both channels and opens them again: what is measured is what is kept.
    private func keep(
        _ pair: (victim: Recording, adjacent: Recording), as name: String, _ files: inout [String]
    ) throws(RecordingFaults) -> (victim: Recording, adjacent: Recording) {
        let about = RecordingDescription(
            text: "Simulated downlink of \(name)", recorder: "vigia",
            author: "EMSAT-RIO simulation",
            site: scenario.station)
        var paths: [String] = []
        for (channel, recording) in [("victim", pair.victim), ("adjacent", pair.adjacent)] {
            let base = "\(name)-\(channel)"
            paths.append(
                try recording.write(
                    to: "\(folder)/\(base)", format: .complexInt16Little, about: about))
            files += [base + ".sigmf-meta", base + ".sigmf-data"]
        }
        return try Recording.openPair(paths)
    }

    /// Searches as widely as unknown offsets of transponders demand.
    private var settings: CorrelationSettings {
        var settings = CorrelationSettings()
        settings.delayWindow = Seconds(8e-3)
        settings.dopplerWindow = Hertz(300)
        return settings
    }

    private func observation(
        from correlations: [(emitter: SkyEmitter?, result: CorrelationResult)]
    ) -> Observation {
        let reported = scenario.reported
        let references = correlations.compactMap { emitter, result in
            result.significant
                ? emitter.map {
                    ReferenceEmitter(
                        name: $0.name, position: $0.position, frequencies: $0.frequencies,
                        measurement: result.measurement)
                } : nil
        }
        return Observation(
            id: "target", time: start, station: scenario.station,
            satellites: reported.satellites, frequencies: reported.target,
            measurement: correlations[0].result.measurement, height: HeightPrior(.zero),
            biasPrior: reported.biasPrior, references: references)
    }
}

extension CorrelationResult {
    /// The observables that are significant, with their standard uncertainties.
    var measurement: Measurement {
        guard significant else { return Measurement(tdoa: nil, fdoa: nil) }
        let delay = tdoa.flatMap { value in sigmaTDOA.map { Measured(value, sigma: $0) } }
        return Measurement(tdoa: delay, fdoa: Measured(fdoa, sigma: sigmaFDOA))
    }
}
