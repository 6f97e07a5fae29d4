// From an event to the frozen letter in the outbox, inside the transaction of the event. Only its text may have been
// written out before.

import CanonicalJSON
import Letters
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities

extension Desk {
    /// Writes and freezes the letter that an event sends, if any. An event that came by letter
    /// from the other desk is not answered by its own kind.
    func sendLetter(
        for event: OrderEvent, of order: Order, _ act: Act, in transaction: StoreTransaction
    ) throws {
        guard !act.actor.byLetter,
            let due = configuration.terms.correspondents.letter(for: event, of: order, from: kind),
            let letter = letter(for: event, of: order)
        else { return }
        try checkFuse(on: order.number, act.actor, at: act.at, in: transaction)
        let messageID = "<\(due.kind.rawValue).\(surroundings.newName())@\(due.sender.domain)>"
        let mail = LetterWriter.mail(
            content(of: letter, naming: act.attachments.map(FileDigest.init)),
            foreseen: act.foreseen,
            envelope: LetterEnvelope(
                messageID: messageID, date: act.at,
                from: mailbox(due.sender), to: due.recipients.map(mailbox),
                copies: due.copies.map { copy in mailbox(copy, in: order) },
                references: try transaction.messageIDs(of: order.number),
                autoSubmitted: autoSubmitted(due.kind, by: act.actor),
                attachments: act.attachments + (try checkpoint(in: transaction))))
        let composed = try MIMEComposer.compose(mail)
        let bytes = try signer?.sign(composed) ?? composed
        _ = try transaction.enqueue(
            OutgoingLetter(
                kind: due.kind, order: order.number, messageID: messageID, sender: due.sender,
                recipients: due.envelope, bytes: bytes), at: act.at, by: act.actor)
    }

    /// What a letter of this desk is written from.
    func content(of letter: Letter, naming files: [FileDigest] = []) -> LetterContent {
        LetterContent(
            letter, under: configuration.agreement.citation, isSimulation: isSimulation,
            naming: files)
    }

    /// The journal up to this letter, signed, for the other desk to keep.
    private func checkpoint(in reader: StoreReader) throws -> [OutgoingMail.Attachment] {
        guard let checkpointSigner else { return [] }
        return [LetterWriter.checkpoint(checkpointSigner.sign(try reader.checkpoint()))]
    }

    /// What RFC 3834 asks letters of programs to say, so that no program answers them: an acknowledgement
    /// answers by itself for the person who gave its items.
    private func autoSubmitted(_ kind: LetterKind, by actor: Actor) -> String? {
        if kind == .acknowledgement { return "auto-replied" }
        return actor.isAutomatic ? "auto-generated" : nil
    }

    func mailbox(_ address: MailAddress) -> Mailbox {
        let correspondents = configuration.settings.correspondents
        if address == correspondents.bureau {
            return Mailbox(name: configuration.agreement.itu.representedBy, address: address)
        }
        if address == correspondents.station {
            return Mailbox(name: configuration.station.name, address: address)
        }
        return Mailbox(name: configuration.agreement.administration.name, address: address)
    }

    private func mailbox(_ copy: MailAddress, in order: Order) -> Mailbox {
        order.form.copies.first { $0.address == copy } ?? Mailbox(address: copy)
    }

    /// The content of the letter for an event.
    func letter(for event: OrderEvent, of order: Order) -> Letter? {
        switch event {
        case .ordered, .revised:
            guard let category = order.category else { return nil }
            return .order(
                OrderVersion(
                    number: order.version, form: order.form, category: category,
                    firstContact: order.firstContact))
        case .acknowledged(let acknowledgement):
            return .acknowledgement(order: order.number, acknowledgement)
        case .acknowledgementUpdated(let update, let reason):
            return .update(order: order.number, update, reason: reason)
        case .refused(let reason):
            return .refusal(order: order.number, reference: order.reference, reason: reason)
        case .withdrawn(let reason):
            return .withdrawal(order: order.number, reference: order.reference, reason: reason)
        case .reportReleased(let report), .reportRevised(let report):
            return .report(report)
        default:
            return nil
        }
    }
}
