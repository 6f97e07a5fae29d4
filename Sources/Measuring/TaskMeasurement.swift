// A procedure carried out on the files of a task: recordings and ephemerides in, observables and position out. The
// station measures so, and whoever doubts its report measures so again.

import Foundation
public import Geolocation
public import Quantities
public import Signals

/// What a procedure gave.
public struct TaskMeasurement: Sendable {
    /// Nominal frequency at the centre of the victim's recording.
    public let downlink: Hertz
    /// When the victim's downlink was recorded.
    public let span: ClosedRange<UTCInstant>
    /// Emissions on the victim's downlink.
    public var emissions: MeasurementResult
    /// `nil` where only the victim's downlink was recorded.
    public var target: CorrelationResult?
    /// The difference of arrival, as through transponders that do not invert.
    public var observation: Observation?
    public var location: LocationResult?
    /// What a record for figures is made from.
    public var source: MeasurementSource

    /// Carries out a procedure.
    ///
    /// - Parameters:
    ///   - procedure: what is to be done.
    ///   - folder: where its files lie.
    ///   - threads: of the correlations.
    /// - Throws: `RecordingFaults`, `FileFaults`, `PropagationError`, ``ProcedureFault`` for a file that
    ///   cannot be read.
    public init(_ procedure: MeasurementProcedure, in folder: String, threads: Int = 2) throws {
        let paths = procedure.target.recordings.map { folder + "/" + $0 }
        let victim = try Recording.open(paths[0])
        emissions = try measure(victim)
        let begin = victim.start?.instant ?? procedure.middle
        span = begin...begin + victim.length
        downlink = procedure.target.frequencies.victimDownlink
        source = MeasurementSource(victim: victim, emissions: emissions, downlink: downlink)
        guard paths.count == 2, let neighbour = procedure.adjacent else { return }
        let pair = try SatelliteFiles(procedure, neighbour, in: folder)
        var step = procedure.target
        step.search.settings.threads = threads
        let target = try pair.carryOut(step, in: folder)
        self.target = target.result
        var observation = pair.observation(of: target, procedure)
        for var reference in procedure.references {
            reference.search.settings.threads = threads
            let found = try pair.carryOut(reference, in: folder)
            guard found.result.significant, let place = reference.position else { continue }
            observation.references.append(
                ReferenceEmitter(
                    name: reference.name, position: place, frequencies: reference.frequencies,
                    measurement: found.measurement))
        }
        self.observation = observation
        if target.result.significant { location = Locator().locate(observation) }
        source.add(
            adjacent: try Recording.open(paths[1]), target.result, observation, location)
    }
}

/// Two satellites as their operators' files tell them.
private struct SatelliteFiles {
    let satellites: SatellitePair
    let sense: TransponderSense

    init(
        _ procedure: MeasurementProcedure, _ neighbour: MeasurementProcedure.Satellite,
        in folder: String
    ) throws {
        let victim = try Self.orbit(procedure.victim, in: folder)
        let adjacent = try Self.orbit(neighbour, in: folder)
        satellites = SatellitePair(
            victim: try Self.observed(procedure.victim, victim, at: procedure.middle),
            adjacent: try Self.observed(neighbour, adjacent, at: procedure.middle))
        sense = try TransponderSense(
            station: procedure.station, victim: (victim, procedure.victim.invertsSpectrum),
            adjacent: (adjacent, neighbour.invertsSpectrum), at: procedure.middle)
    }

    private static func orbit(_ satellite: MeasurementProcedure.Satellite, in folder: String) throws
        -> OrbitPropagator
    {
        let path = folder + "/" + satellite.ephemeris
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ProcedureFault("\(path): cannot be read")
        }
        let file: ElementsFile
        do throws(FileFaults) {
            file = try ElementsFile(reading: [UInt8](data))
        } catch {
            let words = error.faults.map { "\(path): \($0.message)" }
            throw ProcedureFault(words.joined(separator: "\n"))
        }
        guard
            let object = file.objects.first(where: { $0.name == satellite.name })
                ?? (file.objects.count == 1 ? file.objects.first : nil)
        else { throw ProcedureFault("\(path): holds no object named \(satellite.name)") }
        return OrbitPropagator(object)
    }

    private static func observed(
        _ satellite: MeasurementProcedure.Satellite, _ orbit: OrbitPropagator, at time: UTCInstant
    ) throws(PropagationError) -> ObservedSatellite {
        var propagator = orbit
        return ObservedSatellite(
            name: satellite.name, state: try propagator.earthFixed(at: time),
            covariance: orbit.covariance(at: time))
    }

    /// One emission as both paths show it.
    struct Found {
        var step: MeasurementProcedure.Step
        var result: CorrelationResult
        var measurement: Geolocation.Measurement
    }

    func carryOut(_ step: MeasurementProcedure.Step, in folder: String) throws -> Found {
        let pair = try Recording.openPair(step.recordings.map { folder + "/" + $0 })
        let result = try step.search.run(pair.victim, pair.adjacent).result
        return Found(
            step: step, result: result,
            measurement: Measurement(result, step.frequencies, through: sense))
    }

    func observation(of target: Found, _ procedure: MeasurementProcedure) -> Observation {
        Observation(
            id: target.step.name, time: procedure.middle, station: procedure.station,
            satellites: satellites, frequencies: target.step.frequencies,
            measurement: target.measurement, height: procedure.height,
            biasPrior: procedure.biasPrior)
    }
}

extension Geolocation.Measurement {
    /// The observables that are significant, with their standard uncertainties, as through transponders
    /// that do not invert.
    public init(
        _ result: CorrelationResult, _ frequencies: LinkFrequencies,
        through sense: TransponderSense
    ) {
        guard result.significant else {
            self.init(tdoa: nil, fdoa: nil)
            return
        }
        let delay = result.tdoa.flatMap { value in
            result.sigmaTDOA.map { Geolocation.Measured(value, sigma: $0) }
        }
        self.init(
            tdoa: delay,
            fdoa: Geolocation.Measured(
                sense.asDirect(result.fdoa, frequencies), sigma: result.sigmaFDOA))
    }
}
