// What the events of orders must keep to, by the witness's own model.

import MonitoringOrders
import Quantities

extension Witness {
    mutating func take(
        _ event: OrderEvent, of number: OrderNumber, at instant: UTCInstant
    ) throws {
        guard expected.contains(number) else {
            throw Breach(
                invariant: .ordersOfOthersLeft, words: "\(number) is another desk's")
        }
        var known = orders[number] ?? Known()
        switch event {
        case .drafted(let form): known.copies = Set(form.copies.map(\.address))
        case .ordered(let decision, _, _): known.category = decision.category.number
        case .deliveryRecorded(let delivery) where delivery.letter == .order:
            if delivery.outcome == .accepted { known.taken.insert(delivery.recipient) }
        case .placed:
            guard known.copies.union([correspondents.station]).isSubset(of: known.taken) else {
                throw Breach(
                    invariant: .placedWhenTaken, words: "\(number) was taken by \(known.taken)")
            }
        case .received(let version, let receipt):
            (known.category, known.receipt) = (version.category.number, receipt.sequence)
            known.firstContact = version.firstContact?.at
            waiting.insert(number)
        case .revised(let version, _):
            known.category = version.category.number
            known.firstContact = version.firstContact?.at ?? known.firstContact
        case .firstContactRecorded(let contact): known.firstContact = contact.at
        case .acknowledged(let acknowledgement):
            known.reference = acknowledgement.reference
            fresh.append(number)
            try note(acknowledgement.reference, of: number)
        case .started:
            try checkTurn(of: number, known)
            waiting.remove(number)
        case .refused, .withdrawn, .suspended: waiting.remove(number)
        case .contactAuthorised(let authorisation):
            known.authorised[authorisation.operatorName, default: []].append(
                (authorisation.at, nil))
        case .authorisationWithdrawn(let name):
            known.authorised[name] = known.authorised[name]?.map { ($0.from, $0.to ?? instant) }
        case .operatorContacted(let contact):
            let isAuthorised = known.authorised[contact.operatorName, default: []].contains {
                $0.from < contact.at && ($0.to.map { contact.at < $0 } ?? true)
            }
            let isGated = known.firstContact.map { $0 <= contact.at } ?? false
            guard
                !contact.irregularities.isEmpty || contact.direction == .incoming
                    || isGated && isAuthorised
            else {
                throw Breach(
                    invariant: .contactGated, words: "\(number): \(contact.operatorName)")
            }
        default: break
        }
        orders[number] = known
    }

    private mutating func note(_ reference: ReferenceNumber, of number: OrderNumber) throws {
        if let other = references.updateValue(number, forKey: reference), other != number {
            throw Breach(
                invariant: .referencesUnique,
                words: "\(reference) is the number of \(other) and of \(number)")
        }
    }

    /// Clause 3.2.1.1, by the witness's own model.
    private func checkTurn(of number: OrderNumber, _ started: Known) throws {
        guard let receipt = started.receipt else { return }
        for other in waiting where other != number {
            guard let known = orders[other], let first = known.receipt else { continue }
            if known.category < started.category {
                throw Breach(
                    invariant: .categoryOneFirst, words: "\(number) began while \(other) waited")
            }
            if known.category == started.category, first < receipt {
                throw Breach(
                    invariant: .servedByReceipt, words: "\(number) began before \(other)")
            }
        }
    }
}
