// Evidence that orders were served as clause 3.2.1.1 says: receipt, category and start of each.

public import CanonicalJSON
import MonitoringOrders
import OrderStore
import Quantities

extension Desk {
    /// One object for each order received at the station, in the order of receipt.
    public func proofOfService() throws -> [JSONValue] {
        let orders = try store.read { try $0.orders(states: nil) }
        return orders.filter { $0.receipt != nil }
            .sorted { ($0.receipt?.sequence ?? 0) < ($1.receipt?.sequence ?? 0) }
            .map { summary in
                [
                    "order": .string(summary.number.description),
                    "reference": JSONValue(summary.reference?.description),
                    "receipt_sequence": JSONValue(summary.receipt?.sequence),
                    "received": JSONValue(summary.receipt?.at.description),
                    "category": JSONValue(summary.category?.number),
                    "state": .string(summary.state.rawValue),
                    "started": JSONValue(summary.startedAt?.description),
                ]
            }
    }
}
