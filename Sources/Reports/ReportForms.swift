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
    /// - Parameters:
    ///   - document: the report.
    ///   - name: the only file that is made; `nil` for all.
    /// - Returns: the files; none if there is none of the name.
    /// - Throws: ``FormsError`` if the PDF cannot be made.
    public func files(
        of document: ReportDocument, named name: String? = nil
    ) throws(FormsError) -> [OutgoingMail.Attachment] {
        let sheet = ReportSheet(document, coastline: coastline)
        let data = data(of: document)
        var files: [OutgoingMail.Attachment] = []
        func add(
            _ fileName: String, _ type: String, _ content: () throws(FormsError) -> [UInt8]
        ) throws(FormsError) {
            guard name == nil || name == fileName else { return }
            files.append(.init(fileName: fileName, contentType: type, content: try content()))
        }
        try add("report.html", "text/html") { Array(ReportPage.html(sheet).utf8) }
        if let paper {
            try add("report.pdf", "application/pdf") { () throws(FormsError) in
                try paper.pdf(sheet, embedding: data)
            }
        }
        for file in data { try add(file.fileName, file.contentType) { file.content } }
        for figure in sheet.figures {
            try add(figure.fileName, "image/svg+xml") { Array(figure.svg.utf8) }
        }
        return files
    }

    /// What is embedded in the PDF too.
    private func data(of document: ReportDocument) -> [OutgoingMail.Attachment] {
        let report = OutgoingMail.Attachment(
            fileName: "report.json", contentType: "application/json",
            content: Array(ReportJSON.value(document.report).pretty.utf8))
        guard document.measurement != nil else { return [report] }
        let measurement = OutgoingMail.Attachment(
            fileName: MeasurementJSON.fileName, contentType: "application/json",
            content: document.measurementFile)
        return [report, measurement]
    }
}
