// Final reports over the API: the draft while there is nothing else, then what was released or filed. Whoever reads
// one is kept in the journal (R7).

import CanonicalJSON
import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// Routes under the path of one order.
enum ReportRoutes {
    private static let report = OrderRoutes.order + "/report"

    static let all: [Route] = [
        Route(.get, report, .members, answer: show),
        Route(.get, report + "/files/{name}", .members, answer: file),
    ]

    /// A report that can be read.
    private enum Readable {
        /// Not released; its files are made when one is asked for.
        case draft(Order)
        case final(Order, FiledReport)
    }

    /// The report that was asked for, which its reader is then noted to have read.
    private static func report(_ visit: Visit) throws -> Readable {
        let order = try visit.desk.order(visit.orderNumber)
        let revision = visit.request.query["revision"].map { Int($0) ?? -1 }
        if let revision, revision < 0 {
            throw Problem.invalid("revision", "must be a number from 0")
        }
        guard let reference = order.reference else { throw Problem.notFound }
        let readable: Readable
        if let filed = revision.map({ wanted in order.reports.first { $0.revision == wanted } })
            ?? order.reports.last
        {
            readable = .final(order, filed)
        } else if revision == nil, order.result != nil {
            readable = .draft(order)
        } else {
            throw Problem.notFound
        }
        try visit.desk.noteReading(of: reference, by: visit.actor)
        return readable
    }

    private static func show(_ visit: Visit) throws -> SiteResponse {
        switch try report(visit) {
        case .draft(let order):
            let draft = try visit.desk.draftReport(order.number, by: visit.actor)
            return .json([
                "order": .string(order.number.description), "status": "draft",
                "revision": JSONValue(draft.report.revision),
                "report": ReportJSON.value(draft.report), "files": .null,
            ])
        case .final(let order, let filed):
            let files = try finalFiles(order, filed, visit).map { file -> JSONValue in
                [
                    "name": .string(file.fileName), "type": .string(file.contentType),
                    "bytes": JSONValue(file.content.count),
                    "sha256": .string(Digest.sha256(file.content)),
                ]
            }
            return .json([
                "order": .string(order.number.description), "status": "final",
                "revision": JSONValue(filed.revision),
                "report": filed.report.map(ReportJSON.value) ?? .null, "files": .array(files),
            ])
        }
    }

    private static func file(_ visit: Visit) throws -> SiteResponse {
        let files: [OutgoingMail.Attachment]
        switch try report(visit) {
        case .draft(let order):
            files = try visit.desk.files(
                of: visit.desk.draftReport(order.number, by: visit.actor))
        case .final(let order, let filed): files = try finalFiles(order, filed, visit)
        }
        guard let file = files.first(where: { $0.fileName == visit.parameters["name"] }) else {
            throw Problem.notFound
        }
        return .download(file.content, name: file.fileName, type: "application/octet-stream")
    }

    /// The files of a report that was released or filed, without what the letter itself needs.
    private static func finalFiles(_ order: Order, _ filed: FiledReport, _ visit: Visit) throws
        -> [OutgoingMail.Attachment]
    {
        let own = [LetterWriter.dataFileName, LetterWriter.checkpointFileName]
        return try visit.desk.filedReport(of: order.number, revision: filed.revision)
            .filter { !own.contains($0.fileName) }
    }
}
