// The only judge. Given an order and a command it answers with the events that follow or says why
// not; it knows no clock, no store and no mail, so that desks, tests, simulator and replay share it.

public import Quantities

extension Order {
    /// Judges a command.
    ///
    /// - Parameters:
    ///   - command: what is asked, with its facts.
    ///   - order: the order as it stands, `nil` while there is none.
    ///   - instant: the time at which it is asked.
    ///   - actor: who asks; letters act in their sender's role.
    ///   - terms: the agreement, the addresses, and the desk that decides.
    /// - Returns: the events that follow; none when the command repeats what has happened.
    /// - Throws: ``Refusal``; then nothing has happened.
    public static func decide(
        _ command: OrderCommand, for order: Order?, at instant: UTCInstant, by actor: Actor,
        under terms: Terms
    ) throws(Refusal) -> [OrderEvent] {
        let act = command.act
        guard actor.may(act, at: terms.desk) else { throw .notPermitted(act, actor.role) }
        guard let order else {
            guard OrderLifeTable.next(from: nil, by: act) != nil else { throw .unknownOrder }
            return try birth(command, at: instant, under: terms)
        }
        guard OrderLifeTable.next(from: order.state, by: act) != nil else {
            throw act == .draft ? .orderExists : .notPossible(act, in: order.state)
        }
        return try order.decide(command, at: instant, by: actor, under: terms)
    }

    private static func birth(
        _ command: OrderCommand, at instant: UTCInstant, under terms: Terms
    ) throws(Refusal) -> [OrderEvent] {
        switch command {
        case .draft(let form): return [.drafted(form: form)]
        case .receive(let version, let receipt):
            return [.received(version: version, receipt: receipt)]
        default: throw .unknownOrder
        }
    }

    private func decide(
        _ command: OrderCommand, at instant: UTCInstant, by actor: Actor, under terms: Terms
    ) throws(Refusal) -> [OrderEvent] {
        switch command {
        case .draft: throw .orderExists
        case .place(let decision): try place(decision, at: instant, under: terms)
        case .recordDelivery(let delivery): record(delivery)
        case .recordFirstContact(let contact): try recordFirstContact(contact)
        case .revise(let version, let reason): try revise(to: version, reason: reason)
        case .receive(let version, _): try receiveAgain(version)
        case .acknowledge(let acknowledgement): try acknowledge(acknowledgement)
        case .update(let update, let reason): try self.update(update, reason: reason)
        case .start(let ahead): try start(waitingAhead: ahead)
        case .suspend(let reason): [.suspended(reason: try given(reason))]
        case .resume: [.resumed]
        case .complete(let result): [.completed(result: try complete(result))]
        case .approveReport(let conclusion):
            try approveReport(conclusion, by: actor, under: terms)
        case .releaseReport: try releaseReport(by: actor, under: terms)
        case .fileReport(let report): try file(report)
        case .reviseReport(let result, let conclusion):
            try reviseReport(
                result, conclusion: conclusion, at: instant, by: actor, under: terms)
        case .refuse(let reason): [.refused(reason: reason.flatMap { $0.isEmpty ? nil : $0 })]
        case .withdraw(let reason): [.withdrawn(reason: try given(reason))]
        case .authoriseContact(let name): try authoriseContact(name, at: instant, by: actor)
        case .withdrawAuthorisation(let name): try withdrawAuthorisation(name, at: instant)
        case .contactOperator(let contact): try contactOperator(contact, at: instant)
        case .note(let text): [.noted(remark: try given(text))]
        }
    }

    /// A text that must not be blank.
    func given(_ text: String) throws(Refusal) -> String {
        guard text.contains(where: { !$0.isWhitespace }) else { throw .reasonMissing }
        return text
    }
}
