// Letters that wait for a person: what people do with them.

import Letters
import MailTransport
public import MonitoringOrders
public import OrderStore

/// A letter that no person has to see to: there is none of this number, or it took effect, was recorded
/// or closed.
public struct LetterDoesNotWait: Error, CustomStringConvertible {
    public var letter: Int
    public var description: String { "letter \(letter) does not wait for a person" }
}

extension LetterRecord {
    /// True while a person has to see to the letter.
    public var isWaiting: Bool {
        [Disposition.needsHuman, .quarantined].map(\.rawValue).contains(disposition)
    }
}

extension Desk {
    /// A person has seen to a letter that was set apart or held back: it is kept, and no longer waits.
    ///
    /// - Throws: `Refusal.notPermitted` to who may not act at this desk, ``LetterDoesNotWait``.
    public func closeLetter(_ id: Int, remark: String, by actor: Actor) throws {
        guard actor.may(.note, at: kind) else { throw Refusal.notPermitted(.note, actor.role) }
        let now = surroundings.now()
        try store.write { transaction in
            var judgement = try waiting(id, in: transaction).judgement ?? .init(disposition: "")
            judgement.disposition = Disposition.recorded.rawValue
            judgement.reasons.append("closed by \(actor.name): \(remark)")
            try transaction.judge(id, as: judgement, at: now, by: actor)
        }
    }

    /// A person has a letter that waits read once more, because what it lacked is there now: an order that was entered
    /// by hand, the new address of a correspondent. It takes effect as if it came now, with the receipt that it had.
    ///
    /// - Throws: `Refusal.notPermitted`, ``LetterDoesNotWait``, `MIMEFault` if it is still no mail,
    ///   `ReaderUnavailable`, `StoreError`; nothing has happened.
    public func readAgain(_ id: Int, by actor: Actor) throws {
        guard actor.may(.note, at: kind) else { throw Refusal.notPermitted(.note, actor.role) }
        guard let letter = try store.read({ try $0.incomingLetter(id) }) else {
            throw LetterDoesNotWait(letter: id)
        }
        let message: MailMessage = try mailReader.read(letter.bytes)
        let now = surroundings.now()
        try store.write { transaction in
            _ = try waiting(id, in: transaction)
            var judgement = try judgement(on: letter, message, in: transaction)
            judgement.reasons.append("read again by \(actor.name)")
            try transaction.judge(id, as: judgement, at: now, by: actor)
        }
    }

    private func waiting(_ id: Int, in reader: StoreReader) throws -> LetterRecord {
        guard let record = try reader.letter(id), record.isWaiting else {
            throw LetterDoesNotWait(letter: id)
        }
        return record
    }
}
