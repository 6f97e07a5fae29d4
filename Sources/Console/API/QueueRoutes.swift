// The station's queue over the API: who is served when, and the proof that nobody was passed.

import CanonicalJSON
import Desk
import MonitoringOrders
import OrderStore
import Quantities

/// Routes under `/api/v1/queue`.
enum QueueRoutes {
    static let all: [Route] = [
        Route(.get, "/api/v1/queue", .members, at: [.station], answer: queue),
        Route(.get, "/api/v1/queue/proof", .members, at: [.station]) { visit in
            .json(["orders": .array(try visit.desk.proofOfService())])
        },
    ]

    /// Running tasks, and the waiting ones in the order of service.
    private static func queue(_ visit: Visit) throws -> SiteResponse {
        let open = Set(OrderState.allCases.filter(\.isWaiting)).union([.running])
        let orders = try visit.desk.store.read { try $0.orders(states: open) }
        let entries = ServiceQueue(orders.compactMap(\.queueEntry)).entries
        let summaries = Dictionary(orders.map { ($0.number, $0) }) { first, _ in first }
        return .json([
            "running": .array(
                orders.filter { $0.state == .running }.map { object($0, place: nil) }),
            "waiting": .array(
                entries.enumerated().compactMap { index, entry in
                    summaries[entry.order].map { object($0, place: index + 1) }
                }),
        ])
    }

    private static func object(_ order: OrderSummary, place: Int?) -> JSONValue {
        [
            "place": JSONValue(place), "order": .string(order.number.description),
            "reference": JSONValue(order.reference?.description),
            "category": JSONValue(order.category?.number), "state": .string(order.state.rawValue),
            "receipt_sequence": JSONValue(order.receipt?.sequence),
            "received": JSONValue(order.receipt?.at.description),
            "expected_start": JSONValue(order.expectedStart?.description),
            "expected_end": JSONValue(order.expectedEnd?.description),
            "started": JSONValue(order.startedAt?.description),
        ]
    }
}
