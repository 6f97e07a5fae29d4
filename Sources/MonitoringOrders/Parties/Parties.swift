// Who stands on which side (clause 2 of the MoU). `Administration` and `ConcernedAdministration`
// are different types, so that a letter meant for one cannot be addressed to the other (R16).

/// The body responsible for the monitoring station and its operations: ANATEL.
public struct Administration: Hashable, Sendable, Codable {
    public var name: String
    /// The state it acts for; compared with Concerned Administrations for the notice of R17.
    public var country: String
    /// Names under which the same body may appear as a Concerned Administration.
    public var alsoKnownAs: [String]

    /// An Administration from its name and state.
    public init(name: String, country: String, alsoKnownAs: [String] = []) {
        (self.name, self.country, self.alsoKnownAs) = (name, country, alsoKnownAs)
    }
}

/// The body that asks ITU for help with harmful interference. Never the Administration as such.
public struct ConcernedAdministration: Hashable, Sendable, Codable {
    public var name: String

    /// A Concerned Administration by the name the Bureau uses.
    public init(name: String) { self.name = name }
}

/// The operator of the satellite whose service suffers the interference (clause 3.3.3).
public struct SatelliteOperator: Hashable, Sendable, Codable {
    public var name: String
    public var address: MailAddress?

    /// An operator by name, with an address where one is known.
    public init(name: String, address: MailAddress? = nil) {
        (self.name, self.address) = (name, address)
    }
}

/// The two parties to the memorandum, and the sides that write letters.
public enum Party: String, Hashable, Sendable, Codable, CaseIterable {
    /// ITU, represented by the Director of the Radiocommunication Bureau.
    case itu
    /// The Administration responsible for the station.
    case administration
}

/// Where a desk is installed; each desk has its own database.
public enum DeskKind: String, Hashable, Sendable, Codable, CaseIterable {
    case bureau
    case station
}

/// What a person, or a letter's sender, acts as (R91).
public enum Role: String, Hashable, Sendable, Codable, CaseIterable {
    /// Enters cases and places orders for the Bureau.
    case dispatcher
    /// Runs the queue and measures at the station.
    case stationOperator = "operator"
    /// Refuses, authorises and releases for the Administration.
    case officer
    /// Reads everything, changes nothing.
    case auditor
    /// The desk's own workers: they store, send and record, and decide nothing.
    case desk

    /// The desk at which the role works, `nil` for roles of either side.
    public var desk: DeskKind? {
        switch self {
        case .dispatcher: .bureau
        case .stationOperator, .officer: .station
        case .auditor, .desk: nil
        }
    }
}

/// Who does something: a named account in a role, or the other side through a letter.
public struct Actor: Hashable, Sendable, Codable {
    public var name: String
    public var role: Role
    /// True for accounts of the simulator, which are kept apart from people's (R91).
    public var isSimulated: Bool
    /// True if the act arrived in a letter from the other desk.
    public var byLetter: Bool

    /// An actor in a role.
    public init(name: String, role: Role, isSimulated: Bool = false, byLetter: Bool = false) {
        (self.name, self.role) = (name, role)
        (self.isSimulated, self.byLetter) = (isSimulated, byLetter)
    }
}

extension Actor {
    /// True if the actor goes by this name; capital letters make no other person.
    func isNamed(_ name: String) -> Bool { self.name.lowercased() == name.lowercased() }
}
