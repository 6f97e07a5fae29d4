// Takes the values out of one observation's JSON and notes everything that is missing or of the
// wrong kind. Ranges are not judged here but by the observation itself.

import CanonicalJSON
import Quantities

/// One JSON document being read; complaints gather in `faults`, keyed by path.
struct ObservationFields {
    let root: JSONValue
    var faults: [ObservationFault] = []

    init(_ root: JSONValue) { self.root = root }

    /// The observation, or `nil` with the faults noted.
    mutating func observation() -> Observation? {
        guard root.members != nil else {
            say("", "an object is expected")
            return nil
        }
        let station = place(root["station"], "station")
        let pair = satellites(root["satellites"])
        let frequencies = frequencies(root, "")
        let measured = measurement(root["measurement"], "measurement", required: true)
        let height = number(root, "", "height_m")
        let sigmaHeight = optionalNumber(root, "", "sigma_height_m")
        let bias = biasPrior(root["bias_prior"])
        let references = references(root["references"])
        let model = model(root["model"])
        let id = text(root["id"], "id")
        let time = time(root["time"])
        guard faults.isEmpty, let station, let pair, let frequencies, let measured, let height,
            let id
        else { return nil }
        let observation = Observation(
            id: id, time: time, station: station, satellites: pair, frequencies: frequencies,
            measurement: measured,
            height: HeightPrior(Metres(height), sigma: sigmaHeight.map { Metres($0) }),
            biasPrior: bias, references: references, model: model)
        faults = observation.faults
        return faults.isEmpty ? observation : nil
    }

    mutating func say(_ key: String, _ message: String) {
        faults.append(ObservationFault(key: key, message: message))
    }

    static func join(_ path: String, _ name: String) -> String {
        path.isEmpty ? name : "\(path).\(name)"
    }

    mutating func text(_ value: JSONValue?, _ key: String) -> String? {
        guard let text = value?.string else {
            say(key, value == nil ? "the key is missing" : "a text is expected")
            return nil
        }
        return text
    }

    mutating func number(_ object: JSONValue, _ path: String, _ name: String) -> Double? {
        let key = Self.join(path, name)
        guard let value = object[name] else {
            say(key, "the key is missing")
            return nil
        }
        guard let number = value.double, number.isFinite else {
            say(key, "a number is expected")
            return nil
        }
        return number
    }

    mutating func optionalNumber(
        _ object: JSONValue, _ path: String, _ name: String
    ) -> Double? {
        guard let value = object[name], !value.isNull else { return nil }
        return number(object, path, name)
    }

    mutating func place(_ value: JSONValue?, _ path: String) -> GeodeticPosition? {
        guard let value, value.members != nil else {
            say(path, value == nil ? "the key is missing" : "an object is expected")
            return nil
        }
        let latitude = number(value, path, "latitude_deg")
        let longitude = number(value, path, "longitude_deg")
        let height = number(value, path, "height_m")
        guard let latitude, let longitude, let height else { return nil }
        return GeodeticPosition(
            latitude: .degrees(latitude), longitude: .degrees(longitude), height: Metres(height))
    }

    private mutating func numbers(
        _ value: JSONValue?, _ path: String, count: Int
    ) -> [Double]? {
        guard let elements = value?.array, elements.count == count else {
            say(path, "\(count) numbers in an array are expected")
            return nil
        }
        let numbers = elements.compactMap { $0.double }.filter(\.isFinite)
        guard numbers.count == count else {
            for (index, element) in elements.enumerated() where element.double == nil {
                say("\(path)[\(index)]", "a number is expected")
            }
            return nil
        }
        return numbers
    }

    private mutating func satellites(_ value: JSONValue?) -> SatellitePair? {
        guard let elements = value?.array, elements.count == 2 else {
            say("satellites", "an array of two satellites is expected: victim, adjacent")
            return nil
        }
        let victim = satellite(elements[0], "satellites[0]")
        let adjacent = satellite(elements[1], "satellites[1]")
        guard let victim, let adjacent else { return nil }
        return SatellitePair(victim: victim, adjacent: adjacent)
    }

    mutating func satellite(_ value: JSONValue, _ path: String) -> ObservedSatellite? {
        guard value.members != nil else {
            say(path, "an object is expected")
            return nil
        }
        let name = text(value["name"], path + ".name")
        let p = numbers(value["position_ecef_m"], path + ".position_ecef_m", count: 3)
        let v = numbers(value["velocity_ecef_mps"], path + ".velocity_ecef_mps", count: 3)
        let covariance = covariance(
            value["state_covariance_ecef"], path + ".state_covariance_ecef")
        guard let name, let p, let v else { return nil }
        return ObservedSatellite(
            name: name,
            state: StateVector(
                position: Position(x: p[0], y: p[1], z: p[2]),
                velocity: Velocity(x: v[0], y: v[1], z: v[2])), covariance: covariance)
    }

    private mutating func covariance(_ value: JSONValue?, _ path: String) -> StateCovariance? {
        guard let value, !value.isNull else { return nil }
        guard let elements = value.array, elements.count == 6 else {
            say(path, "six rows of six numbers are expected")
            return nil
        }
        var rows: [[Double]] = []
        for (index, element) in elements.enumerated() {
            guard let row = numbers(element, "\(path)[\(index)]", count: 6) else { continue }
            rows.append(row)
        }
        guard rows.count == 6 else { return nil }
        guard let covariance = StateCovariance(rows: rows) else {
            say(path, "the matrix is no covariance: not symmetric or not positive semidefinite")
            return nil
        }
        return covariance
    }

    private mutating func frequencies(_ object: JSONValue, _ path: String) -> LinkFrequencies? {
        let uplink = number(object, path, "uplink_hz")
        let downlinks = numbers(
            object["downlink_hz"], Self.join(path, "downlink_hz"), count: 2)
        guard let uplink, let downlinks else { return nil }
        return LinkFrequencies(
            uplink: Hertz(uplink), victimDownlink: Hertz(downlinks[0]),
            adjacentDownlink: Hertz(downlinks[1]))
    }

    /// Either observable may be absent or null; one that is there needs its sigma.
    private mutating func measurement(
        _ object: JSONValue?, _ path: String, required: Bool
    ) -> Measurement? {
        guard let object, object.members != nil else {
            say(path, object == nil ? "the key is missing" : "an object is expected")
            return nil
        }
        let tdoa = optionalNumber(object, path, "tdoa_s")
        let fdoa = optionalNumber(object, path, "fdoa_hz")
        let sigmaTDOA = tdoa == nil ? nil : number(object, path, "sigma_tdoa_s")
        let sigmaFDOA = fdoa == nil ? nil : number(object, path, "sigma_fdoa_hz")
        if required, tdoa == nil, fdoa == nil {
            say(path, "neither tdoa_s nor fdoa_hz is given")
        }
        return Measurement(
            tdoa: tdoa.flatMap { value in
                sigmaTDOA.map { Measured(Seconds(value), sigma: Seconds($0)) }
            },
            fdoa: fdoa.flatMap { value in
                sigmaFDOA.map { Measured(Hertz(value), sigma: Hertz($0)) }
            })
    }

    private mutating func biasPrior(_ value: JSONValue?) -> BiasPrior? {
        guard let value, !value.isNull else { return nil }
        guard value.members != nil else {
            say("bias_prior", "an object is expected")
            return nil
        }
        let tdoa = number(value, "bias_prior", "sigma_tdoa_s")
        let fdoa = number(value, "bias_prior", "sigma_fdoa_hz")
        guard let tdoa, let fdoa else { return nil }
        return BiasPrior(tdoa: Seconds(tdoa), fdoa: Hertz(fdoa))
    }

    private mutating func references(_ value: JSONValue?) -> [ReferenceEmitter] {
        guard let value, !value.isNull else { return [] }
        guard let elements = value.array else {
            say("references", "an array is expected")
            return []
        }
        var references: [ReferenceEmitter] = []
        for (index, element) in elements.enumerated() {
            let path = "references[\(index)]"
            guard let position = place(element, path),
                let frequencies = frequencies(element, path),
                let measurement = measurement(element, path, required: true)
            else { continue }
            references.append(
                ReferenceEmitter(
                    name: element["name"]?.string ?? "reference \(index + 1)", position: position,
                    frequencies: frequencies, measurement: measurement))
        }
        return references
    }

    mutating func model(_ value: JSONValue?) -> PropagationModel {
        guard let value, !value.isNull else { return .lightTime }
        guard let model = value.string.flatMap(PropagationModel.init(rawValue:)) else {
            say("model", "\"instantaneous\" or \"light-time\" is expected")
            return .lightTime
        }
        return model
    }

    mutating func time(_ value: JSONValue?, _ key: String = "time") -> UTCInstant? {
        guard let value, !value.isNull else { return nil }
        guard let time = value.string.flatMap({ UTCInstant($0) }) else {
            say(key, "an instant such as 2026-03-01T12:00:00Z is expected")
            return nil
        }
        return time
    }
}
