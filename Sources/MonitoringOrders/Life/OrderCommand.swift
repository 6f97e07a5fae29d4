// What somebody asks of an order. A letter from the other desk is a command too, given by the role
// its sender has; so one judge and one table of permissions serve keyboards and letters alike.

/// A request to do something with an order, with all the facts that the rule needs.
public enum OrderCommand: Hashable, Sendable {
    case draft(OrderForm)
    case place(CategoryDecision)
    case recordDelivery(Delivery)
    case recordFirstContact(FirstContact)
    case revise(OrderVersion, reason: String)
    case receive(OrderVersion, Receipt)
    case acknowledge(Acknowledgement)
    case update(Acknowledgement, reason: String?)
    /// The waiting orders that stand before this one in the queue; the rule lets none be passed.
    case start(waitingAhead: [OrderNumber])
    case suspend(reason: String)
    case resume
    case complete(TaskResult)
    case approveReport(conclusion: String)
    case releaseReport
    case fileReport(FiledReport)
    case reviseReport(TaskResult, conclusion: String)
    case refuse(reason: String?)
    case withdraw(reason: String)
    case authoriseContact(operatorName: String)
    case withdrawAuthorisation(operatorName: String)
    case contactOperator(OperatorContact)
    case note(String)

    /// The name under which the life table and the permissions know the command.
    public var act: OrderAct {
        switch self {
        case .draft: .draft
        case .place: .place
        case .recordDelivery: .recordDelivery
        case .recordFirstContact: .recordFirstContact
        case .revise: .revise
        case .receive: .receive
        case .acknowledge: .acknowledge
        case .update: .update
        case .start: .start
        case .suspend: .suspend
        case .resume: .resume
        case .complete: .complete
        case .approveReport: .approveReport
        case .releaseReport: .releaseReport
        case .fileReport: .fileReport
        case .reviseReport: .reviseReport
        case .refuse: .refuse
        case .withdraw: .withdraw
        case .authoriseContact: .authoriseContact
        case .withdrawAuthorisation: .withdrawAuthorisation
        case .contactOperator: .contactOperator
        case .note: .note
        }
    }
}

/// What a desk knows besides the order: the agreement, the addresses, and on which side it stands.
public struct Terms: Hashable, Sendable {
    public var agreement: Agreement
    public var correspondents: Correspondents
    public var desk: DeskKind
    public var reportPeople: ReportPeople

    /// The terms under which a desk decides.
    public init(
        agreement: Agreement, correspondents: Correspondents, desk: DeskKind,
        reportPeople: ReportPeople = .two
    ) {
        (self.agreement, self.correspondents, self.desk) = (agreement, correspondents, desk)
        self.reportPeople = reportPeople
    }
}
