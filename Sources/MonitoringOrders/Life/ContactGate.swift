// The gate of clause 3.3.3: the station may talk to the operator of the victim satellite only when
// every condition holds, and says which do not (R61-R66).

public import Quantities

/// ITU's first contact with the Administration on a case (clause 3.3.2, R60).
public struct FirstContact: Hashable, Sendable, Codable {
    public var at: UTCInstant
    public var by: String
    /// `mail`, `telephone` or other words.
    public var means: String

    /// A first contact: when, by whom, by what means.
    public init(at: UTCInstant, by: String, means: String) {
        (self.at, self.by, self.means) = (at, by, means)
    }
}

/// The Administration's authorisation for one task and one operator (R64).
public struct ContactAuthorisation: Hashable, Sendable, Codable {
    public var operatorName: String
    public var at: UTCInstant
    public var by: String
    public var withdrawnAt: UTCInstant?

    /// An authorisation given at an instant.
    public init(operatorName: String, at: UTCInstant, by: String) {
        (self.operatorName, self.at, self.by) = (operatorName, at, by)
    }
}

/// One exchange with the operator, logged without content that RR 17.2 and 17.3 forbid (R65).
public struct OperatorContact: Hashable, Sendable, Codable {
    /// Which way the exchange went.
    public enum Direction: String, Hashable, Sendable, Codable, CaseIterable {
        case outgoing, incoming
    }
    public var operatorName: String
    public var at: UTCInstant
    public var direction: Direction
    public var summary: String
    /// Conditions that did not hold when an incoming contact was logged (R66): flagged, not hidden.
    public var irregularities: [ContactObstacle]

    /// An exchange with an operator.
    public init(
        operatorName: String, at: UTCInstant, direction: Direction, summary: String,
        irregularities: [ContactObstacle] = []
    ) {
        (self.operatorName, self.at, self.direction) = (operatorName, at, direction)
        (self.summary, self.irregularities) = (summary, irregularities)
    }
}

/// A condition of clause 3.3.3 that does not hold.
public enum ContactObstacle: String, Hashable, Sendable, Codable, CaseIterable {
    /// The order is of kind 11.41, for which the MoU gives no contact (R62).
    case kindIsCoordination
    case noFirstContact
    case notAuthorised
    /// The authorisation is dated after the contact and does not heal it (R66).
    case authorisedOnlyAfterwards
    /// The recipient does not operate the victim satellite (R63).
    case notTheVictimsOperator
}

extension Order {
    /// The conditions that hinder a contact with an operator at an instant; empty when it is allowed.
    public func obstacles(toContact operatorName: String, at instant: UTCInstant)
        -> [ContactObstacle]
    {
        var obstacles: [ContactObstacle] = []
        if kind != .harmfulInterference { obstacles.append(.kindIsCoordination) }
        if firstContact.map({ $0.at > instant }) ?? true { obstacles.append(.noFirstContact) }
        if form.satelliteOperator?.name != operatorName { obstacles.append(.notTheVictimsOperator) }
        let authorisations = contactAuthorisations.filter { $0.operatorName == operatorName }
        if !authorisations.contains(where: { $0.holds(at: instant) }) {
            let later = authorisations.contains { $0.at >= instant }
            obstacles.append(later ? .authorisedOnlyAfterwards : .notAuthorised)
        }
        return obstacles
    }
}

extension ContactAuthorisation {
    /// True if it was given before the instant and not withdrawn by then.
    func holds(at instant: UTCInstant) -> Bool {
        at < instant && (withdrawnAt.map { instant < $0 } ?? true)
    }
}
