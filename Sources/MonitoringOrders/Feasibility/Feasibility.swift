// Whether the station can do what an order asks: arc, band and orbit. It advises; only the
// Administration refuses, for any reason or none (clause 3.2.1.5, R53, R54).

public import Quantities

/// One reason against an order's feasibility.
public enum FeasibilityReason: Hashable, Sendable, Codable {
    /// The satellite is not geostationary.
    case nonGeostationary
    /// The satellite is below the station's horizon.
    case belowHorizon(longitude: Angle)
    /// The downlink lies outside the station's bands.
    case bandNotCovered(downlink: Hertz, bands: [String])
    /// The satellite is up, but low.
    case lowElevation(Angle)
    /// The form gives no downlink frequency.
    case downlinkUnknown
    /// The form gives no readable orbital position.
    case positionUnknown
    /// A location is asked for, and the uplink lies outside the bands in which one can be made.
    case uplinkBand(Hertz, bands: [String])

    /// The code under which the reason is printed and compared.
    public var code: String {
        switch self {
        case .nonGeostationary: "non-gso"
        case .belowHorizon: "below-horizon"
        case .bandNotCovered: "band-not-covered"
        case .lowElevation: "low-elevation"
        case .downlinkUnknown: "downlink-unknown"
        case .positionUnknown: "position-unknown"
        case .uplinkBand: "uplink-band"
        }
    }

    /// The reason for people.
    public var words: String {
        switch self {
        case .nonGeostationary: "the station does not follow non-geostationary satellites"
        case .belowHorizon(let longitude): "\(longitude.asLongitude) is not seen from the station"
        case .bandNotCovered(let downlink, let bands):
            "\(downlink.inMegahertz) is outside \(Self.list(bands))"
        case .lowElevation(let elevation):
            "the satellite is only \(elevation.degrees.fixed(1)) degrees above the horizon"
        case .downlinkUnknown: "no downlink frequency is given"
        case .positionUnknown: "no orbital position is given that can be read"
        case .uplinkBand(let uplink, let bands):
            "\(uplink.inMegahertz) is outside \(Self.list(bands)); location needs an adjacent "
                + "satellite that receives it"
        }
    }

    /// How bad the reason is.
    public var verdict: Feasibility.Verdict {
        switch self {
        case .nonGeostationary, .belowHorizon, .bandNotCovered: .infeasible
        case .lowElevation, .downlinkUnknown, .positionUnknown, .uplinkBand: .doubtful
        }
    }

    private static func list(_ names: [String]) -> String {
        let unique = names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        guard let last = unique.last, unique.count > 1 else {
            return unique.first ?? "the bands of the station"
        }
        return unique.dropLast().joined(separator: ", ") + " and " + last
    }
}

/// The advice on an order's feasibility.
public struct Feasibility: Hashable, Sendable, Codable {
    /// From good to bad.
    public enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
        case feasible, doubtful, infeasible
    }

    public var verdict: Verdict
    /// Exactly the reasons of the verdict's class; none for `feasible`.
    public var reasons: [FeasibilityReason]
    /// True if the order asks for a location. One satellite sees one line of position only, so a
    /// second, adjacent satellite that receives the same uplink must be found (A24, R78).
    public var isAdjacentSatelliteNeeded: Bool

    /// Judges a form by the station's record and by the geometry, which is computed elsewhere.
    ///
    /// - Parameters:
    ///   - form: the order; only its head is looked at.
    ///   - station: bands and the limit of low elevation; both may be assumed values.
    ///   - elevation: of the satellite above the station's horizon, `nil` if its position is not
    ///     known or it is not geostationary.
    public init(of form: OrderForm, at station: Station, elevation: Angle?) {
        let all =
            Self.orbit(form.satellite, station, elevation) + Self.downlink(form, station)
            + Self.uplink(form, station)
        let worst: Verdict =
            all.contains { $0.verdict == .infeasible }
            ? .infeasible : all.isEmpty ? .feasible : .doubtful
        verdict = worst
        reasons = all.filter { $0.verdict == worst }
        isAdjacentSatelliteNeeded = form.isLocationRequested
    }

    /// The statement on location for people, `nil` where none is asked for.
    public var locationStatement: String? {
        guard isAdjacentSatelliteNeeded else { return nil }
        return "A location needs an adjacent satellite that receives the same uplink and whose "
            + "downlink the station sees; otherwise the report says why there is none."
    }

    private static func orbit(
        _ satellite: VictimSatellite, _ station: Station, _ elevation: Angle?
    ) -> [FeasibilityReason] {
        guard case .geostationary(let longitude) = satellite.position else {
            return [.nonGeostationary]
        }
        guard let longitude, let elevation else { return [.positionUnknown] }
        if elevation < .zero { return [.belowHorizon(longitude: longitude)] }
        return elevation < station.lowElevation ? [.lowElevation(elevation)] : []
    }

    private static func downlink(_ form: OrderForm, _ station: Station) -> [FeasibilityReason] {
        guard let downlink = form.downlink else { return [.downlinkUnknown] }
        let bands = station.downlinkBands
        return bands.contains { $0.contains(downlink) }
            ? [] : [.bandNotCovered(downlink: downlink, bands: bands.map(\.name))]
    }

    private static func uplink(_ form: OrderForm, _ station: Station) -> [FeasibilityReason] {
        guard form.isLocationRequested, let uplink = form.uplink else { return [] }
        let bands = station.uplinkBands
        return bands.contains { $0.contains(uplink) }
            ? [] : [.uplinkBand(uplink, bands: bands.map(\.name))]
    }
}
