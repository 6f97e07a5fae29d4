// A final report as it was filed. Whoever reads it stands in the journal (R7).

import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// The page of a filed report and its files.
enum FiledReportPage {
    private static let path = "/orders/{series}/{year}/{serial}/report"
    /// Who may read reports.
    static let readers = Permission.roles([
        .dispatcher, .stationOperator, .officer, .auditor,
    ])

    static let all: [Route] = [
        Route(.get, path, readers, answer: show),
        Route(.get, path + "/{name}", readers, answer: file),
    ]

    private static func show(_ visit: Visit) throws -> SiteResponse {
        let number = try visit.orderNumber
        let files = try visit.desk.reportFiles(of: number, by: visit.actor)
        let order = try visit.desk.order(number)
        return Page(
            title:
                "\(visit.say(LetterKind.finalReport.words)) \(order.reference?.description ?? "")",
            content: """
                <p><a href="/orders/\(number)">\(visit.say(OrderWords.backToOrder))</a></p>
                <p class="hint">\(visit.say(OrderWords.readingIsKept))</p>
                \(order.reports.reversed().html { summary(visit, $0) })
                \(files.isEmpty ? .none : table(visit, number, files))
                """
        ).response(visit)
    }

    /// A file of the report, to be kept and not shown.
    private static func file(_ visit: Visit) throws -> SiteResponse {
        let files = try visit.desk.reportFiles(of: visit.orderNumber, by: visit.actor)
        guard let file = files.first(where: { $0.fileName == visit.parameters["name"] }) else {
            throw Problem.notFound
        }
        return .download(file.content, name: file.fileName, type: file.contentType)
    }

    private static func summary(_ visit: Visit, _ filed: FiledReport) -> HTML {
        guard let report = filed.report else { return .none }
        let best = report.result.geolocation?.estimates.first
        var rows: [(Bilingual, HTML)] = [
            (OrderWords.revision, "\(filed.revision)"),
            (OrderWords.result, "\(visit.say(report.result.resultClass.words))"),
        ]
        if let reason = report.result.reason { rows.append((Words.reason, "\(reason)")) }
        if let best { rows += PlaceFacts.rows(visit, best) }
        rows += [
            (
                OrderWords.conclusion,
                "<span class=\"lines\" dir=\"auto\">\(report.conclusion)</span>"
            ),
            (OrderWords.approvedBy, "\(report.approvedBy), \(Time.html(report.approvedAt))"),
            (OrderWords.started, Time.html(report.taskStarted)),
            (OrderWords.completed, Time.html(report.taskCompleted)),
        ]
        return Table.facts(visit, OrderWords.reports, rows)
    }

    private static func table(
        _ visit: Visit, _ number: OrderNumber, _ files: [OutgoingMail.Attachment]
    ) -> HTML {
        Table.html(
            visit, OrderWords.attachments,
            [OrderWords.fileName, OrderWords.size, LetterWords.digest],
            rows: files.map { file in
                [
                    "<a href=\"/orders/\(number)/report/\(PercentCoding.encoded(file.fileName))\" download>\(file.fileName)</a>",
                    "\(file.content.count)", "<code>\(Digest.sha256(file.content))</code>",
                ]
            })
    }
}
