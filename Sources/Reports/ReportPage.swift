// The report as one self-contained page: no script, no request to anywhere, fit for print on A4,
// readable in light and dark.

import Letters

/// The report as HTML.
enum ReportPage {
    /// The page of a sheet, in UTF-8.
    static func html(_ sheet: ReportSheet) -> String {
        let title = "\(sheet.title.english) \(sheet.reference)"
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title.escaped)</title>
            <style>\(style)</style></head>
            <body>\(sheet.isSimulation ? banner : "")<main>
            <h1>\(both(sheet.title)) \(sheet.reference.escaped)</h1>
            \(sections(of: sheet))
            </main></body></html>

            """
    }

    /// The sections of a sheet, without a page round them.
    static func sections(of sheet: ReportSheet) -> String {
        sheet.sections.map(section).joined(separator: "\n")
    }

    private static func section(_ section: ReportSheet.Section) -> String {
        "<section><h2>\(both(section.title))</h2>\(section.blocks.map(block).joined())</section>"
    }

    private static func block(_ block: ReportSheet.Block) -> String {
        switch block {
        case .facts(let facts):
            let rows = facts.map { label, value in
                "<tr><th scope=\"row\">\(both(label))</th><td>\(value?.escaped ?? missing)</td></tr>"
            }
            return "<table>\(rows.joined(separator: "\n"))</table>"
        case .table(let head, let rows):
            let titles = head.map { "<th scope=\"col\">\(both($0))</th>" }.joined()
            return "<table><thead><tr>\(titles)</tr></thead>\(rows.map(row).joined())</table>"
        case .values(let values):
            let titles = ReportValue.head.map { "<th scope=\"col\">\(both($0))</th>" }.joined()
            return
                "<table class=\"values\"><thead><tr>\(titles)</tr></thead>"
                + "\(values.map(row).joined(separator: "\n"))</table>"
        case .paragraph(let text): return "<p><strong>\(both(text))</strong></p>"
        case .quotation(let text): return "<p>\(text.escaped)</p>"
        case .notice(let text): return "<p class=\"notice\">\(both(text))</p>"
        case .figure(let figure):
            return "<figure>\(figure.svg)<figcaption>\(both(figure.caption))</figcaption></figure>"
        }
    }

    private static func row(_ value: ReportValue) -> String {
        let cells = [value.uncertainty, value.factor].map { "<td>\($0?.escaped ?? "")</td>" }
        return "<tr><th scope=\"row\">\(both(value.label))</th>"
            + "<td>\(value.value?.escaped ?? missing)</td>\(cells.joined())</tr>"
    }

    private static func row(_ cells: [String]) -> String {
        "<tr>\(cells.map { "<td>\($0.escaped)</td>" }.joined())</tr>"
    }

    private static var missing: String {
        "<span class=\"missing\">\(both(ReportTexts.notKnown))</span>"
    }

    private static func both(_ text: Bilingual) -> String {
        let portuguese = text.portuguese.map {
            " <span lang=\"pt-BR\" class=\"second\">\($0.escaped)</span>"
        }
        return text.english.escaped + (portuguese ?? "")
    }

    private static var banner: String {
        "<p class=\"simulation\" role=\"note\">\(both(ReportTexts.simulation))</p>"
    }

    private static let style = """
        :root{color-scheme:light dark}
        body{font:15px/1.5 system-ui,sans-serif;margin:0}
        main{max-width:52rem;margin:0 auto;padding:1rem}
        h1{font-size:1.6rem;border-bottom:2px solid;padding-bottom:.3rem}
        h2{font-size:1.15rem;margin:1.6rem 0 .4rem} h3{font-size:1rem}
        table{border-collapse:collapse;width:100%}
        th,td{border-bottom:1px solid #8886;padding:.25rem .5rem;text-align:start;vertical-align:top}
        th{font-weight:600;width:38%} thead th{width:auto} td{overflow-wrap:anywhere}
        code{font-size:.78rem;overflow-wrap:anywhere}
        .second{opacity:.7;font-weight:400;font-style:italic} .missing{opacity:.6}
        .notice{font-size:.9rem;border-inline-start:4px solid;padding-inline-start:.6rem}
        .simulation{background:#7a1f00;color:#fff;margin:0;padding:.5rem 1rem;text-align:center;font-weight:600}
        .values td:nth-child(n+3){white-space:nowrap}
        figure{margin:1rem auto;max-width:40rem} figure>svg{display:block;width:100%;height:auto}
        figcaption{font-size:.9rem;margin-top:.3rem}
        @media print{@page{size:A4;margin:18mm} body{font-size:10pt} section{break-inside:avoid-page}}
        """
}
