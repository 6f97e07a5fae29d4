import Letters
import MailTransport
import MonitoringOrders
import Quantities
import SimulatedCorrespondents
import Testing

@Suite("Answers that the simulated station writes by hand")
struct HandwritingTests {
    private let order: OrderNumber
    private let station, bureau: MailAddress
    private let reference: ReferenceNumber

    init() throws {
        order = try #require(OrderNumber("BR/2028/0012"))
        reference = try #require(ReferenceNumber("EMSAT-RIO/2028/0003"))
        station = try #require(MailAddress("emsat@station.example"))
        bureau = try #require(MailAddress("space.monitoring@bureau.example"))
    }

    /// What the Bureau's desk makes of a letter that was written anew; `nil` if it goes as the desk wrote it.
    private func reading(_ letter: Letter, in language: Language) throws -> LetterReading? {
        let question = "<order@bureau.example>"
        let mail = LetterWriter.mail(
            LetterContent(letter, under: "the memorandum", isSimulation: true),
            envelope: LetterEnvelope(
                messageID: "<answer@station.example>",
                date: UTCInstant(secondsSince1970: 1_835_000_000),
                from: Mailbox(address: station), to: [Mailbox(address: bureau)],
                references: [question]))
        guard let anew = OddLetters.byHand(try MIMEComposer.compose(mail), in: language) else {
            return nil
        }
        let trace =
            "Return-Path: <\(station)>\r\nAuthentication-Results: mx.bureau.example; "
            + "dmarc=pass header.from=station.example\r\n"
        return LetterReader.read(
            try MIMEReader.read(Array(trace.utf8) + anew), digest: "d",
            knowing: CorrespondenceContext(
                desk: .bureau, ownAddresses: [bureau], authenticationServer: "mx.bureau.example",
                correspondents: [
                    Correspondent(address: station, roles: [.stationOperator, .officer])
                ],
                knownLetters: [
                    KnownLetter(
                        messageID: question, order: order, contentDigest: nil, name: "order")
                ],
                knownOrders: [order], orderSeries: ["BR"], isSimulation: true))
    }

    private func promise(
        number: Int, start: Int64, _ duration: Duration
    ) -> Acknowledgement {
        Acknowledgement(
            reference: reference, expectedStart: UTCInstant(secondsSince1970: start),
            expectedDuration: duration, number: number)
    }

    @Test(
        "they say in either language what the desk's own letter says",
        arguments: Language.allCases)
    func sameContent(language: Language) throws {
        let letters: [Letter] = [
            .acknowledgement(
                order: order, promise(number: 0, start: 1_835_086_380, .seconds(5700))),
            .acknowledgement(
                order: order, promise(number: 0, start: 1_835_222_407, .seconds(43_207))),
            .update(
                order: order, promise(number: 3, start: 1_835_949_600, .seconds(86_400)),
                reason: nil),
            .refusal(order: order, reference: nil, reason: "no antenna is free"),
            .refusal(order: order, reference: nil, reason: nil),
        ]
        for letter in letters {
            let read = try #require(try reading(letter, in: language))
            #expect(read.disposition == .accepted, "\(read.reasons)")
            #expect(read.letter == letter)
        }
    }

    @Test("what cannot be said in words goes as the desk wrote it")
    func others() throws {
        #expect(
            try reading(.withdrawal(order: order, reference: nil, reason: "resolved"), in: .english)
                == nil)
    }
}
