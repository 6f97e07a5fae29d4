// Who may do what (R22, R28, R44, R48, R53, R60, R91): one table for accounts and for letters.

extension OrderAct {
    /// The roles that may do this.
    public var permittedRoles: Set<Role> {
        switch self {
        // The Bureau alone places, changes and withdraws orders, and makes the first contact.
        case .draft, .place, .recordFirstContact, .revise, .receive, .withdraw: [.dispatcher]
        case .recordDelivery: [.desk]
        // The station acknowledges and measures.
        case .acknowledge, .update, .start, .suspend, .resume, .complete, .contactOperator:
            [.stationOperator]
        // The Administration refuses, reports and authorises.
        case .approveReport, .releaseReport, .fileReport, .reviseReport, .refuse,
            .authoriseContact, .withdrawAuthorisation:
            [.officer]
        case .note: [.dispatcher, .stationOperator, .officer]
        }
    }
}

extension Actor {
    /// True if the actor may do this at a desk. A role of the other desk acts through letters only,
    /// and a role of this desk never does, so that a letter coming back to its writer does nothing.
    public func may(_ act: OrderAct, at desk: DeskKind) -> Bool {
        guard act.permittedRoles.contains(role) else { return false }
        guard let home = role.desk else { return !byLetter }
        return byLetter ? home != desk : home == desk
    }
}
