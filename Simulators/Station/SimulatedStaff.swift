// The people of the simulated station: an operator who acknowledges and measures, an officer who
// refuses, approves and releases. They act on the desk as real ones would, one step at a time, and
// take up after an interruption where the journal says they were.

public import Desk
import Foundation
public import MonitoringOrders
import OrderStore
public import Quantities
import Signals
public import Sky

/// Operator and officer of a simulated station.
public struct SimulatedStaff: Sendable {
    private let desk: Desk
    private let recordings: String
    private let seed: UInt64
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
        let unacknowledged = waiting.first { $0.state == .received }
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
        guard link(of: order.form) != nil else {
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
        guard let sky = sky(for: order.form, from: desk.surroundings.now()) else {
            return Desk.assumedTaskDuration
        }
        let plan = try TaskPlanner(try sky.briefing()).plan()
        return .seconds(3600 + Int(plan.window))
    }

    private func refuse(_ order: Order, _ reason: String) throws {
        try desk.perform(.refuse(reason: reason), on: order.number, by: officer)
    }

    private func measure(_ order: Order) throws {
        guard let reference = order.reference,
            let sky = sky(for: order.form, from: order.startedAt ?? desk.surroundings.now())
        else { preconditionFailure("an acknowledged order has a link and a reference number") }
        let briefing = try sky.briefing()
        let folder = folder(of: reference)
        let measurement = try StationMeasurement(
            briefing, plan: try TaskPlanner(briefing).plan(), receivers: SkyReceivers(sky),
            folder: folder)
        let outcome = try measurement.run()
        let (files, measured) = try outcome.writeDown(in: folder)
        let result = outcome.taskResult(of: briefing, files: files, measurement: measured)
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

    /// The sky over an order: fixed by the order's number and the seed.
    ///
    /// - Parameters:
    ///   - form: the order's form.
    ///   - start: when the task begins; the truth does not depend on it.
    /// - Returns: `nil` for a form without a geostationary link.
    public func sky(for form: OrderForm, from start: UTCInstant) -> SimulatedSky? {
        link(of: form).map { link in
            let seed = skySeed(form.number)
            return SimulatedSky(
                SkyScenario(
                    link: link, station: desk.configuration.station.position, start: start,
                    seed: seed), seed: seed)
        }
    }

    /// The folder of a task's recordings.
    public func folder(of reference: ReferenceNumber) -> String {
        DeskFolder.recordings(of: reference, below: recordings)
    }

    private func link(of form: OrderForm) -> VictimLink? {
        guard let longitude = form.satellite.longitude, let uplink = form.uplink,
            let downlink = form.downlink
        else { return nil }
        return VictimLink(
            satellite: form.satellite.name, longitude: longitude, uplink: uplink,
            downlink: downlink, isLocationRequested: form.isLocationRequested)
    }

    private func skySeed(_ number: OrderNumber) -> UInt64 {
        number.description.utf8.fnv1a(from: 0xCBF2_9CE4_8422_2325 ^ seed)
    }
}
