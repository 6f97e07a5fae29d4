// Composing and reading are inverse: whatever this house writes, this house reads back unchanged.

import Letters
import MailTransport
import MonitoringOrders
import Quantities
import TestSupport
import Testing

@Suite struct ComposeReadTests {
    @Test("400 seeded letters are read as they were composed")
    func readsWhatItComposed() throws {
        var random = SeededGenerator(seed: 53)
        for number in 0..<400 {
            let mail = try Self.mail(number, &random)
            let bytes = try MIMEComposer.compose(mail)
            let read = try MIMEReader.read(bytes)
            #expect(read.anomalies == [])
            #expect(read.subject == mail.subject)
            #expect(read.messageID == mail.messageID)
            #expect(read.references == mail.references)
            #expect(read.inReplyTo == Array(mail.references.suffix(1)))
            #expect(read.date == mail.date)
            #expect(read.from == Self.senders([mail.from]))
            #expect(read.to == Self.senders(mail.to))
            #expect(read.copies == Self.senders(mail.copies))
            #expect(read.header("auto-submitted") == mail.autoSubmitted)
            for header in mail.headers { #expect(read.header(header.name) == header.value) }
            let text = mail.text.utf8.last == 0x0A ? mail.text : mail.text + "\n"
            #expect(read.parts.first?.text == text)
            let attachments = read.parts.dropFirst()
            #expect(attachments.map(\.fileName) == mail.attachments.map(\.fileName))
            #expect(attachments.map(\.contentType) == mail.attachments.map(\.contentType))
            #expect(attachments.map(\.content) == mail.attachments.map(\.content))
            #expect(!attachments.contains { !$0.isAttachment })
        }
    }

    private static func senders(_ mailboxes: [Mailbox]) -> [MailMessage.Sender] {
        mailboxes.map { .init(name: $0.name, address: $0.address.description) }
    }

    private static func mail(
        _ number: Int, _ random: inout SeededGenerator
    ) throws -> OutgoingMail {
        let addresses = try ["a@br.example", "emsat+x@anatel.example", "o'b@adm.example"].map {
            try #require(MailAddress($0))
        }
        func mailboxes(_ counts: ClosedRange<Int>) -> [Mailbox] {
            (0..<Int.random(in: counts, using: &random)).map { _ in
                Mailbox(
                    name: Bool.random(using: &random) ? nil : words(1...4, &random),
                    address: addresses[Int.random(in: 0..<3, using: &random)])
            }
        }
        let from = mailboxes(1...1)[0]
        let references = (0..<Int.random(in: 0...30, using: &random)).map {
            "<order.\($0).\(number)@br.example>"
        }
        var mail = OutgoingMail(
            messageID: "<letter.\(number)@br.example>",
            date: UTCInstant(secondsSince1970: Int64.random(in: 0...4_000_000_000, using: &random)),
            from: from, to: mailboxes(1...5), copies: mailboxes(0...5),
            subject: words(1...20, &random), references: references,
            autoSubmitted: random.pick([nil, "auto-replied", "auto-generated"]) ?? nil,
            headers: [.init(name: "X-Vigia-Note", value: words(1...12, &random))],
            text: text(&random))
        for place in 0..<Int.random(in: 0...3, using: &random) {
            let name = "\(place) \(words(1...6, &random))".filter { !"\"/:*?<>|\\".contains($0) }
            mail.attachments.append(
                .init(
                    fileName: AttachmentName.safe(name + ".pdf"), contentType: "application/pdf",
                    content: (0..<Int.random(in: 0...3_000, using: &random)).map { _ in
                        UInt8.random(in: .min ... .max, using: &random)
                    }))
        }
        return mail
    }

    /// Words joined by single blanks, because folding may change runs of blanks.
    private static func words(
        _ counts: ClosedRange<Int>, _ random: inout SeededGenerator
    ) -> String {
        let vocabulary = [
            "order", "medição", "ação", "[BR/2027/0101]", "محطة", "المراقبة", "衛星", "É", "a,b",
            "(x)", "\"quoted\"", "12,5", "Ku:band", "naïve",
            "ÇÇÇÇÇÇÇÇÇÇÇÇÇÇÇÇÇÇÇÇÇÇÇ",
            "aVeryLongWordWithoutAnyBlankThatStillHasToPassThroughEveryHeaderLineUnchanged", "🛰️",
        ]
        let count = Int.random(in: counts, using: &random)
        return (0..<count).map { _ in random.pick(vocabulary) ?? "" }.joined(separator: " ")
    }

    private static func text(_ random: inout SeededGenerator) -> String {
        let lines = (0..<Int.random(in: 0...12, using: &random)).map { _ -> String in
            switch Int.random(in: 0..<8, using: &random) {
            case 0: "."
            case 1: "..  "
            case 2: "From here on"
            case 3: String(repeating: "long line ", count: 200)
            case 4: String(repeating: "مراقبة", count: 100)
            case 5: "--=_boundary"
            case 6: ""
            default: words(1...15, &random) + "\t "
            }
        }
        return lines.joined(separator: "\n")
    }
}
