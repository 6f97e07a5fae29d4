// The text of an observation file, made from a scenario: what a station would write.

import CanonicalJSON
import Geolocation
import Quantities

enum ObservationText {
    /// The JSON of a calibration scenario in the contract's form.
    static func json(_ scenario: Scenario) -> JSONValue {
        let o = scenario.calibrated
        return .object([
            .init("id", .string(o.id)),
            .init("station", place(o.station)),
            .init(
                "satellites",
                .array([satellite(o.satellites.victim), satellite(o.satellites.adjacent)])),
            .init("uplink_hz", .number(o.frequencies.uplink.value)),
            .init("downlink_hz", downlinks(o.frequencies)),
            .init("measurement", .object(measurement(o.measurement))),
            .init("height_m", .number(o.height.height.value)),
            .init(
                "bias_prior",
                .object([
                    .init("sigma_tdoa_s", JSONValue(o.biasPrior?.tdoa.value)),
                    .init("sigma_fdoa_hz", JSONValue(o.biasPrior?.fdoa.value)),
                ])),
            .init("references", .array(o.references.map(reference))),
            .init("model", .string(o.model.rawValue)),
        ])
    }

    /// The JSON of one satellite's epochs.
    static func json(_ series: FrequencySeries) -> JSONValue {
        let epochs = series.observations.map { epoch -> JSONValue in
            let reference = epoch.reference
            return .object(
                [
                    .init("time", .string(epoch.time.description)),
                    .init("satellite", satellite(epoch.satellite)),
                    .init(
                        "reference",
                        .object(
                            members(reference.position)
                                + received(
                                    reference.uplink, reference.downlink, reference.frequency))),
                ] + received(epoch.uplink, epoch.downlink, epoch.frequency))
        }
        return .object([
            .init("id", .string(series.id)), .init("station", place(series.station)),
            .init("height_m", .number(series.height.height.value)),
            .init("model", .string(series.model.rawValue)), .init("epochs", .array(epochs)),
        ])
    }

    private static func received(
        _ uplink: Hertz, _ downlink: Hertz, _ frequency: Measured<Hertz>
    ) -> [JSONValue.Member] {
        [
            .init("uplink_hz", .number(uplink.value)),
            .init("downlink_hz", .number(downlink.value)),
            .init("offset_hz", .number(frequency.value.value)),
            .init("sigma_offset_hz", .number(frequency.sigma.value)),
        ]
    }

    private static func place(_ p: GeodeticPosition) -> JSONValue { .object(members(p)) }

    private static func members(_ p: GeodeticPosition) -> [JSONValue.Member] {
        [
            .init("latitude_deg", .number(p.latitude.degrees)),
            .init("longitude_deg", .number(p.longitude.degrees)),
            .init("height_m", .number(p.height.value)),
        ]
    }

    private static func satellite(_ s: ObservedSatellite) -> JSONValue {
        let (p, v) = (s.state.position, s.state.velocity)
        let entries = s.covariance?.entries ?? []
        let rows =
            entries.isEmpty
            ? []
            : (0..<6).map { i in
                JSONValue.array((0..<6).map { JSONValue.number(entries[6 * i + $0]) })
            }
        return .object([
            .init("name", .string(s.name)),
            .init("position_ecef_m", .array([.number(p.x), .number(p.y), .number(p.z)])),
            .init("velocity_ecef_mps", .array([.number(v.x), .number(v.y), .number(v.z)])),
            .init("state_covariance_ecef", rows.isEmpty ? .null : .array(rows)),
        ])
    }

    private static func downlinks(_ f: LinkFrequencies) -> JSONValue {
        .array([.number(f.victimDownlink.value), .number(f.adjacentDownlink.value)])
    }

    private static func measurement(_ m: Measurement) -> [JSONValue.Member] {
        [
            .init("tdoa_s", JSONValue(m.tdoa?.value.value)),
            .init("fdoa_hz", JSONValue(m.fdoa?.value.value)),
            .init("sigma_tdoa_s", JSONValue(m.tdoa?.sigma.value)),
            .init("sigma_fdoa_hz", JSONValue(m.fdoa?.sigma.value)),
        ]
    }

    private static func reference(_ r: ReferenceEmitter) -> JSONValue {
        .object(
            [.init("name", .string(r.name))] + members(r.position) + [
                .init("uplink_hz", .number(r.frequencies.uplink.value)),
                .init("downlink_hz", downlinks(r.frequencies)),
            ] + measurement(r.measurement))
    }
}
