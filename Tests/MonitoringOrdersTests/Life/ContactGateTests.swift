import MonitoringOrders
import Quantities
import Testing

@Suite("Direct contact with the operator (clause 3.3.3)")
struct ContactGateTests {
    private let victim = "Rurisat Ltd."
    private let firstContact = FirstContact(
        at: Fixture.morning - .seconds(60), by: "Dora", means: "mail")
    private let later = Fixture.morning + .seconds(3600)

    private func life(
        kind: OrderKind = .harmfulInterference, contacted: Bool = true, authorised: Bool = true
    ) throws -> Life {
        var life = try Life.station(
            upTo: .acknowledged, form: Fixture.form(kind: kind),
            firstContact: contacted ? firstContact : nil)
        if authorised {
            try life.apply(.authoriseContact(operatorName: victim), by: Fixture.officer)
        }
        return life
    }

    private func contact(_ name: String, at instant: UTCInstant) -> OrderCommand {
        .contactOperator(
            OperatorContact(
                operatorName: name, at: instant, direction: .outgoing, summary: "schedule"))
    }

    private func expectLocked(_ life: Life, _ name: String, _ obstacles: [ContactObstacle]) {
        var life = life
        #expect(throws: Refusal.contactLocked(obstacles)) {
            try life.apply(contact(name, at: later), by: Fixture.stationOperator, at: later)
        }
    }

    @Test("R61: open when kind, first contact, authorisation and recipient are right")
    func open() throws {
        var life = try life()
        try life.apply(contact(victim, at: later), by: Fixture.stationOperator, at: later)
        #expect(life.order?.operatorContacts.first?.irregularities == [])
    }

    @Test("R61, R62: locked for an order under No. 11.41, which cannot be authorised either")
    func coordination() throws {
        var life = try life(kind: .coordinationMonitoring, authorised: false)
        expectLocked(life, victim, [.kindIsCoordination, .notAuthorised])
        #expect(throws: Refusal.contactLocked([.kindIsCoordination])) {
            try life.apply(.authoriseContact(operatorName: victim), by: Fixture.officer)
        }
    }

    @Test("R61: locked without the first contact")
    func noFirstContact() throws {
        expectLocked(try life(contacted: false), victim, [.noFirstContact])
    }

    @Test("R61: locked without the Administration's authorisation")
    func notAuthorised() throws {
        expectLocked(try life(authorised: false), victim, [.notAuthorised])
    }

    @Test("R61, R63: locked for anybody but the victim's operator")
    func notTheVictim() throws {
        expectLocked(try life(), "Interferer Inc.", [.notTheVictimsOperator, .notAuthorised])
        var life = try life()
        #expect(throws: Refusal.operatorAddressIsNotTheVictims) {
            try life.apply(
                .authoriseContact(operatorName: "Interferer Inc."), by: Fixture.officer)
        }
    }

    @Test("R61: only the officer authorises")
    func whoAuthorises() throws {
        var life = try life(authorised: false)
        #expect(throws: Refusal.notPermitted(.authoriseContact, .stationOperator)) {
            try life.apply(
                .authoriseContact(operatorName: victim), by: Fixture.stationOperator)
        }
    }

    @Test("R64: a withdrawn authorisation locks at once")
    func withdrawn() throws {
        var life = try life()
        try life.apply(
            .withdrawAuthorisation(operatorName: victim), by: Fixture.officer,
            at: later - .seconds(1))
        expectLocked(life, victim, [.notAuthorised])
        #expect(throws: Refusal.authorisationUnknown(operatorName: victim)) {
            try life.apply(
                .withdrawAuthorisation(operatorName: victim), by: Fixture.officer, at: later)
        }
    }

    @Test("R65, R66: an exchange that happened without authorisation is logged and flagged")
    func flagged() throws {
        var life = try life(authorised: false)
        let past = Fixture.morning + .seconds(10)
        try life.apply(
            .authoriseContact(operatorName: victim), by: Fixture.officer, at: past + .seconds(5))
        try life.apply(contact(victim, at: past), by: Fixture.stationOperator, at: later)
        let logged = try #require(life.order?.operatorContacts.first)
        #expect(logged.irregularities == [.authorisedOnlyAfterwards])
    }
}
