// The forms of a report as files, made once at release and attached to its letter.

import CanonicalJSON
public import Letters
import MonitoringOrders

/// The files of a report.
public enum ReportFiles {
    /// Page, data and map of a report, in this order.
    public static func attachments(_ document: ReportDocument) -> [OutgoingMail.Attachment] {
        let map = document.report.result.geolocation.flatMap {
            PositionMap.svg($0, station: document.station)
        }
        var files = [
            OutgoingMail.Attachment(
                fileName: "report.html", contentType: "text/html",
                content: Array(ReportPage.html(document, map: map).utf8)),
            OutgoingMail.Attachment(
                fileName: "report.json", contentType: "application/json",
                content: Array(ReportJSON.value(document.report).pretty.utf8)),
        ]
        if let map {
            files.append(
                OutgoingMail.Attachment(
                    fileName: "map.svg", contentType: "image/svg+xml", content: Array(map.utf8)))
        }
        return files
    }
}
