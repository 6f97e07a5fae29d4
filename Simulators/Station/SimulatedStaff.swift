// The people of the simulated station: an operator who acknowledges and measures, an officer who
// refuses, approves and releases. They act on the desk as real ones would, one step at a time, and
// take up after an interruption where the journal says they were.

public import Desk
import Foundation
public import MonitoringOrders
import OrderStore
import Quantities
import Signals
import Sky

/// Operator and officer of a simulated station.
public struct SimulatedStaff: Sendable {
    private let desk: Desk
    private let recordings: String
    private let seed: UInt64
    /// How they measure, and under what sky.
    public let measurement: OrderMeasurement
    private let behaviour: StationBehaviour
    private let stationOperator = Actor(
        name: "simulated operator", role: .stationOperator, isSimulated: true)
    private let officer = Actor(name: "simulated officer", role: .officer, isSimulated: true)
    /// Releases what the officer has approved, so that the settings may ask for three people.
    private let director = Actor(name: "simulated director", role: .officer, isSimulated: true)

    /// Staff of a desk.
    ///
    /// - Parameters:
    ///   - desk: a station's desk of a simulation register.
    ///   - recordings: folder below which each task's recordings are kept.
    ///   - seed: of every sky that is measured.
    ///   - behaviour: how they work.
    public init(
        desk: Desk, recordings: String, seed: UInt64, behaviour: StationBehaviour = .prompt
    ) {
        precondition(desk.isSimulation, "simulated staff never serves a live register (R87)")
        (self.desk, self.recordings, self.seed) = (desk, recordings, seed)
        self.behaviour = behaviour
        measurement = OrderMeasurement(
            station: desk.configuration.station.position, seed: seed)
    }

    /// Takes every order as far as it will go.
    ///
    /// - Returns: how many steps were taken.
    @discardableResult
    public func work() throws -> Int {
        guard behaviour != .silent, !isDown else { return 0 }
        var steps = 0
        while let (number, state) = try next(), try isTime(for: number, in: state) {
            try step(number, in: state)
            steps += 1
        }
        return steps
    }

    /// The order to act on: first what has begun, then what waits, in the order of service.
    private func next() throws -> (OrderNumber, OrderState)? {
        let begun = try desk.receivedOrders(in: [.running, .workCompleted, .reportApproved])
        if let first = begun.first { return (first.order, first.state) }
        let waiting = try desk.queue().entries
        // A restored desk gives no numbers before a person has compared them.
        let areInDoubt = try desk.store.read { try $0.areNumbersInDoubt }
        let unacknowledged = areInDoubt ? nil : waiting.first { $0.state == .received }
        return (unacknowledged ?? waiting.first { $0.state == .acknowledged }).map {
            ($0.order, $0.state)
        }
    }

    /// Whether the station is cut off now.
    public var isDown: Bool { behaviour.isDown(at: desk.surroundings.now(), seed: seed) }

    /// Whether slow staff has waited long enough since the last event of an order.
    private func isTime(for number: OrderNumber, in state: OrderState) throws -> Bool {
        guard behaviour == .slow else { return true }
        let last = try desk.store.read { try $0.events(of: number).last?.at }
        let now = desk.surroundings.now()
        return now - (last ?? now)
            >= behaviour.pause(before: state.rawValue, on: number, seed: seed)
    }

    private func step(_ number: OrderNumber, in state: OrderState) throws {
        let order = try desk.order(number)
        switch state {
        case .received: try answer(order)
        case .acknowledged: try desk.start(number, by: stationOperator)
        case .running: try measure(order)
        case .workCompleted:
            try desk.perform(
                .approveReport(conclusion: conclusion(of: order)), on: number, by: officer)
        case .reportApproved: try desk.releaseReport(number, by: director)
        default: preconditionFailure("nobody acts on an order that is \(state)")
        }
    }

    /// Acknowledges what can be done, refuses what cannot.
    private func answer(_ order: Order) throws {
        guard behaviour != .refuses else {
            return try refuse(order, "the station's antennas are needed for another task")
        }
        guard measurement.measures(order.form) else {
            let reason =
                "the station cannot receive this link: no geostationary satellite with known uplink and downlink"
            return try refuse(order, reason)
        }
        let elevation = order.form.satellite.longitude.map(
            desk.configuration.checker.elevation(ofSatelliteAt:))
        let feasibility = Feasibility(
            of: order.form, at: desk.configuration.station, elevation: elevation)
        guard feasibility.verdict != .infeasible else {
            return try refuse(order, feasibility.reasons.map(\.words).joined(separator: "; "))
        }
        try desk.acknowledgeAtEarliest(
            order.number, duration: try duration(of: order), by: stationOperator)
    }

    /// An hour of work, from the hour on that the plan finds best.
    private func duration(of order: Order) throws -> Duration {
        guard let sky = measurement.sky(for: order.form, from: desk.surroundings.now()) else {
            return Desk.assumedTaskDuration
        }
        let plan = try TaskPlanner(try sky.briefing()).plan()
        return .seconds(3600 + Int(plan.window))
    }

    private func refuse(_ order: Order, _ reason: String) throws {
        try desk.perform(.refuse(reason: reason), on: order.number, by: officer)
    }

    private func measure(_ order: Order) throws {
        guard let reference = order.reference else {
            preconditionFailure("an acknowledged order has a reference number")
        }
        let result = try measurement.result(
            of: order, from: order.startedAt ?? desk.surroundings.now(),
            in: folder(of: reference))
        try desk.perform(.complete(result), on: order.number, by: stationOperator)
    }

    private func conclusion(of order: Order) -> String {
        switch order.result?.resultClass {
        case .located:
            "The source of the emission was located; position and error ellipse are given above."
        case .measured: "The emission was measured as requested."
        default: "The source could not be located; the reason is given above."
        }
    }

    /// The folder of a task's recordings.
    public func folder(of reference: ReferenceNumber) -> String {
        DeskFolder.recordings(of: reference, below: recordings)
    }
}
