// Reads the public scenarios (Tests/Golden/geolocation, see PROVENANCE.md there) for the tests of
// models and solvers.

import CanonicalJSON
import Geolocation
import Glibc
import Quantities
import TestSupport
import Testing

struct Scenario: Sendable, CustomTestStringConvertible {
    let id: String
    let json: JSONValue
    let station: GeodeticPosition

    var testDescription: String { id }

    func number(_ path: String...) -> Double { Self.number(json, path) }

    static func number(_ json: JSONValue, _ path: [String]) -> Double {
        path.reduce(json) { $0[$1] ?? .null }.double ?? .nan
    }

    static func place(_ json: JSONValue?) -> GeodeticPosition {
        GeodeticPosition(
            latitude: .degrees(json?["lat_deg"]?.double ?? .nan),
            longitude: .degrees(json?["lon_deg"]?.double ?? .nan),
            height: Metres(json?["h_m"]?.double ?? 0))
    }

    static func state(_ json: JSONValue?) -> StateVector<EarthFixed> {
        let p = json?["position_ecef_m"]?.array?.compactMap(\.double) ?? [.nan, .nan, .nan]
        let v = json?["velocity_ecef_mps"]?.array?.compactMap(\.double) ?? [.nan, .nan, .nan]
        return StateVector(
            position: Position(x: p[0], y: p[1], z: p[2]),
            velocity: Velocity(x: v[0], y: v[1], z: v[2]))
    }

    static func matrix(_ json: JSONValue?) -> [[Double]] {
        json?.array?.map { $0.array?.compactMap(\.double) ?? [] } ?? []
    }

    static func measurement(_ json: JSONValue?, sigma: JSONValue?, prefix: String) -> Measurement {
        Measurement(
            tdoa: Measured(
                Seconds(json?["tdoa_s"]?.double ?? .nan),
                sigma: Seconds(sigma?[prefix + "tdoa_s"]?.double ?? .nan)),
            fdoa: Measured(
                Hertz(json?["fdoa_hz"]?.double ?? .nan),
                sigma: Hertz(sigma?[prefix + "fdoa_hz"]?.double ?? .nan)))
    }
}

/// V01..V14 and VA1..VA3.
extension Scenario {
    var emitter: GeodeticPosition { Self.place(json["emitter"]) }
    var victim: StateVector<EarthFixed> { Self.state(json["sat_victim"]) }
    var adjacent: StateVector<EarthFixed> { Self.state(json["sat_adjacent"]) }
    var roots: [GeodeticPosition] {
        (json["solutions_model_I"]?.array ?? []).map {
            var place = Self.place($0)
            place.height = emitter.height
            return place
        }
    }

    var frequencies: LinkFrequencies {
        LinkFrequencies(
            uplink: Hertz(number("f_uplink_hz")),
            victimDownlink: Hertz(number("f_downlink_victim_hz")),
            adjacentDownlink: Hertz(number("f_downlink_adjacent_hz")))
    }

    static func key(_ model: PropagationModel) -> String {
        model == .instantaneous ? "model_I" : "model_L"
    }

    func geometry(_ model: PropagationModel) -> PairGeometry {
        PairGeometry(
            station: station, victim: victim, adjacent: adjacent, frequencies: frequencies,
            height: emitter.height, model: model)
    }

    func observables(_ model: PropagationModel) -> Observables {
        let key = Self.key(model)
        return Observables(
            tdoa: Seconds(number(key, "tdoa_s")), fdoa: Hertz(number(key, "fdoa_hz")))
    }

    func observation(_ model: PropagationModel) -> Observation {
        Observation(
            id: id, station: station,
            satellites: SatellitePair(
                victim: ObservedSatellite(name: "victim", state: victim),
                adjacent: ObservedSatellite(name: "adjacent", state: adjacent)),
            frequencies: frequencies,
            measurement: Self.measurement(json[Self.key(model)], sigma: json["sigma"], prefix: ""),
            height: HeightPrior(emitter.height), model: model)
    }
}

/// VC1..VC5.
extension Scenario {
    var truth: GeodeticPosition { Self.place(json["target_truth"]) }

    static func link(_ json: JSONValue) -> LinkFrequencies {
        let down = Hertz(number(json, ["f_downlink_hz"]))
        return LinkFrequencies(
            uplink: Hertz(number(json, ["f_uplink_hz"])), victimDownlink: down,
            adjacentDownlink: down)
    }

    func satellites(_ key: String) -> SatellitePair {
        let states = (json[key]?.array ?? []).map(Self.state)
        let priors = (json["prior_state_cov_ecef"]?.array ?? []).map {
            StateCovariance(rows: Self.matrix($0))
        }
        return SatellitePair(
            victim: ObservedSatellite(name: "victim", state: states[0], covariance: priors[0]),
            adjacent: ObservedSatellite(name: "adjacent", state: states[1], covariance: priors[1]))
    }

    var calibrated: Observation {
        let target = json["target_measurement"]
        return Observation(
            id: id, station: station, satellites: satellites("reported_ephemeris"),
            frequencies: Self.link(json),
            measurement: Self.measurement(target, sigma: target, prefix: "sigma_"),
            height: HeightPrior(truth.height),
            biasPrior: BiasPrior(
                tdoa: Seconds(number("prior_bias_sigma", "tdoa_s")),
                fdoa: Hertz(number("prior_bias_sigma", "fdoa_hz"))),
            references: (json["references"]?.array ?? []).map {
                ReferenceEmitter(
                    name: $0["name"]?.string ?? "", position: Self.place($0),
                    frequencies: Self.link($0),
                    measurement: Self.measurement($0, sigma: $0, prefix: "sigma_"))
            }, model: .instantaneous)
    }
}

enum PublicScenarios {
    static let all = load("scenarios")
    static let ambiguous = load("ambiguous_scenarios")
    static let calibration = load("calibration_scenarios")

    private static func load(_ key: String) -> [Scenario] {
        guard
            let bytes = try? Repository.bytes(
                Repository.golden("geolocation/public-scenarios.json")),
            let document = try? JSONValue(parsing: bytes)
        else { return [] }
        let station = Scenario.place(document["station"])
        return (document[key]?.array ?? []).map {
            Scenario(id: $0["id"]?.string ?? "", json: $0, station: station)
        }
    }
}

extension GeodeticPosition {
    /// Distance along the ground for points close together, in metres.
    func offset(from other: GeodeticPosition) -> (east: Double, north: Double) {
        let (a, e2) = (6_378_137.0, 0.0066943799901413165)
        let s = sin(other.latitude.radians)
        let w = 1 - e2 * s * s
        let N = a / w.squareRoot()
        let M = N * (1 - e2) / w
        var turn = longitude.radians - other.longitude.radians
        if turn > .pi { turn -= 2 * .pi }
        if turn < -.pi { turn += 2 * .pi }
        return (
            turn * (N + other.height.value) * (1 - s * s).squareRoot(),
            (latitude.radians - other.latitude.radians) * (M + other.height.value)
        )
    }

    func distance(to other: GeodeticPosition) -> Double {
        let d = offset(from: other)
        return (d.east * d.east + d.north * d.north).squareRoot()
    }
}
