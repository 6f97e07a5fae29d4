// A small but complete report, and one whose every text is hostile.

import CanonicalJSON
import Letters
import MonitoringOrders
import Quantities
import Reports
import TestSupport

enum ReportFixture {
    static let noon = UTCInstant(secondsSince1970: 1_800_000_000)

    static func place(_ latitude: Double, _ longitude: Double) -> GeodeticPosition {
        GeodeticPosition(latitude: .degrees(latitude), longitude: .degrees(longitude))
    }

    /// A located emitter in the interior of Brazil; every text is `text`.
    static func document(text: String = "Reference Manaus") -> ReportDocument {
        var result = TaskResult(resultClass: .located)
        let ellipse = GroundEllipse(
            semiMajor: .kilometres(9.9), semiMinor: .kilometres(0.5), azimuth: .degrees(176),
            confidence: 0.95)
        result.geolocation = GeolocationStatement(
            estimates: [
                PositionEstimate(position: place(-10.66, -55.2), ellipse: ellipse),
                PositionEstimate(position: place(12, -58), ellipse: ellipse),
            ], method: text, sources: [text, text],
            satellites: [
                SatelliteUsed(
                    name: text, longitude: .degrees(-65), downlink: .megahertz(11_937.5),
                    ephemerisSource: text)
            ],
            observables: [
                Observable(
                    emitter: text, position: place(-3.1, -60), uplink: .megahertz(14_237.5),
                    timeDifference: .microseconds(677.5), timeDifferenceSigma: .microseconds(0.03),
                    frequencyDifference: Hertz(176), frequencyDifferenceSigma: Hertz(0.004))
            ], time: noon, includesEphemerisError: true, notes: [text])
        var emission = MeasuredEmission(
            observedFrom: noon, observedTo: noon + .seconds(60),
            centreFrequency: MeasuredValue(
                value: 11.9375e9, unit: "Hz", expandedUncertainty: 60, coverageFactor: 1.96))
        emission.modulationClass = text
        result.emissions = [emission]
        result.conditions = text
        result.recordings = [
            FileDigest(fileName: text, sha256: String(repeating: "0123456789abcdef", count: 4))
        ]
        return document(result, text: text)
    }

    static func document(_ result: TaskResult, text: String) -> ReportDocument {
        var particulars = Particulars()
        particulars[.u] = Particular(text: text)
        let satellite = VictimSatellite(
            name: text, network: text, position: .geostationary(longitude: .degrees(-65)))
        let report = FinalReport(
            order: OrderNumber(series: "BR", year: 2027, serial: 101),
            reference: ReferenceNumber(series: "EMSAT-RIO", year: 2027, serial: 7), revision: 0,
            kind: .harmfulInterference, category: .one(.safetyOfFlight), satellite: satellite,
            particulars: particulars, result: result, conclusion: text, taskStarted: noon,
            taskCompleted: noon + .seconds(3600), approvedBy: text,
            approvedAt: noon + .seconds(7200))
        return ReportDocument(
            report: report, agreement: text, station: station(text), isSimulation: true)
    }

    private static func station(_ text: String) -> Station {
        guard let mailbox = MailAddress("emsat@station.example") else {
            preconditionFailure("a plain address")
        }
        return Station(
            name: text, city: text, operatingBody: text, legalForm: .administration,
            mailbox: Mailbox(address: mailbox), position: place(-22.91, -43.23), isAssumed: true,
            downlinkBands: [], uplinkBands: [], lowElevation: .degrees(5))
    }

    /// The same with a measurement behind it, as a station releases it.
    static func measured(text: String = "Reference Manaus") -> ReportDocument {
        var document = document(text: text)
        let record = MeasurementFixture.record(text: String(text.prefix(Limits.nameCharacters)))
        document.measurement = record
        document.measurementFile = Array(MeasurementJSON.value(record).compact.utf8)
        document.timeline = MeasurementFixture.timeline
        return document
    }

    static let hostile = "</th><script>alert('x')</script>\" onload=\"x&y"

    static func coastline() throws -> Coastline {
        try Coastline(reading: Repository.path("Config/map/coastline.txt"))
    }

    static let paper = PaperMaker(
        python: Repository.path(".venv/bin/python3"), templates: Repository.path("Config/report"))
}
