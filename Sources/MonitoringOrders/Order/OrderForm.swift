// What the Bureau asks: the filled form of one order. It holds what the form says and nothing that
// happens to the order afterwards; that is `Order`.

public import Quantities

/// The two kinds of task, and only these (clause 1.2, R11).
public enum OrderKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Harmful interference under RR Article 15 and No. 13.2.
    case harmfulInterference
    /// Monitoring data where interference is linked to an assignment recorded under RR No. 11.41.
    case coordinationMonitoring

    /// The legal citation printed on order and report; it is fixed by the kind (R12).
    public var legalBasis: String {
        switch self {
        case .harmfulInterference: "RR Article 15 and No. 13.2"
        case .coordinationMonitoring: "RR No. 11.41"
        }
    }
}

/// Polarisation of an emission.
public enum Polarisation: String, Hashable, Sendable, Codable, CaseIterable {
    case horizontal = "H"
    case vertical = "V"
    case rightHandCircular = "RHCP"
    case leftHandCircular = "LHCP"
}

/// Where the satellite of an order is.
public enum OrbitalPosition: Hashable, Sendable, Codable {
    /// Geostationary; the longitude is `nil` when the form does not give it readably.
    case geostationary(longitude: Angle?)
    /// Any other orbit, in the words of the form.
    case nonGeostationary(String)
}

/// The satellite whose service suffers the interference.
public struct VictimSatellite: Hashable, Sendable, Codable {
    public var name: String
    /// ITU network name.
    public var network: String?
    public var position: OrbitalPosition

    /// A satellite by name and position.
    public init(name: String, network: String? = nil, position: OrbitalPosition) {
        (self.name, self.network, self.position) = (name, network, position)
    }

    /// Longitude of a geostationary satellite, where known, positive east.
    public var longitude: Angle? {
        guard case .geostationary(let longitude) = position else { return nil }
        return longitude
    }
}

/// A point in time as precise as the form gives it.
public enum Moment: Hashable, Sendable, Codable {
    case instant(UTCInstant)
    case date(CalendarDate)
}

/// The filled order form: head lines and the particulars of RR Appendix 10.
public struct OrderForm: Hashable, Sendable, Codable {
    public var number: OrderNumber
    public var kind: OrderKind
    /// The date of the order.
    public var date: UTCInstant
    public var concernedAdministrations: [ConcernedAdministration]
    /// The visible copy to the Concerned Administrations (clause 3.1.1, R24).
    public var copies: [Mailbox]
    /// Why nobody is in copy; only an order of kind 11.41 may say so (A21).
    public var reasonForNoCopy: String?
    public var satellite: VictimSatellite
    public var satelliteOperator: SatelliteOperator?
    /// The assignment recorded under RR No. 11.41 that is involved (A19).
    public var assignmentUnder1141: String?
    public var uplink: Hertz?
    public var downlink: Hertz?
    public var bandwidth: Hertz?
    public var uplinkPolarisation: Polarisation?
    public var downlinkPolarisation: Polarisation?
    public var service: String?
    /// Provisions of the RR on safety that the form cites: `15.28`, `15.36`, `15.37`.
    public var citations: [String]
    public var request: String?
    public var isLocationRequested: Bool
    public var deadline: Moment?
    /// The deadline as written, where it is words and no time.
    public var deadlineWords: String?
    public var particulars: Particulars

    /// A form with its mandatory items; the others start empty.
    public init(
        number: OrderNumber, kind: OrderKind, date: UTCInstant, satellite: VictimSatellite,
        concernedAdministrations: [ConcernedAdministration] = [], copies: [Mailbox] = [],
        particulars: Particulars = Particulars()
    ) {
        (self.number, self.kind, self.date, self.satellite) = (number, kind, date, satellite)
        self.concernedAdministrations = concernedAdministrations
        (self.copies, self.particulars) = (copies, particulars)
        (citations, isLocationRequested) = ([], false)
    }
}
