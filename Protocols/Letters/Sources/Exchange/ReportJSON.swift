// The final report as JSON, both ways. Frequencies in Hz, angles in degrees, lengths in metres; the
// keys name their unit.

public import CanonicalJSON
public import MonitoringOrders
import Quantities

/// Final reports and task results as JSON.
public enum ReportJSON {
    /// A report with all its parts.
    public static func value(_ report: FinalReport) -> JSONValue {
        [
            "order": .string(report.order.description),
            "reference": .string(report.reference.description),
            "revision": JSONValue(report.revision), "kind": .string(report.kind.rawValue),
            "category": JSONValue(report.category.number),
            "grounds": JSONValue(report.category.grounds?.rawValue),
            "form_basis": .string(FinalReport.formBasis),
            "satellite": satellite(report.satellite), "link": report.link.map(link) ?? nil,
            "particulars": OrderFormJSON.particulars(report.particulars),
            "result": value(report.result), "conclusion": .string(report.conclusion),
            "task_started": .string(report.taskStarted.description),
            "task_completed": .string(report.taskCompleted.description),
            "approved_by": .string(report.approvedBy),
            "approved_at": .string(report.approvedAt.description),
        ]
    }

    /// A task's result, as it is handed to the officer and stands under `result` of a report.
    public static func value(_ result: TaskResult) -> JSONValue {
        [
            "class": .string(result.resultClass.rawValue), "reason": JSONValue(result.reason),
            "emissions": .array(result.emissions.map(emission)),
            "geolocation": result.geolocation.map(geolocation) ?? nil,
            "recordings": .array(result.recordings.map(file)),
            "measurement": result.measurement.map(file) ?? nil,
            "conditions": JSONValue(result.conditions),
        ]
    }

    private static func link(_ link: AffectedLink) -> JSONValue {
        [
            "uplink_hz": JSONValue(link.uplink?.value),
            "downlink_hz": JSONValue(link.downlink?.value),
            "bandwidth_hz": JSONValue(link.bandwidth?.value),
            "uplink_polarisation": JSONValue(link.uplinkPolarisation?.rawValue),
            "downlink_polarisation": JSONValue(link.downlinkPolarisation?.rawValue),
            "service": JSONValue(link.service),
            "assignment_under_11_41": JSONValue(link.assignmentUnder1141),
        ]
    }

    private static func satellite(_ satellite: VictimSatellite) -> JSONValue {
        [
            "name": .string(satellite.name), "network": JSONValue(satellite.network),
            "longitude_deg": JSONValue(satellite.longitude.map(PlaceText.degrees)),
            "orbit": JSONValue(satellite.orbitWords),
        ]
    }

    static func file(_ file: FileDigest) -> JSONValue {
        ["file": .string(file.fileName), "sha256": .string(file.sha256)]
    }

    private static func measured(_ value: MeasuredValue) -> JSONValue {
        [
            "value": JSONValue(value.value), "unit": .string(value.unit),
            "expanded_uncertainty": JSONValue(value.expandedUncertainty),
            "coverage_factor": JSONValue(value.coverageFactor),
        ]
    }

    private static func emission(_ emission: MeasuredEmission) -> JSONValue {
        [
            "from": .string(emission.observedFrom.description),
            "to": .string(emission.observedTo.description),
            "centre": measured(emission.centreFrequency),
            "occupied_bandwidth": emission.occupiedBandwidth.map(measured) ?? nil,
            "level": emission.level.map(measured) ?? nil,
            "carrier_to_noise": emission.carrierToNoise.map(measured) ?? nil,
            "polarisation": JSONValue(emission.polarisation?.rawValue),
            "symbol_rate": emission.symbolRate.map(measured) ?? nil,
            "drift": emission.drift.map(measured) ?? nil,
            "modulation_class": JSONValue(emission.modulationClass),
        ]
    }

    private static func point(_ point: GeodeticPosition) -> [JSONValue.Member] {
        [
            .init("latitude_deg", JSONValue(point.latitude.degrees)),
            .init("longitude_deg", JSONValue(point.longitude.degrees)),
            .init("height_m", JSONValue(point.height.value)),
        ]
    }

    private static func geolocation(_ statement: GeolocationStatement) -> JSONValue {
        [
            "time": .string(statement.time.description), "method": .string(statement.method),
            "sources": JSONValue(statement.sources),
            "estimates": .array(statement.estimates.map(estimate)),
            "ephemeris_included": .bool(statement.includesEphemerisError),
            "satellites": .array(statement.satellites.map(satelliteUsed)),
            "observables": .array(statement.observables.map(observable)),
            "notes": JSONValue(statement.notes),
        ]
    }

    private static func estimate(_ estimate: PositionEstimate) -> JSONValue {
        let ellipse: JSONValue = [
            "semi_major_m": JSONValue(estimate.ellipse.semiMajor.value),
            "semi_minor_m": JSONValue(estimate.ellipse.semiMinor.value),
            "azimuth_deg": JSONValue(estimate.ellipse.azimuth.degrees),
            "confidence": JSONValue(estimate.ellipse.confidence),
        ]
        return .object(
            point(estimate.position) + [
                .init("ellipse", ellipse), .init("residual_sigma", JSONValue(estimate.residual)),
            ])
    }

    private static func satelliteUsed(_ satellite: SatelliteUsed) -> JSONValue {
        [
            "name": .string(satellite.name),
            "longitude_deg": JSONValue(satellite.longitude.degrees),
            "downlink_hz": JSONValue(satellite.downlink.value),
            "ephemeris_source": .string(satellite.ephemerisSource),
        ]
    }

    private static func observable(_ observable: Observable) -> JSONValue {
        .object(
            [.init("emitter", .string(observable.emitter))]
                + (observable.position.map(point) ?? [])
                + [
                    .init("uplink_hz", JSONValue(observable.uplink.value)),
                    .init("tdoa_s", JSONValue(observable.timeDifference.value)),
                    .init("sigma_tdoa_s", JSONValue(observable.timeDifferenceSigma.value)),
                    .init("fdoa_hz", JSONValue(observable.frequencyDifference.value)),
                    .init("sigma_fdoa_hz", JSONValue(observable.frequencyDifferenceSigma.value)),
                ])
    }
}

extension VictimSatellite {
    /// The words for an orbit that is not geostationary.
    fileprivate var orbitWords: String? {
        guard case .nonGeostationary(let words) = position else { return nil }
        return words
    }
}
