// An observation in the form that `vigia locate` reads.

public import CanonicalJSON
import Quantities

extension Observation {
    /// The observation as JSON; values that were not measured are left out.
    public var json: JSONValue {
        var json: JSONValue = [
            "id": .string(id), "station": station.json,
            "satellites": .array([satellites.victim.json, satellites.adjacent.json]),
            "uplink_hz": JSONValue(frequencies.uplink.value),
            "downlink_hz": frequencies.downlinks, "measurement": measurement.json,
            "height_m": JSONValue(height.height.value),
        ]
        json.set("time", to: time.map { .string($0.description) })
        json.set("sigma_height_m", to: height.sigma.map { JSONValue($0.value) })
        json.set(
            "bias_prior",
            to: biasPrior.map {
                [
                    "sigma_tdoa_s": JSONValue($0.tdoa.value),
                    "sigma_fdoa_hz": JSONValue($0.fdoa.value),
                ]
            })
        if !references.isEmpty { json.set("references", to: .array(references.map(\.json))) }
        json.set("model", to: .string(model.rawValue))
        return json
    }
}

extension ObservedSatellite {
    fileprivate var json: JSONValue {
        let (p, v) = (state.position, state.velocity)
        var json: JSONValue = [
            "name": .string(name),
            "position_ecef_m": .array([p.x, p.y, p.z].map { JSONValue($0) }),
            "velocity_ecef_mps": .array([v.x, v.y, v.z].map { JSONValue($0) }),
        ]
        json.set(
            "state_covariance_ecef",
            to: covariance.map { covariance in
                .array(
                    (0..<6).map { row in
                        .array(covariance.entries[6 * row..<6 * row + 6].map { JSONValue($0) })
                    })
            })
        return json
    }
}

extension LinkFrequencies {
    fileprivate var downlinks: JSONValue {
        .array([JSONValue(victimDownlink.value), JSONValue(adjacentDownlink.value)])
    }
}

extension Measurement {
    fileprivate var json: JSONValue {
        var json: JSONValue = [:]
        json.set("tdoa_s", to: tdoa.map { JSONValue($0.value.value) })
        json.set("fdoa_hz", to: fdoa.map { JSONValue($0.value.value) })
        json.set("sigma_tdoa_s", to: tdoa.map { JSONValue($0.sigma.value) })
        json.set("sigma_fdoa_hz", to: fdoa.map { JSONValue($0.sigma.value) })
        return json
    }
}

extension ReferenceEmitter {
    fileprivate var json: JSONValue {
        var json = position.json
        json.set("name", to: .string(name))
        json.set("uplink_hz", to: JSONValue(frequencies.uplink.value))
        json.set("downlink_hz", to: frequencies.downlinks)
        guard case .object(let members) = measurement.json else { return json }
        for member in members { json.set(member.name, to: member.value) }
        return json
    }
}
