// When each waiting task can be served, and by which antenna. The order of service stands above all:
// category 1 first, then 2, and inside each the order of receipt; a task of category 2 may use a gap before
// one of category 1 only if it is over when that one begins, and none of its own class is passed on
// the same antenna. Under these rules every task has the earliest start there is.

public import Quantities

/// A waiting task that wants a place in the timetable.
public struct TaskRequest: Hashable, Sendable {
    public var order: OrderNumber
    public var category: Category
    public var receipt: Receipt
    /// `nil` if the order does not name it.
    public var downlink: Hertz?
    /// Above zero.
    public var duration: Duration
    /// Spans in which the measurement makes sense, such as phases of the satellites' daily motion;
    /// empty where any time will do.
    public var windows: [TimeSpan]
    /// The start that was promised, before which the task does not begin.
    public var promisedStart: UTCInstant?

    /// A request.
    public init(
        order: OrderNumber, category: Category, receipt: Receipt, downlink: Hertz?,
        duration: Duration, windows: [TimeSpan] = [], promisedStart: UTCInstant? = nil
    ) {
        (self.order, self.category, self.receipt) = (order, category, receipt)
        (self.downlink, self.duration, self.windows) = (downlink, duration, windows)
        self.promisedStart = promisedStart
    }

    /// True if this one is served before another.
    public func precedes(_ other: TaskRequest) -> Bool {
        (category.number, receipt.sequence) < (other.category.number, other.receipt.sequence)
    }
}

/// A task with its antenna and its time.
public struct PlannedTask: Hashable, Sendable {
    public var order: OrderNumber
    public var antenna: String
    public var span: TimeSpan

    /// A task in its place.
    public init(order: OrderNumber, antenna: String, span: TimeSpan) {
        (self.order, self.antenna, self.span) = (order, antenna, span)
    }
}

/// Why a task has no place.
public enum NoPlace: String, Hashable, Sendable, CaseIterable {
    case noAntennaForBand
    case noWindowLongEnough
}

/// The plan of a station from an instant on.
public struct Timetable: Hashable, Sendable {
    public let antennas: [Antenna]
    /// Tasks that have begun; they keep their antenna, and nothing interrupts them (R42).
    public let running: [PlannedTask]
    /// The instant from which is planned.
    public let now: UTCInstant
    /// Waiting tasks in the order of service.
    public let requests: [TaskRequest]
    /// Waiting tasks that have a place, in the order of service.
    public private(set) var planned: [PlannedTask] = []
    /// Where each of them stands in ``planned``.
    private var positions: [OrderNumber: Int] = [:]
    /// Waiting tasks that have none.
    public private(set) var unplaced: [OrderNumber: NoPlace] = [:]

    /// Plans the waiting tasks.
    ///
    /// - Parameters:
    ///   - antennas: of the station.
    ///   - running: tasks that have begun, with their expected end.
    ///   - waiting: tasks to be placed, in any order.
    ///   - now: no task begins before.
    public init(
        antennas: [Antenna], running: [PlannedTask], waiting: some Sequence<TaskRequest>,
        at now: UTCInstant
    ) {
        (self.antennas, self.running, self.now) = (antennas, running, now)
        requests = waiting.sorted { $0.precedes($1) }
        var calendars = antennas.map { AntennaCalendar($0, running) }
        for request in requests { place(request, in: &calendars) }
    }

    /// The place of a task.
    public func task(of order: OrderNumber) -> PlannedTask? {
        positions[order].map { planned[$0] }
    }

    private mutating func place(_ request: TaskRequest, in calendars: inout [AntennaCalendar]) {
        let suitable = calendars.indices.filter {
            calendars[$0].antenna.receives(request.downlink)
        }
        guard !suitable.isEmpty else { return unplaced[request.order] = .noAntennaForBand }
        let places = suitable.compactMap { index in
            calendars[index].earliest(for: request, from: now).map { (index, $0) }
        }
        // The first of several antennas that are free at the same time.
        guard let (index, span) = places.min(by: { $0.1.start < $1.1.start }) else {
            return unplaced[request.order] = .noWindowLongEnough
        }
        calendars[index].take(span, for: request.category)
        positions[request.order] = positions[request.order] ?? planned.count
        planned.append(
            PlannedTask(
                order: request.order, antenna: calendars[index].antenna.name, span: span))
    }
}
