// The people at both desks. They do what is permitted, sometimes late and sometimes sillily, and they
// look again at whatever an interruption has left undone.

import Desk
import MonitoringOrders
import OrderStore
import Quantities

/// Dispatchers, operators and officers.
struct Staff {
    private var dice: Dice
    private let settings: WorkflowSettings
    let dispatcher = Actor(
        name: "simulated dispatcher", role: .dispatcher, isSimulated: true)
    let stationOperator = Actor(
        name: "simulated operator", role: .stationOperator, isSimulated: true)
    private let officer = Actor(name: "simulated officer", role: .officer, isSimulated: true)
    /// The case that silly people dwell on.
    private var concern: OrderNumber?

    /// Measures a task; `nil` where results are drawn.
    private let measure: ((Order) throws -> TaskResult)?

    init(_ settings: WorkflowSettings, measure: ((Order) throws -> TaskResult)?) {
        (self.settings, dice) = (settings, Dice(seed: settings.seed, stream: "staff"))
        self.measure = measure
    }

    /// How long somebody takes to look.
    mutating func reaction() -> Duration {
        dice.span(from: .seconds(60), to: settings.longestReaction)
    }

    /// How long a task will really take.
    mutating func taskLength() -> Duration {
        dice.span(from: .seconds(900), to: settings.longestTask)
    }

    // MARK: at the Bureau

    /// Places an order. Half of the Administrations are called at once, the others never.
    mutating func place(
        _ form: OrderForm, _ category: MonitoringOrders.Category, at desk: Desk
    ) throws {
        try desk.placeOrder(form, as: CategoryDecision(category: category), by: dispatcher)
        guard dice.falls(0.5) else { return }
        let contact = FirstContact(
            at: desk.surroundings.now(), by: dispatcher.name, means: "telephone")
        try desk.perform(.recordFirstContact(contact), on: form.number, by: dispatcher)
    }

    /// Withdraws an order or gives it another category, as people do who change their minds.
    mutating func changeMind(about number: OrderNumber, at desk: Desk) throws {
        guard let order = try? desk.order(number), !order.state.isFinal else { return }
        if dice.falls(0.3) {
            try desk.perform(.withdraw(reason: "resolved"), on: number, by: dispatcher)
        } else if order.kind == .harmfulInterference {
            let category: MonitoringOrders.Category =
                order.category?.number == 1 ? .two : .one(.safetyOfFlight)
            try desk.reclassify(
                number, as: category, reason: "on second thoughts", by: dispatcher)
        }
    }

    // MARK: at the station

    /// Takes every order as far as people can now.
    mutating func serve(_ desk: Desk, isSilly: () -> Bool) throws {
        for entry in try desk.receivedOrders(in: [.received]) {
            do {
                try answer(entry.order, at: desk)
            } catch Refusal.numbersUnconfirmed {
                // The desk was restored, and nobody has compared yet.
                break
            }
        }
        for entry in try desk.receivedOrders(in: [.workCompleted]) {
            let conclusion = "The result of the measurement is given above."
            try desk.perform(
                .approveReport(conclusion: conclusion), on: entry.order, by: officer)
        }
        for entry in try desk.receivedOrders(in: [.reportApproved]) {
            try desk.releaseReport(entry.order, by: officer)
        }
        if isSilly() { try beSilly(at: desk) }
        try runTasks(at: desk)
    }

    /// Begins what the antennas can take: a waiting category 1 before everything, suspended tasks before new ones.
    private func runTasks(at desk: Desk) throws {
        while true {
            let running = try desk.receivedOrders(in: [.running])
            let next = try desk.queue().entries.first { $0.state == .acknowledged }
            let isUrgent = next?.category.number == 1
            guard running.count < settings.antennas else {
                let weaker = running.last { $0.category.number == 2 }
                guard settings.suspends, isUrgent, let weaker else { return }
                try desk.perform(
                    .suspend(reason: "for a category 1"), on: weaker.order, by: stationOperator)
                continue
            }
            let suspended = try desk.receivedOrders(in: [.suspended])
            if !isUrgent, let first = suspended.first {
                try desk.perform(.resume, on: first.order, by: stationOperator)
            } else if let next {
                try desk.start(next.order, by: stationOperator)
            } else {
                return
            }
        }
    }

    private mutating func answer(_ number: OrderNumber, at desk: Desk) throws {
        if dice.falls(settings.shareOfRefusals) {
            let reason = dice.falls(0.5) ? "no antenna is free" : nil
            try desk.perform(.refuse(reason: reason), on: number, by: officer)
        } else {
            try desk.acknowledge(
                number, start: desk.surroundings.now() + .seconds(3600), duration: taskLength(),
                by: stationOperator)
        }
    }

    private mutating func beSilly(at desk: Desk) throws {
        let orders = try desk.receivedOrders(in: [.acknowledged, .running, .suspended])
        guard !orders.isEmpty else { return }
        let dweltOn = dice.falls(0.5) ? orders.first { $0.order == concern } : nil
        let entry = dweltOn ?? dice.pick(orders)
        let order = entry.order
        concern = order
        switch Int.random(in: 0..<9, using: &dice) {
        case 0 where entry.state == .running:
            try desk.perform(.suspend(reason: "lunch"), on: order, by: stationOperator)
        case 1: try update(order, at: desk, to: taskLength())
        case 2: try desk.perform(.refuse(reason: nil), on: order, by: officer)
        case 3:
            try desk.perform(
                .authoriseContact(operatorName: "Simsat Ltd."), on: order, by: officer)
        case 4:
            try desk.perform(
                .withdrawAuthorisation(operatorName: "Simsat Ltd."), on: order, by: officer)
        // The rules must say no to whoever is not next.
        case 5: try desk.start(order, by: stationOperator)
        // Somebody leans on a key; the fuse must end it.
        case 6: for hours in 1...30 { try update(order, at: desk, to: .seconds(3600 * hours)) }
        case 7:
            let ago = dice.span(from: .seconds(900), to: .seconds(8 * 3600))
            try contact(order, at: desk, ago: ago)
        default: try contact(order, at: desk, ago: .zero)
        }
    }

    private func update(_ number: OrderNumber, at desk: Desk, to duration: Duration) throws {
        try desk.update(
            number, start: nil, duration: duration, reason: nil, by: stationOperator)
    }

    /// A contact with the satellite's operator, logged now or some time afterwards.
    private func contact(_ number: OrderNumber, at desk: Desk, ago: Duration) throws {
        let contact = OperatorContact(
            operatorName: "Simsat Ltd.", at: desk.surroundings.now() - ago, direction: .outgoing,
            summary: "asked for the transponder plan")
        try desk.perform(.contactOperator(contact), on: number, by: stationOperator)
    }

    /// Ends a running task with a result that is measured, or drawn from the error model of the station.
    mutating func finish(_ number: OrderNumber, at desk: Desk) throws {
        let order = try desk.order(number)
        guard order.state == .running else { return }
        // Drawn in any case, so that measuring does not move what else is drawn.
        let drawn = result(for: order.form, at: desk.surroundings.now())
        try desk.perform(
            .complete(try measure?(order) ?? drawn), on: number, by: stationOperator)
    }

    private mutating func result(for form: OrderForm, at now: UTCInstant) -> TaskResult {
        guard form.isLocationRequested else {
            var measured = TaskResult(resultClass: .measured)
            measured.emissions = [
                MeasuredEmission(
                    observedFrom: now - .seconds(600), observedTo: now,
                    centreFrequency: MeasuredValue(
                        value: form.downlink?.value ?? 0, unit: "Hz", expandedUncertainty: 50,
                        coverageFactor: 2))
            ]
            return measured
        }
        let classes: [(ResultClass, String)] = [
            (.notLocated, "no adjacent satellite with a known position"),
            (.notObserved, "no emission was seen during the task"),
        ]
        let (resultClass, reason) = dice.pick(classes)
        return TaskResult(resultClass: resultClass, reason: reason)
    }
}
