// What can happen in a simulated world, one thing after another, as the story tells it.

import Desk
import MonitoringOrders

/// One step of a run.
enum Happening {
    case caseArises
    case morning
    case faultsStop
    /// Something between one station and its Bureau desk, by the exchange's place.
    case here(Here, at: Int)

    /// What happens between two desks.
    enum Here {
        case round(DeskKind)
        case staffLooks
        case taskEnds(OrderNumber)
        case mindChanges(OrderNumber)
        case copyArrives(AcknowledgementCopy)
        case peopleCompare(DeskKind)
    }

    /// In words; with several stations they say whose.
    func words(amongStations count: Int) -> String {
        switch self {
        case .caseArises: "a case arises"
        case .morning: "a day begins"
        case .faultsStop: "faults stop"
        case .here(let event, let place):
            count == 1 ? event.description : "\(event) (station \(place + 1))"
        }
    }
}

extension Happening.Here: CustomStringConvertible {
    var description: String {
        switch self {
        case .round(let desk): "the \(desk.rawValue) desk's round"
        case .staffLooks: "the station's people look"
        case .taskEnds(let order): "the task on \(order) ends"
        case .mindChanges(let order): "the Bureau thinks again about \(order)"
        case .copyArrives(let copy): "the acknowledgement of \(copy.order) comes over HTTP"
        case .peopleCompare(let desk): "people compare the \(desk.rawValue)'s numbers"
        }
    }
}
