// Behaviour 14: what people write in their own letters is shown right.

import Letters
import MailTransport
import Testing

@Suite struct CharsetTests {
    /// Texts and their bytes, made with Python 3.11's codecs (`text.encode(charset)`).
    static let samples: [(label: String, bytes: [UInt8], text: String)] = [
        ("iso-8859-1", [0x6F, 0x20, 0x73, 0x61, 0x74, 0xE9, 0x6C, 0x69, 0x74, 0x65], "o satélite"),
        ("1252", [0x93, 0x61, 0xE7, 0xE3, 0x6F, 0x94, 0x20, 0x80], "“ação” €"),
        ("Windows-1252", [0x61, 0x97, 0x62], "a—b"),
        ("koi8-r", [0xF0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4], "Привет"),
        ("gb18030", [0xCE, 0xC0, 0xD0, 0xC7, 0x81, 0x30, 0x81, 0x30], "卫星\u{80}"),
        (
            "iso-2022-jp",
            [0x1B, 0x24, 0x42, 0x31, 0x52, 0x40, 0x31, 0x1B, 0x28, 0x42, 0x20, 0x61], "衛星 a"
        ),
        ("utf-8", Array("محطة المراقبة".utf8), "محطة المراقبة"),
        ("iso-8859-15", [0xA4], "€"),
        ("windows-1256", [0xE3, 0xCD, 0xD8, 0xC9], "محطة"),
        ("utf-16", [0xFF, 0xFE, 0x61, 0x00, 0xE7, 0x00], "aç"),
    ]

    @Test("behaviour 14: the body is shown right", arguments: samples)
    func decodesBodies(_ label: String, _ bytes: [UInt8], _ text: String) throws {
        let mail = try MIMEReader.read(
            Mails.letter(
                head: [
                    "Content-Type: text/plain; charset=\"\(label)\"",
                    "Content-Transfer-Encoding: base64",
                ], body: Mails.base64(bytes)))
        #expect(mail.parts.first?.text == text)
        #expect(mail.anomalies == [])
        #expect(mail.parts.first?.charset == label.lowercased())
    }

    @Test("behaviour 14: the subject is shown right", arguments: samples)
    func decodesSubjects(_ label: String, _ bytes: [UInt8], _ text: String) throws {
        guard label != "utf-16" else { return }
        let word = String(decoding: Mails.base64(bytes), as: UTF8.self)
        let charset = label == "1252" ? "windows-1252" : label
        let mail = try MIMEReader.read(
            Mails.letter(
                without: ["Subject"], head: ["Subject: =?\(charset)?B?\(word)?="], text: "x\r\n"))
        #expect(mail.subject == text)
    }

    @Test(
        "behaviour 14: an unknown charset leaves replacement characters and a word",
        arguments: ["x-unknown", "utf-7", "utf-8//IGNORE", "/etc/passwd", ""])
    func flagsUnknownCharsets(_ label: String) throws {
        let mail = try MIMEReader.read(
            Mails.letter(
                head: ["Content-Type: text/plain; charset=\"\(label)\""],
                body: Array("a".utf8) + [0xFF] + Array("b +ADw-\r\n".utf8)))
        #expect(mail.parts.first?.text == "a\u{FFFD}b +ADw-\n")
        #expect(mail.hasAnomaly("charset"))
    }

    @Test("text that is UTF-8 under a false label is read as UTF-8 and flagged")
    func seesThroughFalseLabels() throws {
        let mail = try MIMEReader.read(
            Mails.letter(
                head: ["Content-Type: text/plain; charset=\"1252\""],
                body: Array("ação ћ".utf8) + [0xFF, 0x0D, 0x0A]))
        #expect(mail.parts.first?.text == "ação ћ\u{FFFD}\n")
        #expect(mail.hasAnomaly("is UTF-8"))
    }

    @Test("bytes that a charset does not have are replaced and counted")
    func replacesWrongBytes() throws {
        let mail = try MIMEReader.read(
            Mails.letter(
                head: ["Content-Type: text/plain; charset=gb18030"],
                body: Array("a".utf8) + [0xFF] + Array("b".utf8) + [0x81]))
        #expect(mail.parts.first?.text == "a\u{FFFD}b\u{FFFD}")
        #expect(mail.hasAnomaly("2 bytes are not gb18030"))
    }
}
