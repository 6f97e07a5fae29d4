// A report measured again from its own files, at the command line.

import ArgumentParser
import CanonicalJSON
import Measuring
import MonitoringOrders
import Quantities

extension ReportCommands {
    struct Recompute: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure a report's recordings again and compare.",
            discussion: """
                BUNDLE is a folder or zip file with report.json and every file that it names: recordings,
                ephemerides, procedure.json. Digests are checked first. Exit 1 if a digest, a position (by more than
                1 m) or an observable differs. Example: vigia report recompute bundle --json
                """)

        @Argument(help: "Folder or zip file.")
        var bundle: String

        @Option(help: "Threads.")
        var threads = 2

        @Flag(help: "Print JSON.")
        var json = false

        func validate() throws {
            guard (1...256).contains(threads) else {
                throw ValidationError("--threads must be 1 to 256")
            }
        }

        func run() throws {
            let files = try ReportBundle(bundle)
            guard let procedure = try files.procedure() else {
                throw Failure(
                    .badInput, "\(bundle): the report names no \(MeasurementProcedure.fileName)")
            }
            let measured = try TaskMeasurement(
                procedure, in: files.folder.path, threads: threads)
            let outcome = Recomputation(of: files.report, by: measured)
            if json { Output.print(outcome.json(of: files)) } else { show(outcome, files) }
            guard outcome.agrees else { throw Failure(.answerIsNo, differences(outcome)) }
        }

        private func show(_ outcome: Recomputation, _ files: ReportBundle) {
            let count = files.report.result.recordings.count
            Output.print("\(files.report.reference): \(count) files have the digests of the report")
            Output.table(
                [["WHAT", "REPORTED", "COMPUTED AGAIN", ""]]
                    + outcome.comparisons.map {
                        [$0.what, $0.reported, $0.recomputed, $0.agrees ? "same" : "DIFFERS"]
                    })
        }

        private func differences(_ outcome: Recomputation) -> String {
            outcome.comparisons.filter { !$0.agrees }.map {
                "\(bundle): \($0.what): the report says \($0.reported), computed again \($0.recomputed)"
            }.joined(separator: "\n")
        }
    }
}

extension Recomputation {
    fileprivate func json(of files: ReportBundle) -> JSONValue {
        [
            "reference": .string(files.report.reference.description),
            "class": .string(files.report.result.resultClass.rawValue),
            "agrees": .bool(agrees), "distances_m": JSONValue(distances.map(\.value)),
            "comparisons": .array(
                comparisons.map {
                    [
                        "what": .string($0.what), "reported": .string($0.reported),
                        "recomputed": .string($0.recomputed),
                        "difference": JSONValue($0.difference), "agrees": .bool($0.agrees),
                    ]
                }),
        ]
    }
}
