import MonitoringOrders
import Quantities
import Testing

@Suite("Acknowledgement and task (clauses 3.1.2, 3.2.1)")
struct TaskTests {
    @Test("R28, R32: the acknowledgement goes from the station to ITU without a copy by default")
    func acknowledgementLetter() throws {
        let life = try Life.station(upTo: .acknowledged)
        let letter = try #require(life.letterDue())
        #expect(letter.sender == Fixture.correspondents.station)
        #expect(letter.envelope == [Fixture.correspondents.bureau])
        var copying = Fixture.correspondents
        copying.copiesAcknowledgements = true
        #expect(life.letterDue(copying)?.copies == [Fixture.concerned])
        #expect(try Life.bureau(upTo: .acknowledged).letterDue() == nil)
    }

    @Test("R29: the duration must be longer than zero", arguments: [0, -1])
    func duration(hours: Int) throws {
        var life = try Life.station(upTo: .received)
        #expect(throws: Refusal.durationNotPositive) {
            try life.apply(
                .acknowledge(Fixture.acknowledgement(hours: hours)), by: Fixture.stationOperator)
        }
    }

    @Test("R30: the expected end follows from start and duration")
    func end() {
        let acknowledgement = Fixture.acknowledgement(hours: 6)
        #expect(acknowledgement.expectedEnd - acknowledgement.expectedStart == .seconds(21_600))
    }

    @Test("R34: acknowledging twice with the same values is one acknowledgement")
    func idempotent() throws {
        var life = try Life.station(upTo: .acknowledged)
        let again = OrderCommand.acknowledge(Fixture.acknowledgement())
        #expect(try life.apply(again, by: Fixture.stationOperator).isEmpty)
        #expect(throws: Refusal.alreadyAcknowledged(Fixture.reference())) {
            try life.apply(
                .acknowledge(Fixture.acknowledgement(hours: 7)), by: Fixture.stationOperator)
        }
        #expect(life.order?.acknowledgements.count == 1)
    }

    @Test("R35: updates are numbered and the old values stay")
    func updates() throws {
        var life = try Life.station(upTo: .acknowledged)
        for number in 1...3 {
            #expect(life.order?.nextUpdateNumber == number)
            let update = Fixture.acknowledgement(number: number, hours: 6 + number)
            try life.apply(.update(update, reason: nil), by: Fixture.stationOperator)
        }
        #expect(life.order?.acknowledgements.map(\.number) == [0, 1, 2, 3])
        #expect(life.order?.acknowledgements.first?.expectedDuration == .seconds(6 * 3600))
        #expect(life.order?.acknowledgement?.expectedDuration == .seconds(9 * 3600))
        let reused = Fixture.acknowledgement(number: 2, hours: 20)
        #expect(throws: Refusal.updateNumberReused(2)) {
            try life.apply(.update(reused, reason: nil), by: Fixture.stationOperator)
        }
    }

    @Test("R20: an update with another reference number is refused")
    func otherReference() throws {
        var life = try Life.station(upTo: .acknowledged)
        var update = Fixture.acknowledgement(number: 1, hours: 9)
        update.reference = Fixture.reference(8)
        #expect(
            throws: Refusal.referenceDiffers(
                expected: Fixture.reference(7), given: Fixture.reference(8))
        ) {
            try life.apply(.update(update, reason: nil), by: Fixture.stationOperator)
        }
    }

    @Test("R35: letters that overtake each other leave the newest values in force")
    func overtakingUpdates() throws {
        var life = try Life.bureau(upTo: .acknowledged)
        let station = Fixture.byLetter(Fixture.stationOperator)
        for number in [2, 1] {
            let update = Fixture.acknowledgement(number: number, hours: 6 + number)
            try life.apply(.update(update, reason: nil), by: station)
        }
        #expect(life.order?.acknowledgement?.number == 2)
        #expect(life.order?.acknowledgements.count == 3)
    }

    @Test("R36: an order letter seen twice makes no second task and keeps its place")
    func seenTwice() throws {
        var life = try Life.station(upTo: .running)
        let bureau = Fixture.byLetter(Fixture.dispatcher)
        let again = OrderCommand.receive(
            Fixture.version(), Receipt(sequence: 99, at: Fixture.morning))
        #expect(try life.apply(again, by: bureau).isEmpty)
        #expect(life.order?.receipt?.sequence == 1)
    }

    @Test("R45: a newer version by letter changes the category and keeps the receipt")
    func newerVersion() throws {
        var life = try Life.station(upTo: .acknowledged)
        let next = Fixture.version(2, category: .one(.safetyOfFlight))
        try life.apply(
            .receive(next, Receipt(sequence: 50, at: Fixture.morning)),
            by: Fixture.byLetter(Fixture.dispatcher))
        #expect(life.order?.category?.number == 1)
        #expect(life.order?.receipt?.sequence == 1)
        #expect(life.order?.state == .acknowledged)
    }

    @Test("R44: the station cannot change the category")
    func stationCannotReclassify() throws {
        var life = try Life.station(upTo: .acknowledged)
        for actor in [Fixture.stationOperator, Fixture.officer, Fixture.dispatcher] {
            #expect(throws: Refusal.notPermitted(.revise, actor.role)) {
                try life.apply(.revise(Fixture.version(2), reason: "x"), by: actor)
            }
        }
    }

    @Test("R42: suspension needs a reason and keeps reference and receipt")
    func suspension() throws {
        var life = try Life.station(upTo: .running)
        #expect(throws: Refusal.reasonMissing) {
            try life.apply(.suspend(reason: ""), by: Fixture.stationOperator)
        }
        try life.apply(.suspend(reason: "category 1 waits"), by: Fixture.stationOperator)
        #expect(life.order?.reference == Fixture.reference())
        #expect(life.order?.queueEntry?.receipt.sequence == 1)
        try life.apply(.resume, by: Fixture.stationOperator)
        #expect(life.order?.state == .running)
    }

    @Test("R40, R41: a task is not started past waiting ones")
    func noPassing() throws {
        var life = try Life.station(upTo: .acknowledged)
        let ahead = [Fixture.number(99)]
        #expect(throws: Refusal.passesWaitingOrders(ahead)) {
            try life.apply(.start(waitingAhead: ahead), by: Fixture.stationOperator)
        }
    }

    @Test(
        "R31: the time to acknowledge is measured; passing the house target does nothing by itself")
    func promptness() throws {
        let targets = HouseTargets(categoryOne: .seconds(3600), categoryTwo: .seconds(86_400))
        let life = try Life.station(upTo: .received)
        let order = try #require(life.order)
        let late = Fixture.morning + .seconds(86_401)
        #expect(order.timeToAcknowledge(at: late) == .seconds(86_401))
        #expect(order.isAcknowledgementOverdue(at: late, targets: targets))
        #expect(!order.isAcknowledgementOverdue(at: late - .seconds(2), targets: targets))
        #expect(order.state == .received)
        #expect(HouseTargets.label == "not set by the MoU")
    }
}
