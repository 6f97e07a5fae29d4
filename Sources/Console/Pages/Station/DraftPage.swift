// The final report before it goes out: as it would be released now, with its files, for those who answer for it.

import Desk
import Letters
import MonitoringOrders
import OrderStore
import Reports

/// The draft of an order's report.
enum DraftPage {
    private static let path = "/orders/{series}/{year}/{serial}/draft"

    static let all: [Route] = [
        Route(.get, path, .members, at: [.station], answer: show),
        Route(.get, path + "/{file}", .members, at: [.station], answer: file),
    ]

    private static func show(_ visit: Visit) throws -> SiteResponse {
        let order = try visit.desk.order(visit.orderNumber)
        let version = try visit.tag(of: order.number)
        let draft = try visit.desk.draftReport(order.number, by: visit.actor)
        let address = "/orders/\(order.number)"
        return Page(
            title: "\(visit.say(ReportPageWords.draft)) \(draft.report.reference)",
            content: """
                <p class="lead">\(visit.say(ReportPageWords.draftHelp))</p>
                <p class="row"><a href="\(address)">\(visit.say(ReportPageWords.backToOrder)) \(order.number)</a>
                <a href="\(address)/draft/report.pdf" download>\(visit.say(ReportPageWords.paper))</a>
                <a href="\(address)/draft/report.json" download>\(visit.say(ReportPageWords.data))</a></p>
                <section id="acts">\(OfficerForms.forms(visit, order, version))</section>
                <article class="report" lang="en">\(HTML.made(visit.desk.markup(of: draft)))</article>
                """
        ).response(visit)
    }

    /// One file of the report as it would be attached to its letter.
    private static func file(_ visit: Visit) throws -> SiteResponse {
        let draft = try visit.desk.draftReport(visit.orderNumber, by: visit.actor)
        let files = try visit.desk.files(of: draft)
        guard let file = files.first(where: { $0.fileName == visit.parameters["file"] }) else {
            throw Problem.notFound
        }
        let name = "\(draft.report.reference)-draft-\(file.fileName)".replacing("/", with: "-")
        return .download(file.content, name: name, type: file.contentType)
    }
}
