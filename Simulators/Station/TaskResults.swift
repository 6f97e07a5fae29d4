// From what the core measured to the result that the officer gets.

import CanonicalJSON
import Desk
import Foundation
import Geolocation
import Letters
import Measuring
import MonitoringOrders
import Quantities
import Signals
import Sky

extension StationMeasurement.Outcome {
    /// The result of a task.
    func taskResult(
        of briefing: StationBriefing, files: [FileDigest], measurement: FileDigest
    ) -> TaskResult {
        var result = TaskResult(
            resultClass: resultClass(of: briefing), reason: reason(of: briefing))
        result.emissions = measuredEmissions
        (result.recordings, result.measurement) = (files, measurement)
        result.conditions =
            "Simulated station; antenna of \(briefing.receiver.diameter.value.fixed(1)) m for each "
            + "satellite, common clock, snapshot of \(duration.value.fixed(2)) s; plan: \(plan.words)."
        if briefing.purpose != .monitoringData { result.geolocation = statement }
        return result
    }

    /// The class as the contract writes it.
    func className(_ briefing: StationBriefing) -> String { resultClass(of: briefing).rawValue }

    private func resultClass(of briefing: StationBriefing) -> ResultClass {
        guard briefing.purpose != .monitoringData else {
            return emissions.emissions.isEmpty ? .notObserved : .measured
        }
        return switch location?.outcome {
        case .located: .located
        case .areaOnly: .areaOnly
        case .lineOfPosition: .lineOfPosition
        case .notLocated, nil: emissions.emissions.isEmpty ? .notObserved : .notLocated
        }
    }

    private func reason(of briefing: StationBriefing) -> String? {
        switch resultClass(of: briefing) {
        case .located, .measured: return nil
        case .notObserved where reasons.isEmpty: return "no emission was observed in the band"
        default:
            let words = reasons.joined(separator: "; ")
            return words.isEmpty ? "the measurement did not fix a position" : words
        }
    }

    /// The strongest emissions of the victim's downlink, as measured.
    private var measuredEmissions: [MeasuredEmission] {
        let end = recordedFrom + .milliseconds(Int(duration.value * 1000))
        return emissions.emissions.prefix(8).map {
            MeasuredEmission($0, downlink: downlink, during: recordedFrom...end)
        }
    }

    private var statement: GeolocationStatement? {
        guard let location, let observation else { return nil }
        return GeolocationStatement(
            location, of: observation,
            ephemerides: "orbit ephemeris message of the operator, with covariance", notes: notes)
    }

    /// Writes down how it was measured and what the figures show, beside the recordings.
    ///
    /// - Returns: digests of every file that the result rests on, and that of the measurement.
    /// - Throws: errors of the file system, `RecordingFaults`.
    func writeDown(in folder: String) throws -> (files: [FileDigest], measurement: FileDigest) {
        let texts = [
            (MeasurementProcedure.fileName, procedure.json.pretty),
            (MeasurementJSON.fileName, MeasurementJSON.value(try source.record()).compact),
        ]
        for (name, text) in texts {
            try Data(text.utf8).write(to: URL(filePath: folder + "/" + name))
        }
        let unique = files.enumerated().filter { !files[..<$0.offset].contains($0.element) }
        return (
            try (unique.map(\.element) + [MeasurementProcedure.fileName]).map {
                try FileDigest(name: $0, in: folder)
            }, try FileDigest(name: MeasurementJSON.fileName, in: folder)
        )
    }
}
