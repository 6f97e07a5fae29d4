// What a report says, in the order of its paper: header, Appendix 10, result, geolocation, emissions,
// conditions, recordings, conclusion (R77 to R80).

import Letters
import MonitoringOrders
import Quantities

extension ReportSheet {
    /// The sheet of a document.
    init(_ document: ReportDocument, coastline: Coastline?) {
        let report = document.report
        self.init(
            title: ReportTexts.title, reference: report.reference.description,
            isSimulation: document.isSimulation, date: report.approvedAt.description,
            sections: [
                Self.header(document), Self.particulars(report), Self.result(report),
                Self.geolocation(document, coastline),
            ]
                + [
                    Self.emissions(report), Self.conditions(report), Self.recordings(report),
                ].compactMap(\.self) + [Self.conclusion(report)])
    }

    private static func header(_ document: ReportDocument) -> Section {
        let report = document.report
        let grounds = report.category.grounds.map { " (\($0.rawValue))" } ?? ""
        let site = document.station.isAssumed ? " (assumed position)" : ""
        let place = ReportWords.position(document.station.position)
        return Section(
            title: ReportTexts.header,
            blocks: [
                .notice(ReportTexts.confidential), .notice(ReportTexts.prevails),
                .facts([
                    (ReportTexts.order, report.order.description),
                    (ReportTexts.reference, report.reference.description),
                    (ReportTexts.revision, "\(report.revision)"),
                    (ReportTexts.agreement, document.agreement),
                    (ReportTexts.basis, report.kind.legalBasis),
                    (ReportTexts.category, "\(report.category.number)\(grounds)"),
                    (ReportTexts.station, "\(document.station.name), \(document.station.city)"),
                    (ReportTexts.stationPosition, place + site),
                    (ReportTexts.satellite, ReportWords.satellite(report.satellite)),
                    (ReportTexts.task, ReportWords.span(report.taskStarted, report.taskCompleted)),
                    (ReportTexts.form, FinalReport.formBasis),
                ]),
            ])
    }

    private static func particulars(_ report: FinalReport) -> Section {
        let share = (report.particulars.completeness * 100).fixed(0)
        return Section(
            title: ReportTexts.particulars,
            blocks: [
                .facts([(ReportTexts.complete, "\(share) %")]),
                .facts(
                    ParticularLetter.allCases.map { letter in
                        let label = Bilingual("\(letter.rawValue)) \(letter.title)", nil)
                        return (label, report.particulars[letter]?.text)
                    }),
            ])
    }

    private static func result(_ report: FinalReport) -> Section {
        var blocks = [Block.paragraph(report.result.resultClass.words)]
        if let reason = report.result.reason {
            blocks.append(.facts([(ReportTexts.reason, reason)]))
        }
        return Section(title: ReportTexts.result, blocks: blocks)
    }

    private static func geolocation(
        _ document: ReportDocument, _ coastline: Coastline?
    ) -> Section {
        guard let statement = document.report.result.geolocation else {
            return Section(
                title: ReportTexts.geolocation, blocks: [.paragraph(ReportTexts.notObtained)])
        }
        var blocks = [Block.facts(facts(statement))]
        let map = PositionMap.svg(statement, station: document.station, coastline: coastline)
        if let map {
            let figure = Figure(fileName: "map.svg", svg: map, caption: ReportTexts.map)
            blocks.append(.figure(figure))
        }
        blocks.append(
            .table(
                head: [
                    ReportTexts.emitter, ReportTexts.uplink, ReportTexts.timeDifference,
                    ReportTexts.frequencyDifference,
                ], rows: statement.observables.map(ReportWords.row)))
        blocks.append(
            .table(
                head: [
                    ReportTexts.satellite, ReportTexts.orbit, ReportTexts.downlink,
                    ReportTexts.ephemerisSource,
                ], rows: statement.satellites.map(ReportWords.row)))
        return Section(
            title: ReportTexts.geolocation, blocks: blocks + statement.notes.map(Block.quotation))
    }

    private static func facts(
        _ statement: GeolocationStatement
    ) -> [(label: Bilingual, value: String?)] {
        let positions = statement.estimates.enumerated().flatMap { index, estimate in
            [
                (
                    index == 0 ? ReportTexts.position : ReportTexts.otherPosition,
                    ReportWords.position(estimate.position)
                ),
                (ReportTexts.ellipse, ReportWords.ellipse(estimate.ellipse)),
            ]
        }
        let answer = statement.includesEphemerisError ? ReportTexts.yes : ReportTexts.no
        return positions.map { ($0.0, $0.1) } + [
            (ReportTexts.time, statement.time.forPeople),
            (ReportTexts.method, statement.method),
            (ReportTexts.sources, statement.sources.joined(separator: "; ")),
            (ReportTexts.ephemeris, "\(answer.english) / \(answer.text(.portuguese))"),
        ]
    }

    private static func emissions(_ report: FinalReport) -> Section? {
        guard !report.result.emissions.isEmpty else { return nil }
        return Section(
            title: ReportTexts.emissions,
            blocks: [
                .table(
                    head: [
                        ReportTexts.observed, ReportTexts.centre, ReportTexts.bandwidth,
                        ReportTexts.carrierToNoise, ReportTexts.polarisation,
                        ReportTexts.modulation,
                    ], rows: report.result.emissions.map(ReportWords.row))
            ])
    }

    private static func conditions(_ report: FinalReport) -> Section? {
        report.result.conditions.map {
            Section(title: ReportTexts.conditions, blocks: [.quotation($0)])
        }
    }

    private static func recordings(_ report: FinalReport) -> Section? {
        guard !report.result.recordings.isEmpty else { return nil }
        return Section(
            title: ReportTexts.recordings,
            blocks: [
                .table(
                    head: [ReportTexts.file, ReportTexts.digest],
                    rows: report.result.recordings.map { [$0.fileName, $0.sha256] })
            ])
    }

    private static func conclusion(_ report: FinalReport) -> Section {
        Section(
            title: ReportTexts.conclusion,
            blocks: [
                .quotation(report.conclusion),
                .facts([
                    (
                        ReportTexts.approved,
                        "\(report.approvedBy), \(report.approvedAt.forPeople)"
                    )
                ]),
            ])
    }
}
