// The supplementary block: victim link, interference, conditions, geolocation, each value with its uncertainty and
// coverage factor. Its items are the project's own; no conformity with the details of SM.2181 is claimed (R80).

import Letters
import MonitoringOrders
import Quantities

/// The sections between the letters of Appendix 10 and the recordings.
struct Supplement {
    let document: ReportDocument
    let figures: ReportFigures

    private var report: FinalReport { document.report }
    private var record: MeasurementRecord? { document.measurement }

    var sections: [ReportSheet.Section] {
        [
            victimLink, interference, conditions,
            GeolocationSection(report: report, record: record, figures: figures).section,
        ]
    }

    private var victimLink: ReportSheet.Section {
        let (satellite, link) = (report.satellite, report.link ?? AffectedLink())
        let seen = report.result.geolocation?.satellites.first?.longitude
        return ReportSheet.Section(
            title: ReportTexts.victimLink,
            blocks: [
                .values([
                    ReportValue(ReportTexts.satellite, satellite.name),
                    ReportValue(ReportTexts.network, satellite.network),
                    ReportValue(ReportTexts.nominalLongitude, satellite.longitude?.asLongitude),
                    ReportValue(
                        ReportTexts.actualLongitude,
                        seen?.hemispheric(positive: "E", negative: "W", decimals: 3)),
                    ReportValue(ReportTexts.uplink, link.uplink?.inMegahertz),
                    ReportValue(ReportTexts.downlink, link.downlink?.inMegahertz),
                    ReportValue(ReportTexts.translation, link.translation?.inMegahertz),
                    ReportValue(ReportTexts.necessaryBandwidth, link.bandwidth?.inMegahertz),
                    ReportValue(
                        ReportTexts.uplinkPolarisation, link.uplinkPolarisation?.rawValue),
                    ReportValue(
                        ReportTexts.downlinkPolarisation, link.downlinkPolarisation?.rawValue),
                    ReportValue(ReportTexts.service, link.service),
                    ReportValue(ReportTexts.assignment, link.assignmentUnder1141),
                ])
            ])
    }

    /// The emission nearest to the ordered frequency first, then all that were measured.
    private var interference: ReportSheet.Section {
        var blocks: [ReportSheet.Block] = []
        if let emission = ordered { blocks.append(.values(values(of: emission))) }
        let figure = [figures.spectrum, figures.waterfall].compactMap(\.self)
        blocks += figure.map(ReportSheet.Block.figure)
        guard !report.result.emissions.isEmpty else {
            return ReportSheet.Section(
                title: ReportTexts.interference,
                blocks: [.paragraph(ReportTexts.noEmission)] + blocks)
        }
        blocks.append(
            .table(
                head: [
                    FigureTexts.number, ReportTexts.centre, ReportTexts.bandwidth,
                    ReportTexts.carrierToNoise, ReportTexts.modulation,
                ],
                rows: report.result.emissions.enumerated().map { index, emission in
                    ["\(index + 1)"] + ReportWords.row(emission)
                }))
        return ReportSheet.Section(title: ReportTexts.interference, blocks: blocks)
    }

    private var ordered: MeasuredEmission? {
        guard let downlink = report.link?.downlink else { return report.result.emissions.first }
        return report.result.emissions.min {
            ($0.centreFrequency.value - downlink.value).magnitude
                < ($1.centreFrequency.value - downlink.value).magnitude
        }
    }

    private func values(of emission: MeasuredEmission) -> [ReportValue] {
        var uplink = emission.centreFrequency
        uplink.value += report.link?.translation?.value ?? 0
        let isFromEarth = report.result.geolocation?.estimates.isEmpty == false
        return [
            ReportValue(
                ReportTexts.direction, isFromEarth ? ReportWords.both(ReportTexts.fromEarth) : nil),
            ReportValue(
                ReportTexts.observed, ReportWords.span(emission.observedFrom, emission.observedTo)),
            ReportValue(ReportTexts.centre, emission.centreFrequency),
            ReportValue(
                ReportTexts.derivedUplink, report.link?.translation == nil ? nil : uplink),
            ReportValue(ReportTexts.bandwidth, emission.occupiedBandwidth),
            ReportValue(ReportTexts.level, emission.level),
            ReportValue(ReportTexts.carrierToNoise, emission.carrierToNoise),
            ReportValue(ReportTexts.drift, emission.drift),
            ReportValue(ReportTexts.symbolRate, emission.symbolRate),
            ReportValue(ReportTexts.modulation, emission.modulationClass),
            ReportValue(ReportTexts.polarisation, emission.polarisation?.rawValue),
        ]
    }

    private var conditions: ReportSheet.Section {
        let conditions = record?.conditions
        let floor = record?.spectra.first { $0.path == .victim }?.noiseFloor
        var values = [
            ReportValue(
                ReportTexts.recorded,
                conditions.map {
                    "\($0.begin.forPeopleExactly) – \($0.end.forPeopleExactly)"
                }),
            ReportValue(
                ReportTexts.antenna, conditions?.antennaDiameter.map { "\($0.value.fixed(1)) m" }),
            ReportValue(
                ReportTexts.noiseTemperature,
                conditions?.noiseTemperature.map { "\($0.fixed(0)) K" }),
            ReportValue(ReportTexts.sampleRate, conditions?.sampleRate.inMegahertz),
            ReportValue(
                ReportTexts.integration, conditions.map { "\($0.integration.value.fixed(3)) s" }),
            ReportValue(
                ReportTexts.resolution, conditions.map { "\($0.resolution.value.fixed(1)) Hz" }),
            ReportValue(ReportTexts.noiseFloor, floor),
        ]
        for satellite in record?.satellites ?? [] {
            values.append(
                ReportValue(
                    Bilingual(satellite.name, nil),
                    "az. \(satellite.azimuth.degrees.fixed(2))°, el. "
                        + "\(satellite.elevation.degrees.fixed(2))°"))
        }
        var blocks = [ReportSheet.Block.values(values)]
        if let words = report.result.conditions { blocks.append(.quotation(words)) }
        if let sky = figures.sky { blocks.append(.figure(sky)) }
        return ReportSheet.Section(title: ReportTexts.conditions, blocks: blocks)
    }
}
