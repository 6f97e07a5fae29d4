// Letters as people and machines write them who have no software of ours, or none that works.

import Letters
import MailTransport
import MonitoringOrders
import Quantities

/// Writer of odd letters.
enum OddLetters {
    /// The same answer written by hand in Portuguese; `nil` for letters that go as they are.
    static func inPortuguese(_ bytes: [UInt8]) -> [UInt8]? {
        guard let (message, letter) = read(bytes), let text = portugueseText(letter) else {
            return nil
        }
        return mail(
            like: message, subject: "RES: \(message.subject)", text: text)
    }

    private static func portugueseText(_ letter: Letter) -> String? {
        switch letter {
        case .acknowledgement(let order, let content):
            """
            Prezados,

            Acusamos o recebimento da ordem \(order).
            Nossa referência: \(content.reference)
            Início previsto: \(day(content.expectedStart)) UTC
            Duração prevista: \(content.expectedDuration.inMinutes) minutos

            Atenciosamente,
            EMSAT-RIO

            """
        case .refusal(let order, _, let reason):
            """
            Prezados,

            A ANATEL recusa a ordem \(order).
            Motivo: \(reason ?? "não informado")

            Atenciosamente

            """
        default: nil
        }
    }

    /// `01/03/2027 às 14:30`, as people write it there.
    private static func day(_ time: UTCInstant) -> String {
        let text = time.description
        let parts = text.prefix(10).split(separator: "-")
        return "\(parts[2])/\(parts[1])/\(parts[0]) às \(text.dropFirst(11).prefix(5))"
    }

    /// An acknowledgement under a number that the station never gave; `nil` for other letters.
    static func withWrongReference(_ bytes: [UInt8]) -> [UInt8]? {
        guard let (message, letter) = read(bytes),
            case .acknowledgement(let order, let content) = letter,
            let wrong = ReferenceNumber(
                "\(content.reference.description.dropLast(4))9\(content.reference.description.suffix(3))"
            )
        else { return nil }
        let changed = Letter.acknowledgement(
            order: order,
            Acknowledgement(
                reference: wrong, expectedStart: content.expectedStart,
                expectedDuration: content.expectedDuration, number: content.number))
        guard let from = mailbox(message.from.first), let date = message.date else { return nil }
        let envelope = LetterEnvelope(
            messageID: message.messageID ?? "", date: date, from: from,
            to: message.to.compactMap(mailbox), copies: message.copies.compactMap(mailbox),
            references: message.references, agreement: "the memorandum",
            isSimulation: message.header(LetterWriter.simulationHeader) != nil)
        return try? MIMEComposer.compose(LetterWriter.mail(changed, envelope: envelope))
    }

    /// Words without sense from the station's own address.
    static func garbage(after bytes: [UInt8], from: MailAddress, to: MailAddress) -> [UInt8] {
        var dice = SplitMix64(seed: bytes.fnv1a())
        let number = dice.next()
        let words = (0..<40).map { _ in
            String(
                (0..<Int.random(in: 1...12, using: &dice)).map { _ in
                    Character(Unicode.Scalar(UInt8.random(in: 33...126, using: &dice)))
                })
        }
        let text = """
            From: <\(from)>\r
            To: <\(to)>\r
            Subject: =?utf-8?B?@@@?= \(words[0])\r
            Message-ID: <\(number)@\(from.domain)>\r
            Date: not a date\r
            Content-Type: text/plain; charset=x-unknown\r
            \r
            \(words.joined(separator: " "))\r

            """
        return Array(text.utf8)
    }

    /// What an absent person's mailbox answers; `nil` to letters that a machine sent.
    static func automaticReply(to bytes: [UInt8], from owner: MailAddress) -> (
        bytes: [UInt8], recipient: MailAddress
    )? {
        guard let message = try? MIMEReader.read(bytes), let identity = message.messageID,
            let recipient = mailbox(message.from.first)?.address,
            (message.header("Auto-Submitted") ?? "no").hasPrefix("no")
        else { return nil }
        let text = """
            From: <\(owner)>\r
            To: <\(recipient)>\r
            Subject: Automatic reply: \(message.subject)\r
            Message-ID: <absent.\(identity.dropFirst().dropLast())>\r
            In-Reply-To: \(identity)\r
            Auto-Submitted: auto-replied\r
            MIME-Version: 1.0\r
            Content-Type: text/plain; charset=utf-8\r
            \r
            I am out of the office and will answer when I am back.\r

            """
        return (Array(text.utf8), recipient)
    }

    private static func read(_ bytes: [UInt8]) -> (MailMessage, Letter)? {
        guard let message = try? MIMEReader.read(bytes),
            let data = message.parts.first(where: { $0.fileName == LetterWriter.dataFileName }),
            let letter = LetterJSON.read(data.content).letter
        else { return nil }
        return (message, letter)
    }

    private static func mail(like message: MailMessage, subject: String, text: String) -> [UInt8]? {
        guard let from = mailbox(message.from.first), let date = message.date else { return nil }
        return try? MIMEComposer.compose(
            OutgoingMail(
                messageID: message.messageID ?? "", date: date, from: from,
                to: message.to.compactMap(mailbox), copies: message.copies.compactMap(mailbox),
                subject: subject, references: message.references, text: text))
    }

    private static func mailbox(_ sender: MailMessage.Sender?) -> Mailbox? {
        sender.flatMap { sender in
            MailAddress(sender.address).map { Mailbox(name: sender.name, address: $0) }
        }
    }
}

extension Duration {
    fileprivate var inMinutes: Int64 { components.seconds / 60 }
}
