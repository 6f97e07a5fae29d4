// Procedures as JSON, both ways; a fault is named by its key path.

public import CanonicalJSON
import Geolocation
import Quantities
import Signals

/// Why a procedure cannot be used, in words that name the file or the key.
public struct ProcedureFault: Error, Hashable, Sendable, CustomStringConvertible {
    public var description: String

    /// A fault in words.
    public init(_ description: String) { self.description = description }
}

extension MeasurementProcedure {
    /// The procedure with all its parts.
    public var json: JSONValue {
        [
            "vigia_procedure": 1, "station": .object(station.members),
            "middle": .string(middle.description), "victim": victim.json,
            "adjacent": adjacent?.json ?? nil, "target": target.json,
            "references": .array(references.map(\.json)),
            "height_m": JSONValue(height.height.value),
            "sigma_height_m": JSONValue(height.sigma?.value),
            "bias_prior": biasPrior.map {
                [
                    "sigma_tdoa_s": JSONValue($0.tdoa.value),
                    "sigma_fdoa_hz": JSONValue($0.fdoa.value),
                ]
            } ?? nil,
        ]
    }

    /// Reads a procedure.
    ///
    /// - Throws: ``ProcedureFault`` naming the first key that is missing or of the wrong kind.
    public init(json: JSONValue) throws(ProcedureFault) {
        let keys = Keys(json)
        guard json["vigia_procedure"]?.int == 1 else {
            throw ProcedureFault("vigia_procedure: must be 1")
        }
        let prior = keys.inner("bias_prior")
        self.init(
            station: try keys.needed("station") { GeodeticPosition(members: $0) },
            middle: try keys.needed("middle") { $0.string.flatMap { UTCInstant($0) } },
            victim: try keys.needed("victim") { Satellite(json: $0) },
            adjacent: try keys.optional("adjacent") { Satellite(json: $0) },
            target: try keys.needed("target") { Step(json: $0) },
            height: HeightPrior(
                Metres(try keys.needed("height_m") { $0.double }),
                sigma: try keys.optional("sigma_height_m") { $0.double }.map { Metres($0) }),
            biasPrior: try prior.map { prior throws(ProcedureFault) in
                BiasPrior(
                    tdoa: Seconds(try prior.needed("sigma_tdoa_s") { $0.double }),
                    fdoa: Hertz(try prior.needed("sigma_fdoa_hz") { $0.double }))
            })
        for (index, value) in (json["references"]?.array ?? []).enumerated() {
            guard let step = Step(json: value) else {
                throw ProcedureFault("references[\(index)]: is no emission with its recordings")
            }
            references.append(step)
        }
    }
}

extension MeasurementProcedure.Satellite {
    fileprivate var json: JSONValue {
        [
            "name": .string(name), "ephemeris": .string(ephemeris),
            "inverts_spectrum": .bool(invertsSpectrum),
        ]
    }

    fileprivate init?(json: JSONValue) {
        guard let name = json["name"]?.string, let ephemeris = json["ephemeris"]?.plainName,
            let inverts = json["inverts_spectrum"]?.bool
        else { return nil }
        self.init(name: name, ephemeris: ephemeris, invertsSpectrum: inverts)
    }
}

extension MeasurementProcedure.Step {
    fileprivate var json: JSONValue {
        let downlinks = [frequencies.victimDownlink.value, frequencies.adjacentDownlink.value]
        return .object(
            [
                .init("name", .string(name)),
                .init("uplink_hz", JSONValue(frequencies.uplink.value)),
                .init("downlink_hz", JSONValue(downlinks)),
                .init("recordings", JSONValue(recordings)), .init("search", search.json),
            ] + (position?.members ?? []))
    }

    fileprivate init?(json: JSONValue) {
        guard let name = json["name"]?.string, let uplink = json["uplink_hz"]?.double,
            let victim = json["downlink_hz"]?[0]?.double,
            let adjacent = json["downlink_hz"]?[1]?.double,
            let files = json["recordings"]?.array, (1...2).contains(files.count),
            let search = json["search"].flatMap(SignalSearch.init(json:))
        else { return nil }
        let names = files.compactMap(\.plainName)
        guard names.count == files.count else { return nil }
        self.init(
            name: name, position: GeodeticPosition(members: json),
            frequencies: LinkFrequencies(
                uplink: Hertz(uplink), victimDownlink: Hertz(victim),
                adjacentDownlink: Hertz(adjacent)),
            recordings: names, search: search)
    }
}

extension GeodeticPosition {
    fileprivate var members: [JSONValue.Member] {
        [
            .init("latitude_deg", JSONValue(latitude.degrees)),
            .init("longitude_deg", JSONValue(longitude.degrees)),
            .init("height_m", JSONValue(height.value)),
        ]
    }

    fileprivate init?(members json: JSONValue) {
        guard let latitude = json["latitude_deg"]?.double, latitude.magnitude <= 90,
            let longitude = json["longitude_deg"]?.double, let height = json["height_m"]?.double
        else { return nil }
        self.init(
            latitude: .degrees(latitude), longitude: .degrees(longitude), height: Metres(height))
    }
}

extension JSONValue {
    /// The name of a file in the same folder; no way leads out of it.
    fileprivate var plainName: String? {
        guard let name = string, !name.isEmpty, !name.contains("/"), name != "..", name != "."
        else { return nil }
        return name
    }
}

/// Members of one object.
private struct Keys {
    private let json: JSONValue
    private let path: String

    init(_ json: JSONValue, path: String = "") { (self.json, self.path) = (json, path) }

    func needed<T>(_ name: String, _ make: (JSONValue) -> T?) throws(ProcedureFault) -> T {
        guard let made = json[name].flatMap(make) else {
            throw ProcedureFault("\(path)\(name): is missing or of the wrong kind")
        }
        return made
    }

    func optional<T>(_ name: String, _ make: (JSONValue) -> T?) throws(ProcedureFault) -> T? {
        guard let member = json[name], !member.isNull else { return nil }
        return try needed(name) { _ in make(member) }
    }

    func inner(_ name: String) -> Keys? {
        guard let member = json[name], !member.isNull else { return nil }
        return Keys(member, path: "\(path)\(name).")
    }
}
