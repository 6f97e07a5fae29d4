import MonitoringOrders
import Quantities
import Testing

@Suite("Final report and refusal (clauses 3.2.1.4, 3.2.1.5)")
struct ReportAndRefusalTests {
    @Test("R47: no task ends as done without a final report")
    func everyTaskIsReported() {
        let ends = OrderState.allCases.filter(\.isFinal)
        #expect(Set(ends) == [.reported, .refused, .withdrawn])
        let waysToReported = OrderLifeTable.allSteps.filter {
            $0.to == .reported && $0.from != .reported
        }
        #expect(Set(waysToReported.map(\.act)) == [.releaseReport, .fileReport])
    }

    @Test("R48: the report is approved and released by the officer, never by the operator")
    func officerReleases() throws {
        var life = try Life.station(upTo: .workCompleted)
        let approve = OrderCommand.approveReport(conclusion: "Not located.")
        #expect(throws: Refusal.notPermitted(.approveReport, .stationOperator)) {
            try life.apply(approve, by: Fixture.stationOperator)
        }
        try life.apply(approve, by: Fixture.officer)
        #expect(throws: Refusal.notPermitted(.releaseReport, .stationOperator)) {
            try life.apply(.releaseReport, by: Fixture.stationOperator)
        }
    }

    @Test("R48: who handed a result over neither approves nor releases nor revises its report")
    func twoPeople() throws {
        let otto = Actor(name: "OTTO", role: .officer)
        func refusal(_ act: OrderAct) -> Refusal {
            .needsAnotherPerson(act, than: "Otto", whoDid: .complete)
        }
        var life = try Life.station(upTo: .workCompleted)
        #expect(throws: refusal(.approveReport)) {
            try life.apply(.approveReport(conclusion: "Not located."), by: otto)
        }
        life = try Life.station(upTo: .reportApproved)
        #expect(throws: refusal(.releaseReport)) { try life.apply(.releaseReport, by: otto) }
        try life.apply(.releaseReport, by: Fixture.officer)
        let revise = OrderCommand.reviseReport(Fixture.notLocated, conclusion: "Still not.")
        #expect(throws: refusal(.reviseReport)) { try life.apply(revise, by: otto) }
        #expect(life.order?.reports.count == 1)
    }

    @Test("R48: where the settings ask for three people, who approved does not release either")
    func threePeople() throws {
        var terms = Fixture.terms(.station)
        terms.reportPeople = .three
        var life = try Life.station(upTo: .reportApproved, terms: terms)
        let refusal = { Refusal.needsAnotherPerson($0, than: "Olga", whoDid: .approveReport) }
        #expect(throws: refusal(.releaseReport)) {
            try life.apply(.releaseReport, by: Fixture.officer)
        }
        try life.apply(.releaseReport, by: Actor(name: "Olavo", role: .officer))
        let revise = OrderCommand.reviseReport(Fixture.notLocated, conclusion: "Still not.")
        #expect(throws: refusal(.reviseReport)) { try life.apply(revise, by: Fixture.officer) }
        try life.apply(revise, by: Actor(name: "Olavo", role: .officer))
    }

    @Test("R48: where the settings allow it, one person does it all, in both roles")
    func onePerson() throws {
        var terms = Fixture.terms(.station)
        terms.reportPeople = .one
        var life = try Life.station(upTo: .workCompleted, terms: terms)
        let otto = Actor(name: "Otto", role: .officer)
        try life.apply(.approveReport(conclusion: "Not located."), by: otto)
        try life.apply(.releaseReport, by: otto)
        #expect(life.order?.state == .reported)
    }

    @Test("R49: the report goes from the Administration to ITU alone, copies or not")
    func reportRecipients() throws {
        var copying = Fixture.correspondents
        copying.copiesAcknowledgements = true
        let life = try Life.station(upTo: .reported)
        let letter = try #require(life.letterDue(copying))
        #expect(letter.kind == .finalReport)
        #expect(letter.sender == copying.administration)
        #expect(letter.envelope == [copying.bureau])
    }

    @Test(
        "R50, R78: every result class is a full result when it says what it must",
        arguments: ResultClass.allCases)
    func resultClasses(resultClass: ResultClass) throws {
        var life = try Life.station(upTo: .running)
        #expect(throws: Refusal.resultIncomplete(resultClass)) {
            try life.apply(
                .complete(TaskResult(resultClass: resultClass)), by: Fixture.stationOperator)
        }
        try life.apply(.complete(Self.complete(resultClass)), by: Fixture.stationOperator)
        #expect(life.order?.state == .workCompleted)
    }

    private static func complete(_ resultClass: ResultClass) -> TaskResult {
        let estimate = PositionEstimate(
            position: GeodeticPosition(latitude: .degrees(-10), longitude: .degrees(-50)),
            ellipse: GroundEllipse(
                semiMajor: .kilometres(5), semiMinor: .kilometres(1), azimuth: .degrees(10),
                confidence: 0.95))
        var result = TaskResult(resultClass: resultClass, reason: "as the geometry allows")
        result.geolocation = GeolocationStatement(
            estimates: [estimate], method: "TDOA/FDOA", sources: [], satellites: [],
            observables: [], time: Fixture.morning, includesEphemerisError: true)
        result.emissions = [
            MeasuredEmission(
                observedFrom: Fixture.morning, observedTo: Fixture.morning,
                centreFrequency: MeasuredValue(value: 11.9e9, unit: "Hz"))
        ]
        return result
    }

    @Test("R78: where a location was asked, measuring alone needs a reason")
    func locationAsked() throws {
        var life = try Life.station(upTo: .running)
        var result = Self.complete(.measured)
        result.reason = nil
        #expect(throws: Refusal.resultIncomplete(.measured)) {
            try life.apply(.complete(result), by: Fixture.stationOperator)
        }
    }

    @Test(
        "behaviour 67, R51: after release the report is immutable and corrections are numbered revisions"
    )
    func revisions() throws {
        var life = try Life.station(upTo: .reported)
        let first = try #require(life.order?.reports.first)
        try life.apply(
            .reviseReport(Fixture.notLocated, conclusion: "Corrected."), by: Fixture.officer)
        #expect(life.order?.reports.map(\.revision) == [0, 1])
        #expect(life.order?.reports.first == first)
        let letter = life.letterDue()
        #expect(letter?.kind == .revision)
        #expect(letter?.envelope == [Fixture.correspondents.bureau])
    }

    @Test("R51, R52: the Bureau files each revision once and refuses another content for it")
    func filing() throws {
        var life = try Life.bureau(upTo: .reported)
        let officer = Fixture.byLetter(Fixture.officer)
        var report = try #require(life.order?.reports.first)
        #expect(try life.apply(.fileReport(report), by: officer).isEmpty)
        report.attachments = [FileDigest(fileName: "x.pdf", sha256: "00")]
        #expect(throws: Refusal.reportDiffersFromFiled) {
            try life.apply(.fileReport(report), by: officer)
        }
        report.revision = 2
        #expect(throws: Refusal.revisionNotNext(expected: 1, given: 2)) {
            try life.apply(.fileReport(report), by: officer)
        }
    }

    @Test("A27: a report that crosses a withdrawal is kept, and the order stays withdrawn")
    func crossing() throws {
        var life = try Life.bureau(upTo: .acknowledged)
        try life.apply(.withdraw(reason: "resolved"), by: Fixture.dispatcher)
        let report = FiledReport(
            reference: Fixture.reference(), revision: 0, report: nil, attachments: [])
        try life.apply(.fileReport(report), by: Fixture.byLetter(Fixture.officer))
        #expect(life.order?.state == .withdrawn)
        #expect(life.order?.reports.count == 1)
    }

    @Test("R53: refusal is an act of the officer", arguments: Role.allCases)
    func whoRefuses(role: Role) throws {
        var life = try Life.station(upTo: .received)
        let refuse = OrderCommand.refuse(reason: nil)
        guard role == .officer else {
            #expect(throws: Refusal.notPermitted(.refuse, role)) {
                try life.apply(refuse, by: Actor(name: "N", role: role))
            }
            return
        }
        try life.apply(refuse, by: Fixture.officer)
        #expect(life.order?.state == .refused)
    }

    @Test("R54: any reason suffices, and none does too", arguments: ["", "no staff", "não"])
    func anyReason(reason: String) throws {
        var life = try Life.station(upTo: .acknowledged)
        try life.apply(.refuse(reason: reason), by: Fixture.officer)
        #expect(life.order?.refusalReason == (reason.isEmpty ? nil : reason))
    }

    @Test("R55: a refusal sends its letter to ITU alone")
    func refusalLetter() throws {
        var life = try Life.station(upTo: .received)
        try life.apply(.refuse(reason: nil), by: Fixture.officer)
        let letter = life.letterDue()
        #expect(letter?.kind == .refusal)
        #expect(letter?.envelope == [Fixture.correspondents.bureau])
    }

    @Test(
        "R56: refusal is possible at every moment up to the final report",
        arguments: [
            OrderState.received, .acknowledged, .running, .suspended, .workCompleted,
            .reportApproved,
        ])
    func whenRefused(state: OrderState) throws {
        var life = try Life.station(upTo: state)
        try life.apply(.refuse(reason: nil), by: Fixture.officer)
        #expect(life.order?.state == .refused)
        var reported = try Life.station(upTo: .reported)
        #expect(throws: Refusal.notPossible(.refuse, in: .reported)) {
            try reported.apply(.refuse(reason: nil), by: Fixture.officer)
        }
    }

    @Test(
        "R5: a refusal leaves no mark on the Administration: the order is closed, nothing escalates"
    )
    func refusalIsNormal() throws {
        var life = try Life.station(upTo: .received)
        let events = try life.apply(.refuse(reason: nil), by: Fixture.officer)
        #expect(events == [.refused(reason: nil)])
    }

    @Test("R58: an order is refused whole: nothing of it can be carried out afterwards")
    func refusedWhole() throws {
        var life = try Life.station(upTo: .acknowledged)
        try life.apply(.refuse(reason: "only the first frequency"), by: Fixture.officer)
        let order = try #require(life.order)
        for act in [OrderAct.start, .update, .complete, .approveReport, .releaseReport] {
            #expect(OrderLifeTable.next(from: order.state, by: act) == nil, "\(act)")
        }
    }

    @Test("R74: a noted difference changes neither state nor place nor duties")
    func difference() throws {
        var life = try Life.station(upTo: .acknowledged)
        let before = try #require(life.order)
        try life.apply(.note("The parties differ on clause 3.1.2."), by: Fixture.officer)
        let after = try #require(life.order)
        #expect(after.state == before.state)
        #expect(after.receipt == before.receipt)
        #expect(after.acknowledgement == before.acknowledgement)
    }

    @Test("R6: no field of the report can hold content of communications")
    func noContent() {
        let emission = MeasuredEmission(
            observedFrom: Fixture.morning, observedTo: Fixture.morning,
            centreFrequency: MeasuredValue(value: 0, unit: "Hz"))
        let names =
            Mirror(reflecting: emission).children.compactMap(\.label)
            + Mirror(reflecting: Fixture.notLocated).children.compactMap(\.label)
        #expect(
            Set(names) == [
                "observedFrom", "observedTo", "centreFrequency", "occupiedBandwidth",
                "carrierToNoise", "polarisation", "modulationClass", "resultClass", "reason",
                "emissions", "geolocation", "recordings", "conditions", "level", "symbolRate",
                "drift",
                "measurement",
            ])
    }
}
