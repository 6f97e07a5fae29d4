// Letters as people and machines write them who have no software of ours, or none that works.

public import Letters
import MailTransport
public import MonitoringOrders
import Quantities

/// Writer of odd letters.
public enum OddLetters {
    /// The same answer written by hand: words without data.
    ///
    /// - Parameters:
    ///   - bytes: a letter of a station's desk.
    ///   - language: of the one who writes.
    /// - Returns: `nil` for letters that are no acknowledgement, update or refusal.
    public static func byHand(_ bytes: [UInt8], in language: Language) -> [UInt8]? {
        guard let (message, letter) = read(bytes), let words = words(letter, language) else {
            return nil
        }
        let (greeting, farewell, mark) =
            language == .english
            ? ("Dear colleagues,", "Best regards,", "Re") : ("Prezados,", "Atenciosamente,", "RES")
        return mail(
            like: message, subject: "\(mark): \(message.subject)",
            text: "\(greeting)\n\n\(words)\n\n\(farewell)\nEMSAT-RIO\n")
    }

    private static func words(_ letter: Letter, _ language: Language) -> String? {
        switch (letter, language) {
        case (.acknowledgement(let order, let promise), .english):
            "We acknowledge your order \(order).\n" + english(promise)
        case (.acknowledgement(let order, let promise), .portuguese):
            "Acusamos o recebimento da ordem \(order).\n" + portuguese(promise)
        case (.update(let order, let promise, _), .english):
            "Update no. \(promise.number) to order \(order).\n" + english(promise)
        case (.update(let order, let promise, _), .portuguese):
            "Atualização nº \(promise.number) da ordem \(order).\n" + portuguese(promise)
        case (.refusal(let order, _, let reason), .english):
            "ANATEL refuses the order \(order)." + (reason.map { "\nReason: \($0)" } ?? "")
        case (.refusal(let order, _, let reason), .portuguese):
            "A ANATEL recusa a ordem \(order)." + (reason.map { "\nMotivo: \($0)" } ?? "")
        default: nil
        }
    }

    private static func english(_ promise: Acknowledgement) -> String {
        let (date, clock) = (promise.expectedStart.date, clock(promise.expectedStart))
        let month = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ][date.month - 1]
        return """
            Our reference: \(promise.reference)
            Start: \(date.day) \(month) \(date.year), \(clock) UTC
            Duration: \(length(promise.expectedDuration, "minutes"))
            """
    }

    private static func portuguese(_ promise: Acknowledgement) -> String {
        let (date, clock) = (promise.expectedStart.date, clock(promise.expectedStart))
        let month = [
            "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto",
            "setembro", "outubro", "novembro", "dezembro",
        ][date.month - 1]
        return """
            Nossa referência: \(promise.reference)
            Início previsto: \(date.day) de \(month) de \(date.year) às \(clock) UTC
            Duração prevista: \(length(promise.expectedDuration, "minutos"))
            """
    }

    /// `14:30`, or as the screen shows it where it is not a whole minute.
    private static func clock(_ time: UTCInstant) -> String {
        let text = time.description.dropFirst(11).dropLast()
        return String(text.hasSuffix(":00") ? text.prefix(5) : text)
    }

    private static func length(_ duration: Duration, _ minutes: String) -> String {
        let whole = duration.components.seconds / 60
        return duration == .seconds(60 * whole) ? "\(whole) \(minutes)" : duration.iso8601
    }

    /// An acknowledgement under a number that the station never gave; `nil` for other letters.
    public static func withWrongReference(_ bytes: [UInt8]) -> [UInt8]? {
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
            references: message.references)
        let anew = LetterContent(
            changed, under: "the memorandum",
            isSimulation: message.header(LetterWriter.simulationHeader) != nil)
        return try? MIMEComposer.compose(LetterWriter.mail(anew, envelope: envelope))
    }

    /// Words without sense from the station's own address.
    public static func garbage(after bytes: [UInt8], from: MailAddress, to: MailAddress) -> [UInt8]
    {
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
    public static func automaticReply(to bytes: [UInt8], from owner: MailAddress) -> (
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
