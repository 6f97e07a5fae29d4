// Small orders, parties and terms for the tests of the rules.

import MonitoringOrders
import Quantities

enum Fixture {
    static let morning = UTCInstant(secondsSince1970: 1_800_000_000)

    static func number(_ serial: Int = 101) -> OrderNumber {
        OrderNumber(series: "BR", year: 2027, serial: serial)
    }

    static func reference(_ serial: Int = 7) -> ReferenceNumber {
        ReferenceNumber(series: "EMSAT-RIO", year: 2027, serial: serial)
    }

    static func address(_ text: String) -> MailAddress {
        guard let address = MailAddress(text) else { preconditionFailure("\(text) is no address") }
        return address
    }

    static let concerned = address("spectrum@ruritania.example")

    static func form(
        _ serial: Int = 101, kind: OrderKind = .harmfulInterference
    ) -> OrderForm {
        var form = OrderForm(
            number: number(serial), kind: kind, date: morning,
            satellite: VictimSatellite(
                name: "TESTSAT K-1", network: "RURISAT-65W",
                position: .geostationary(longitude: .degrees(-65))),
            concernedAdministrations: [ConcernedAdministration(name: "Ruritania")],
            copies: [Mailbox(address: concerned)])
        form.satelliteOperator = SatelliteOperator(name: "Rurisat Ltd.")
        form.isLocationRequested = kind == .harmfulInterference
        return form
    }

    static let dispatcher = Actor(name: "Dora", role: .dispatcher)
    static let stationOperator = Actor(name: "Otto", role: .stationOperator)
    static let officer = Actor(name: "Olga", role: .officer)
    static let auditor = Actor(name: "Ada", role: .auditor)
    static let desk = Actor(name: "sender", role: .desk)

    static func byLetter(_ actor: Actor) -> Actor {
        var actor = actor
        actor.byLetter = true
        return actor
    }

    static let correspondents = Correspondents(
        bureau: address("space.monitoring@br.example"), station: address("emsat@anatel.example"),
        administration: address("msat@anatel.example"))

    static func signature(_ party: Party, _ year: Int, _ month: Int, _ day: Int) -> Signature {
        guard let date = CalendarDate(year: year, month: month, day: day) else {
            preconditionFailure("no such day")
        }
        return Signature(party: party, signatory: "N. N.", place: "Sharm el-Sheikh", date: date)
    }

    static func day(_ text: String) -> CalendarDate {
        guard let date = CalendarDate(text) else { preconditionFailure("\(text) is no date") }
        return date
    }

    static var agreement: Agreement {
        let itu = PartyRecord(
            name: "ITU", representedBy: "Director", headquarters: "Geneva",
            postalAddress: "Geneva", telephone: "", mailboxes: [correspondents.bureau])
        let administration = PartyRecord(
            name: "ANATEL", representedBy: "President", headquarters: "Brasília",
            postalAddress: "Brasília", telephone: "", mailboxes: [correspondents.administration])
        return Agreement(
            title: "Memorandum of Understanding",
            administration: Administration(name: "ANATEL", country: "Brazil"), itu: itu,
            administrationRecord: administration,
            signatures: [signature(.itu, 2019, 10, 31), signature(.administration, 2019, 10, 31)],
            contacts: ContactList([
                DesignatedContact(
                    party: .itu, name: "Bureau", from: day("2019-10-31"), document: "Annex 2"),
                DesignatedContact(
                    party: .administration, name: "Office", from: day("2019-10-31"),
                    document: "Annex 2"),
            ]))
    }

    static func terms(_ desk: DeskKind, _ change: (inout Agreement) -> Void = { _ in }) -> Terms {
        var agreement = agreement
        change(&agreement)
        return Terms(agreement: agreement, correspondents: correspondents, desk: desk)
    }

    static func acknowledgement(number: Int = 0, hours: Int = 6) -> Acknowledgement {
        Acknowledgement(
            reference: reference(), expectedStart: morning + .seconds(3600 * 24),
            expectedDuration: .seconds(3600 * hours), number: number)
    }

    static let notLocated = TaskResult(
        resultClass: .notLocated, reason: "no adjacent satellite receives the emission")

    static func version(_ number: Int = 1, form: OrderForm = form(), category: Category = .two)
        -> OrderVersion
    {
        OrderVersion(number: number, form: form, category: category, firstContact: nil)
    }

    static func delivery(_ recipient: MailAddress, _ outcome: Delivery.Outcome = .accepted)
        -> Delivery
    {
        Delivery(
            letter: .order, recipient: recipient, outcome: outcome,
            serverWords: "250 2.0.0 Ok: queued as 4ZqA")
    }
}

/// An order that is led through its life by commands, as a desk would.
struct Life {
    var order: Order?
    var events: [OrderEvent] = []
    let terms: Terms

    init(_ desk: DeskKind, terms: Terms? = nil) {
        self.terms = terms ?? Fixture.terms(desk)
    }

    @discardableResult
    mutating func apply(
        _ command: OrderCommand, by actor: Actor, at instant: UTCInstant = Fixture.morning
    ) throws(Refusal) -> [OrderEvent] {
        let new = try Order.decide(command, for: order, at: instant, by: actor, under: terms)
        for event in new {
            if order == nil {
                order = Order(event, at: instant, by: actor)
            } else {
                order?.apply(event, at: instant, by: actor)
            }
        }
        events += new
        return new
    }

    /// A life at the station up to a state that is reached there.
    static func station(
        upTo state: OrderState, form: OrderForm = Fixture.form(), category: Category = .two,
        firstContact: FirstContact? = nil, terms: Terms? = nil
    ) throws -> Life {
        var life = Life(.station, terms: terms)
        let version = OrderVersion(
            number: 1, form: form, category: category, firstContact: firstContact)
        let receipt = Receipt(sequence: 1, at: Fixture.morning)
        let bureau = Fixture.byLetter(Fixture.dispatcher)
        let steps: [(OrderCommand, Actor)] = [
            (.receive(version, receipt), bureau),
            (.acknowledge(Fixture.acknowledgement()), Fixture.stationOperator),
            (.start(waitingAhead: []), Fixture.stationOperator),
            (.suspend(reason: "storm"), Fixture.stationOperator),
            (.resume, Fixture.stationOperator),
            (.complete(Fixture.notLocated), Fixture.stationOperator),
            (.approveReport(conclusion: "Not located."), Fixture.officer),
            (.releaseReport, Fixture.officer),
        ]
        for (command, actor) in steps where life.order?.state != state {
            try life.apply(command, by: actor)
        }
        return life
    }

    /// A life at the Bureau up to a state that is reached there.
    static func bureau(upTo state: OrderState, form: OrderForm = Fixture.form()) throws -> Life {
        var life = Life(.bureau)
        let stationActor = Fixture.byLetter(Fixture.stationOperator)
        let report = FiledReport(
            reference: Fixture.reference(), revision: 0, report: nil, attachments: [])
        let recipients = [Fixture.correspondents.station] + form.copies.map(\.address)
        var steps: [(OrderCommand, Actor)] = [
            (.draft(form), Fixture.dispatcher),
            (.place(CategoryDecision(category: .two)), Fixture.dispatcher),
        ]
        steps += recipients.map { (.recordDelivery(Fixture.delivery($0)), Fixture.desk) }
        steps += [
            (.acknowledge(Fixture.acknowledgement()), stationActor),
            (.fileReport(report), Fixture.byLetter(Fixture.officer)),
        ]
        for (command, actor) in steps where life.order?.state != state {
            try life.apply(command, by: actor)
        }
        return life
    }

    /// The letter that the latest event sends from the desk.
    func letterDue(_ correspondents: Correspondents = Fixture.correspondents) -> LetterDue? {
        guard let order, let event = events.last else { return nil }
        return correspondents.letter(for: event, of: order, from: terms.desk)
    }
}
