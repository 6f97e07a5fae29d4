// The forms of a report as files, made once at release and attached to its letter.

import CanonicalJSON
public import Letters
import MonitoringOrders

/// What the forms of reports are made with.
public struct ReportForms: Sendable {
    let coastline: Coastline?
    private let paper: PaperMaker?

    /// Forms with a coastline on their maps and a PDF; without a maker there is no PDF, which suits
    /// simulations that release reports by the thousand.
    public init(coastline: Coastline? = nil, paper: PaperMaker? = nil) {
        (self.coastline, self.paper) = (coastline, paper)
    }

    /// Page, PDF, data and figures of a report, in this order.
    ///
    /// - Throws: ``FormsError`` if the PDF cannot be made.
    public func files(of document: ReportDocument) throws(FormsError) -> [OutgoingMail.Attachment] {
        let sheet = ReportSheet(document, coastline: coastline)
        var data = [
            file(
                "report.json", "application/json",
                Array(ReportJSON.value(document.report).pretty.utf8))
        ]
        if document.measurement != nil {
            data.append(
                file(MeasurementJSON.fileName, "application/json", document.measurementFile))
        }
        var files = [file("report.html", "text/html", Array(ReportPage.html(sheet).utf8))]
        if let paper {
            let pdf = try paper.pdf(sheet, embedding: data)
            files.append(file("report.pdf", "application/pdf", pdf))
        }
        return files + data
            + sheet.figures.map { file($0.fileName, "image/svg+xml", Array($0.svg.utf8)) }
    }

    private func file(
        _ name: String, _ type: String, _ content: [UInt8]
    ) -> OutgoingMail.Attachment {
        OutgoingMail.Attachment(fileName: name, contentType: type, content: content)
    }
}
