// A measurement with something in every figure; its texts are the caller's.

import Foundation
import Letters
import MonitoringOrders
import Quantities
import Reports

enum MeasurementFixture {
    private static let noon = ReportFixture.noon
    private static let centre = Hertz.megahertz(11_937.5)

    static func record(text: String = "Reference Manaus") -> MeasurementRecord {
        var record = MeasurementRecord(
            conditions: MeasurementConditions(
                begin: noon, end: noon + .seconds(1), sampleRate: .megahertz(1),
                integration: Seconds(1), resolution: Hertz(122), antennaDiameter: Metres(9),
                noiseTemperature: 120))
        record.spectra = [spectrum(.victim, floor: -98), spectrum(.adjacent, floor: -79)]
        record.waterfall = WaterfallRecord(
            centre: centre, step: .kilohertz(15.625), begin: noon, interval: Seconds(0.1),
            rows: (0..<10).map(waterfallRow))
        record.correlation = correlation
        record.lines = [
            line(.tdoa, from: (10, -57), to: (-40, -54)),
            line(.fdoa, from: (-14, -75), to: (-6, -30)),
        ]
        record.references = [
            ReferenceRecord(
                emitter: text, timeResidual: .microseconds(0.19), timeSigma: .microseconds(0.005),
                frequencyResidual: Hertz(0.03), frequencySigma: Hertz(0.0003),
                distance: Metres(207), isInside: true),
            ReferenceRecord(
                emitter: text, timeResidual: .microseconds(-0.15), timeSigma: .microseconds(0.005),
                frequencyResidual: Hertz(-0.02), frequencySigma: Hertz(0.0003),
                distance: Metres(1200), isInside: false),
        ]
        record.satellites = [(-65.0, 323.0), (-61, 331)].map { longitude, azimuth in
            SatelliteView(
                name: text, azimuth: .degrees(azimuth), elevation: .degrees(53),
                range: .kilometres(36_900), subPoint: ReportFixture.place(0.02, longitude),
                positionSigma: Metres(1500))
        }
        return record
    }

    /// Carriers that move by a bin from row to row.
    private static func waterfallRow(_ row: Int) -> [Double] {
        (0..<64).map { bin -> Double in
            let isCarrier = (bin + row) % 16 < 4
            return isCarrier ? -62.5 : Double(bin % 3) / 2 - 98
        }
    }

    private static func spectrum(_ path: SignalPath, floor: Double) -> SpectrumRecord {
        let levels = (0..<100).map { bin -> Double in
            let isCarrier = (30..<60).contains(bin)
            return isCarrier ? Double(bin % 3) / 4 - 62 : floor + Double(bin % 5) / 4
        }
        return SpectrumRecord(
            path: path, centre: centre, step: .kilohertz(10), levels: levels,
            noiseFloor: MeasuredValue(
                value: floor, unit: "dBFS/Hz", expandedUncertainty: 0.04, coverageFactor: 1.96))
    }

    private static var correlation: CorrelationRecord {
        var record = CorrelationRecord(
            timeDifference: .microseconds(361.2), frequencyDifference: Hertz(25),
            outputRatio: Decibels(64.6), peakOverMedian: 96_956, isSignificant: true,
            cellsSearched: 298_105, band: -150_000...150_000)
        let levels = (0...20).map { row in
            (0...20).map { column -> Double in
                let distance = hypot(Double(row - 10), Double(column - 10))
                return max(-3, 45 - 4 * distance)
            }
        }
        record.surface = AmbiguityGrid(
            firstDelay: .microseconds(351.2), delayStep: .microseconds(1), firstDoppler: Hertz(15),
            dopplerStep: Hertz(1), levels: levels)
        return record
    }

    private static func line(
        _ observable: PositionLine.Observable, from start: (Double, Double),
        to end: (Double, Double)
    ) -> PositionLine {
        PositionLine(
            observable: observable,
            points: (0...20).map { step -> GeodeticPosition in
                let part = Double(step) / 20
                let latitude = start.0 + part * (end.0 - start.0)
                let longitude = start.1 + part * (end.1 - start.1)
                return ReportFixture.place(latitude, longitude)
            })
    }

    static var timeline: TimelineFigure {
        TimelineFigure(
            events: [
                .init(Bilingual("order received", "ordem recebida"), at: noon),
                .init(Bilingual("acknowledged", "acusada"), at: noon + .seconds(900)),
                .init(Bilingual("work completed", "trabalho concluído"), at: noon + .seconds(9000)),
            ], expected: noon + .seconds(3600)...noon + .seconds(10_800),
            done: noon + .seconds(4000)...noon + .seconds(9000))
    }
}
