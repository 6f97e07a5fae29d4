// Acknowledging by the timetable: the earliest start, and an update for every promise that moves.

import Desk
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("Planning at the station")
struct PlanningTests {
    @Test("R35: category 1 takes the next start, and moved promises reach the Bureau as updates")
    func movedPromise() throws {
        let desks = try DeskPair()
        let (usual, urgent) = try (desks.form(), desks.form("05-brazil-is-concerned.txt"))
        try desks.place(usual)
        try desks.settle()
        let station = desks.station.desk
        let first = try station.acknowledgeAtEarliest(
            usual.number, duration: .seconds(3600), by: desks.stationOperator)
        let promised = try #require(first.acknowledgement?.expectedStart)
        #expect(promised > desks.clock.now && promised < desks.clock.now + .seconds(61))
        #expect(promised.nanosecondOfDay % 60_000_000_000 == 0)
        try station.update(
            usual.number, start: desks.clock.now + .seconds(600), duration: nil, reason: nil,
            by: desks.stationOperator)
        try desks.place(urgent, .one(.safetyOfFlight))
        try desks.settle()
        let plan = try station.plan(urgent.number, lasting: .seconds(7200))
        #expect(plan.movedStarts.map(\.order) == [usual.number])
        let second = try station.acknowledgeAtEarliest(
            urgent.number, duration: .seconds(7200), by: desks.stationOperator)
        try desks.settle()
        let moved = try desks.bureau.desk.order(usual.number)
        #expect(moved.acknowledgements.map(\.number) == [0, 1, 2])
        let end = try #require(second.acknowledgement?.expectedEnd)
        #expect(moved.acknowledgement?.expectedStart == end)
        let kept = try desks.bureau.desk.order(urgent.number)
        #expect(kept.acknowledgement == second.acknowledgement)
    }

    @Test(
        "a plan is made again when something is written, a minute has passed, or an antenna is out of use"
    )
    func planAgain() throws {
        let desks = try DeskPair()
        let forms = try [desks.form(), desks.form("05-brazil-is-concerned.txt")]
        try desks.place(forms[0])
        try desks.settle()
        let station = desks.station.desk
        let alone = try station.proposal(for: forms[0].number)
        #expect(try station.timetable().planned.map(\.order) == [forms[0].number])
        #expect(try station.proposal(for: forms[0].number) == alone)
        desks.clock.advance(.seconds(60))
        let later = try station.proposal(for: forms[0].number)
        #expect(later.start == alone.start.map { $0 + .seconds(60) })
        try desks.place(forms[1], .one(.safetyOfFlight))
        try desks.settle()
        #expect(try station.timetable().planned.map(\.order) == [forms[1].number, forms[0].number])
        #expect(
            try station.proposal(for: forms[0].number).start
                == later.start.map { $0 + .seconds(3600) })
        let end = desks.clock.now + .seconds(86_400)
        var configuration = station.configuration
        for index in configuration.checker.station.antennas.indices {
            configuration.checker.station.antennas[index].maintenance = [
                TimeSpan(from: end - .seconds(86_400), lasting: .seconds(86_400))
            ]
        }
        #expect(station.adopt(configuration) == [])
        #expect(try station.timetable().planned.first?.span.start == end)
    }

    @Test("an order for a band that no antenna receives has no place, and nothing is stored")
    func noAntenna() throws {
        let desks = try DeskPair()
        let form = try desks.form("09-l-band.txt")
        try desks.place(form)
        try desks.settle()
        let station = desks.station.desk
        #expect(throws: NoPlaceInTimetable(order: form.number, reason: .noAntennaForBand)) {
            try station.acknowledgeAtEarliest(
                form.number, duration: .seconds(3600), by: desks.stationOperator)
        }
        #expect(try station.order(form.number).state == .received)
    }

    @Test("the running task holds its antenna until its expected end")
    func running() throws {
        let desks = try DeskPair()
        let forms = try [desks.form(), desks.form("05-brazil-is-concerned.txt")]
        for form in forms { try desks.place(form) }
        try desks.settle()
        let station = desks.station.desk
        try station.acknowledgeAtEarliest(
            forms[0].number, duration: .seconds(3600), by: desks.stationOperator)
        let begun = try station.start(forms[0].number, by: desks.stationOperator)
        let timetable = try station.timetable()
        #expect(timetable.running.map(\.order) == [forms[0].number])
        let next = try #require(timetable.task(of: forms[1].number))
        let end = (begun.startedAt ?? desks.clock.now) + .seconds(3600)
        let isSame = next.antenna == timetable.running.first?.antenna
        #expect(isSame ? next.span.start == end : next.span.start < end)
    }

    @Test("R35: a plan for one order says of it, and of every promise, what a plan of all says")
    func planOfOne() throws {
        var random = SeededGenerator(seed: 35)
        let desks = try DeskPair()
        let station = desks.station.desk
        var form = try desks.form()
        for serial in 1...24 {
            form.number = OrderNumber(series: "BR", year: 2027, serial: serial)
            try desks.place(form, serial.isMultiple(of: 3) ? .one(.safetyOfFlight) : .two)
        }
        try desks.settle()
        for entry in try station.receivedOrders(in: [.received]).shuffled(using: &random).prefix(6)
        {
            try station.acknowledgeAtEarliest(
                entry.order, duration: .seconds(1800), by: desks.stationOperator)
        }
        let all = try station.timetable()
        for entry in try station.receivedOrders(in: [.received]) {
            var request = try #require(all.requests.first { $0.order == entry.order })
            request.duration = .seconds(5400)
            let whole = Timetable(
                antennas: all.antennas, running: all.running,
                waiting: all.requests.filter { $0.order != entry.order } + [request], at: all.now)
            let plan = try station.plan(entry.order, lasting: request.duration)
            #expect(plan.task(of: entry.order) == whole.task(of: entry.order))
            #expect(plan.movedStarts == whole.movedStarts)
            let wanted = TimeSpan(from: desks.clock.now + .seconds(7200), lasting: .seconds(5400))
            #expect(
                plan.conflicts(at: wanted, downlink: form.downlink, besides: entry.order)
                    == whole.conflicts(at: wanted, downlink: form.downlink, besides: entry.order))
            #expect(plan.requests.count <= whole.requests.count)
        }
        let head = try #require(try station.queue().entries.first { $0.state == .received })
        #expect(try station.plan(head.order, lasting: .seconds(60)).requests.count < 24)
    }
}
