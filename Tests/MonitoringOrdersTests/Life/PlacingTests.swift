import MonitoringOrders
import Quantities
import Testing

@Suite("Placing orders (clause 3.1.1)")
struct PlacingTests {
    private let place = OrderCommand.place(CategoryDecision(category: .two))

    private func draft(_ form: OrderForm) throws -> Life {
        var life = Life(.bureau)
        try life.apply(.draft(form), by: Fixture.dispatcher)
        return life
    }

    @Test("R11, R12: there are two kinds, each with its legal citation")
    func kinds() {
        #expect(OrderKind.allCases.count == 2)
        #expect(OrderKind.harmfulInterference.legalBasis == "RR Article 15 and No. 13.2")
        #expect(OrderKind.coordinationMonitoring.legalBasis == "RR No. 11.41")
    }

    @Test("R22: nobody but the Bureau's dispatcher places", arguments: Role.allCases)
    func onlyTheBureau(role: Role) throws {
        guard role != .dispatcher else { return }
        var life = try draft(Fixture.form())
        #expect(throws: Refusal.notPermitted(.place, role)) {
            try life.apply(place, by: Actor(name: "N", role: role))
        }
    }

    @Test("R24: a harmful-interference order without a copy cannot be sent")
    func copyIsNeeded() throws {
        var form = Fixture.form()
        form.copies = []
        form.reasonForNoCopy = "none"
        var life = try draft(form)
        #expect(throws: Refusal.copyMissing) { try life.apply(place, by: Fixture.dispatcher) }
    }

    @Test("A21: an 11.41 order may lack the copy only with a reason")
    func coordinationCopy() throws {
        var form = Fixture.form(kind: .coordinationMonitoring)
        form.copies = []
        var life = try draft(form)
        #expect(throws: Refusal.copyMissingWithoutReason) {
            try life.apply(place, by: Fixture.dispatcher)
        }
        form.reasonForNoCopy = "nobody reported"
        life = try draft(form)
        try life.apply(place, by: Fixture.dispatcher)
        #expect(life.order?.state == .queuedForSending)
    }

    @Test(
        "R24, R25: the order letter goes to the station with all Concerned Administrations in copy")
    func recipients() throws {
        var form = Fixture.form()
        let second = Fixture.address("freq@zubrowka.example")
        form.copies.append(Mailbox(address: second))
        let life = try Life.bureau(upTo: .queuedForSending, form: form)
        let order = try #require(life.order)
        let letter = try #require(life.letterDue())
        #expect(letter.kind == .order)
        #expect(letter.recipients == [Fixture.correspondents.station])
        #expect(letter.copies == [Fixture.concerned, second])
        #expect(order.expectedRecipients == letter.envelope)
    }

    @Test("R23, R26: placed only when the station's and every copy's server has accepted")
    func placedWhenAccepted() throws {
        var life = try Life.bureau(upTo: .queuedForSending)
        let station = Fixture.correspondents.station
        try life.apply(.recordDelivery(Fixture.delivery(station)), by: Fixture.desk)
        #expect(life.order?.state == .queuedForSending)
        let refused = Fixture.delivery(Fixture.concerned, .refused)
        try life.apply(.recordDelivery(refused), by: Fixture.desk)
        #expect(life.order?.state == .queuedForSending)
        #expect(life.order?.undeliveredRecipients == [Fixture.concerned])
        try life.apply(.recordDelivery(Fixture.delivery(Fixture.concerned)), by: Fixture.desk)
        #expect(life.order?.state == .placed)
        #expect(life.order?.undeliveredRecipients.isEmpty == true)
    }

    @Test("R26: an uncertain delivery does not count as placed")
    func uncertain() throws {
        var life = try Life.bureau(upTo: .queuedForSending)
        for recipient in [Fixture.correspondents.station, Fixture.concerned] {
            let delivery = Fixture.delivery(recipient, .uncertain)
            try life.apply(.recordDelivery(delivery), by: Fixture.desk)
        }
        #expect(life.order?.state == .queuedForSending)
    }

    @Test("R37-R39: category 1 has grounds; whatever has none is category 2")
    func categories() {
        #expect(Category(grounds: nil) == .two)
        #expect(Category(grounds: .safetyOfFlight).number == 1)
        #expect(Category(grounds: .distressOrSafetyOfLife).grounds == .distressOrSafetyOfLife)
        #expect(Set(Grounds.allCases.map { Category(grounds: $0).number }) == [1])
    }

    @Test("A20: an 11.41 order is never of category 1")
    func coordinationCategory() throws {
        var life = try draft(Fixture.form(kind: .coordinationMonitoring))
        #expect(throws: Refusal.coordinationIsCategoryTwo) {
            try life.apply(
                .place(CategoryDecision(category: .one(.safetyOfFlight))), by: Fixture.dispatcher)
        }
    }

    @Test("R44: the decision is kept with its reason and what was suggested")
    func decisionIsKept() throws {
        var life = try draft(Fixture.form())
        let decision = CategoryDecision(
            category: .one(.safetyOfFlight), reason: "aviation link", suggested: 2)
        try life.apply(.place(decision), by: Fixture.dispatcher)
        #expect(life.order?.decision == decision)
    }

    @Test("R45: a new category is a new version with a letter to station and copies")
    func reclassification() throws {
        var life = try Life.bureau(upTo: .placed)
        let next = Fixture.version(2, category: .one(.distressOrSafetyOfLife))
        try life.apply(.revise(next, reason: "safety link"), by: Fixture.dispatcher)
        let order = try #require(life.order)
        #expect(order.category?.number == 1)
        #expect(order.version == 2)
        let letter = life.letterDue()
        #expect(letter?.kind == .order)
        #expect(letter?.copies == [Fixture.concerned])
    }

    @Test("R15: versions follow each other and keep the number")
    func versions() throws {
        var life = try Life.bureau(upTo: .placed)
        #expect(throws: Refusal.numberDiffers) {
            try life.apply(
                .revise(Fixture.version(2, form: Fixture.form(102)), reason: "x"),
                by: Fixture.dispatcher)
        }
        let other = Fixture.version(1, category: .one(.safetyOfFlight))
        #expect(throws: Refusal.versionNotNext(expected: 2, given: 1)) {
            try life.apply(.revise(other, reason: "x"), by: Fixture.dispatcher)
        }
    }

    @Test("R60: the first contact is the Bureau's, once; after sending it goes out as a version")
    func firstContact() throws {
        let contact = FirstContact(at: Fixture.morning, by: "Dora", means: "telephone")
        var life = try Life.bureau(upTo: .draft)
        #expect(throws: Refusal.notPermitted(.recordFirstContact, .officer)) {
            try life.apply(.recordFirstContact(contact), by: Fixture.officer)
        }
        var sent = try Life.bureau(upTo: .placed)
        try sent.apply(.recordFirstContact(contact), by: Fixture.dispatcher)
        #expect(sent.order?.firstContact == contact)
        #expect(sent.order?.version == 2)
        #expect(sent.letterDue()?.kind == .order)
        #expect(throws: Refusal.firstContactExists) {
            try sent.apply(.recordFirstContact(contact), by: Fixture.dispatcher)
        }
    }

    @Test("A27: a withdrawal goes to the station with the copies; a draft's goes to nobody")
    func withdrawal() throws {
        var life = try Life.bureau(upTo: .placed)
        try life.apply(.withdraw(reason: "resolved"), by: Fixture.dispatcher)
        let letter = life.letterDue()
        #expect(letter?.kind == .withdrawal)
        #expect(letter?.copies == [Fixture.concerned])
        var draft = try Life.bureau(upTo: .draft)
        try draft.apply(.withdraw(reason: "mistake"), by: Fixture.dispatcher)
        #expect(draft.letterDue() == nil)
        #expect(throws: Refusal.reasonMissing) {
            var other = try Life.bureau(upTo: .placed)
            try other.apply(.withdraw(reason: " \n"), by: Fixture.dispatcher)
        }
    }
}
