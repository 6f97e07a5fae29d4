// Reading measurements strictly: every fault is named by its key path, and what is not known is refused.

public import CanonicalJSON
public import MonitoringOrders
import Quantities

extension MeasurementJSON {
    /// Reads a measurement.
    ///
    /// - Returns: the measurement, or `nil` with all faults; a member that is not known is one.
    public static func read(_ value: JSONValue) -> (
        record: MeasurementRecord?, faults: [FormFault]
    ) {
        let list = FaultList()
        let fields = JSONFields(value, list: list)
        if let version = fields.integer("vigia_measurement"), version != Self.version {
            fields.note("vigia_measurement", "must be \(Self.version)")
        }
        fields.refuseOthers(than: [
            "vigia_measurement", "conditions", "spectra", "waterfall", "correlation",
            "lines_of_position", "references", "satellites",
        ])
        guard let conditions = fields.object("conditions").flatMap(conditions) else {
            return (nil, list.faults)
        }
        var record = MeasurementRecord(conditions: conditions)
        record.spectra = fields.objects("spectra").compactMap(spectrum)
        record.waterfall = fields.optionalObject("waterfall").flatMap(waterfall)
        record.correlation = fields.optionalObject("correlation").flatMap(correlation)
        record.lines = fields.objects("lines_of_position").compactMap(line)
        record.references = fields.objects("references").compactMap(reference)
        record.satellites = fields.objects("satellites").compactMap(satellite)
        return (list.faults.isEmpty ? record : nil, list.faults)
    }

    private static func conditions(_ fields: JSONFields) -> MeasurementConditions? {
        fields.refuseOthers(than: [
            "begin", "end", "sample_rate_hz", "integration_s", "resolution_hz",
            "antenna_diameter_m", "noise_temperature_k",
        ])
        let (begin, end) = (fields.instant("begin"), fields.instant("end"))
        let (rate, length) = (fields.number("sample_rate_hz"), fields.number("integration_s"))
        let resolution = fields.number("resolution_hz")
        guard let begin, let end, let rate, let length, let resolution else { return nil }
        return MeasurementConditions(
            begin: begin, end: end, sampleRate: Hertz(rate), integration: Seconds(length),
            resolution: Hertz(resolution),
            antennaDiameter: fields.optionalNumber("antenna_diameter_m").map { Metres($0) },
            noiseTemperature: fields.optionalNumber("noise_temperature_k"))
    }

    private static func spectrum(_ fields: JSONFields) -> SpectrumRecord? {
        fields.refuseOthers(than: [
            "path", "centre_hz", "step_hz", "noise_floor_dbfs_per_hz",
            "noise_floor_expanded_uncertainty_db", "noise_floor_coverage_factor",
            "levels_dbfs_per_hz",
        ])
        let path: SignalPath? = fields.word("path", "victim or adjacent")
        let (centre, step) = (fields.number("centre_hz"), fields.positive("step_hz"))
        let floor = fields.optionalNumber("noise_floor_dbfs_per_hz")
        let levels = fields.numbers("levels_dbfs_per_hz")
        guard let path, let centre, let step, let levels else { return nil }
        return SpectrumRecord(
            path: path, centre: Hertz(centre), step: Hertz(step), levels: levels,
            noiseFloor: floor.map {
                MeasuredValue(
                    value: $0, unit: "dBFS/Hz",
                    expandedUncertainty: fields.optionalNumber(
                        "noise_floor_expanded_uncertainty_db"),
                    coverageFactor: fields.optionalNumber("noise_floor_coverage_factor"))
            })
    }

    private static func waterfall(_ fields: JSONFields) -> WaterfallRecord? {
        fields.refuseOthers(than: [
            "centre_hz", "step_hz", "begin", "interval_s", "rows_dbfs_per_hz",
        ])
        let (centre, step) = (fields.number("centre_hz"), fields.positive("step_hz"))
        let (begin, interval) = (fields.instant("begin"), fields.positive("interval_s"))
        let rows = fields.grid("rows_dbfs_per_hz")
        guard let centre, let step, let begin, let interval, let rows else { return nil }
        return WaterfallRecord(
            centre: Hertz(centre), step: Hertz(step), begin: begin, interval: Seconds(interval),
            rows: rows)
    }

    private static func correlation(_ fields: JSONFields) -> CorrelationRecord? {
        fields.refuseOthers(than: [
            "tdoa_s", "fdoa_hz", "output_ratio_db", "peak_over_median", "significant",
            "cells_searched", "band_hz", "surface",
        ])
        let (fdoa, ratio) = (fields.number("fdoa_hz"), fields.number("output_ratio_db"))
        let (peak, cells) = (fields.number("peak_over_median"), fields.number("cells_searched"))
        let significant = fields.required("significant", "true or false") { $0.bool }
        let band = fields.numbers("band_hz")
        if let band, band.count != 2 || band[0] > band[1] {
            fields.note("band_hz", "must be two numbers, the lower one first")
            return nil
        }
        guard let fdoa, let ratio, let peak, let cells, let significant, let band else {
            return nil
        }
        var record = CorrelationRecord(
            timeDifference: fields.optionalNumber("tdoa_s").map { Seconds($0) },
            frequencyDifference: Hertz(fdoa), outputRatio: Decibels(ratio), peakOverMedian: peak,
            isSignificant: significant, cellsSearched: cells, band: band[0]...band[1])
        record.surface = fields.optionalObject("surface").flatMap(surface)
        return record
    }

    private static func surface(_ fields: JSONFields) -> AmbiguityGrid? {
        fields.refuseOthers(than: [
            "first_tdoa_s", "step_tdoa_s", "first_fdoa_hz", "step_fdoa_hz", "levels_db",
        ])
        let (delay, delayStep) = (fields.number("first_tdoa_s"), fields.positive("step_tdoa_s"))
        let (shift, shiftStep) = (fields.number("first_fdoa_hz"), fields.positive("step_fdoa_hz"))
        let levels = fields.grid("levels_db")
        guard let delay, let delayStep, let shift, let shiftStep, let levels else { return nil }
        return AmbiguityGrid(
            firstDelay: Seconds(delay), delayStep: Seconds(delayStep), firstDoppler: Hertz(shift),
            dopplerStep: Hertz(shiftStep), levels: levels)
    }

    private static func line(_ fields: JSONFields) -> PositionLine? {
        fields.refuseOthers(than: ["observable", "places_deg"])
        let observable: PositionLine.Observable? = fields.word("observable", "tdoa or fdoa")
        guard let observable, let places = fields.grid("places_deg") else { return nil }
        guard places.allSatisfy({ $0.count == 2 && $0[0].magnitude <= 90 }) else {
            fields.note("places_deg", "must be pairs of latitude and longitude")
            return nil
        }
        return PositionLine(
            observable: observable,
            points: places.map {
                GeodeticPosition(latitude: .degrees($0[0]), longitude: .degrees($0[1]))
            })
    }

    private static func reference(_ fields: JSONFields) -> ReferenceRecord? {
        fields.refuseOthers(than: [
            "emitter", "tdoa_residual_s", "sigma_tdoa_s", "fdoa_residual_hz", "sigma_fdoa_hz",
            "distance_m", "inside",
        ])
        let emitter = fields.name("emitter")
        let (time, timeSigma) = (fields.number("tdoa_residual_s"), fields.number("sigma_tdoa_s"))
        let (shift, shiftSigma) = (
            fields.number("fdoa_residual_hz"), fields.number("sigma_fdoa_hz")
        )
        guard let emitter, let time, let timeSigma, let shift, let shiftSigma else { return nil }
        return ReferenceRecord(
            emitter: emitter, timeResidual: Seconds(time), timeSigma: Seconds(timeSigma),
            frequencyResidual: Hertz(shift), frequencySigma: Hertz(shiftSigma),
            distance: fields.optionalNumber("distance_m").map { Metres($0) },
            isInside: fields.optional("inside", "true or false") { $0.bool })
    }

    private static func satellite(_ fields: JSONFields) -> SatelliteView? {
        fields.refuseOthers(than: [
            "name", "azimuth_deg", "elevation_deg", "range_m", "sub_point_latitude_deg",
            "sub_point_longitude_deg", "position_sigma_m",
        ])
        let (name, range) = (fields.name("name"), fields.number("range_m"))
        let (azimuth, elevation) = (fields.number("azimuth_deg"), fields.number("elevation_deg"))
        let (latitude, longitude) = (
            fields.number("sub_point_latitude_deg"), fields.number("sub_point_longitude_deg")
        )
        guard let name, let range, let azimuth, let elevation, let latitude, let longitude else {
            return nil
        }
        return SatelliteView(
            name: name, azimuth: .degrees(azimuth), elevation: .degrees(elevation),
            range: Metres(range),
            subPoint: GeodeticPosition(
                latitude: .degrees(latitude), longitude: .degrees(longitude)),
            positionSigma: fields.optionalNumber("position_sigma_m").map { Metres($0) })
    }
}

extension JSONFields {
    /// Notes every member that is not in a list.
    fileprivate func refuseOthers(than known: Set<String>) {
        for name in memberNames where !known.contains(name) {
            note(
                String(name.prefix(40)), "is not known here; only external characteristics are kept"
            )
        }
    }

    /// A name: too short to hold a message.
    fileprivate func name(_ name: String) -> String? {
        required(name, "a name of at most \(Limits.nameCharacters) characters") { value in
            value.string.flatMap { $0.count <= Limits.nameCharacters ? $0 : nil }
        }
    }

    fileprivate func positive(_ name: String) -> Double? {
        required(name, "a number above zero") { value in
            value.double.flatMap { $0 > 0 ? $0 : nil }
        }
    }

    fileprivate func numbers(_ name: String) -> [Double]? {
        required(name, "at most \(Limits.figureValues) numbers") { Self.numbers($0) }
    }

    /// Rows of numbers, all of one length.
    fileprivate func grid(_ name: String) -> [[Double]]? {
        required(name, "rows of equally many numbers, at most \(Limits.figureValues) in all") {
            guard let rows = $0.array?.map(Self.numbers), let width = rows.first??.count else {
                return nil
            }
            let full = rows.compactMap(\.self).filter { $0.count == width }
            let isSmall = rows.count * width <= Limits.figureValues
            return full.count == rows.count && isSmall ? full : nil
        }
    }

    private static func numbers(_ value: JSONValue) -> [Double]? {
        guard let elements = value.array, elements.count <= Limits.figureValues else { return nil }
        let numbers = elements.compactMap(\.double).filter(\.isFinite)
        return numbers.count == elements.count ? numbers : nil
    }
}
