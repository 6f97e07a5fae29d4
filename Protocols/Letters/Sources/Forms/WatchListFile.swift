// The safety watch-list as a JSON file: fixed-satellite links that are known to carry safety
// traffic. A link with a fault is left out and named; the others are used.

import CanonicalJSON
public import MonitoringOrders
import Quantities

/// Reading of `Config/watch-list.json`.
public enum WatchListFile {
    /// Reads the list.
    ///
    /// - Returns: the links without fault, and all faults with line and path.
    public static func read(_ bytes: [UInt8]) -> (links: [WatchListLink], faults: [FormFault]) {
        guard bytes.count <= Limits.formBytes else {
            let message = "the list is larger than \(Limits.formBytes) bytes"
            return ([], [FormFault(line: 1, field: "links", message: message)])
        }
        do throws(JSONFault) {
            let value = try JSONValue(parsing: bytes, maximumDepth: Limits.jsonDepth)
            var reader = WatchListReader(places: JSONPlaces(bytes))
            return (reader.links(value), reader.faults)
        } catch {
            return ([], [FormFault(line: error.line, field: "links", message: error.message)])
        }
    }
}

private struct WatchListReader {
    let places: JSONPlaces
    var faults: [FormFault] = []

    init(places: JSONPlaces) { self.places = places }

    mutating func links(_ value: JSONValue) -> [WatchListLink] {
        checkKeys(value, ["note", "links"], "")
        guard let elements = value["links"]?.array else {
            complain("links", "a list is expected")
            return []
        }
        return elements.indices.compactMap { index in
            let before = faults.count
            let link = link(elements[index], "links[\(index)]")
            return faults.count == before ? link : nil
        }
    }

    private mutating func link(_ value: JSONValue, _ path: String) -> WatchListLink? {
        let keys = [
            "satellite", "longitude_deg", "transponder", "uplink_hz", "downlink_hz", "use",
            "grounds",
        ]
        checkKeys(value, keys, path)
        let satellite = text(value, "satellite", path)
        let use = text(value, "use", path)
        if satellite == nil { complain("\(path).satellite", "the name of a satellite is expected") }
        if use == nil { complain("\(path).use", "a text is expected") }
        let uplink = range(value["uplink_hz"], "\(path).uplink_hz")
        let downlink = range(value["downlink_hz"], "\(path).downlink_hz")
        if uplink == nil, downlink == nil {
            complain(path, "a link has an uplink band, a downlink band or both")
        }
        guard let satellite, let use else { return nil }
        return WatchListLink(
            satellite: satellite, longitude: longitude(value["longitude_deg"], path),
            transponder: text(value, "transponder", path), uplink: uplink, downlink: downlink,
            use: use, grounds: grounds(value["grounds"], path))
    }

    private mutating func complain(_ path: String, _ message: String) {
        faults.append(
            FormFault(line: places.line(ofNearest: path), field: path, message: message))
    }

    private mutating func checkKeys(_ value: JSONValue, _ keys: [String], _ path: String) {
        guard let members = value.members else {
            return complain(path.isEmpty ? "links" : path, "an object is expected")
        }
        for member in members where !keys.contains(member.name) {
            let inner = path.isEmpty ? member.name : "\(path).\(member.name)"
            complain(inner, "no such key here")
        }
    }

    private mutating func text(_ value: JSONValue, _ name: String, _ path: String) -> String? {
        guard let member = value[name], !member.isNull else { return nil }
        guard let text = member.string?.trimmingBlanks, !text.isEmpty,
            !text.unicodeScalars.contains(where: \.isControl)
        else {
            complain("\(path).\(name)", "one line of text is expected")
            return nil
        }
        return text
    }

    private mutating func range(_ value: JSONValue?, _ path: String) -> ClosedRange<Hertz>? {
        guard let value, !value.isNull else { return nil }
        let edges = value.array?.compactMap(\.double) ?? []
        guard edges.count == 2, value.array?.count == 2, edges[0] <= edges[1],
            edges.allSatisfy(FrequencyText.isFrequency)
        else {
            complain(path, "two frequencies in whole hertz are expected, the lower first")
            return nil
        }
        return Hertz(edges[0])...Hertz(edges[1])
    }

    private mutating func longitude(_ value: JSONValue?, _ path: String) -> Angle? {
        guard let value, !value.isNull else { return nil }
        guard let degrees = value.double, (-180...180).contains(degrees) else {
            complain("\(path).longitude_deg", "degrees from -180 to 180 are expected")
            return nil
        }
        return .degrees(degrees)
    }

    private mutating func grounds(_ value: JSONValue?, _ path: String) -> Grounds? {
        guard let value, !value.isNull else { return nil }
        let grounds = value.string.flatMap(Grounds.init)
        if grounds == nil {
            let known = Grounds.allCases.map(\.rawValue).joined(separator: ", ")
            complain("\(path).grounds", "\(known) or null is expected")
        }
        return grounds
    }
}
