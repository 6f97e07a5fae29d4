// Contacts over the API: the designated ones of clause 3.3.1, and the gate of clause 3.3.3 for one order.

import CanonicalJSON
import Desk
import MonitoringOrders
import Quantities

/// Routes of contacts.
enum ContactRoutes {
    static let all: [Route] = [
        Route(.get, "/api/v1/contacts", .members, answer: contacts),
        Route(.get, OrderRoutes.order + "/contact-gate", .members, answer: gate),
    ]

    private static func contacts(_ visit: Visit) throws -> SiteResponse {
        let (list, now) = (visit.desk.configuration.agreement.contacts, visit.now)
        return .json([
            "version": JSONValue(list.version(on: now.date)?.description),
            "contacts": .array(list.designations.map { object($0, at: now) }),
        ])
    }

    private static func object(_ contact: DesignatedContact, at now: UTCInstant) -> JSONValue {
        let reach = contact.reach
        return [
            "party": .string(contact.party.rawValue), "name": .string(contact.name),
            "from": .string(contact.from.description),
            "until": JSONValue(contact.until?.description),
            "document": .string(contact.document),
            "in_force": .bool(contact.holds(on: now.date)),
            "telephone": JSONValue(reach.telephone), "language": JSONValue(reach.language),
            "deputy": JSONValue(reach.deputy),
            "office_open": reach.hours.map { .bool($0.isOpen(at: now)) } ?? .null,
            "next_opening": JSONValue(reach.hours?.nextOpening(from: now)?.description),
        ]
    }

    /// What still hinders a contact with the operator of the victim satellite, if it were made now.
    private static func gate(_ visit: Visit) throws -> SiteResponse {
        let order = try visit.desk.order(visit.orderNumber)
        let name = visit.request.query["operator"] ?? order.form.satelliteOperator?.name ?? ""
        let obstacles = order.obstacles(toContact: name, at: visit.now)
        return .json([
            "order": .string(order.number.description), "operator": .string(name),
            "open": .bool(obstacles.isEmpty),
            "obstacles": .array(
                obstacles.map { ["code": .string($0.rawValue), "words": .string($0.words)] }),
        ])
    }
}
