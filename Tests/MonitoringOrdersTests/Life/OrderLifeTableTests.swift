import MonitoringOrders
import Quantities
import TestSupport
import Testing

@Suite("The table of an order's life")
struct OrderLifeTableTests {
    /// An order in each state, reached by commands alone; the desk that reaches it comes with it.
    static func life(in state: OrderState) throws -> Life {
        switch state {
        case .draft, .queuedForSending, .placed: return try Life.bureau(upTo: state)
        case .received, .acknowledged, .running, .suspended, .workCompleted, .reportApproved,
            .reported:
            return try Life.station(upTo: state)
        case .refused:
            var life = try Life.station(upTo: .received)
            try life.apply(.refuse(reason: nil), by: Fixture.officer)
            return life
        case .withdrawn:
            var life = try Life.bureau(upTo: .placed)
            try life.apply(.withdraw(reason: "resolved"), by: Fixture.dispatcher)
            return life
        }
    }

    /// A command for each act that is in order as far as its content goes.
    static func command(_ act: OrderAct, for order: Order) -> OrderCommand {
        let operatorName = order.form.satelliteOperator?.name ?? ""
        let filed = FiledReport(
            reference: order.reference ?? Fixture.reference(), revision: order.reports.count,
            report: nil, attachments: [])
        switch act {
        case .draft: return .draft(order.form)
        case .place: return .place(CategoryDecision(category: .two))
        case .recordDelivery: return .recordDelivery(Fixture.delivery(Fixture.concerned))
        case .recordFirstContact:
            return .recordFirstContact(
                FirstContact(at: Fixture.morning, by: "Dora", means: "telephone"))
        case .revise:
            return .revise(Fixture.version(order.version + 1), reason: "new deadline")
        case .receive:
            return .receive(
                Fixture.version(order.version), Receipt(sequence: 9, at: Fixture.morning))
        case .acknowledge: return .acknowledge(Fixture.acknowledgement())
        case .update:
            return .update(Fixture.acknowledgement(number: 1, hours: 9), reason: nil)
        case .start: return .start(waitingAhead: [])
        case .suspend: return .suspend(reason: "storm")
        case .resume: return .resume
        case .complete: return .complete(Fixture.notLocated)
        case .approveReport: return .approveReport(conclusion: "Not located.")
        case .releaseReport: return .releaseReport
        case .fileReport: return .fileReport(filed)
        case .reviseReport: return .reviseReport(Fixture.notLocated, conclusion: "Still not.")
        case .refuse: return .refuse(reason: nil)
        case .withdraw: return .withdraw(reason: "resolved")
        case .authoriseContact: return .authoriseContact(operatorName: operatorName)
        case .withdrawAuthorisation: return .withdrawAuthorisation(operatorName: operatorName)
        case .contactOperator:
            return .contactOperator(
                OperatorContact(
                    operatorName: operatorName, at: Fixture.morning - .seconds(60),
                    direction: .outgoing, summary: "asked for the schedule"))
        case .note: return .note("difference noted")
        }
    }

    /// Whoever may do the act at the desk, in person or by letter.
    static func actor(for act: OrderAct, at desk: DeskKind) -> Actor? {
        let people = [
            Fixture.dispatcher, Fixture.stationOperator, Fixture.officer, Fixture.desk,
        ]
        return (people + people.map(Fixture.byLetter)).first { $0.may(act, at: desk) }
    }

    @Test(
        "every pair of state and act is decided as the table says", arguments: OrderState.allCases)
    func everyPair(state: OrderState) throws {
        for act in OrderAct.allCases {
            var life = try Self.life(in: state)
            let order = try #require(life.order)
            #expect(order.state == state)
            guard let actor = Self.actor(for: act, at: life.terms.desk) else { continue }
            if act == .withdrawAuthorisation, OrderLifeTable.next(from: state, by: act) != nil {
                try life.apply(
                    .authoriseContact(operatorName: "Rurisat Ltd."), by: Fixture.officer)
            }
            let next = OrderLifeTable.next(from: state, by: act)
            do {
                try life.apply(Self.command(act, for: order), by: actor)
                let reached = try #require(life.order?.state)
                #expect(next != nil, "\(act) was carried out in \(state)")
                #expect(
                    reached == next || reached == state, "\(act) led from \(state) to \(reached)")
            } catch let refusal as Refusal {
                #expect(next == nil, "\(act) in \(state) was refused: \(refusal)")
                let expected: Refusal = act == .draft ? .orderExists : .notPossible(act, in: state)
                #expect(refusal == expected)
            }
        }
    }

    @Test("an act that moves the state moves it exactly where the table says")
    func movesAreExact() throws {
        for state in OrderState.allCases {
            for act in OrderAct.allCases {
                guard let next = OrderLifeTable.next(from: state, by: act), next != state,
                    act != .recordDelivery
                else { continue }
                var life = try Self.life(in: state)
                let order = try #require(life.order)
                guard let actor = Self.actor(for: act, at: life.terms.desk) else { continue }
                try life.apply(Self.command(act, for: order), by: actor)
                #expect(life.order?.state == next, "\(act) from \(state)")
            }
        }
    }

    @Test("nothing but drafting and receiving begins an order")
    func births() {
        let births = OrderAct.allCases.filter { OrderLifeTable.next(from: nil, by: $0) != nil }
        #expect(births == [.draft, .receive])
        for act in OrderAct.allCases where !births.contains(act) {
            let command = Self.command(act, for: Self.anOrder)
            guard let actor = Self.actor(for: act, at: .station) else { continue }
            #expect(throws: Refusal.unknownOrder) {
                try Order.decide(
                    command, for: nil, at: Fixture.morning, by: actor,
                    under: Fixture.terms(.station))
            }
        }
    }

    private static var anOrder: Order {
        guard
            let order = Order(
                .drafted(form: Fixture.form()), at: Fixture.morning, by: Fixture.dispatcher)
        else { preconditionFailure("a draft begins an order") }
        return order
    }

    @Test("every state can be reached, and the diagram shows each")
    func diagramShowsEveryState() {
        let reached = Set(OrderLifeTable.allSteps.map(\.to))
        #expect(reached == Set(OrderState.allCases))
        for state in OrderState.allCases {
            #expect(OrderLifeTable.diagram.contains(state.rawValue))
        }
    }

    @Test("10 000 random commands never leave the table, and replay gives the same order")
    func randomWalks() throws {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<200 {
            var life = Life(Bool.random(using: &random) ? .bureau : .station)
            var history: [OrderEvent] = []
            for _ in 0..<50 {
                let order = life.order ?? Self.anOrder
                guard let act = random.pick(OrderAct.allCases),
                    let actor = Self.actor(for: act, at: life.terms.desk)
                else { continue }
                let before = life.order?.state
                do {
                    history += try life.apply(Self.command(act, for: order), by: actor)
                    let after = try #require(life.order?.state)
                    let allowed = OrderLifeTable.next(from: before, by: act)
                    #expect(after == allowed || after == before)
                } catch is Refusal {
                    #expect(life.order?.state == before)
                }
            }
            #expect(Self.replay(history) == life.order)
        }
    }

    private static func replay(_ events: [OrderEvent]) -> Order? {
        var order: Order?
        for event in events {
            // Only approvals keep who acted; in this walk it is always the same officer.
            if order == nil {
                order = Order(event, at: Fixture.morning, by: Fixture.officer)
            } else {
                order?.apply(event, at: Fixture.morning, by: Fixture.officer)
            }
        }
        return order
    }
}
