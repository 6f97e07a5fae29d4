// The states in the life of an order and the commands that move it. One life serves both desks:
// the Bureau's desk passes draft to placed, the station's begins at received, and from the
// acknowledgement on both follow the same path, each as far as letters tell it.

/// Where an order stands.
public enum OrderState: String, Hashable, Sendable, Codable, CaseIterable {
    /// Entered at the Bureau, nothing decided.
    case draft
    /// Decided; the order letter is in the outbox.
    case queuedForSending
    /// Mail servers have accepted the letter for the station and for every copy (R23, R26).
    case placed
    /// Stored at the station; the receipt fixes its place in the queue (R40).
    case received
    case acknowledged
    case running
    case suspended
    /// Measured; the officer has not approved yet.
    case workCompleted
    case reportApproved
    /// The final report has been released (station) or filed (Bureau).
    case reported
    case refused
    case withdrawn

    /// True if nothing but revisions and remarks can follow.
    public var isFinal: Bool { [.reported, .refused, .withdrawn].contains(self) }

    /// True if the order still stands in the station's queue of waiting tasks.
    public var isWaiting: Bool { [.received, .acknowledged, .suspended].contains(self) }
}

/// What can be asked of an order, by name; the table of the life is keyed by it.
public enum OrderAct: String, Hashable, Sendable, Codable, CaseIterable {
    case draft
    case place
    case recordDelivery
    case recordFirstContact
    case revise
    case receive
    case acknowledge
    case update
    case start
    case suspend
    case resume
    case complete
    case approveReport
    case releaseReport
    case fileReport
    case reviseReport
    case refuse
    case withdraw
    case authoriseContact
    case withdrawAuthorisation
    case contactOperator
    case note
}
