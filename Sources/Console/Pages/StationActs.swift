// The acts of the station on an order, as forms on its page.

import MonitoringOrders

/// Forms of the station's acts.
enum StationActs {
    static func html(_ visit: Visit, _ order: Order) -> HTML { .none }
}
