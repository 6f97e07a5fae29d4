// What people of the station do on the page of an order: acknowledge, measure, hand over, report, talk to the
// operator. What can be done now stands first.

import Letters
import MonitoringOrders
import OrderStore

/// Forms of the station's acts.
enum StationActs {
    static func html(_ visit: Visit, _ order: Order, version: String) throws -> HTML {
        let now: HTML =
            switch order.state {
            case .received: try AcknowledgementForms.html(visit, order)
            case .acknowledged, .running, .suspended: try TaskForms.html(visit, order, version)
            case .workCompleted, .reportApproved, .reported:
                OfficerForms.html(visit, order, version)
            default: .none
            }
        return now + OfficerForms.refusal(visit, order) + ContactForms.html(visit, order)
    }
}
