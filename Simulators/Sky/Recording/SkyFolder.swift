// A scenario as files: recordings, ephemerides, what the station knows, and the truth apart.

import CanonicalJSON
import Foundation
import Geolocation
import Quantities
public import Signals

/// Writer of a scenario's files.
public struct SkyFolder: Sendable {
    private let folder: String

    /// A writer into a folder, which is made if it is not there.
    public init(_ folder: String) throws {
        self.folder = folder
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// Writes a pair of recordings as `<name>-victim` and `<name>-adjacent`.
    ///
    /// - Returns: paths of the metadata files, the victim's first.
    /// - Throws: `RecordingFaults` with the file that could not be written.
    @discardableResult
    public func write(_ recordings: [Recording], as name: String, of briefing: StationBriefing)
        throws(RecordingFaults) -> [String]
    {
        guard let format = SampleFormat(rawValue: briefing.receiver.format) else {
            preconditionFailure("a scenario names a format that there is")
        }
        var paths: [String] = []
        for (channel, recording) in zip(["victim", "adjacent"], recordings) {
            let about = RecordingDescription(
                text: "Simulated downlink of \(recording.name)", recorder: "vigia",
                hardware:
                    "simulated receiver, \(briefing.receiver.diameter.value.fixed(1)) m antenna",
                author: "simulated station", site: briefing.station)
            paths.append(
                try recording.write(
                    to: "\(folder)/\(name)-\(channel)", format: format, about: about))
        }
        return paths
    }

    /// Writes a whole sky: every emission through the victim and every neighbour, the ephemerides, what
    /// `vigia locate` needs beside the measured values, and `truth.json`.
    ///
    /// - Parameters:
    ///   - sky: what is recorded.
    ///   - time: seconds after the start of the scenario at which recordings begin.
    /// - Throws: `RecordingFaults`, `PropagationError`, errors of files.
    public func write(_ sky: SimulatedSky, at time: Double) throws {
        let briefing = try sky.briefing()
        let receivers = SkyReceivers(sky)
        for (number, message) in sky.ephemerides.enumerated() {
            let name = number == 0 ? "victim" : "adjacent-\(number)"
            try Data(message.text.utf8).write(to: URL(filePath: "\(folder)/ephemeris-\(name).oem"))
        }
        let carriers = [briefing.target] + briefing.references
        for adjacent in briefing.candidates.indices {
            for (index, carrier) in carriers.enumerated() {
                let name =
                    (index == 0 ? "target" : "reference-\(index)") + suffix(adjacent, briefing)
                try write(
                    receivers.record(carrier, adjacent: adjacent, at: time), as: name, of: briefing)
            }
            let observation = try briefing.observation(adjacent: adjacent, at: time)
            try Data(observation.json.pretty.utf8).write(
                to: URL(filePath: "\(folder)/observation\(suffix(adjacent, briefing)).json"))
        }
        if briefing.candidates.isEmpty {
            try write(
                receivers.record(briefing.target, adjacent: nil, at: time), as: "target",
                of: briefing)
        }
        try Data(sky.truth(recordedAt: time).pretty.utf8)
            .write(to: URL(filePath: folder + "/truth.json"))
    }

    private func suffix(_ adjacent: Int, _ briefing: StationBriefing) -> String {
        briefing.candidates.count == 1 ? "" : "-\(adjacent + 1)"
    }
}

extension StationBriefing {
    /// Everything that the locator needs beside the measured values of the target.
    func observation(adjacent: Int, at time: Double) throws(PropagationError) -> Observation {
        let neighbour = candidates[adjacent]
        let middle = start + .nanoseconds(Int64((time + receiver.duration.value / 2) * 1e9))
        let satellites = SatellitePair(
            victim: try victim.observed(at: middle), adjacent: try neighbour.observed(at: middle))
        return Observation(
            id: "target", time: middle, station: station, satellites: satellites,
            frequencies: frequencies(of: target, through: neighbour),
            measurement: Measurement(tdoa: nil, fdoa: nil), height: HeightPrior(.zero),
            biasPrior: biasPrior)
    }
}
