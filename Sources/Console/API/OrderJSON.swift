// Orders as the API and the command line give them: one object, always with the same keys.

import CanonicalJSON
import Desk
import MonitoringOrders
import OrderStore
import Quantities

/// Objects for orders and what belongs to them.
enum OrderJSON {
    /// An order as lists show it.
    static func object(_ summary: OrderSummary) -> JSONValue {
        [
            "order": .string(summary.number.description),
            "kind": .string(summary.kind.rawValue), "state": .string(summary.state.rawValue),
            "category": JSONValue(summary.category?.number),
            "grounds": JSONValue(summary.category?.grounds?.rawValue),
            "reference": JSONValue(summary.reference?.description),
            "satellite": JSONValue(summary.satellite),
            "placed": JSONValue(summary.placedAt?.description),
            "received": JSONValue(summary.receipt?.at.description),
            "acknowledged": JSONValue(summary.acknowledgedAt?.description),
            "started": JSONValue(summary.startedAt?.description),
            "closed": JSONValue(summary.closedAt?.description),
        ]
    }

    /// An order with all that is known of it but its letters and events.
    static func object(_ order: Order) -> JSONValue {
        [
            "order": .string(order.number.description), "kind": .string(order.kind.rawValue),
            "state": .string(order.state.rawValue), "version": JSONValue(order.version),
            "category": JSONValue(order.category?.number),
            "grounds": JSONValue(order.category?.grounds?.rawValue),
            "reference": JSONValue(order.reference?.description),
            "satellite": .string(order.form.satellite.name),
            "ordered": JSONValue(order.orderedAt?.description),
            "placed": JSONValue(order.placedAt?.description),
            "received": JSONValue(order.receipt?.at.description),
            "receipt_sequence": JSONValue(order.receipt?.sequence),
            "acknowledged": JSONValue(order.acknowledgedAt?.description),
            "expected_start": JSONValue(order.acknowledgement?.expectedStart.description),
            "expected_duration": JSONValue(order.acknowledgement?.expectedDuration.iso8601),
            "expected_end": JSONValue(order.acknowledgement?.expectedEnd.description),
            "acknowledgements": .array(order.acknowledgements.map(object)),
            "started": JSONValue(order.startedAt?.description),
            "completed": JSONValue(order.completedAt?.description),
            "closed": JSONValue(order.closedAt?.description),
            "refusal_reason": JSONValue(order.refusalReason),
            "withdrawal_reason": JSONValue(order.withdrawalReason),
            "undelivered": JSONValue(
                order.wasSent ? order.undeliveredRecipients.map(\.description) : []),
            "reports": JSONValue(order.reports.count),
            "deliveries": .array(order.deliveries.map(object)),
            "first_contact": JSONValue(order.firstContact?.at.description),
            "contact_authorisations": .array(order.contactAuthorisations.map(object)),
            "operator_contacts": .array(order.operatorContacts.map(object)),
            "notes": JSONValue(order.notes),
        ]
    }

    /// An event of an order, without its contents.
    static func object(_ entry: JournalEntry) -> JSONValue {
        [
            "sequence": JSONValue(entry.sequence), "at": .string(entry.at.description),
            "actor": .string(entry.actor.name), "role": .string(entry.actor.role.rawValue),
            "event": .string(entry.kind),
        ]
    }

    private static func object(_ delivery: Delivery) -> JSONValue {
        [
            "letter": .string(delivery.letter.rawValue),
            "recipient": .string(delivery.recipient.description),
            "outcome": .string(delivery.outcome.rawValue),
            "server_words": .string(delivery.serverWords),
        ]
    }

    /// An acknowledgement, or an update under its number.
    static func object(_ acknowledgement: Acknowledgement) -> JSONValue {
        [
            "number": JSONValue(acknowledgement.number),
            "reference": .string(acknowledgement.reference.description),
            "expected_start": .string(acknowledgement.expectedStart.description),
            "expected_duration": .string(acknowledgement.expectedDuration.iso8601),
        ]
    }

    private static func object(_ authorisation: ContactAuthorisation) -> JSONValue {
        [
            "operator": .string(authorisation.operatorName), "by": .string(authorisation.by),
            "at": .string(authorisation.at.description),
            "withdrawn": JSONValue(authorisation.withdrawnAt?.description),
        ]
    }

    private static func object(_ contact: OperatorContact) -> JSONValue {
        [
            "operator": .string(contact.operatorName), "at": .string(contact.at.description),
            "direction": .string(contact.direction.rawValue),
            "summary": .string(contact.summary),
            "irregularities": JSONValue(contact.irregularities.map(\.rawValue)),
        ]
    }
}
