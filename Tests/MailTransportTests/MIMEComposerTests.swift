// Behaviours 49 to 53 and R83: what leaves is plain, exact and cannot be made to say more.

import Letters
import MailTransport
import MonitoringOrders
import Quantities
import TestSupport
import Testing

@Suite struct MIMEComposerTests {
    static let address = MailAddress("space.monitoring@br.example")

    /// A letter with everything in it.
    static func mail(
        subject: String = "[BR/2027/0101] order", text: String = "one\n",
        attachments: [OutgoingMail.Attachment] = []
    ) throws -> OutgoingMail {
        let address = try #require(Self.address)
        return OutgoingMail(
            messageID: "<order.1@br.example>", date: UTCInstant(secondsSince1970: 1_800_000_000),
            from: Mailbox(name: "Estação, EMSAT", address: address),
            to: [Mailbox(name: "محطة المراقبة الفضائية", address: address)],
            copies: [Mailbox(address: address)], subject: subject,
            references: ["<a@b.example>", "<c@d.example>"], autoSubmitted: "auto-replied",
            headers: [.init(name: "X-Vigia", value: "ação")], text: text, attachments: attachments)
    }

    @Test("the same mail gives the same bytes")
    func isDeterministic() throws {
        let mail = try Self.mail(attachments: [
            .init(fileName: "a.bin", contentType: "application/octet-stream", content: [1, 2])
        ])
        #expect(try MIMEComposer.compose(mail) == MIMEComposer.compose(mail))
    }

    @Test("behaviour 51: CR LF, short lines, ASCII, UTC date, one Message-ID, charset utf-8")
    func keepsWireRules() throws {
        let text = String(repeating: "palavra ", count: 4_000) + "\nação\n"
        let bytes = try MIMEComposer.compose(try Self.mail(text: text))
        let lines = Self.lines(bytes)
        #expect(lines.allSatisfy { $0.utf8.count <= 998 })
        #expect(bytes.allSatisfy { $0 < 0x80 })
        #expect(lines.contains("Date: Fri, 15 Jan 2027 08:00:00 +0000"))
        #expect(lines.filter { $0.lowercased().hasPrefix("message-id:") }.count == 1)
        #expect(lines.contains("MIME-Version: 1.0"))
        #expect(lines.contains("Content-Type: text/plain; charset=utf-8"))
        #expect(lines.contains("Auto-Submitted: auto-replied"))
        #expect(lines.contains("In-Reply-To: <c@d.example>"))
        #expect(lines.contains("References: <a@b.example> <c@d.example>"))
    }

    @Test("a page that is attached says that it is UTF-8, so that no reader has to guess")
    func attachedTextHasCharset() throws {
        let page = OutgoingMail.Attachment(
            fileName: "report.html", contentType: "text/html", content: Array("<p>ação</p>".utf8))
        let data = OutgoingMail.Attachment(
            fileName: "a.json", contentType: "application/json", content: Array("{}".utf8))
        let lines = Self.lines(try MIMEComposer.compose(try Self.mail(attachments: [page, data])))
        #expect(lines.contains("Content-Type: text/html; charset=utf-8"))
        #expect(lines.contains("Content-Type: application/json"))
    }

    @Test("the date before 1970 is written in whole seconds, rounded down")
    func writesEarlyDates() throws {
        var mail = try Self.mail()
        mail.date = UTCInstant(nanosecondsSince1970: -1)
        let lines = Self.lines(try MIMEComposer.compose(mail))
        #expect(lines.contains("Date: Wed, 31 Dec 1969 23:59:59 +0000"))
    }

    @Test(
        "behaviour 53: no encoded word has more than 75 characters, and every one can be read",
        arguments: [
            "ação de medição e relatório final ação de medição e relatório final ação",
            "مراقبة الفضاء الراديوية: أمر القياس ذو الأولوية مراقبة الفضاء الراديوية",
            String(repeating: "ç", count: 300), String(repeating: "長い件名", count: 40),
            "plain [BR/2027/0101] " + String(repeating: "word ", count: 60) + "end",
        ])
    func encodesSubjects(_ subject: String) throws {
        let bytes = try MIMEComposer.compose(try Self.mail(subject: subject))
        for line in Self.lines(bytes).prefix(while: { !$0.isEmpty }) {
            for word in line.split(separator: " ") where word.contains("=?") {
                #expect(word.utf8.count <= 75)
            }
        }
        #expect(try MIMEReader.read(bytes).subject == subject)
    }

    @Test(
        "behaviour 50, R83: CR, LF and NUL in any value are refused by the name of the field",
        arguments: [
            "\r\nBcc: evil@sender.example", "\nX: y", "\rX", "\u{0}", "a\u{7F}", "a\u{85}b",
        ])
    func refusesInjection(_ poison: String) throws {
        var mail = try Self.mail()
        mail.subject += poison
        Self.expectControl("Subject", mail)
        mail = try Self.mail()
        mail.from.name = "A" + poison
        Self.expectControl("From", mail)
        mail = try Self.mail()
        mail.to[0].name = "A" + poison
        Self.expectControl("To", mail)
        mail = try Self.mail()
        mail.copies[0].name = poison
        Self.expectControl("Cc", mail)
        mail = try Self.mail()
        mail.headers[0].value = poison
        Self.expectControl("X-Vigia", mail)
        mail = try Self.mail()
        mail.autoSubmitted = "no" + poison
        Self.expectControl("Auto-Submitted", mail)
    }

    @Test(
        "a Message-ID that is none is refused",
        arguments: [
            "", "a@b", "<a>", "<a@b", "<a b@c>", "<a@b>\r\nBcc: x", "<a@b@c>", "<@b>", "<a@>",
            "<é@b>", "<<a@b>>",
        ])
    func refusesIdentifiers(_ value: String) throws {
        var mail = try Self.mail()
        mail.messageID = value
        #expect(throws: ComposeFault.messageIdentifier(field: "Message-ID", value: value)) {
            try MIMEComposer.compose(mail)
        }
        mail = try Self.mail()
        mail.references = [value]
        #expect(throws: ComposeFault.messageIdentifier(field: "References", value: value)) {
            try MIMEComposer.compose(mail)
        }
    }

    @Test(
        "a further header may not be one of the composer's or malformed",
        arguments: [
            "From", "BCC", "Content-Type", "Received", "Return-Path", "", "X Y", "X:", "X\r\nY",
            "É",
        ])
    func refusesHeaderNames(_ name: String) throws {
        var mail = try Self.mail()
        mail.headers = [.init(name: name, value: "v")]
        #expect(throws: ComposeFault.headerName(name)) { try MIMEComposer.compose(mail) }
    }

    @Test("names, types and sizes of attachments, the text and the recipients are checked")
    func refusesOtherFaults() throws {
        let file = OutgoingMail.Attachment(
            fileName: "a.pdf", contentType: "application/pdf", content: [])
        func fault(_ change: (inout OutgoingMail) -> Void) throws -> ComposeFault? {
            var mail = try Self.mail(attachments: [file])
            change(&mail)
            return #expect(throws: ComposeFault.self) { try MIMEComposer.compose(mail) }
        }
        #expect(try fault { $0.attachments[0].fileName = "../a" } == .fileName("../a"))
        #expect(try fault { $0.attachments[0].fileName = "a\r\nb" } == .fileName("a\r\nb"))
        #expect(try fault { $0.attachments[0].contentType = "pdf" } == .contentType("pdf"))
        #expect(
            try fault { $0.attachments[0].contentType = "a/b\r\nX: y" }
                == .contentType("a/b\r\nX: y"))
        #expect(try fault { $0.text = "a\rb" } == .textControl)
        #expect(try fault { $0.text = "a\u{0}b" } == .textControl)
        #expect(try fault { ($0.to, $0.copies) = ([], []) } == .noRecipient)
        let tooLarge = Limits.outgoingAttachmentBytes + 1
        #expect(
            try fault { $0.attachments[0].content = .init(repeating: 0, count: tooLarge) }
                == .attachmentsTooLarge(bytes: tooLarge, allowed: Limits.outgoingAttachmentBytes))
        let beyond = try #require(MailAddress("estação@br.example"))
        #expect(
            try fault { $0.to = [Mailbox(address: beyond)] }
                == .addressBeyondASCII(field: "To", address: "estação@br.example"))
    }

    @Test("a subject that cannot be folded to 998 bytes is refused, not cut")
    func refusesUnfoldableSubject() throws {
        let mail = try Self.mail(subject: String(repeating: "a", count: 2_000))
        do {
            let bytes = try MIMEComposer.compose(mail)
            #expect(try MIMEReader.read(bytes).subject == mail.subject)
        } catch let fault as ComposeFault {
            guard case .wire(.lineTooLong, _) = fault else { throw fault }
        }
    }

    @Test("behaviour 49: an address cannot hold what would become a command")
    func refusesAddresses() {
        for text in [
            "a@b\r\nRCPT TO:<x@y>", "a@b\n", "a\u{0}@b", "<a@b>", "a@b>", "a b@c", "a\t@b", "a@",
        ] {
            #expect(MailAddress(text) == nil)
        }
    }

    @Test("behaviour 52: a dot at the start of a line is read as it was written")
    func keepsDots() throws {
        let text = ".\n..\n.a\n\n.\n"
        let bytes = try MIMEComposer.compose(try Self.mail(text: text))
        #expect(try MIMEReader.read(bytes).parts.first?.text == text)
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(
            separator: "\r\n", omittingEmptySubsequences: false
        ).map(String.init)
    }

    private static func expectControl(_ field: String, _ mail: OutgoingMail) {
        #expect(throws: ComposeFault.control(field: field)) { try MIMEComposer.compose(mail) }
    }
}
