// Behaviours 16 to 18: names of attachments are exact or harmless, their bytes are exact, and
// nothing is opened.

import Letters
import MailTransport
import TestSupport
import Testing

@Suite struct AttachmentTests {
    @Test("behaviour 16: a name continued by RFC 2231 is exact")
    func readsContinuedName() throws {
        let disposition = [
            "Content-Disposition: attachment;",
            " filename*0*=utf-8''relat%C3%B3rio%20final;",
            " filename*1*=%20a%C3%A7%C3%A3o.pdf",
        ].joined(separator: "\r\n")
        let bytes = Mails.multipart([
            (["Content-Type: application/pdf", disposition], Array("%PDF".utf8))
        ])
        let part = try #require(try MIMEReader.read(bytes).parts.first)
        #expect(part.fileName == "relatório final ação.pdf")
        #expect(part.isAttachment)
    }

    @Test("a name in several encoded words, which mail programs write, is exact")
    func readsEncodedName() throws {
        let words = "=?UTF-8?B?cmVsYXTDs3JpbyA=?= =?UTF-8?B?ZmluYWwucGRm?="
        let bytes = Mails.multipart([
            (
                [
                    "Content-Type: application/pdf; name=\"x.pdf\"",
                    "Content-Disposition: attachment; filename=\"\(words)\"",
                ], [1]
            )
        ])
        #expect(try MIMEReader.read(bytes).parts.first?.fileName == "relatório final.pdf")
    }

    @Test(
        "behaviour 16: names that lead out of a folder, hide or break lines are neutralised",
        arguments: [
            ("../../etc/passwd", "passwd"), ("..\\..\\windows\\x.exe", "x.exe"),
            ("/abs/olute.pdf", "olute.pdf"), ("a\u{0}b.pdf", "a_b.pdf"), ("CON", "_CON"),
            ("nul.txt", "_nul.txt"), ("...", "unnamed"), ("", "unnamed"),
            (".htaccess", "_.htaccess"),
            ("r\r\nX-Injected: yes.pdf", "r__X-Injected_ yes.pdf"),
            ("\u{202E}fdp.exe", "_fdp.exe"), ("report. ", "report"), ("a/", "a"),
        ])
    func neutralisesNames(_ name: String, _ expected: String) {
        #expect(AttachmentName.safe(name) == expected)
    }

    @Test(
        "a harmless name stays as it is",
        arguments: ["relatório final ação.pdf", "report.json", "تقرير.pdf", "a b (2).tar.gz"])
    func keepsPlainNames(_ name: String) { #expect(AttachmentName.safe(name) == name) }

    @Test("a long name is cut before its ending, on a whole character")
    func cutsLongNames() {
        let safe = AttachmentName.safe(String(repeating: "ç", count: 4000) + ".pdf")
        #expect(safe.hasSuffix("ç.pdf"))
        #expect(safe.utf8.count <= AttachmentName.longestName)
    }

    @Test("a NUL in a name of a letter does not survive")
    func dropsNullInLetters() throws {
        let bytes = Mails.multipart([
            (
                [
                    "Content-Type: application/pdf",
                    "Content-Disposition: attachment; filename*=utf-8''..%2Fa%00%0D%0Ab.pdf",
                ], [1]
            )
        ])
        let mail = try MIMEReader.read(bytes)
        let name = try #require(mail.parts.first?.fileName)
        #expect(AttachmentName.safe(name) == name)
        #expect(mail.hasAnomaly("made safe"))
    }

    @Test(
        "behaviour 17: attachment bytes out are attachment bytes in",
        arguments: ["7bit", "8bit", "quoted-printable", "base64"])
    func keepsBytes(_ encoding: String) throws {
        var random = SeededGenerator(seed: 17)
        var content = (0..<5_000).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        if encoding == "7bit" { content = content.map { $0 & 0x3F | 0x40 } }
        if encoding == "8bit" { content = content.map { $0 | 0x80 } }
        let encoded =
            switch encoding {
            case "base64": Mails.base64(content)
            case "quoted-printable": Mails.quotedPrintable(content)
            default: content
            }
        let bytes = Mails.multipart([
            (["Content-Type: text/plain"], Array("see attachment".utf8)),
            (
                [
                    "Content-Type: application/octet-stream; name=data.bin",
                    "Content-Transfer-Encoding: \(encoding)",
                    "Content-Disposition: attachment",
                ], encoded
            ),
        ])
        let part = try #require(try MIMEReader.read(bytes).parts.last)
        #expect(MessageDigest.sha256(part.content) == MessageDigest.sha256(content))
        #expect(part.transferEncoding == encoding)
        #expect(part.fileName == "data.bin")
    }

    @Test("behaviour 18: calendars, cards, TNEF and embedded letters are kept as content")
    func keepsForeignParts() throws {
        let inner = Array(
            "From: x@sender.example\r\nContent-Type: multipart/mixed\r\n\r\n--a\r\n\r\nin\r\n".utf8)
        let types = [
            "text/calendar; charset=utf-8", "text/vcard", "application/ms-tnef", "message/rfc822",
            "message/partial; id=a; number=1", "multipart-like/x",
        ]
        let bytes = Mails.multipart(types.map { (["Content-Type: \($0)"], inner) })
        let mail = try MIMEReader.read(bytes)
        #expect(mail.parts.map(\.content) == types.map { _ in inner })
        #expect(mail.parts.map(\.depth) == types.map { _ in 1 })
        #expect(mail.parts[3].contentType == "message/rfc822")
        #expect(mail.parts[3].text == nil)
    }
}
