// Who may write, and who is believed (behaviours 24 to 26, 30, 33 to 35, 40 and 41).

import Letters
import MonitoringOrders
import TestSupport
import Testing

@Suite("Senders of letters")
struct SenderTests {
    private let text =
        "Reference: EMSAT-RIO/2027/0007\nStart: 2027-03-02 12:00 UTC\nDuration: 6 hours"

    private func reading(_ results: String?..., change: (inout MailMessage) -> Void = { _ in })
        -> LetterReading
    {
        var message = LetterDesk.answer(text)
        message.headers = results.compactMap(\.self).map {
            .init(name: "Authentication-Results", value: $0)
        }
        change(&message)
        return LetterDesk.read(message)
    }

    @Test(
        "A24, A26: only what our server says of the sender's own domain counts",
        arguments: [
            ("mx.br.example; dmarc=pass header.from=anatel.example", Disposition.accepted),
            ("mx.br.example; dmarc=pass (p=none) header.from=anatel.example", .accepted),
            ("mx.br.example; dkim=pass header.d=anatel.example", .accepted),
            ("mx.br.example; spf=pass smtp.mailfrom=emsat@anatel.example", .accepted),
            ("mx.br.example; dkim=pass header.d=evil.example", .needsHuman),
            (
                "mx.br.example; dkim=pass (header.d=anatel.example) header.d=evil.example",
                .needsHuman
            ),
            ("mx.br.example; dmarc=pass header.from=evil.example", .quarantined),
            ("mx.br.example; dmarc=fail header.from=anatel.example", .quarantined),
            ("mx.br.example; dkim=fail header.d=anatel.example", .quarantined),
            ("mx.evil.example; dmarc=pass header.from=anatel.example", .needsHuman),
            ("mx.br.example; none", .needsHuman), ("", .needsHuman),
        ])
    func results(header: String, disposition: Disposition) {
        #expect(reading(header).disposition == disposition)
    }

    @Test("A24: without results a person decides")
    func nothing() {
        #expect(reading(nil).reasons == [.senderNotAuthenticated])
    }

    @Test("A25: results in our name that our server did not write are forged")
    func forged() {
        let good = LetterDesk.vouched
        #expect(reading(good, good).reasons == [.authenticationResultsForged])
        let belowOurReceipt = reading(good) {
            $0.headers.insert(
                .init(name: "Received", value: "from x by mx.br.example with ESMTPS"), at: 0)
        }
        #expect(
            belowOurReceipt.reasons == [.senderNotAuthenticated, .authenticationResultsForged])
    }

    @Test(
        "A27, A28, A29: a signature that is another's, over a part or not valid speaks against the letter",
        arguments: [
            (["emsat@anatel.example"], nil, true, nil), ([], nil, true, "signed-by-another"),
            (["other@else.example"], nil, true, "signed-by-another"),
            (["emsat@anatel.example", "other@else.example"], nil, true, "signed-by-another"),
            (["emsat@anatel.example"], nil, false, "signed-in-part"),
            (["emsat@anatel.example"], "certificate has expired", true, "signature-not-valid"),
        ] as [([String], String?, Bool, String?)])
    func signatures(signers: [String], fault: String?, isWhole: Bool, code: String?) {
        let reading = reading(LetterDesk.vouched) {
            $0.signature = MailSignature(
                signers: signers, fault: fault, coversWholeLetter: isWhole)
        }
        #expect(reading.reasons.map(\.code) == [code].compactMap(\.self))
        #expect(reading.disposition == (code == nil ? .accepted : .needsHuman))
    }

    @Test("A30: a stranger's perfect letter goes to a person")
    func stranger() {
        let reading = reading("mx.br.example; dmarc=pass header.from=evil.example") {
            $0.from = [.init(name: "EMSAT-RIO", address: "emsat@evil.example")]
        }
        #expect(reading.reasons == [.senderUnknown])
        #expect(reading.disposition == .needsHuman)
    }

    @Test("A33, A34, A35: automatic letters and our own are recorded without effect")
    func automatic() {
        for value in ["auto-replied", "auto-generated", "Auto-Replied (vacation)"] {
            let reading = reading(LetterDesk.vouched) {
                $0.headers.append(.init(name: "Auto-Submitted", value: value))
            }
            #expect(reading.kind == .autoReply)
            #expect(reading.disposition == .recorded)
        }
        for value in ["no", "No", "no (comment)"] {
            let reading = reading(LetterDesk.vouched) {
                $0.headers.append(.init(name: "Auto-Submitted", value: value))
            }
            #expect(reading.disposition == .accepted)
        }
        #expect(reading(LetterDesk.vouched) { $0.returnPath = "" }.disposition == .recorded)
        let own = reading(LetterDesk.vouched) {
            $0.from = [.init(name: nil, address: "space.monitoring@br.example")]
        }
        #expect(own.reasons == [.ownLetter])
    }

    @Test("A55: a letter is found by what it answers, then by its tag, then by its text")
    func threads() {
        let (first, second) = (LetterDesk.order(101), LetterDesk.order(102))
        #expect(reading(LetterDesk.vouched) { $0.subject = "Confirmação" }.order == first)
        #expect(reading(LetterDesk.vouched) { $0.inReplyTo = [] }.order == first)
        let byText = reading(LetterDesk.vouched) {
            ($0.inReplyTo, $0.subject) = ([], "Order")
            $0.parts[0].text = text + "\nOrder BR/2027/0102"
        }
        #expect(byText.order == second)
        let byNothing = reading(LetterDesk.vouched) { ($0.inReplyTo, $0.subject) = ([], "Order") }
        #expect(byNothing.reasons == [.unmatched])
        let unknown = reading(LetterDesk.vouched) {
            ($0.inReplyTo, $0.subject) = ([], "[BR/2027/0999]")
        }
        #expect(unknown.reasons == [.unmatched])
        let torn = reading(LetterDesk.vouched) { $0.subject = "[BR/2027/0102] Monitoring order" }
        #expect(torn.reasons == [.threadDiffers])
    }

    @Test("R87: a letter of an exercise has no effect at a live desk, nor the reverse")
    func registers() {
        var message = LetterDesk.answer(text)
        message.subject = "Re: SIMULATION [BR/2027/0101] Monitoring order"
        #expect(LetterDesk.read(message).reasons == [.otherRegister])
        #expect(LetterDesk.read(message, isSimulation: true).disposition == .accepted)
        message.subject = "Re: [BR/2027/0101] Monitoring order"
        message.inReplyTo = []
        #expect(LetterDesk.read(message, isSimulation: true).reasons == [.otherRegister])
    }

    @Test("A40, A41: delivery reports are our own server's, and name a letter of ours")
    func deliveryReports() {
        func report(_ change: (inout MailMessage) -> Void = { _ in }) -> LetterReading {
            var message = MailMessage()
            message.from = [.init(name: nil, address: "MAILER-DAEMON@mx.br.example")]
            (message.returnPath, message.contentType) = ("", "multipart/report")
            message.headers = [.init(name: "Received", value: "by mx.br.example (Postfix) id 1")]
            let status = "Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; a@b\nAction: failed\n"
            let original = "Subject: order\nMessage-ID:\n <order.101@br.example>\n"
            message.parts = [
                .init(contentType: "message/delivery-status", content: Array(status.utf8)),
                .init(contentType: "text/rfc822-headers", content: Array(original.utf8)),
            ]
            change(&message)
            return LetterDesk.read(message)
        }
        #expect(report().disposition == .accepted)
        #expect(report().order == LetterDesk.order(101))
        #expect(report().reasons.map(\.words) == ["delivery-failed: a@b"])
        let unknown = report { $0.parts[1].content = Array("Message-ID: <x@y>".utf8) }
        #expect(unknown.disposition == .needsHuman)
        let foreign = report { $0.headers[0].value = "from evil.example by mx.br.example" }
        #expect(foreign.disposition == .needsHuman)
        #expect(!foreign.sender.isMailSystem)
    }
}
