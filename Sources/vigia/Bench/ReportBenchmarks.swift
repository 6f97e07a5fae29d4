// The speed of final reports: of a task that the simulated station located, with every figure.

import CanonicalJSON
import Desk
import Foundation
import Letters
import MonitoringOrders
import Quantities
import Reports
import SimulatedStation
import Sky

extension Benchmark {
    static let reports = [reportPage, reportWhole]

    /// The page, the data and all figures.
    private static let reportPage = report("report-page") {
        ReportForms(coastline: try DeskSession.coastline())
    }

    /// The same with the PDF.
    private static let reportWhole = report("report-whole") {
        try DeskSession.forms(python: nil)
    }

    private static func report(
        _ name: String, _ forms: @escaping @Sendable () throws -> ReportForms
    ) -> Benchmark {
        milliseconds(name) {
            let (document, forms) = (try BenchReport.document(), try forms())
            return {
                let files = try forms.files(of: document)
                let figures = files.count { $0.contentType == "image/svg+xml" }
                let bytes = files.reduce(0) { $0 + $1.content.count }
                guard figures >= 6, bytes < 3_000_000 else {
                    throw Failure(.defect, "\(name): \(figures) figures, \(bytes) bytes")
                }
            }
        }
    }
}

/// The report that is made.
private enum BenchReport {
    static func document() throws -> ReportDocument {
        let folder = TemporaryFolder.path("bench")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try StationTrial(BenchSky.scenario).run(seed: 1, in: folder, isKept: true)
        let bytes = try Input.bytes(folder + "/" + MeasurementJSON.fileName)
        let result = ReportJSON.readResult(try ResultFile.read(folder + "/result.json")).0
        guard let result else { throw Failure(.defect, "report: the result cannot be read") }
        let desk = try BenchDesk(.station)
        let (configuration, now) = (desk.desk.configuration, BenchSky.scenario.start)
        let report = FinalReport(
            order: desk.form.number,
            reference: ReferenceNumber(series: "EMSAT-RIO", year: 2027, serial: 1), revision: 0,
            kind: desk.form.kind, category: .two, satellite: desk.form.satellite,
            particulars: desk.form.particulars, result: result,
            conclusion: "The emission comes from the area shown.", taskStarted: now,
            taskCompleted: now + .seconds(3600), approvedBy: "bench",
            approvedAt: now + .seconds(7200))
        var document = ReportDocument(
            report: report, agreement: configuration.agreement.citation,
            station: configuration.station, isSimulation: true)
        document.measurement = MeasurementJSON.read(try JSONValue(parsing: bytes)).0
        document.measurementFile = bytes
        return document
    }
}
