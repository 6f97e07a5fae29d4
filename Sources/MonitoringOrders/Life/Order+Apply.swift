// Applying events: total, and never a judge. What `decide` allowed once is true for ever.

public import Quantities

extension Order {
    /// The order that a first event makes, `nil` if the event is no beginning.
    public init?(_ event: OrderEvent, at instant: UTCInstant, by actor: Actor) {
        switch event {
        case .drafted(let form):
            self.init(form: form, state: .draft, version: 1)
        case .received(let version, let receipt):
            self.init(form: version.form, state: .received, version: version.number)
            decision = CategoryDecision(category: version.category)
            (self.receipt, firstContact) = (receipt, version.firstContact)
        default: return nil
        }
    }

    private init(form: OrderForm, state: OrderState, version: Int) {
        (self.form, self.state, self.version) = (form, state, version)
    }

    /// Applies a later event of the order.
    public mutating func apply(_ event: OrderEvent, at instant: UTCInstant, by actor: Actor) {
        switch event {
        case .drafted, .received: break
        case .ordered, .deliveryRecorded, .placed, .returned, .firstContactRecorded, .revised,
            .withdrawn:
            applyPlacing(event, at: instant)
        case .acknowledged, .acknowledgementUpdated, .started, .suspended, .resumed, .completed:
            applyTask(event, at: instant, by: actor)
        case .reportApproved, .reportReleased, .reportFiled, .reportRevised, .refused:
            applyEnd(event, at: instant, by: actor)
        case .contactAuthorised(let authorisation): contactAuthorisations.append(authorisation)
        case .authorisationWithdrawn(let name): endAuthorisations(of: name, at: instant)
        case .operatorContacted(let contact): operatorContacts.append(contact)
        case .noted(let text): notes.append(text)
        }
    }

    private mutating func applyPlacing(_ event: OrderEvent, at instant: UTCInstant) {
        switch event {
        case .ordered(let decision, let agreementVersion, let recipients):
            (self.decision, self.agreementVersion) = (decision, agreementVersion)
            (expectedRecipients, orderedAt, state) = (recipients, instant, .queuedForSending)
        case .deliveryRecorded(let delivery):
            deliveries.removeAll {
                $0.letter == delivery.letter && $0.recipient == delivery.recipient
            }
            deliveries.append(delivery)
        case .placed:
            placedAt = instant
            if state == .queuedForSending { state = .placed }
        case .returned: (placedAt, state) = (nil, .queuedForSending)
        case .firstContactRecorded(let contact): firstContact = contact
        case .revised(let next, _):
            (form, version) = (next.form, next.number)
            decision = CategoryDecision(
                category: next.category, reason: decision?.reason, suggested: decision?.suggested)
            firstContact = next.firstContact ?? firstContact
        case .withdrawn(let reason):
            (withdrawalReason, closedAt, state) = (reason, instant, .withdrawn)
        default: break
        }
    }

    private mutating func applyTask(
        _ event: OrderEvent, at instant: UTCInstant, by actor: Actor
    ) {
        switch event {
        case .acknowledged(let acknowledgement):
            (acknowledgedAt, state) = (instant, .acknowledged)
            acknowledgements = [acknowledgement]
        case .acknowledgementUpdated(let update, _):
            acknowledgements.append(update)
            acknowledgements.sort { $0.number < $1.number }
        case .started: (startedAt, state) = (instant, .running)
        case .suspended: state = .suspended
        case .resumed: state = .running
        case .completed(let result):
            (self.result, completedAt, state) = (result, instant, .workCompleted)
            completedBy = actor.name
        default: break
        }
    }

    private mutating func applyEnd(
        _ event: OrderEvent, at instant: UTCInstant, by actor: Actor
    ) {
        switch event {
        case .reportApproved(let conclusion):
            approval = ReportApproval(conclusion: conclusion, by: actor.name, at: instant)
            state = .reportApproved
        case .reportReleased(let report), .reportRevised(let report):
            reports.append(
                FiledReport(
                    reference: report.reference, revision: report.revision, report: report,
                    attachments: []))
            (closedAt, state) = (closedAt ?? instant, .reported)
        case .reportFiled(let filed):
            reports.append(filed)
            closedAt = closedAt ?? instant
            if state != .withdrawn { state = .reported }
        case .refused(let reason):
            (refusalReason, closedAt, state) = (reason, instant, .refused)
        default: break
        }
    }

    private mutating func endAuthorisations(of name: String, at instant: UTCInstant) {
        for index in contactAuthorisations.indices
        where contactAuthorisations[index].operatorName == name
            && contactAuthorisations[index].withdrawnAt == nil
        {
            contactAuthorisations[index].withdrawnAt = instant
        }
    }
}
