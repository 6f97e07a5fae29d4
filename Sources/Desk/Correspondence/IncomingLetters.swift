// From a carrier's mailbox to the order: first the raw bytes are made durable, then they are read,
// then they are judged and take effect in one commit. One bad letter never stops the next.

import Letters
import Logging
public import MailTransport
public import MonitoringOrders
import OrderStore
import Quantities

extension Desk {
    private var receiver: Actor { Actor(name: "receiver", role: .desk) }

    /// Stores what has arrived and only then confirms it to the carrier.
    ///
    /// - Returns: how many letters were new.
    /// - Throws: `StoreError` if one could not be stored, `CarrierError` if the mailbox failed; what
    ///   was not confirmed comes again.
    @discardableResult
    public func storeArrivals(from carrier: some IncomingCarrier) throws -> Int {
        var new = 0
        for arrival in try carrier.arrivals(limit: Limits.deliveriesPerRound) {
            let isNew = try store(arrival.bytes, from: carrier.name, handle: arrival.handle)
            try carrier.confirm(arrival.handle)
            new += isNew ? 1 : 0
        }
        return new
    }

    /// Makes one letter durable.
    ///
    /// - Returns: false if the same letter of the same carrier is stored already.
    @discardableResult
    public func store(_ bytes: [UInt8], from carrier: String, handle: String?) throws -> Bool {
        let now = surroundings.now()
        return try store.write { transaction in
            try transaction.storeIncoming(
                bytes: bytes, carrier: carrier, handle: handle, at: now, by: receiver) != nil
        }
    }

    /// Reads and judges the letters that are stored and not read yet, in the order of their receipt.
    ///
    /// - Returns: how many letters were judged.
    @discardableResult
    public func readStoredLetters() throws -> Int {
        let letters = try store.read { try $0.unreadLetters(limit: Limits.deliveriesPerRound) }
        for letter in letters { try read(letter) }
        return letters.count
    }

    private func read(_ letter: IncomingLetter) throws {
        guard letter.attempts < Limits.readingAttempts else {
            return try setAside(letter, because: "the reader failed \(letter.attempts) times")
        }
        try store.write { try $0.beginReading(letter.id) }
        guard letter.bytes.count <= Limits.letterBytes else {
            return try setAside(letter, because: "larger than \(Limits.letterBytes) bytes")
        }
        do {
            let message = try MIMEReader.read(letter.bytes)
            try judge(letter, message)
        } catch let fault as MIMEFault {
            try setAside(letter, because: fault.description)
        }
    }

    private func setAside(_ letter: IncomingLetter, because reason: String) throws {
        let judgement = LetterJudgement(
            disposition: Disposition.quarantined.rawValue, reasons: [reason])
        let now = surroundings.now()
        try store.write { try $0.judge(letter.id, as: judgement, at: now, by: receiver) }
        logger.error("letter quarantined", metadata: ["letter": "\(letter.id)"])
    }

    /// Judges a parsed letter and carries out what it says, in one commit.
    private func judge(_ letter: IncomingLetter, _ message: MailMessage) throws {
        let now = surroundings.now()
        let digest = ContentDigest.of(message)
        try store.write { transaction in
            let context = try context(for: message, in: transaction)
            let reading = LetterReader.read(message, digest: digest, knowing: context)
            var judgement = LetterJudgement(
                disposition: reading.disposition.rawValue, reasons: reading.reasons.map(\.words))
            judgement.kind = reading.kind?.name
            judgement.order = reading.order
            (judgement.messageID, judgement.contentDigest) = (message.messageID, digest)
            judgement.sender = reading.sender.address?.description
            if reading.disposition == .accepted {
                try carryOut(reading, letter, message, &judgement, in: transaction)
            }
            try transaction.judge(letter.id, as: judgement, at: now, by: receiver)
        }
    }

    /// Asks the rules; if they say no, nothing changes and a person sees the letter with the reason.
    private func carryOut(
        _ reading: LetterReading, _ letter: IncomingLetter, _ message: MailMessage,
        _ judgement: inout LetterJudgement, in transaction: StoreTransaction
    ) throws {
        guard let order = reading.order, let role = reading.role,
            let command = reading.command(receipt: letter.receipt, files: message.files)
        else { return }
        let actor = Actor(
            name: reading.sender.address?.description ?? "", role: role,
            isSimulated: isSimulation, byLetter: true)
        let act = Act(actor: actor, at: surroundings.now())
        do {
            let before = try transaction.order(order)
            let after = try perform(command, on: order, act, in: transaction)
            guard before == after else { return }
            judgement.disposition = Disposition.recorded.rawValue
            judgement.reasons.append(ReadingReason.duplicate(of: "").code)
        } catch let refusal as Refusal {
            judgement.disposition = Disposition.needsHuman.rawValue
            judgement.reasons.append("rule: \(refusal)")
        }
    }
}

/// A letter that no person has to see to: there is none of this number, or it took effect, was recorded
/// or closed.
public struct LetterDoesNotWait: Error, CustomStringConvertible {
    public var letter: Int
    public var description: String { "letter \(letter) does not wait for a person" }
}

extension Desk {
    /// A person has seen to a letter that was set apart or held back: it is kept, and no longer waits.
    ///
    /// - Throws: `Refusal.notPermitted` to who may not act at this desk, ``LetterDoesNotWait``.
    public func closeLetter(_ id: Int, remark: String, by actor: Actor) throws {
        guard actor.may(.note, at: kind) else { throw Refusal.notPermitted(.note, actor.role) }
        let waiting = [Disposition.needsHuman, .quarantined].map(\.rawValue)
        let now = surroundings.now()
        try store.write { transaction in
            guard
                let record = try transaction.letters(dispositions: Set(waiting)).first(
                    where: { $0.id == id })
            else { throw LetterDoesNotWait(letter: id) }
            var judgement = record.judgement ?? LetterJudgement(disposition: "")
            judgement.disposition = Disposition.recorded.rawValue
            judgement.reasons.append("closed by \(actor.name): \(remark)")
            try transaction.judge(id, as: judgement, at: now, by: actor)
        }
    }
}
