// When the station can do what it was ordered: the timetable of waiting and running tasks, the start that a
// new acknowledgement can promise, and the promises that it moves.

public import MonitoringOrders
import OrderStore
public import Quantities

extension Desk {
    /// What is planned for a received order that nobody has acknowledged yet; its acknowledgement
    /// states the true duration.
    public static let assumedTaskDuration = Duration.seconds(3600)

    /// The plan of the station from now on.
    ///
    /// - Parameter count: so many waiting orders from the head of the queue, all for `nil`. Nobody who waits behind
    ///   them moves their places.
    /// - Returns: the plan; the others have no place in it.
    /// - Throws: `StoreError`.
    public func timetable(first count: Int? = nil) throws -> Timetable {
        let now = surroundings.now().nextMinute
        return try plans.plan(.timetable(first: count), on: planBasis(from: now)) {
            try store.read { reader in
                try timetable(of: try reader.waitingOrders(limit: count), at: now, in: reader)
            }
        }
    }

    /// What a plan from an instant on follows from; `nil` where other processes write too, and nobody here knows when.
    func planBasis(from start: UTCInstant) -> PlanMemory.Basis? {
        store.isShared
            ? nil
            : .init(
                writes: store.writes, start: start, antennas: configuration.station.antennas)
    }

    /// The plan of waiting orders. What one of them asks for now, if it is changed, takes the place of what it has asked
    /// for until now.
    private func timetable(
        of waiting: [OrderSummary], with changed: TaskRequest? = nil, at now: UTCInstant,
        in reader: StoreReader
    ) throws -> Timetable {
        let running = try reader.orders(states: [.running])
        let others = waiting.lazy.filter { $0.number != changed?.order }
        let requests = others.compactMap { request(for: $0) } + (changed.map { [$0] } ?? [])
        return Timetable(
            antennas: configuration.station.antennas, running: self.running(running, at: now),
            waiting: requests, at: now)
    }

    /// A waiting order as the timetable sees it. A suspended task waits without a promise.
    private func request(for order: OrderSummary, duration: Duration? = nil) -> TaskRequest? {
        guard let receipt = order.receipt, let category = order.category else { return nil }
        let stated = duration ?? order.expectedDuration
        return TaskRequest(
            order: order.number, category: category, receipt: receipt,
            downlink: order.downlink, duration: stated ?? Self.assumedTaskDuration,
            promisedStart: order.state == .acknowledged ? order.expectedStart : nil)
    }

    /// Running tasks, each on the first antenna for its band that no earlier one has. A task that takes
    /// longer than was expected is taken to end now.
    private func running(_ orders: [OrderSummary], at now: UTCInstant) -> [PlannedTask] {
        var taken: [PlannedTask] = []
        for order in orders.sorted(by: { ($0.startedAt ?? now) < ($1.startedAt ?? now) }) {
            let antenna = configuration.station.antennas.first { antenna in
                antenna.receives(order.downlink)
                    && !taken.contains { $0.antenna == antenna.name }
            }
            let start = order.startedAt ?? now
            let expected = order.expectedDuration ?? Self.assumedTaskDuration
            let end = max(start + expected, now + .milliseconds(1))
            guard let antenna, let span = TimeSpan(from: start, to: end) else { continue }
            taken.append(PlannedTask(order: order.number, antenna: antenna.name, span: span))
        }
        return taken
    }
}

extension UTCInstant {
    /// The next whole minute: nobody promises a start to the second.
    var nextMinute: UTCInstant {
        let minute: Int64 = 60_000_000_000
        return self + .nanoseconds(minute - nanosecondOfDay % minute)
    }
}

/// A received order cannot be given a start.
public struct NoPlaceInTimetable: Error, Hashable, Sendable, CustomStringConvertible {
    public var order: OrderNumber
    public var reason: NoPlace

    /// An order and why it has no place.
    public init(order: OrderNumber, reason: NoPlace) { (self.order, self.reason) = (order, reason) }

    public var description: String {
        switch reason {
        case .noAntennaForBand: "\(order): no antenna of the station receives its downlink"
        case .noWindowLongEnough: "\(order): no window is long enough"
        }
    }
}

extension Desk {
    /// The timetable as it would be with an order acknowledged for a duration: all that waits up to the order, and up to
    /// the last promise. Nobody behind them moves a place or can be moved.
    ///
    /// - Parameters:
    ///   - number: of the order.
    ///   - start: when it would begin; the earliest start there is for `nil`.
    ///   - duration: how long it takes.
    /// - Returns: the plan.
    /// - Throws: `Refusal` for an order that cannot be acknowledged, `StoreError`.
    public func plan(
        _ number: OrderNumber, from start: UTCInstant? = nil, lasting duration: Duration
    ) throws -> Timetable {
        let now = surroundings.now().nextMinute
        return try store.read { try plan(number, from: start, lasting: duration, at: now, in: $0) }
    }

    func plan(
        _ number: OrderNumber, from start: UTCInstant? = nil, lasting duration: Duration,
        at now: UTCInstant, in reader: StoreReader
    ) throws -> Timetable {
        guard let order = try reader.summary(of: number) else { throw Refusal.unknownOrder }
        guard var request = request(for: order, duration: duration) else {
            throw Refusal.notPossible(.acknowledge, in: order.state)
        }
        if let start { request.promisedStart = start }
        let waiting = try reader.waitingOrders(throughPromisesAnd: order)
        return try timetable(of: waiting, with: request, at: now, in: reader)
    }

    /// Acknowledges an order with the earliest start that the timetable allows, and sends a numbered
    /// update for every promise that it moves, all in one commit (R35).
    ///
    /// - Throws: ``NoPlaceInTimetable`` if there is no such start; `Refusal`, `StoreError`.
    @discardableResult
    public func acknowledgeAtEarliest(
        _ number: OrderNumber, duration: Duration, by actor: Actor
    ) throws -> Order {
        let act = Act(actor: actor, at: surroundings.now())
        return try store.write { transaction in
            let plan = try plan(
                number, lasting: duration, at: act.at.nextMinute, in: transaction)
            guard let place = plan.task(of: number) else {
                throw NoPlaceInTimetable(
                    order: number, reason: plan.unplaced[number] ?? .noWindowLongEnough)
            }
            let order = try acknowledge(
                number, start: place.span.start, duration: duration, act, in: transaction)
            try updatePromises(movedBy: number, in: plan, act, in: transaction)
            return order
        }
    }

    /// Acknowledges an order with a start that the operator chose, and sends a numbered update for every
    /// promise that it moves, all in one commit (R35).
    ///
    /// - Throws: `Refusal`, `StoreError`.
    @discardableResult
    public func acknowledgeMovingOthers(
        _ number: OrderNumber, start: UTCInstant, duration: Duration, by actor: Actor
    ) throws -> Order {
        let act = Act(actor: actor, at: surroundings.now())
        return try store.write { transaction in
            let order = try acknowledge(
                number, start: start, duration: duration, act, in: transaction)
            let plan = try plan(
                number, from: start, lasting: duration, at: act.at.nextMinute, in: transaction)
            try updatePromises(movedBy: number, in: plan, act, in: transaction)
            return order
        }
    }

    private func updatePromises(
        movedBy number: OrderNumber, in plan: Timetable, _ act: Act,
        in transaction: StoreTransaction
    ) throws {
        for moved in plan.movedStarts where moved.order != number {
            guard let possible = moved.possible else { continue }
            try update(
                moved.order, start: possible, duration: nil,
                reason: "order \(number) is served before it", act, in: transaction)
        }
    }
}
