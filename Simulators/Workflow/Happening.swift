// What can happen in a simulated world, one thing after another, as the story tells it.

import Desk
import MonitoringOrders

/// One step of a run.
enum Happening: CustomStringConvertible {
    case caseArises
    case morning
    case round(DeskKind)
    case staffLooks
    case taskEnds(OrderNumber)
    case mindChanges(OrderNumber)
    case copyArrives(AcknowledgementCopy)
    case peopleCompare(DeskKind)
    case faultsStop

    var description: String {
        switch self {
        case .caseArises: "a case arises"
        case .morning: "a day begins"
        case .round(let desk): "the \(desk.rawValue) desk's round"
        case .staffLooks: "the station's people look"
        case .taskEnds(let order): "the task on \(order) ends"
        case .mindChanges(let order): "the Bureau thinks again about \(order)"
        case .copyArrives(let copy): "the acknowledgement of \(copy.order) comes over HTTP"
        case .peopleCompare(let desk): "people compare the \(desk.rawValue)'s numbers"
        case .faultsStop: "faults stop"
        }
    }
}
