// What a report says, in the order of its paper: header, result, the letters of Appendix 10, the supplementary
// block, recordings, conclusion, and the figures as tables (R77 to R80).

import Letters
import MonitoringOrders
import Quantities

extension ReportSheet {
    /// The sheet of a document.
    init(_ document: ReportDocument, coastline: Coastline?) {
        let report = document.report
        let figures = ReportFigures(
            result: report.result, measurement: document.measurement,
            timeline: document.timeline, station: document.station, coastline: coastline)
        let supplement = Supplement(document: document, figures: figures)
        self.init(
            title: ReportTexts.title, reference: report.reference.description,
            isSimulation: document.isSimulation, date: report.approvedAt.description,
            sections: [Self.header(document), Self.result(report, figures)]
                + [Self.particulars(report)] + supplement.sections
                + [Self.recordings(report), Self.conclusion(report, figures), Self.tables(figures)]
                .compactMap(\.self))
    }

    private static func header(_ document: ReportDocument) -> Section {
        let report = document.report
        let site = document.station.isAssumed ? " (assumed position)" : ""
        let place = ReportWords.position(document.station.position)
        let redaction = document.isRedacted ? [Block.notice(ReportTexts.redacted)] : []
        let blocks: [Block] =
            redaction + [
                .notice(ReportTexts.confidential), .notice(ReportTexts.prevails),
                .facts([
                    (ReportTexts.order, report.order.description),
                    (ReportTexts.reference, report.reference.description),
                    (ReportTexts.revision, "\(report.revision)"),
                    (ReportTexts.agreement, document.agreement),
                    (ReportTexts.basis, report.kind.legalBasis),
                    (ReportTexts.category, ReportWords.category(report.category)),
                    (ReportTexts.station, "\(document.station.name), \(document.station.city)"),
                    (ReportTexts.stationPosition, place + site),
                    (ReportTexts.satellite, ReportWords.satellite(report.satellite)),
                    (ReportTexts.task, ReportWords.span(report.taskStarted, report.taskCompleted)),
                    (ReportTexts.form, FinalReport.formBasis),
                ]),
            ]
        return Section(title: ReportTexts.header, blocks: blocks)
    }

    private static func particulars(_ report: FinalReport) -> Section {
        let share = (report.particulars.completeness * 100).fixed(0)
        return Section(
            title: ReportTexts.particulars,
            blocks: [
                .facts([(ReportTexts.complete, "\(share) %")]),
                .facts(
                    ParticularLetter.allCases.map { letter in
                        let titles = letter.bothTitles
                        let label = Bilingual(
                            "\(letter.rawValue)) \(titles.english)", titles.portuguese)
                        return (label, report.particulars[letter]?.text)
                    }),
            ])
    }

    /// What was found, before everything that it rests on.
    private static func result(_ report: FinalReport, _ figures: ReportFigures) -> Section {
        var blocks = [Block.paragraph(report.result.resultClass.words)]
        var facts: [(label: Bilingual, value: String?)] = []
        if let reason = report.result.reason { facts.append((ReportTexts.reason, reason)) }
        if let best = report.result.geolocation?.estimates.first {
            facts.append((ReportTexts.position, ReportWords.position(best.position)))
            facts.append((ReportTexts.ellipse, ReportWords.ellipse(best.ellipse)))
        }
        if !facts.isEmpty { blocks.append(.facts(facts)) }
        if let map = figures.map { blocks.append(.figure(map)) }
        return Section(title: ReportTexts.result, blocks: blocks)
    }

    private static func recordings(_ report: FinalReport) -> Section? {
        let files = report.result.recordings + [report.result.measurement].compactMap(\.self)
        guard !files.isEmpty else { return nil }
        return Section(
            title: ReportTexts.recordings,
            blocks: [
                .table(
                    head: [ReportTexts.file, ReportTexts.digest],
                    rows: files.map { [$0.fileName, $0.sha256] })
            ])
    }

    private static func conclusion(_ report: FinalReport, _ figures: ReportFigures) -> Section {
        let request = report.particulars[.x]?.text
        let timeline = figures.timeline?.figure().map { [Block.figure($0)] } ?? []
        return Section(
            title: ReportTexts.conclusion,
            blocks: [
                .quotation(report.conclusion),
                .facts([
                    (ReportTexts.administration, nil), (ReportTexts.actionRequested, request),
                    (
                        ReportTexts.approved,
                        "\(report.approvedBy), \(report.approvedAt.forPeople)"
                    ),
                ]),
            ] + timeline)
    }

    /// What the figures show, for those who cannot see them.
    private static func tables(_ figures: ReportFigures) -> Section? {
        let all = figures.all
        guard !all.isEmpty else { return nil }
        return Section(
            title: ReportTexts.figuresAsTables,
            blocks: all.flatMap { figure -> [Block] in
                [
                    .notice(figure.caption),
                    .table(head: figure.table.head, rows: figure.table.rows),
                ]
            })
    }
}
