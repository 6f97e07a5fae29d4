// Final reports over the API: the draft while there is nothing else, then what was released or filed. Whoever reads
// one is kept in the journal (R7).

import CanonicalJSON
import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities
import Reports

/// Routes under the path of one order.
enum ReportRoutes {
    private static let report = OrderRoutes.order + "/report"

    static let all: [Route] = [
        Route(.get, report, .members, answer: show),
        Route(.get, report + "/files/{name}", .members, answer: file),
        Route(.get, report + "/differences", .members, answer: differences),
    ]

    /// The version of a report that the query names; `nil`: the latest.
    private static func revision(_ visit: Visit, _ name: String = "revision") throws -> Int? {
        guard let text = visit.request.query[name] else { return nil }
        guard let revision = Int(text), revision >= 0 else {
            throw Problem.invalid(name, "must be a number from 0")
        }
        return revision
    }

    private static func show(_ visit: Visit) throws -> SiteResponse {
        let order = try visit.desk.order(visit.orderNumber)
        let revision = try revision(visit)
        guard !order.reports.isEmpty else { return .json(try draft(of: order, revision, visit)) }
        let files = try visit.desk.reportFiles(
            of: order.number, revision: revision, by: visit.actor)
        let number = revision ?? order.reports.count - 1
        let report = order.reports.first { $0.revision == number }?.report
        return .json([
            "order": .string(order.number.description), "status": "final",
            "revision": JSONValue(number), "report": report.map(ReportJSON.value) ?? .null,
            "files": .array(files.map(object)),
        ])
    }

    /// The report as it would be released now, with its files.
    private static func draft(of order: Order, _ revision: Int?, _ visit: Visit) throws
        -> JSONValue
    {
        let draft = try document(of: order, revision, visit)
        return [
            "order": .string(order.number.description), "status": "draft",
            "revision": JSONValue(draft.report.revision),
            "report": ReportJSON.value(draft.report),
            "files": .array(try visit.desk.files(of: draft).map(object)),
        ]
    }

    private static func document(of order: Order, _ revision: Int?, _ visit: Visit) throws
        -> ReportDocument
    {
        guard revision == nil, order.result != nil else { throw Problem.noReport }
        return try visit.desk.draftReport(order.number, by: visit.actor)
    }

    private static func object(_ file: OutgoingMail.Attachment) -> JSONValue {
        [
            "name": .string(file.fileName), "type": .string(file.contentType),
            "bytes": JSONValue(file.content.count),
            "sha256": .string(Digest.sha256(file.content)),
        ]
    }

    private static func file(_ visit: Visit) throws -> SiteResponse {
        let order = try visit.desk.order(visit.orderNumber)
        let revision = try revision(visit)
        let name = visit.parameters["name"]
        let files =
            order.reports.isEmpty
            ? try visit.desk.files(of: document(of: order, revision, visit), named: name)
            : try visit.desk.reportFiles(of: order.number, revision: revision, by: visit.actor)
        guard let file = files.first(where: { $0.fileName == name }) else {
            throw Problem.notFound
        }
        return .download(file.content, name: file.fileName, type: "application/octet-stream")
    }

    private static func differences(_ visit: Visit) throws -> SiteResponse {
        let number = try visit.desk.order(visit.orderNumber).number
        let found = try visit.desk.reportDifferences(
            of: number, from: revision(visit, "from"), to: revision(visit, "to"), by: visit.actor)
        return .json([
            "differences": .array(
                found.map { difference in
                    [
                        "place": .string(difference.place), "before": JSONValue(difference.before),
                        "after": JSONValue(difference.after),
                    ]
                })
        ])
    }
}
