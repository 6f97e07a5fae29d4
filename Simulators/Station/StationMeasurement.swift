// What the simulated station does with the sky: record, correlate, correct by reference emitters,
// locate. It knows its briefing and its recordings; the truth is nowhere within reach.

import Foundation
public import Geolocation
public import Measuring
public import Quantities
public import Signals
public import Sky

/// A task's measurement.
public struct StationMeasurement: Sendable {
    private let briefing: StationBriefing
    private let plan: TaskPlan
    private let receivers: SkyReceivers
    private let folder: SkyFolder
    private let path: String

    /// A measurement that leaves its recordings in a folder.
    ///
    /// - Parameters:
    ///   - briefing: what the station knows.
    ///   - plan: how it will measure.
    ///   - receivers: its antennas.
    ///   - folder: where recordings are written.
    /// - Throws: an error of the system if the folder cannot be made.
    public init(
        _ briefing: StationBriefing, plan: TaskPlan, receivers: SkyReceivers, folder: String
    ) throws {
        (self.briefing, self.plan, self.receivers) = (briefing, plan, receivers)
        (self.folder, path) = (try SkyFolder(folder), folder)
    }

    /// One emission as both paths show it.
    public struct Correlated: Sendable {
        public var carrier: BriefedCarrier
        /// How it was looked for.
        public var step: MeasurementProcedure.Step
        public var frequencies: LinkFrequencies
        public var result: CorrelationResult
        /// The difference of arrival, as through transponders that do not invert.
        public var measurement: Geolocation.Measurement
    }

    /// What came of it.
    public struct Outcome: Sendable {
        public var plan: TaskPlan
        /// `nil` when nothing was to be located or nothing could be.
        public var location: LocationResult?
        /// The observation that the location rests on.
        public var observation: Observation?
        public var target: Correlated?
        public var references: [Correlated]
        /// Emissions on the victim's downlink.
        public var emissions: MeasurementResult
        /// How to do it again.
        public var procedure: MeasurementProcedure
        /// What the figures of the report are made from.
        public var source: MeasurementSource
        public var recordedFrom: UTCInstant
        public var duration: Seconds
        public var downlink: Hertz
        /// Names of the files written, without folder.
        public var files: [String]
        /// Why no position can be claimed.
        public var reasons: [String]
        /// What the reader must know.
        public var notes: [String]
    }

    /// Records, correlates and locates; if the first neighbour does not hear the emission, with the next.
    ///
    /// - Throws: `RecordingFaults` if a recording cannot be written or used; `PropagationError`.
    public func run() throws -> Outcome {
        var outcome = try attempt(plan.neighbours.first, number: 1)
        for (index, neighbour) in plan.neighbours.dropFirst().enumerated()
        where outcome.target?.result.significant != true {
            var next = try attempt(neighbour, number: index + 2)
            next.files = outcome.files + next.files
            outcome = next
        }
        return outcome
    }

    /// One pair of recordings, and those of the reference emitters.
    private func attempt(_ neighbour: Int?, number: Int) throws -> Outcome {
        let suffix = number == 1 ? "" : "-\(number)"
        var files: [String] = []
        let paths = try keep(briefing.target, neighbour, as: "target" + suffix, &files)
        var outcome = try beginning(paths, files)
        try keepEphemeris(of: briefing.victim, &outcome.files)
        guard let neighbour else {
            if briefing.purpose != .monitoringData { outcome.reasons = [plan.words] }
            return outcome
        }
        try keepEphemeris(of: briefing.candidates[neighbour], &outcome.files)
        let geometry = try TaskGeometry(
            briefing, adjacent: neighbour, middle: instant(briefing.receiver.duration.value / 2))
        outcome.references = try references(geometry, neighbour, suffix, &outcome.files)
        let known = briefing.knownCarriers.compactMap {
            geometry.knownPeak(of: $0, references: outcome.references)
        }
        let target = try search(paths, geometry, known, &outcome.notes)
        outcome.target = target
        let beside = known.first { !$0.isNarrow(in: briefing.target) && $0.isBeside(target) }
        if let beside {
            outcome.reasons = [
                "the common signal cannot be told from the carrier of \(beside.user.name), "
                    + "a known user"
            ]
        } else if target.result.significant {
            locate(target, geometry, &outcome)
        } else {
            outcome.reasons = ["no unknown emission in the target's band was found on both paths"]
        }
        try writeDown(target, geometry, adjacent: paths[1], &outcome)
        return outcome
    }

    /// What the victim's downlink alone tells.
    private func beginning(_ paths: [String], _ files: [String]) throws -> Outcome {
        let victim = try Recording.open(paths[0])
        let emissions = try measure(victim)
        let downlink = briefing.victim.transponder.downlink(of: briefing.target.uplink)
        let middle = instant(briefing.receiver.duration.value / 2)
        let frequencies = LinkFrequencies(
            uplink: briefing.target.uplink, victimDownlink: downlink, adjacentDownlink: downlink)
        let step = MeasurementProcedure.Step(
            name: briefing.target.name, position: nil, frequencies: frequencies,
            recordings: [Self.name(paths[0])], search: SignalSearch(CorrelationSettings()))
        var source = MeasurementSource(victim: victim, emissions: emissions, downlink: downlink)
        let receiver = briefing.receiver
        source.receiver = (receiver.diameter, receiver.noiseTemperature)
        return Outcome(
            plan: plan, location: nil, observation: nil, target: nil, references: [],
            emissions: emissions,
            procedure: MeasurementProcedure(
                station: briefing.station, middle: middle, victim: .init(briefing.victim),
                adjacent: nil, target: step, height: HeightPrior(.zero), biasPrior: nil),
            source: source, recordedFrom: instant(0), duration: receiver.duration,
            downlink: downlink, files: files, reasons: [], notes: [])
    }

    /// Keeps how the pair was measured, so that it can be done again, and what the figures show of it.
    private func writeDown(
        _ target: Correlated, _ geometry: TaskGeometry, adjacent path: String,
        _ outcome: inout Outcome
    ) throws {
        let observation =
            outcome.observation ?? geometry.observation(of: target, references: outcome.references)
        outcome.procedure = geometry.procedure(
            of: target.step, references: outcome.references.map(\.step),
            height: observation.height)
        outcome.source.add(
            adjacent: try Recording.open(path), target.result, observation, outcome.location)
    }

    /// The strongest common signal of the band that is no known user's.
    private func search(
        _ paths: [String], _ geometry: TaskGeometry, _ known: [TaskGeometry.KnownPeak],
        _ notes: inout [String]
    ) throws -> Correlated {
        var settings = geometry.targetSettings()
        // A user who fills less than half of the band is left out by his frequencies; what is left there
        // is not disturbed by him, and nothing of him need be removed.
        for one in known where one.isNarrow(in: briefing.target) {
            settings.otherBands.append(one.guardedBand)
            notes.append("the band of \(one.user.name), a known user, was left out")
        }
        let others = known.filter { !$0.isNarrow(in: briefing.target) }.map {
            SignalSearch.KnownSignal(
                name: $0.user.name, settings: $0.settings, region: $0.region)
        }
        let (found, removed) = try correlated(
            briefing.target, paths, geometry, SignalSearch(settings, known: others))
        notes += removed.map { "the carrier of \($0), a known user, was removed" }
        return found
    }

    private func instant(_ seconds: Double) -> UTCInstant {
        briefing.start + Seconds(plan.window + seconds)
    }

    /// Records, writes, and says where: what is measured is what is kept.
    private func keep(
        _ carrier: BriefedCarrier, _ neighbour: Int?, as name: String, _ files: inout [String]
    ) throws -> [String] {
        let recordings = receivers.record(carrier, adjacent: neighbour, at: plan.window)
        let paths = try folder.write(recordings, as: name, of: briefing)
        for path in paths {
            let meta = Self.name(path)
            files += [meta, meta.replacingOccurrences(of: ".sigmf-meta", with: ".sigmf-data")]
        }
        return paths
    }

    private static func name(_ path: String) -> String { URL(filePath: path).lastPathComponent }

    /// Keeps an operator's message as it came.
    private func keepEphemeris(of satellite: BriefedSatellite, _ files: inout [String]) throws {
        let name = MeasurementProcedure.Satellite(satellite).ephemeris
        try Data(satellite.message.utf8).write(to: URL(filePath: path + "/" + name))
        files.append(name)
    }

    private func references(
        _ geometry: TaskGeometry, _ neighbour: Int, _ suffix: String, _ files: inout [String]
    ) throws -> [Correlated] {
        var measured: [Correlated] = []
        for (index, number) in plan.references.enumerated() {
            let carrier = briefing.references[number]
            let paths = try keep(
                carrier, neighbour, as: "reference-\(index + 1)\(suffix)", &files)
            let (one, _) = try correlated(
                carrier, paths, geometry, SignalSearch(geometry.referenceSettings(carrier)))
            if one.result.significant { measured.append(one) }
        }
        return measured
    }

    private func correlated(
        _ carrier: BriefedCarrier, _ paths: [String], _ geometry: TaskGeometry,
        _ search: SignalSearch
    ) throws -> (found: Correlated, removed: [String]) {
        let pair = try Recording.openPair(paths)
        let (result, removed) = try search.run(pair.victim, pair.adjacent)
        let frequencies = geometry.frequencies(of: carrier)
        let step = MeasurementProcedure.Step(
            name: carrier.name, position: carrier.position, frequencies: frequencies,
            recordings: paths.map(Self.name), search: search)
        let found = Correlated(
            carrier: carrier, step: step, frequencies: frequencies, result: result,
            measurement: geometry.measurement(result, frequencies))
        return (found, removed)
    }

    /// Locates twice: first at any height, then at the height that the map gives for that place.
    private func locate(
        _ target: Correlated, _ geometry: TaskGeometry, _ outcome: inout Outcome
    ) {
        let known = outcome.notes
        var observation = geometry.observation(of: target, references: outcome.references)
        let locator = Locator()
        var result = inCoverage(locator.locate(observation), &outcome.notes)
        let best = result.solutions.first?.position
        if let best, let terrain = briefing.terrain.last(where: { $0.holds(best) }) {
            observation.height = HeightPrior(terrain.height, sigma: terrain.sigma)
            outcome.notes = known
            result = inCoverage(locator.locate(observation), &outcome.notes)
        }
        (outcome.location, outcome.observation) = (result, observation)
        if result.outcome != .located { outcome.reasons = result.reasons }
    }

    /// Solutions where the victim's beam does not reach are told and not claimed.
    private func inCoverage(_ result: LocationResult, _ notes: inout [String]) -> LocationResult {
        var kept = result
        kept.solutions = result.solutions.filter { briefing.coverage.contains($0.position) }
        for solution in result.solutions where !briefing.coverage.contains(solution.position) {
            let place = solution.position
            notes.append(
                "a further solution at \(place.latitude.degrees.fixed(2)), "
                    + "\(place.longitude.degrees.fixed(2)) lies outside the victim's uplink beam")
        }
        if kept.solutions.isEmpty, !result.solutions.isEmpty {
            kept.outcome = .notLocated
            kept.reasons = ["every solution lies outside the victim's uplink beam"]
        }
        return kept
    }
}

extension TaskGeometry.KnownPeak {
    /// His band with room for Doppler shifts and the slopes of his filter.
    fileprivate var guardedBand: ClosedRange<Double> {
        let room = 500 + 0.02 * (band.upperBound - band.lowerBound)
        return band.lowerBound - room...band.upperBound + room
    }

    /// Whether more than half of the target's band is free of him.
    fileprivate func isNarrow(in target: BriefedCarrier) -> Bool {
        guardedBand.upperBound - guardedBand.lowerBound < 0.5 * target.bandwidth.value
    }

    /// Whether the peak found is so near that it may be a shoulder of this one.
    fileprivate func isBeside(_ target: StationMeasurement.Correlated) -> Bool {
        target.result.significant && region.holds(target.result, grownBy: 2)
    }
}
