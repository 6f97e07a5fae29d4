// Questions to people whose letters do not say everything: drafted by the desk, sent by a person.

public import Letters
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities

/// There is no such incoming letter, or nothing to ask its author.
public struct NothingToAsk: Error, CustomStringConvertible {
    public var letter: Int
    public var description: String { "letter \(letter): there is nothing to ask its author" }
}

extension Desk {
    /// The question about a letter, as a mail to its author that nobody has sent.
    ///
    /// - Throws: ``NothingToAsk``; `MIMEFault` if the letter cannot be read.
    public func question(about letter: Int) throws -> OutgoingMail {
        let stored = try store.read { try $0.bytes(of: letter) }
        guard let bytes = stored else { throw NothingToAsk(letter: letter) }
        let message: MailMessage = try mailReader.read(bytes)
        var knowledge = try store.read { try context(for: message, in: $0) }
        // The letter itself is known; it is no repeat of its own.
        knowledge.knownLetters.removeAll { $0.messageID == message.messageID }
        let reading = LetterReader.read(
            message, digest: ContentDigest.of(message), knowing: knowledge)
        guard let draft = QuestionDraft(about: reading), let author = reading.sender.address else {
            throw NothingToAsk(letter: letter)
        }
        let own = configuration.settings.ownAddress
        let subject = message.subject.hasPrefix("Re:") ? message.subject : "Re: " + message.subject
        return OutgoingMail(
            messageID: "<question.\(surroundings.newName())@\(own.domain)>",
            date: surroundings.now(), from: Mailbox(address: own), to: [Mailbox(address: author)],
            subject: subject, references: [message.messageID].compactMap(\.self), text: draft.text)
    }
}
