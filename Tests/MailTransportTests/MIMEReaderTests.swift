// Behaviours 8, 9 and 13 to 18 of the acceptance list, on letters written by hand.

import Letters
import MailTransport
import Quantities
import Testing

@Suite struct MIMEReaderTests {
    @Test("an ordinary letter is read without any anomaly")
    func readsOrdinaryLetter() throws {
        let mail = try MIMEReader.read(
            Mails.letter(
                head: [
                    "Cc: A <a@adm.example>, g: b@adm.example, c@adm.example;",
                    "In-Reply-To: <q@br.example>",
                    "References: <p@br.example>\r\n <q@br.example>",
                    "Content-Type: text/plain; charset=utf-8; format=flowed",
                ], text: "one\r\ntwo\r\n"))
        #expect(mail.anomalies == [])
        #expect(mail.from == [.init(name: "EMSAT-RIO", address: "emsat@anatel.example")])
        #expect(mail.to.map(\.address) == ["space.monitoring@br.example"])
        #expect(mail.copies.map(\.address) == ["a@adm.example", "b@adm.example", "c@adm.example"])
        #expect(mail.references == ["<p@br.example>", "<q@br.example>"])
        #expect(mail.inReplyTo == ["<q@br.example>"])
        #expect(mail.returnPath == "emsat@anatel.example")
        #expect(mail.date == UTCInstant("2027-03-01T13:00:00Z"))
        #expect(mail.headers.map(\.name).suffix(2) == ["References", "Content-Type"])
        let part = try #require(mail.parts.first)
        #expect(part.parameters["format"] == "flowed")
        #expect(part.text == "one\ntwo\n")
        #expect(part.content == Array("one\r\ntwo\r\n".utf8))
        #expect(part.depth == 0)
    }

    @Test("behaviour 8: a letter without Message-ID is read and says so")
    func readsWithoutMessageID() throws {
        let mail = try MIMEReader.read(Mails.letter(without: ["Message-ID"], text: "x\r\n"))
        #expect(mail.messageID == nil)
        #expect(mail.hasAnomaly("no Message-ID"))
    }

    @Test(
        "behaviour 9: a Message-ID has one form however it is folded, spaced or capitalised",
        arguments: [
            "<One.2@ANATEL.Example>", "  <One.2@anatel.EXAMPLE>  ", "<One.2 @anatel.example>",
            "\r\n <One.2@anatel.example>", "<One\r\n .2@\r\n\tanatel.example>",
            "One.2@Anatel.example",
        ])
    func normalisesMessageID(_ value: String) throws {
        let bytes = Mails.letter(
            without: ["Message-ID"], head: ["Message-ID: \(value)"], text: "x\r\n")
        #expect(try MIMEReader.read(bytes).messageID == "<One.2@anatel.example>")
    }

    @Test("an empty return path is told from none")
    func readsReturnPath() throws {
        let bounce = Mails.letter(
            without: ["Return-Path"], head: ["Return-Path: <>"], text: "x\r\n")
        #expect(try MIMEReader.read(bounce).returnPath == "")
        let none = Mails.letter(without: ["Return-Path"], text: "x\r\n")
        #expect(try MIMEReader.read(none).returnPath == nil)
    }

    @Test("behaviour 13: bad base64 and quoted-printable are read and listed")
    func listsBadEncodings() throws {
        let base64 = try MIMEReader.read(
            Mails.letter(head: ["Content-Transfer-Encoding: base64"], text: "T3Jk!!ZXI\r\n"))
        #expect(base64.parts.first?.text?.hasPrefix("Ord") == true)
        #expect(base64.hasAnomaly("base64"))
        let quoted = try MIMEReader.read(
            Mails.letter(
                head: ["Content-Transfer-Encoding: quoted-printable"], text: "a=ZZb =\r\n=4\r\n"))
        #expect(quoted.parts.first?.text?.contains("a") == true)
        #expect(quoted.hasAnomaly("quoted-printable"))
    }

    @Test("behaviour 13: a missing end boundary, no boundary and bare LF are read and listed")
    func listsBadStructure() throws {
        let cut = try MIMEReader.read(
            Mails.letter(
                head: ["Content-Type: multipart/mixed; boundary=x"],
                text: "--x\r\nContent-Type: text/plain\r\n\r\nfirst\r\n--x\r\n\r\nsecond"))
        #expect(cut.parts.map(\.text) == ["first", "second"])
        #expect(cut.hasAnomaly("ends too early"))
        let none = try MIMEReader.read(
            Mails.letter(head: ["Content-Type: multipart/mixed"], text: "only text\r\n"))
        #expect(none.parts.first?.text?.contains("only text") == true)
        #expect(none.hasAnomaly("names no boundary"))
        let bare = Mails.letter(text: "one\r\ntwo\r\n").filter { $0 != 0x0D }
        #expect(try MIMEReader.read(bare).parts.first?.text == "one\ntwo\n")
        #expect(try MIMEReader.read(bare).hasAnomaly("LF without CR"))
    }

    @Test("behaviour 15: an encoded word split inside a character is joined")
    func joinsSplitCharacters() throws {
        let subject = "Subject: =?UTF-8?Q?interfer=C3?= =?UTF-8?Q?=AAncia?="
        let mail = try MIMEReader.read(
            Mails.letter(without: ["Subject"], head: [subject], text: "x\r\n"))
        #expect(mail.subject == "interferência")
    }

    @Test(
        "behaviour 15: raw bytes above 127 in a subject stay readable",
        arguments: [
            (Array("a\u{E7}\u{E3}o".utf8), "ação"), ([0x61, 0xE7, 0xE3, 0x6F], "ação"),
        ])
    func readsRawSubjects(_ raw: [UInt8], _ expected: String) throws {
        let bytes =
            Array("Subject: ".utf8) + raw + [0x0D, 0x0A]
            + Mails.letter(without: ["Subject"], text: "x\r\n")
        let mail = try MIMEReader.read(bytes)
        #expect(mail.subject == expected)
        #expect(mail.hasAnomaly("above 127"))
    }

    @Test("behaviour 15: raw 8-bit inside an encoded word neither crashes nor hides the rest")
    func readsRawBytesInEncodedWord() throws {
        let bytes =
            Array("Subject: =?utf-8?Q?K".utf8) + [0xE9] + Array("vin?= fim\r\n".utf8)
            + Mails.letter(without: ["Subject"], text: "x\r\n")
        #expect(try MIMEReader.read(bytes).subject.hasSuffix("fim"))
    }

    @Test(
        "behaviour 15: adjacent encoded words lose nothing, also behind padding and across charsets",
        arguments: [
            ("=?UTF-8?B?YcOn?= =?UTF-8?B?w6NvIA==?=\r\n =?UTF-8?B?ZmltIQ==?=", "ação fim!"),
            ("=?UTF-8?B?w4fDhw==?= =?ISO-8859-1?Q?_=E7?= a", "ÇÇ ç a"),
            ("a =?utf-8*pt?Q?=C3=A7?= =?b =?UTF-8?Z?abc?=", "a ç =?b =?UTF-8?Z?abc?="),
            ("=?UTF-8?Q?=C3?=", "\u{FFFD}"), ("=?UTF-8?Q?open", "=?UTF-8?Q?open"),
        ])
    func joinsEncodedWords(_ value: String, _ expected: String) throws {
        let subject = Mails.letter(
            without: ["Subject"], head: ["Subject: \(value)"], text: "x\r\n")
        #expect(try MIMEReader.read(subject).subject == expected)
        let from = Mails.letter(
            without: ["From"], head: ["From: \(value) <a@b.example>"], text: "x\r\n")
        #expect(try MIMEReader.read(from).from == [.init(name: expected, address: "a@b.example")])
    }

    @Test("controls that an encoded word smuggles in do not break a value into lines")
    func keepsValuesOnOneLine() throws {
        let from = "From: =?utf-8?Q?A=0D=0ABcc=3A_evil=40sender.example?= <a@sender.example>"
        let mail = try MIMEReader.read(
            Mails.letter(without: ["From"], head: [from], text: "x\r\n"))
        #expect(mail.header("From")?.unicodeScalars.allSatisfy { $0.value >= 0x20 } == true)
        #expect(mail.from.map(\.address) == ["a@sender.example"])
        #expect(mail.header("Bcc") == nil)
        #expect(mail.hasAnomaly("From holds controls"))
    }

    @Test("a header that may stand once is listed when it stands twice")
    func listsRepeatedHeaders() throws {
        let mail = try MIMEReader.read(
            Mails.letter(head: ["From: MSAT <msat@anatel.example>"], text: "x\r\n"))
        #expect(mail.from.count == 2)
        #expect(mail.hasAnomaly("from stands 2 times"))
    }

    @Test(
        "a Date that is none or out of range leaves no date and an anomaly",
        arguments: ["yesterday", "Mon, 1 Mar 9999 00:00:00 +0000", "32 Foo 2027"])
    func listsBadDates(_ value: String) throws {
        let mail = try MIMEReader.read(
            Mails.letter(without: ["Date"], head: ["Date: \(value)"], text: "x\r\n"))
        #expect(mail.date == nil)
        #expect(mail.hasAnomaly("Date"))
    }
}
