// The items of an order form's head, under both their names: the line in the text form and the key
// in the JSON form.

/// An item of an order form's head, in the order in which forms are printed.
public enum FormItem: String, Hashable, Sendable, CaseIterable {
    case number = "Order"
    case date = "Date"
    case basis = "Basis"
    case concernedAdministration = "Concerned Administration"
    case copy = "Cc"
    case reasonForNoCopy = "Reason for no Cc"
    case satellite = "Satellite"
    case network = "Satellite network"
    case orbitalPosition = "Orbital position"
    case satelliteOperator = "Operator"
    case assignment = "Assignment recorded under 11.41"
    case uplink = "Uplink frequency"
    case downlink = "Downlink frequency"
    case bandwidth = "Bandwidth"
    case polarisation = "Polarisation"
    case service = "Service"
    case citations = "Citations"
    case request = "Request"
    case locationRequested = "Location requested"
    case deadline = "Deadline"

    /// The name of the line in the text form.
    public var headName: String { rawValue }

    /// The path of the key in the JSON form.
    var path: String {
        switch self {
        case .number: "id"
        case .date: "placed"
        case .basis: "kind"
        case .concernedAdministration: "concerned_administrations"
        case .copy: "cc"
        case .reasonForNoCopy: "reason_for_no_copy"
        case .satellite: "satellite.name"
        case .network: "satellite.network"
        case .orbitalPosition: "satellite.longitude_deg"
        case .satelliteOperator: "operator"
        case .assignment: "assignment_1141"
        case .uplink: "uplink_hz"
        case .downlink: "downlink_hz"
        case .bandwidth: "bandwidth_hz"
        case .polarisation: "polarisation"
        case .service: "service"
        case .citations: "citations"
        case .request: "request"
        case .locationRequested: "location_requested"
        case .deadline: "deadline"
        }
    }

    /// True for items whose line may stand more than once.
    public var isRepeatable: Bool { self == .concernedAdministration || self == .copy }

    /// The item of a line's name, letter case ignored.
    public init?(headName: String) {
        guard let item = Self.byHeadName[headName.lowercased()] else { return nil }
        self = item
    }

    private static let byHeadName = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0.rawValue.lowercased(), $0) })
}
