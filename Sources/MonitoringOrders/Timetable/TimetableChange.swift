// What a new order does to the timetable: its own place, and which promises it moves. Shown before it is
// done; each moved promise becomes a numbered update of its acknowledgement (R35).

public import Quantities

/// A promised start that cannot be kept.
public struct MovedStart: Hashable, Sendable {
    public var order: OrderNumber
    public var promised: UTCInstant
    /// `nil` if the task has no place any more.
    public var possible: UTCInstant?
}

/// Another task that a wanted time meets.
public struct TimeConflict: Hashable, Sendable {
    public var antenna: String
    /// `nil` for maintenance.
    public var order: OrderNumber?
    public var span: TimeSpan
}

extension Timetable {
    /// Promised starts that this timetable cannot keep, in the order of service.
    public var movedStarts: [MovedStart] {
        requests.compactMap { request in
            guard let promised = request.promisedStart else { return nil }
            let possible = task(of: request.order)?.span.start
            // A promise in the past is late, whatever others do; the operator sees it running out.
            guard possible != promised, promised >= now else { return nil }
            return MovedStart(order: request.order, promised: promised, possible: possible)
        }
    }

    /// What stands in the way of a task at a wanted time; empty if some antenna is free. A waiting task that is served
    /// after it and has no promise does not.
    ///
    /// - Parameters:
    ///   - span: the wanted time.
    ///   - downlink: what must be received.
    ///   - order: whose own place does not count.
    /// - Returns: the conflicts on every suitable antenna.
    public func conflicts(
        at span: TimeSpan, downlink: Hertz?, besides order: OrderNumber
    ) -> [TimeConflict] {
        let own = requests.first { $0.order == order }
        let firm = Set(
            requests.filter { $0.promisedStart != nil || own.map($0.precedes) ?? true }
                .map(\.order))
        let tasks = running + planned.filter { firm.contains($0.order) }
        var conflicts: [TimeConflict] = []
        for antenna in antennas where antenna.receives(downlink) {
            let conflicting = tasks.filter {
                $0.antenna == antenna.name && $0.order != order && $0.span.overlaps(span)
            }
            let closed = antenna.maintenance.filter { $0.overlaps(span) }
            guard !conflicting.isEmpty || !closed.isEmpty else { return [] }
            conflicts += conflicting.map {
                TimeConflict(antenna: antenna.name, order: $0.order, span: $0.span)
            }
            conflicts += closed.map {
                TimeConflict(antenna: antenna.name, order: nil, span: $0)
            }
        }
        return conflicts
    }
}
