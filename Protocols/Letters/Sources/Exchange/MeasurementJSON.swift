// The measurement behind a report's figures as JSON, `measurement.json`. Keys name their unit; a document with
// any other member is refused, so that nothing but external characteristics can travel in it (R6).

public import CanonicalJSON
public import MonitoringOrders
import Quantities

/// Measurements as JSON, both ways.
public enum MeasurementJSON {
    /// The version of the document.
    static let version = 1
    /// The name of its file in a task's folder and among the files of a report.
    public static let fileName = "measurement.json"

    /// A measurement with all its parts.
    public static func value(_ record: MeasurementRecord) -> JSONValue {
        [
            "vigia_measurement": JSONValue(version), "conditions": value(record.conditions),
            "spectra": .array(record.spectra.map(value)),
            "waterfall": record.waterfall.map(value) ?? nil,
            "correlation": record.correlation.map(value) ?? nil,
            "lines_of_position": .array(record.lines.map(value)),
            "references": .array(record.references.map(value)),
            "satellites": .array(record.satellites.map(value)),
        ]
    }

    private static func value(_ conditions: MeasurementConditions) -> JSONValue {
        [
            "begin": .string(conditions.begin.description),
            "end": .string(conditions.end.description),
            "sample_rate_hz": JSONValue(conditions.sampleRate.value),
            "integration_s": JSONValue(conditions.integration.value),
            "resolution_hz": JSONValue(conditions.resolution.value),
            "antenna_diameter_m": JSONValue(conditions.antennaDiameter?.value),
            "noise_temperature_k": JSONValue(conditions.noiseTemperature),
        ]
    }

    private static func value(_ spectrum: SpectrumRecord) -> JSONValue {
        [
            "path": .string(spectrum.path.rawValue), "centre_hz": JSONValue(spectrum.centre.value),
            "step_hz": JSONValue(spectrum.step.value),
            "noise_floor_dbfs_per_hz": JSONValue(spectrum.noiseFloor?.value),
            "noise_floor_expanded_uncertainty_db": JSONValue(
                spectrum.noiseFloor?.expandedUncertainty),
            "noise_floor_coverage_factor": JSONValue(spectrum.noiseFloor?.coverageFactor),
            "levels_dbfs_per_hz": JSONValue(spectrum.levels),
        ]
    }

    private static func value(_ waterfall: WaterfallRecord) -> JSONValue {
        [
            "centre_hz": JSONValue(waterfall.centre.value),
            "step_hz": JSONValue(waterfall.step.value),
            "begin": .string(waterfall.begin.description),
            "interval_s": JSONValue(waterfall.interval.value),
            "rows_dbfs_per_hz": .array(waterfall.rows.map { JSONValue($0) }),
        ]
    }

    private static func value(_ correlation: CorrelationRecord) -> JSONValue {
        [
            "tdoa_s": JSONValue(correlation.timeDifference?.value),
            "fdoa_hz": JSONValue(correlation.frequencyDifference.value),
            "output_ratio_db": JSONValue(correlation.outputRatio.value),
            "peak_over_median": JSONValue(correlation.peakOverMedian),
            "significant": .bool(correlation.isSignificant),
            "cells_searched": JSONValue(correlation.cellsSearched),
            "band_hz": JSONValue([correlation.band.lowerBound, correlation.band.upperBound]),
            "surface": correlation.surface.map(value) ?? nil,
        ]
    }

    private static func value(_ surface: AmbiguityGrid) -> JSONValue {
        [
            "first_tdoa_s": JSONValue(surface.firstDelay.value),
            "step_tdoa_s": JSONValue(surface.delayStep.value),
            "first_fdoa_hz": JSONValue(surface.firstDoppler.value),
            "step_fdoa_hz": JSONValue(surface.dopplerStep.value),
            "levels_db": .array(surface.levels.map { JSONValue($0) }),
        ]
    }

    private static func value(_ line: PositionLine) -> JSONValue {
        let places = line.points.map {
            JSONValue([$0.latitude.degrees, $0.longitude.degrees])
        }
        return ["observable": .string(line.observable.rawValue), "places_deg": .array(places)]
    }

    private static func value(_ reference: ReferenceRecord) -> JSONValue {
        [
            "emitter": .string(reference.emitter),
            "tdoa_residual_s": JSONValue(reference.timeResidual.value),
            "sigma_tdoa_s": JSONValue(reference.timeSigma.value),
            "fdoa_residual_hz": JSONValue(reference.frequencyResidual.value),
            "sigma_fdoa_hz": JSONValue(reference.frequencySigma.value),
            "distance_m": JSONValue(reference.distance?.value),
            "inside": reference.isInside.map { .bool($0) } ?? nil,
        ]
    }

    private static func value(_ satellite: SatelliteView) -> JSONValue {
        [
            "name": .string(satellite.name), "azimuth_deg": JSONValue(satellite.azimuth.degrees),
            "elevation_deg": JSONValue(satellite.elevation.degrees),
            "range_m": JSONValue(satellite.range.value),
            "sub_point_latitude_deg": JSONValue(satellite.subPoint.latitude.degrees),
            "sub_point_longitude_deg": JSONValue(satellite.subPoint.longitude.degrees),
            "position_sigma_m": JSONValue(satellite.positionSigma?.value),
        ]
    }
}
