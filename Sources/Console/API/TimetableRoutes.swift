// The station's timetable over the API: what is planned on which antenna, what would be with one more task, and what
// stands in the way of a wanted time. Nothing is promised by asking.

import CanonicalJSON
import Desk
import MonitoringOrders
import Quantities

/// The route of the timetable.
enum TimetableRoutes {
    static let all: [Route] = [
        Route(.get, "/api/v1/timetable", .members, at: [.station], answer: show)
    ]

    private static func show(_ visit: Visit) throws -> SiteResponse {
        let query = visit.request.query
        guard query["order"] != nil || query["duration"] != nil || query["start"] != nil else {
            return .json(object(try visit.desk.timetable()))
        }
        guard let number = query["order"].flatMap(OrderNumber.init) else {
            throw Problem.invalid("order", "must be an order number")
        }
        guard let duration = query["duration"].flatMap({ Duration(iso8601: $0) }), duration > .zero
        else { throw Problem.invalid("duration", "must be a duration above zero such as PT6H") }
        let start = query["start"].map { UTCInstant($0) }
        if case .some(.none) = start {
            throw Problem.invalid("start", "must be a time in UTC such as 2027-01-31T12:00:00Z")
        }
        let timetable = try visit.desk.plan(number, from: start ?? nil, lasting: duration)
        var answer = object(timetable)
        if let start = start ?? nil {
            let conflicts = timetable.conflicts(
                at: TimeSpan(from: start, lasting: duration),
                downlink: try visit.desk.order(number).form.downlink, besides: number)
            answer.set("conflicts", to: .array(conflicts.map(object)))
        }
        return .json(answer)
    }

    private static func object(_ timetable: Timetable) -> JSONValue {
        let running = timetable.running.map { object($0, isRunning: true) }
        return [
            "from": .string(timetable.now.description),
            "antennas": .array(timetable.antennas.map(object)),
            "tasks": .array(running + timetable.planned.map { object($0, isRunning: false) }),
            "unplaced": .array(
                timetable.unplaced.sorted { $0.key < $1.key }.map { order, reason in
                    ["order": .string(order.description), "reason": .string(reason.rawValue)]
                }),
            "moved_starts": .array(
                timetable.movedStarts.map { moved in
                    [
                        "order": .string(moved.order.description),
                        "promised": .string(moved.promised.description),
                        "possible": JSONValue(moved.possible?.description),
                    ]
                }),
        ]
    }

    private static func object(_ antenna: Antenna) -> JSONValue {
        [
            "antenna": .string(antenna.name), "bands": JSONValue(antenna.bands.map(\.name)),
            "maintenance": .array(
                antenna.maintenance.map { span in
                    [
                        "start": .string(span.start.description),
                        "end": .string(span.end.description),
                    ]
                }),
        ]
    }

    private static func object(_ task: PlannedTask, isRunning: Bool) -> JSONValue {
        [
            "order": .string(task.order.description), "antenna": .string(task.antenna),
            "start": .string(task.span.start.description),
            "end": .string(task.span.end.description), "running": .bool(isRunning),
        ]
    }

    private static func object(_ conflict: TimeConflict) -> JSONValue {
        [
            "antenna": .string(conflict.antenna), "order": JSONValue(conflict.order?.description),
            "start": .string(conflict.span.start.description),
            "end": .string(conflict.span.end.description),
        ]
    }
}
