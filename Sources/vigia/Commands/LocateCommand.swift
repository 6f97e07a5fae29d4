// Observations to positions, at the command line.

import ArgumentParser
import CanonicalJSON
import Desk
import Foundation
import Geolocation
import Quantities

/// How the offsets of station and transponders are dealt with.
enum LocateStrategy: String, ExpressibleByArgument, CaseIterable {
    case automatic, joint, reference, uncorrected

    var strategy: Locator.Strategy {
        switch self {
        case .automatic: .automatic
        case .joint: .joint
        case .reference: .singleReference
        case .uncorrected: .uncorrected
        }
    }
}

struct LocateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "locate",
        abstract: "Locate emitters from TDOA and FDOA of two satellite paths.",
        discussion: """
            FILE holds one observation as JSON, or JSON Lines of them; a line of answer for each, all
            solutions in view, best first. TDOA and FDOA are path 2 (adjacent) less path 1 (victim).
            A document with "epochs" holds one satellite's Doppler at several instants beside a
            reference emitter's. --combine takes all observations as of one emitter. Example: vigia locate obs.json --json
            """)

    @Argument(help: "File with observations.")
    var file: String

    @Option(help: "Threads; 0 for all processors.")
    var jobs = 1

    @Option(help: "Correction of offsets: automatic, joint, reference or uncorrected.")
    var strategy = LocateStrategy.automatic

    @Option(help: "CCSDS TDM whose values take the place of those in FILE, by emitter name.")
    var measurements: String?

    @Flag(help: "All observations are of one emitter: several snapshots, several pairs.")
    var combine = false

    @Flag(help: "Print GeoJSON: positions, ellipses, lines of position.")
    var geojson = false

    @Flag(help: "Print the observations as a CCSDS TDM.")
    var tdm = false

    @Flag(help: "Print JSON, a line for each observation.")
    var json = false

    func validate() throws {
        guard (0...1024).contains(jobs) else { throw ValidationError("--jobs must be 0 to 1024") }
        guard [geojson, tdm, json].count(where: \.self) <= 1 else {
            throw ValidationError("--json, --geojson and --tdm exclude each other")
        }
    }

    func run() throws {
        let content = ObservationFile(try Input.bytes(file, atMost: Limits.observationBytes))
        var entries = content.entries
        if let measurements { try replaceValues(in: &entries, by: measurements) }
        if tdm {
            try printMessage(entries.compactMap(\.observation))
        } else {
            for result in located(entries) { show(result) }
        }
        if !content.faults.isEmpty { throw Failure(faults: content.faults, of: file) }
    }

    private func located(_ entries: [ObservationFile.Entry]) -> [LocationResult] {
        let locator = Locator(strategy: strategy.strategy)
        guard combine else {
            return entries.mapConcurrently(
                threads: jobs == 0 ? ProcessInfo.processInfo.activeProcessorCount : jobs
            ) { locator.locate($0) }
        }
        let observations = entries.compactMap(\.observation)
        return observations.isEmpty ? [] : [locator.locate(observations)]
    }

    private func show(_ result: LocationResult) {
        if geojson { return Output.print(result.geoJSON) }
        if json { return Output.print(result.json) }
        Output.print("\(result.id): \(result.outcome.rawValue)")
        for solution in result.solutions {
            Output.print(
                "  \(solution.position.latitude.hemispheric(positive: "N", negative: "S", decimals: 4)) "
                    + solution.position.longitude.hemispheric(
                        positive: "E", negative: "W", decimals: 4)
                    + ", \(solution.ellipse.words), residual \(solution.residualSigma.fixed(2)) sigma"
            )
        }
        Output.print("  \(result.method.name)")
        for warning in result.reasons + result.warnings { Output.complain("  warning: \(warning)") }
    }

    private func printMessage(_ observations: [Observation]) throws {
        let message = TrackingDataMessage(
            observations, created: Surroundings.real.now(), originator: "VIGIA", station: "STATION")
        guard let message else {
            throw Failure(.badInput, "\(file): time: a TDM needs the time of every observation")
        }
        Output.print(message.kvn)
    }

    private func replaceValues(in entries: inout [ObservationFile.Entry], by path: String) throws {
        let message: TrackingDataMessage
        switch TrackingDataMessage.read(try Input.text(path, atMost: Limits.observationBytes)) {
        case .success(let read): message = read
        case .failure(let list): throw Failure(faults: list.faults, of: path)
        }
        for index in entries.indices {
            guard var observation = entries[index].observation else { continue }
            message.replace(&observation.measurement, of: observation.id)
            for place in observation.references.indices {
                let name = observation.references[place].name
                message.replace(&observation.references[place].measurement, of: name)
            }
            entries[index] = .pair(observation)
        }
    }
}

extension ObservationFile.Entry {
    /// The observation of two satellites.
    fileprivate var observation: Observation? {
        if case .pair(let observation) = self { observation } else { nil }
    }
}

extension Locator {
    fileprivate func locate(_ entry: ObservationFile.Entry) -> LocationResult {
        switch entry {
        case .pair(let observation): locate(observation)
        case .series(let series): locate(series)
        }
    }
}

extension TrackingDataMessage {
    /// Takes the last values of an emitter; standard deviations stay, for a TDM has none.
    fileprivate func replace(_ measurement: inout Geolocation.Measurement, of emitter: String) {
        for entry in segments.filter({ $0.emitter == emitter }).flatMap(\.entries) {
            switch entry.datum {
            case .tdoa(let value): measurement.tdoa?.value = value
            case .fdoa(let value): measurement.fdoa?.value = value
            }
        }
    }
}

extension ErrorEllipse {
    /// The ellipse for people.
    var words: String {
        "95 % ellipse \(semiMajor.kilometres.fixed(2)) km x \(semiMinor.kilometres.fixed(2)) km at "
            + "\(azimuth.degrees.fixed(1)) deg"
    }
}
