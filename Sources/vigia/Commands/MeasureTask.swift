// A task measured by its procedure, at the command line: what a station with real antennas does.

import ArgumentParser
import CanonicalJSON
import Desk
import Foundation
import Letters
import Measuring
import MonitoringOrders

extension TaskCommands {
    struct Measure: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure recordings as their procedure says, and write the result.",
            discussion: """
                FOLDER holds procedure.json with the recordings and ephemerides that it names; measurement.json and
                result.json are written beside them. In a desk's folder recordings/<reference> they are found by
                the report. Example: vigia task measure station/recordings/EMSAT-RIO-2027-0007
                """)

        @Argument(help: "Folder of the task's files.")
        var folder: String

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            let procedure = try MeasurementProcedure.read(
                folder + "/" + MeasurementProcedure.fileName)
            let measured = try TaskMeasurement(procedure, in: folder)
            let record = MeasurementJSON.value(try measured.source.record()).compact
            try write(record, as: MeasurementJSON.fileName)
            let files = try procedure.files.map { try FileDigest(name: $0, in: folder) }
            let result = TaskResult(
                measured, files: files,
                measurement: try FileDigest(name: MeasurementJSON.fileName, in: folder))
            try write(ReportJSON.value(result).pretty, as: "result.json")
            guard !json else {
                return Output.print([
                    "result": .string(result.resultClass.rawValue),
                    "file": .string("\(folder)/result.json"), "reason": JSONValue(result.reason),
                ])
            }
            Output.print("\(result.resultClass.rawValue): \(folder)/result.json")
            if let reason = result.reason { Output.complain(reason) }
        }

        private func write(_ text: String, as name: String) throws {
            try Data(text.utf8).write(to: URL(filePath: folder + "/" + name), options: .atomic)
        }
    }
}
