// What the station's desk sends to the Bureau's over HTTP: acknowledgements and updates, as copies of the letters of
// record that follow (R33). It sees nothing of the Bureau's case but what it said itself (R7).

import CanonicalJSON
import Desk
import MonitoringOrders
import Quantities

/// Routes for tokens of the other desk.
enum CounterpartRoutes {
    static let all: [Route] = [
        Route(.post, OrderRoutes.order + "/acknowledgement", .counterpart, at: [.bureau]) { visit in
            try take(visit) { _ in 0 }
        }.repeatable,
        Route(.post, OrderRoutes.order + "/updates", .counterpart, at: [.bureau]) { visit in
            try take(visit) { fields in
                let number = fields.required("number", fields.optionalNumber("number"))
                if let number, number < 1 { fields.note("number", "must be a number from 1") }
                return number ?? 1
            }
        }.repeatable,
    ]

    private static func take(_ visit: Visit, number: (inout SentFields) -> Int) throws
        -> SiteResponse
    {
        let order = try visit.orderNumber
        var fields = try SentFields(visit)
        let reference = fields.required(
            "reference",
            fields.optional("reference", "a reference number", ReferenceNumber.init))
        let start = fields.required("start", fields.optionalInstant("start"))
        let duration = fields.required("duration", fields.optionalDuration("duration"))
        let count = number(&fields)
        let reason = fields.optionalText("reason")
        try fields.check()
        guard let reference, let start, let duration else {
            preconditionFailure("what is missing is a fault")
        }
        let copy = AcknowledgementCopy(
            order: order,
            acknowledgement: Acknowledgement(
                reference: reference, expectedStart: start, expectedDuration: duration,
                number: count), reason: reason)
        let after = try visit.desk.take(copy, by: visit.actor)
        return .json([
            "order": .string(after.number.description),
            "reference": JSONValue(after.reference?.description),
            "acknowledgements": .array(after.acknowledgements.map(OrderJSON.object)),
        ])
    }
}
