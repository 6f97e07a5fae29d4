// The geolocation of a report (R78): obtained, by which method, from what, how sure; or not, and why.

import Letters
import MonitoringOrders
import Quantities

/// The section on geolocation.
struct GeolocationSection {
    let report: FinalReport
    let record: MeasurementRecord?
    let figures: ReportFigures

    var section: ReportSheet.Section {
        guard let statement = report.result.geolocation else {
            let why = report.result.reason.map { [ReportSheet.Block.quotation($0)] } ?? []
            let isAskedFor = report.result.resultClass != .measured
            let none = isAskedFor ? ReportTexts.notObtained : ReportTexts.notAskedFor
            let figure = [figures.ambiguity, figures.residuals].compactMap(\.self)
            return ReportSheet.Section(
                title: ReportTexts.geolocation,
                blocks: [.paragraph(none)] + why
                    + (record?.correlation.map { [.values(quality(of: $0))] } ?? [])
                    + figure.map(ReportSheet.Block.figure))
        }
        var blocks: [ReportSheet.Block] = [.facts(positions(statement))]
        blocks.append(.values(values(statement)))
        blocks += [figures.ambiguity].compactMap(\.self).map(ReportSheet.Block.figure)
        blocks.append(observables(statement))
        blocks += [figures.residuals].compactMap(\.self).map(ReportSheet.Block.figure)
        blocks.append(satellites(statement))
        return ReportSheet.Section(
            title: ReportTexts.geolocation,
            blocks: blocks + statement.notes.map(ReportSheet.Block.quotation))
    }

    private func positions(
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
            (ReportTexts.time, statement.time.forPeopleExactly),
            (ReportTexts.method, statement.method),
            (ReportTexts.sources, statement.sources.joined(separator: "; ")),
            (ReportTexts.ephemeris, ReportWords.both(answer)),
        ]
    }

    private func values(_ statement: GeolocationStatement) -> [ReportValue] {
        var values: [ReportValue] = []
        if let target = statement.observables.first(where: { $0.position == nil }) {
            values += [
                ReportValue(
                    ReportTexts.measuredDelay, target.timeDifference.microseconds,
                    sigma: target.timeDifferenceSigma.microseconds, unit: "µs"),
                ReportValue(
                    ReportTexts.measuredShift, target.frequencyDifference.value,
                    sigma: target.frequencyDifferenceSigma.value, unit: "Hz"),
            ]
        }
        if statement.satellites.count == 2 {
            let apart = statement.satellites[0].longitude - statement.satellites[1].longitude
            values.append(
                ReportValue(ReportTexts.separation, "\(apart.degrees.magnitude.fixed(3))°"))
        }
        values.append(
            ReportValue(
                ReportTexts.referenceCount,
                "\(statement.observables.count { $0.position != nil })"))
        if let residual = statement.estimates.first?.residual {
            values.append(ReportValue(ReportTexts.misfit, "\(residual.fixed(2)) σ"))
        }
        if let validation { values.append(validation) }
        return values + (record?.correlation.map(quality) ?? [])
    }

    /// What the known places say of the whole chain from antenna to ellipse.
    private var validation: ReportValue? {
        let found = (record?.references ?? []).filter { $0.distance != nil }
        guard let farthest = found.compactMap(\.distance).max() else { return nil }
        let inside = found.count { $0.isInside == true }
        return ReportValue(
            ReportTexts.validation,
            ReportWords.both(
                ReportTexts.validated(
                    inside, of: found.count, farthest: "\(farthest.kilometres.fixed(2)) km")))
    }

    /// How sure it is that there is a common signal at all.
    private func quality(of correlation: CorrelationRecord) -> [ReportValue] {
        let (low, high) = (correlation.band.lowerBound / 1e3, correlation.band.upperBound / 1e3)
        return [
            ReportValue(
                ReportTexts.outputRatio, "\(correlation.outputRatio.value.fixed(1)) dB"),
            ReportValue(ReportTexts.peakOverMedian, correlation.peakOverMedian.fixed(0)),
            ReportValue(
                ReportTexts.significant,
                ReportWords.both(correlation.isSignificant ? ReportTexts.yes : ReportTexts.no)),
            ReportValue(ReportTexts.cells, correlation.cellsSearched.fixed(0)),
            ReportValue(ReportTexts.commonBand, "\(low.fixed(1)) … \(high.fixed(1)) kHz"),
        ]
    }

    private func observables(_ statement: GeolocationStatement) -> ReportSheet.Block {
        .table(
            head: [
                ReportTexts.emitter, ReportTexts.uplink, ReportTexts.timeDifference,
                ReportTexts.frequencyDifference,
            ], rows: statement.observables.map(ReportWords.row))
    }

    private func satellites(_ statement: GeolocationStatement) -> ReportSheet.Block {
        .table(
            head: [
                ReportTexts.satellite, ReportTexts.orbit, ReportTexts.downlink,
                ReportTexts.ephemerisSource, ReportTexts.ephemerisSigma,
            ],
            rows: statement.satellites.map { satellite in
                let view = record?.satellites.first { $0.name == satellite.name }
                let sigma = view?.positionSigma.map { "\($0.value.fixed(0)) m" }
                return ReportWords.row(satellite) + [sigma ?? "–"]
            })
    }
}
