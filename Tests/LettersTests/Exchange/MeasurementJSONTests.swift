import CanonicalJSON
import Letters
import MonitoringOrders
import Quantities
import Testing

@Suite("The measurement behind the figures as JSON")
struct MeasurementJSONTests {
    private static let noon = UTCInstant(secondsSince1970: 1_800_000_000)

    private static var record: MeasurementRecord {
        var record = MeasurementRecord(
            conditions: MeasurementConditions(
                begin: noon, end: noon + .seconds(1), sampleRate: .kilohertz(125),
                integration: Seconds(1), resolution: Hertz(122), antennaDiameter: Metres(9)))
        let floor = MeasuredValue(
            value: -98.6, unit: "dBFS/Hz", expandedUncertainty: 0.04, coverageFactor: 1.96)
        record.spectra = [
            SpectrumRecord(
                path: .victim, centre: .megahertz(3899.65), step: Hertz(244), levels: [-98, -62.5],
                noiseFloor: floor),
            SpectrumRecord(
                path: .adjacent, centre: .megahertz(3892.65), step: Hertz(244), levels: [-79, -63]),
        ]
        record.waterfall = WaterfallRecord(
            centre: .megahertz(3899.65), step: Hertz(976), begin: noon, interval: Seconds(0.02),
            rows: [[-98, -62], [-97.5, -61]])
        var correlation = CorrelationRecord(
            timeDifference: .microseconds(361.2), frequencyDifference: Hertz(24.97),
            outputRatio: Decibels(64.6), peakOverMedian: 96_956, isSignificant: true,
            cellsSearched: 298_105, band: -33_300...33_100)
        correlation.surface = AmbiguityGrid(
            firstDelay: .microseconds(161), delayStep: .microseconds(8), firstDoppler: Hertz(18),
            dopplerStep: Hertz(0.42), levels: [[0, 3], [1.5, 45]])
        record.correlation = correlation
        record.lines = [
            PositionLine(observable: .fdoa, points: [place(-10, -50), place(-11, -49)])
        ]
        record.references = [
            ReferenceRecord(
                emitter: "Manaus", timeResidual: .microseconds(-0.19),
                timeSigma: .microseconds(0.005), frequencyResidual: Hertz(0.03),
                frequencySigma: Hertz(0.0003), distance: Metres(207), isInside: true)
        ]
        record.satellites = [
            SatelliteView(
                name: "C-2", azimuth: .degrees(7.06), elevation: .degrees(63), range: Metres(3.6e7),
                subPoint: place(0, -40.5), positionSigma: Metres(1500))
        ]
        return record
    }

    private static func place(_ latitude: Double, _ longitude: Double) -> GeodeticPosition {
        GeodeticPosition(latitude: .degrees(latitude), longitude: .degrees(longitude))
    }

    @Test("what is written is read back the same, byte for byte when written again")
    func roundTrip() throws {
        let text = MeasurementJSON.value(Self.record).compact
        let (record, faults) = MeasurementJSON.read(try JSONValue(parsing: text))
        #expect(faults.isEmpty)
        let read = try #require(record)
        #expect(MeasurementJSON.value(read).compact == text)
        #expect(read.correlation == Self.record.correlation)
        #expect(read.spectra == Self.record.spectra && read.waterfall == Self.record.waterfall)
    }

    @Test(
        "R6: a member that is not known is refused by its path, so that no content can travel",
        arguments: [
            ([], "payload"), (["conditions"], "voice"), (["correlation", "surface"], "samples"),
            (["waterfall"], "iq"),
        ])
    func unknownMembers(path: [String], name: String) throws {
        func adding(to value: JSONValue, _ path: ArraySlice<String>) throws -> JSONValue {
            var value = value
            if let first = path.first {
                let inner = try #require(value[first])
                value.set(first, to: try adding(to: inner, path.dropFirst()))
            } else {
                value.set(name, to: [1, 0, 1, 1])
            }
            return value
        }
        let changed = try adding(to: MeasurementJSON.value(Self.record), path[...])
        let (record, faults) = MeasurementJSON.read(changed)
        #expect(record == nil)
        #expect(faults.map(\.field) == [(path + [name]).joined(separator: ".")])
    }

    @Test("a name that could be a message, a ragged surface and too many numbers are refused")
    func limits() throws {
        var record = Self.record
        record.satellites[0].name = String(repeating: "x", count: Limits.nameCharacters + 1)
        record.waterfall?.rows = [[1, 2], [3]]
        record.spectra[0].levels = [Double](repeating: 1, count: Limits.figureValues + 1)
        let (read, faults) = MeasurementJSON.read(MeasurementJSON.value(record))
        #expect(read == nil)
        #expect(
            Set(faults.map(\.field)) == [
                "satellites[0].name", "waterfall.rows_dbfs_per_hz",
                "spectra[0].levels_dbfs_per_hz",
            ])
    }
}
