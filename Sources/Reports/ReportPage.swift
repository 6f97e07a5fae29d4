// The report as one self-contained page: no script, no request to anywhere, fit for print on A4,
// readable in light and dark.

import Letters
import MonitoringOrders
import Quantities

/// The report as HTML.
public enum ReportPage {
    /// The page of a report.
    ///
    /// - Parameters:
    ///   - document: the report and what stands around it.
    ///   - map: the map as SVG, placed in the page where there is one.
    /// - Returns: HTML in UTF-8.
    public static func html(_ document: ReportDocument, map: String?) -> String {
        let report = document.report
        let title = "\(ReportTexts.title.english) \(report.reference)"
        let sections = [
            head(document), particulars(report), result(report), geolocation(report, map),
            emissions(report), recordings(report), conclusion(report),
        ]
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title.escaped)</title>
            <style>\(style)</style></head>
            <body>\(document.isSimulation ? banner : "")<main>
            <h1>\(both(ReportTexts.title))</h1>
            \(sections.joined(separator: "\n"))
            </main></body></html>

            """
    }

    private static func head(_ document: ReportDocument) -> String {
        let report = document.report
        let grounds = report.category.grounds.map { " (\($0.rawValue))" } ?? ""
        let task = "\(report.taskStarted.forPeople) – \(report.taskCompleted.forPeople)"
        let site = document.station.isAssumed ? " (assumed position)" : ""
        return table([
            (ReportTexts.order, report.order.description),
            (ReportTexts.reference, report.reference.description),
            (ReportTexts.revision, "\(report.revision)"),
            (ReportTexts.agreement, document.agreement),
            (ReportTexts.basis, report.kind.legalBasis),
            (ReportTexts.category, "\(report.category.number)\(grounds)"),
            (ReportTexts.station, "\(document.station.name), \(document.station.city)\(site)"),
            (ReportTexts.satellite, satellite(report.satellite)),
            (ReportTexts.task, task),
            (ReportTexts.form, FinalReport.formBasis),
        ]) + "<p class=\"notice\">\(both(ReportTexts.confidential))</p>"
            + "<p class=\"notice\">\(both(ReportTexts.prevails))</p>"
    }

    private static func satellite(_ satellite: VictimSatellite) -> String {
        [satellite.name, satellite.network, satellite.longitude?.asLongitude].compactMap(\.self)
            .joined(separator: ", ")
    }

    private static func particulars(_ report: FinalReport) -> String {
        let rows = ParticularLetter.allCases.map { letter in
            let text = report.particulars[letter]?.text.escaped
            let missing = "<span class=\"missing\">\(ReportTexts.notKnown.english)</span>"
            return "<tr><th scope=\"row\">\(letter.rawValue)) \(letter.title.escaped)</th>"
                + "<td>\(text ?? missing)</td></tr>"
        }
        let share = (report.particulars.completeness * 100).fixed(0)
        return section(
            ReportTexts.particulars,
            "<p>\(both(ReportTexts.complete)): \(share) %</p><table>\(rows.joined())</table>")
    }

    private static func result(_ report: FinalReport) -> String {
        let words = both(ReportTexts.words(report.result.resultClass))
        let reason = report.result.reason.map {
            "<p>\(both(ReportTexts.reason)): \($0.escaped)</p>"
        }
        return section(ReportTexts.result, "<p><strong>\(words)</strong></p>\(reason ?? "")")
    }

    private static func geolocation(_ report: FinalReport, _ map: String?) -> String {
        guard let statement = report.result.geolocation else {
            return section(ReportTexts.geolocation, "<p>\(both(ReportTexts.notObtained))</p>")
        }
        var rows: [(Bilingual, String)] = []
        for (index, estimate) in statement.estimates.enumerated() {
            let label = index == 0 ? ReportTexts.position : ReportTexts.otherPosition
            rows.append((label, words(estimate.position)))
            rows.append((ReportTexts.ellipse, words(estimate.ellipse)))
        }
        rows += [
            (ReportTexts.method, statement.method),
            (ReportTexts.sources, statement.sources.joined(separator: "; ")),
            (
                ReportTexts.ephemeris,
                (statement.includesEphemerisError ? ReportTexts.yes : ReportTexts.no).english
            ),
        ]
        let figure = map.map { "<figure>\($0)</figure>" } ?? ""
        let notes = statement.notes.map { "<p>\($0.escaped)</p>" }.joined()
        return section(
            ReportTexts.geolocation, table(rows) + figure + notes + observables(statement))
    }

    private static func observables(_ statement: GeolocationStatement) -> String {
        let rows = statement.observables.map { observable in
            let delay = observable.timeDifference.microseconds.fixed(3)
            let delaySigma = observable.timeDifferenceSigma.microseconds.fixed(3)
            let shift = observable.frequencyDifference.value.fixed(4)
            let shiftSigma = observable.frequencyDifferenceSigma.value.fixed(4)
            return "<tr><th scope=\"row\">\(observable.emitter.escaped)</th>"
                + "<td>\(observable.uplink.inMegahertz)</td><td>\(delay) ± \(delaySigma)</td>"
                + "<td>\(shift) ± \(shiftSigma)</td></tr>"
        }
        return "<h3>\(both(ReportTexts.observables))</h3><table><thead><tr><th></th>"
            + "<th scope=\"col\">Uplink</th><th scope=\"col\">TDOA, µs (1σ)</th>"
            + "<th scope=\"col\">FDOA, Hz (1σ)</th></tr></thead>\(rows.joined())</table>"
    }

    private static func emissions(_ report: FinalReport) -> String {
        guard !report.result.emissions.isEmpty else { return "" }
        let rows = report.result.emissions.map { emission in
            let values = [
                emission.centreFrequency, emission.occupiedBandwidth, emission.carrierToNoise,
            ]
            let cells = values.map { "<td>\($0.map(words) ?? "–")</td>" }
            let span = "\(emission.observedFrom.forPeople) – \(emission.observedTo.forPeople)"
            return "<tr><th scope=\"row\">\(span)</th>\(cells.joined())</tr>"
        }
        return section(
            ReportTexts.emissions,
            "<table><thead><tr><th></th><th scope=\"col\">Centre</th>"
                + "<th scope=\"col\">Bandwidth</th><th scope=\"col\">C/N</th></tr></thead>"
                + "\(rows.joined())</table>")
    }

    private static func recordings(_ report: FinalReport) -> String {
        let items = report.result.recordings.map {
            "<li>\($0.fileName.escaped) <code>\($0.sha256.escaped)</code></li>"
        }
        guard !items.isEmpty else { return "" }
        return section(ReportTexts.recordings, "<ul>\(items.joined())</ul>")
    }

    private static func conclusion(_ report: FinalReport) -> String {
        let approved = "\(report.approvedBy), \(report.approvedAt.forPeople)".escaped
        return section(
            ReportTexts.conclusion,
            "<p>\(report.conclusion.escaped)</p><p>\(both(ReportTexts.approved)): \(approved)</p>")
    }

    private static func words(_ value: MeasuredValue) -> String {
        let unit = value.unit == "Hz" ? "kHz" : value.unit
        let scale = value.unit == "Hz" ? 1e-3 : 1
        let uncertainty = value.expandedUncertainty.map { " ± \(($0 * scale).fixed(3))" } ?? ""
        let factor = value.coverageFactor.map { " (k = \($0.fixed(2)))" } ?? ""
        return "\((value.value * scale).fixed(3))\(uncertainty) \(unit)\(factor)".escaped
    }

    static func words(_ point: GeodeticPosition) -> String {
        let latitude = point.latitude.hemispheric(positive: "N", negative: "S", decimals: 4)
        let longitude = point.longitude.hemispheric(positive: "E", negative: "W", decimals: 4)
        return "\(latitude)°, \(longitude)°, height \(point.height.value.fixed(0)) m"
            .replacing(" N°", with: "° N").replacing(" S°", with: "° S")
            .replacing(" E°", with: "° E").replacing(" W°", with: "° W")
    }

    private static func words(_ ellipse: GroundEllipse) -> String {
        "semi-axes \(ellipse.semiMajor.kilometres.fixed(2)) km and "
            + "\(ellipse.semiMinor.kilometres.fixed(2)) km, major axis "
            + "\(ellipse.azimuth.degrees.fixed(1))° from true north, "
            + "\((ellipse.confidence * 100).fixed(0)) %"
    }

    private static func both(_ text: Bilingual) -> String {
        let portuguese = text.portuguese.map {
            " <span lang=\"pt-BR\" class=\"second\">\($0.escaped)</span>"
        }
        return text.english.escaped + (portuguese ?? "")
    }

    private static func table(_ rows: [(Bilingual, String)]) -> String {
        let body = rows.map { label, value in
            "<tr><th scope=\"row\">\(both(label))</th><td>\(value.escaped)</td></tr>"
        }
        return "<table>\(body.joined(separator: "\n"))</table>"
    }

    private static func section(_ title: Bilingual, _ content: String) -> String {
        "<section><h2>\(both(title))</h2>\(content)</section>"
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
        th{font-weight:600;width:38%} thead th{width:auto}
        code{font-size:.78rem;overflow-wrap:anywhere}
        .second{opacity:.7;font-weight:400;font-style:italic} .missing{opacity:.6}
        .notice{font-size:.9rem;border-inline-start:4px solid;padding-inline-start:.6rem}
        .simulation{background:#7a1f00;color:#fff;margin:0;padding:.5rem 1rem;text-align:center;font-weight:600}
        figure{margin:1rem 0} svg{max-width:100%;height:auto}
        @media print{@page{size:A4;margin:18mm} body{font-size:10pt} section{break-inside:avoid-page}}
        """
}
