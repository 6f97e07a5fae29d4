// The report as a part of another page, which has a style of its own.

extension ReportForms {
    /// The sections of a report as markup: headings of the second rank, tables and figures, neither style nor script.
    public func markup(of document: ReportDocument) -> String {
        ReportPage.sections(of: ReportSheet(document, coastline: coastline))
    }
}
