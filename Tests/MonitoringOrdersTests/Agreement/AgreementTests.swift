import MonitoringOrders
import Quantities
import Testing

@Suite("The agreement as data")
struct AgreementTests {
    @Test(
        "R71: it enters into force on the later signature, whoever signs first",
        arguments: [
            ("2019-10-31", "2019-10-31", "2019-10-31"), ("2019-10-31", "2019-11-02", "2019-11-02"),
            ("2019-11-02", "2019-10-31", "2019-11-02"),
        ])
    func entryIntoForce(itu: String, administration: String, expected: String) {
        var agreement = Fixture.agreement
        agreement.signatures[0].date = Fixture.day(itu)
        agreement.signatures[1].date = Fixture.day(administration)
        #expect(agreement.entryIntoForce == Fixture.day(expected))
        #expect(agreement.standing(on: Fixture.day("2019-10-30")) == .notYetInForce)
    }

    @Test("R71: without both signatures it is not in force")
    func oneSignature() {
        var agreement = Fixture.agreement
        agreement.signatures.removeLast()
        #expect(agreement.entryIntoForce == nil)
        agreement.signatures = [agreement.signatures[0], agreement.signatures[0]]
        #expect(agreement.standing(on: Fixture.day("2027-01-01")) == .notYetInForce)
    }

    @Test("R71: an order dated before the entry into force is rejected")
    func datedBefore() throws {
        var form = Fixture.form()
        form.date = Fixture.day("2019-10-30").startOfDay
        var life = Life(.bureau)
        try life.apply(.draft(form), by: Fixture.dispatcher)
        #expect(throws: Refusal.datedBeforeAgreement(Fixture.day("2019-10-31"))) {
            try life.apply(.place(CategoryDecision(category: .two)), by: Fixture.dispatcher)
        }
    }

    @Test("R67: six calendar months run from the receipt of the notice, by either party")
    func termination() {
        for party in Party.allCases {
            let notice = TerminationNotice(
                by: party, document: "D/1", sent: Fixture.day("2026-08-01"),
                received: Fixture.day("2026-08-31"))
            #expect(notice.effectiveDate == Fixture.day("2027-02-28"))
        }
    }

    private static func notice(_ agreement: inout Agreement) {
        agreement.termination = TerminationNotice(
            by: .itu, document: "D/1", sent: Fixture.day("2026-07-01"),
            received: Fixture.day("2026-07-15"))
    }

    @Test("R68, R69: orders may be placed during the notice and not after it")
    func placingDuringNotice() throws {
        var life = Life(.bureau, terms: Fixture.terms(.bureau, Self.notice))
        let decision = OrderCommand.place(CategoryDecision(category: .two))
        try life.apply(.draft(Fixture.form()), by: Fixture.dispatcher)
        let end = Fixture.day("2027-01-15")
        #expect(throws: Refusal.agreementEnded(end)) {
            try life.apply(decision, by: Fixture.dispatcher, at: end.startOfDay)
        }
        try life.apply(decision, by: Fixture.dispatcher, at: end.startOfDay - .seconds(1))
        #expect(life.order?.state == .queuedForSending)
    }

    @Test("R69: an acknowledged task is carried out and reported after the end")
    func workInProgressGoesOn() throws {
        var life = try Life.station(upTo: .acknowledged)
        let late = Fixture.day("2030-01-01").startOfDay
        for (command, actor) in [
            (OrderCommand.start(waitingAhead: []), Fixture.stationOperator),
            (.complete(Fixture.notLocated), Fixture.stationOperator),
            (.approveReport(conclusion: "Not located."), Fixture.officer),
            (.releaseReport, Fixture.officer),
        ] {
            try life.apply(command, by: actor, at: late)
        }
        #expect(life.order?.state == .reported)
    }

    @Test(
        "R70: an amendment counts from the later of two signatures, and orders keep their version")
    func amendments() throws {
        var agreement = Fixture.agreement
        let signatures = [
            Fixture.signature(.itu, 2028, 1, 10), Fixture.signature(.administration, 2028, 2, 20),
        ]
        agreement.amendments = [
            Amendment(document: "A/1", subject: "contacts", signatures: signatures),
            Amendment(document: "A/2", subject: "unsigned", signatures: [signatures[0]]),
        ]
        #expect(agreement.amendments[0].effectiveDate == Fixture.day("2028-02-20"))
        #expect(agreement.amendments[1].effectiveDate == nil)
        #expect(agreement.version(on: Fixture.day("2028-02-19")) == 0)
        #expect(agreement.version(on: Fixture.day("2028-02-20")) == 1)
        let life = try Life.bureau(upTo: .queuedForSending)
        #expect(life.order?.agreementVersion == 0)
    }

    @Test("R59: placing fails without exactly one designated contact of each party")
    func contacts() throws {
        let second = DesignatedContact(
            party: .itu, name: "Other", from: Fixture.day("2020-01-01"), document: "D/2")
        let changes: [(inout Agreement) -> Void] = [
            { $0.contacts.designations.removeAll { $0.party == .itu } },
            { $0.contacts.designations.append(second) },
        ]
        for change in changes {
            var life = Life(.bureau, terms: Fixture.terms(.bureau, change))
            try life.apply(.draft(Fixture.form()), by: Fixture.dispatcher)
            #expect(throws: Refusal.noDesignatedContact(.itu)) {
                try life.apply(.place(CategoryDecision(category: .two)), by: Fixture.dispatcher)
            }
        }
    }

    @Test("R59, R84: designations are dated, kept, and the list names its version")
    func contactHistory() {
        let change = Fixture.day("2027-06-01")
        var list = Fixture.agreement.contacts
        list.designations[1].until = change
        list.designations.append(
            DesignatedContact(
                party: .administration, name: "New office", from: change, document: "D/3"))
        let before = Fixture.day("2027-05-31")
        #expect(list.contact(of: .administration, on: before)?.name == "Office")
        #expect(list.contact(of: .administration, on: change)?.name == "New office")
        #expect(list.version(on: before) == Fixture.day("2019-10-31"))
        #expect(list.version(on: change) == change)
        #expect(list.overlaps.isEmpty)
    }

    @Test("R2: the citation names title and date of signature")
    func citation() {
        #expect(
            Fixture.agreement.citation == "Memorandum of Understanding, signed 2019-10-31")
    }
}
