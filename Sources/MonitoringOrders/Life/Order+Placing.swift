// The Bureau's part of the life: placing (clause 3.1.1), deliveries, first contact, revisions.

import Quantities

extension Order {
    /// Conditions of clauses 1, 3.1.1, 3.2.1 and 5 for placing an order.
    func place(
        _ decision: CategoryDecision, at instant: UTCInstant, under terms: Terms
    ) throws(Refusal) -> [OrderEvent] {
        let today = instant.date
        switch terms.agreement.standing(on: today) {
        case .notYetInForce: throw .agreementNotYetInForce
        case .ended(let date): throw .agreementEnded(date)
        case .inForce: break
        }
        if let start = terms.agreement.entryIntoForce, form.date.date < start {
            throw .datedBeforeAgreement(start)
        }
        for party in Party.allCases
        where terms.agreement.contacts.contact(of: party, on: today) == nil {
            throw .noDesignatedContact(party)
        }
        try form.checkPlaceable(as: decision.category)
        let copies = form.copies.map(\.address)
        return [
            .ordered(
                decision: decision, agreementVersion: terms.agreement.version(on: today),
                recipients: [terms.correspondents.station] + copies)
        ]
    }

    /// The order is placed once every recipient's server has taken the order letter, and no longer when one
    /// of them sends it back (R23, R26).
    func record(_ delivery: Delivery) -> [OrderEvent] {
        if deliveries.contains(delivery) { return [] }
        let isTaken = delivery.letter == .order && delivery.outcome == .accepted
        let missing = undeliveredRecipients.filter { !isTaken || $0 != delivery.recipient }
        let isPlaced = state == .queuedForSending && missing.isEmpty
        let isReturned =
            state == .placed && delivery.letter == .order && delivery.outcome == .refused
            && expectedRecipients.contains(delivery.recipient)
        return [.deliveryRecorded(delivery: delivery)] + (isPlaced ? [.placed] : [])
            + (isReturned ? [.returned] : [])
    }

    /// The first contact is one for the case; once the order is out, the station learns of it by a
    /// new version of the order letter.
    func recordFirstContact(_ contact: FirstContact) throws(Refusal) -> [OrderEvent] {
        guard firstContact == nil else { throw .firstContactExists }
        guard wasSent, let category else { return [.firstContactRecorded(contact: contact)] }
        let next = OrderVersion(
            number: version + 1, form: form, category: category, firstContact: contact)
        return [
            .revised(version: next, reason: "First contact with the Administration (clause 3.3.2)")
        ]
    }

    /// A new version keeps number and place in the queue; only its content changes (R15, R45).
    func revise(to next: OrderVersion, reason: String) throws(Refusal) -> [OrderEvent] {
        guard next.form.number == number else { throw .numberDiffers }
        guard next.number > version else {
            if isSame(as: next) { return [] }
            throw .versionNotNext(expected: version + 1, given: next.number)
        }
        try next.form.checkPlaceable(as: next.category)
        return [.revised(version: next, reason: try given(reason))]
    }

    /// A second copy of the order letter changes nothing (R36); a newer version is a revision.
    func receiveAgain(_ next: OrderVersion) throws(Refusal) -> [OrderEvent] {
        guard next.number > version else {
            if next.number < version || isSame(as: next) { return [] }
            throw .versionNotNext(expected: version + 1, given: next.number)
        }
        guard !state.isFinal else { throw .notPossible(.revise, in: state) }
        return [.revised(version: next, reason: "Received by letter")]
    }

    private func isSame(as next: OrderVersion) -> Bool {
        next.number == version && next.form == form && next.category == category
    }
}

extension OrderForm {
    /// Copies (R24, A21) and kind against category (A20).
    func checkPlaceable(as category: Category) throws(Refusal) {
        switch kind {
        case .harmfulInterference:
            guard !concernedAdministrations.isEmpty else { throw .concernedAdministrationMissing }
            guard !copies.isEmpty else { throw .copyMissing }
        case .coordinationMonitoring:
            guard category == .two else { throw .coordinationIsCategoryTwo }
            guard !copies.isEmpty || reasonForNoCopy?.isEmpty == false else {
                throw .copyMissingWithoutReason
            }
        }
    }
}
