// Values in the words of people. What is certain is read; what could mean two things never is.

import Letters
import MonitoringOrders
import Quantities
import TestSupport
import Testing

@Suite("Letters written by hand")
struct HandwritingTests {
    private func values(_ text: String) -> LetterValues {
        LetterDesk.read(LetterDesk.answer(text)).values
    }

    @Test(
        "R29: a start is read from the words of people",
        arguments: [
            "Expected start: 2 March 2027, 12:00 UTC", "We start 02 Mar 2027 1200Z.",
            "Start: Tue, March 2nd, 2027 at 12:00 UTC", "Start: 2027-03-02T12:00:00Z",
            "Início previsto: 2 de março de 2027, às 12h00 (UTC)",
            "Start: 02.03.2027 12:00 UTC or so",
            "O início será em 2 de março de 2027 às 9h (UTC-3).",
            "We begin at 12:00 UTC on 2 March 2027.",
            "Start: 2 March 2027 12:00 PM UTC", "Start 2027-03-02 09:00 -03:00",
            "Início: 02 mar. 2027 09h00min UTC-03:00", "Start:\n2 March 2027\n12:00 GMT",
        ])
    func start(text: String) throws {
        let noon = try #require(UTCInstant("2027-03-02T12:00:00Z"))
        let values = values(text)
        if text.contains("02.03") {
            #expect(values.start == nil)
            #expect(values.startCandidates.count == 2 && values.startCandidates.contains(noon))
        } else {
            #expect(values.start == noon)
        }
    }

    @Test(
        "a time that is no start, or may not be one, is not read",
        arguments: [
            "Deadline: 2 March 2027, 12:00 UTC", "Your order of 2 March 2027, 12:00 UTC has come.",
            "We start soon. 2 March 2027, 12:00 UTC is the deadline.", "Start: 2 March 2027, 12:00",
            "Start: tomorrow, 12:00 UTC", "Start: 31 February 2027, 12:00 UTC",
            "Start: 2 March 2027",
            "Start: 2 March 2027, 25:00 UTC", "Start: 2 March 27, 12:00 UTC",
            "Start moves from 2 March 2027, 12:00 UTC to 3 March 2027, 12:00 UTC",
            "Start: 2 March 2027, 12:00 UTC. No: start 3 March 2027, 12:00 UTC.",
            "We cannot start on 2 March 2027, 12:00 UTC.", "Start: 2 March 2027, 13:00 PM UTC",
            "Start: 2 March 2027, 09:00-10:00 UTC",
            "> Start: 2 March 2027, 12:00 UTC", "-- \nStart: 2 March 2027, 12:00 UTC",
        ])
    func noStart(text: String) { #expect(values(text).start == nil) }

    @Test(
        "R29: a duration is read from the words of people",
        arguments: [
            ("Duration: 6 hours", 360), ("Duração prevista: 3 h 30 min", 210),
            ("duration PT1H30M", 90),
            ("duração estimada de dois dias", 2880), ("it will take about four hours", 240),
            ("we need 48 h.", 2880), ("Duration: 2 days 12 hours", 3600), ("Duração: 6h", 360),
            ("Duration: 2 days and 12 hours", 3600), ("Duration: 3h30", 210),
            ("Duração: uma hora e meia", 90), ("Duration: one and a half hours", 90),
            ("Duration: 1.5 hours", 90), ("Duração: 1,5 hora", 90), ("Duration: half an hour", 30),
            ("Duration: 6 to 8 hours", nil), ("Duration: 6-8 hours", nil),
            ("Duration: between 6 and 8 hours", nil), ("Duration: unknown", nil),
            ("Duration 6 hours. It will take 8 hours.", nil), ("We start in 2 hours", nil),
            ("Deadline in 2 hours; duration 6 hours", 360), ("Duration: 0 hours", nil),
            ("Duration: 99999999999 hours", nil), ("The duration was 6 hours", nil),
            ("Duração de 90 minutos (PT1H30M)", 90), ("we need no more than 6 hours", nil),
        ] as [(String, Int?)])
    func duration(text: String, minutes: Int?) {
        #expect(values(text).duration == minutes.map { .seconds($0 * 60) })
    }

    @Test("an answer with its three items takes effect; without one it waits for a person")
    func threeItems() {
        let items = [
            "Reference: EMSAT-RIO/2027/0007", "Start: 2027-03-02 12:00 UTC", "Duration: 6 hours",
        ]
        let reading = LetterDesk.read(LetterDesk.answer(items.joined(separator: "\n")))
        #expect(reading.disposition == .accepted)
        #expect(reading.letter?.kind == .acknowledgement)
        for (index, item) in ["reference", "start", "duration"].enumerated() {
            var rest = items
            rest.remove(at: index)
            let reading = LetterDesk.read(LetterDesk.answer(rest.joined(separator: "\n")))
            #expect(reading.reasons.map(\.code) == ["missing-\(item)"])
            #expect(reading.letter == nil)
        }
    }

    @Test(
        "R53, R54, R55: the Administration refuses with any reason or none",
        arguments: [
            ("The Administration refuses order BR/2027/0101.", nil),
            ("We refuse: the antenna is under repair.", "the antenna is under repair"),
            (
                "ANATEL declines the order because the band is\nnot covered. Regards",
                "the band is not covered"
            ),
            ("Recusamos a ordem.\nMotivo: manutenção", "manutenção"),
        ] as [(String, String?)])
    func refusal(text: String, reason: String?) {
        let reading = LetterDesk.read(
            LetterDesk.answer(text, from: LetterDesk.administration))
        #expect(reading.disposition == .accepted)
        #expect(
            reading.letter
                == .refusal(order: LetterDesk.order(101), reference: nil, reason: reason))
    }

    @Test(
        "what only speaks of refusing is no refusal",
        arguments: [
            "We do not refuse the order.", "We may refuse the order.",
            "If the antenna fails, ANATEL refuses the order.", "Não recusamos a ordem.",
            "We withdraw our refusal.", "Would ANATEL refuse the order?",
        ])
    func noRefusal(text: String) {
        let reading = LetterDesk.read(
            LetterDesk.answer(text, from: LetterDesk.administration))
        #expect(reading.disposition == .needsHuman)
        #expect(reading.kind != .letter(.refusal))
    }

    @Test("a letter that refuses and gives a start goes to a person")
    func contradiction() {
        let text = """
            We refuse the order. Reference EMSAT-RIO/2027/0007, start 2027-03-02 12:00 UTC,
            duration 6 hours.
            """
        let reading = LetterDesk.read(
            LetterDesk.answer(text, from: LetterDesk.administration))
        #expect(reading.reasons == [.contradictory])
    }

    @Test("plain text and HTML that say different things go to a person")
    func twoTexts() {
        let text = "Reference: EMSAT-RIO/2027/0007\nStart: 2027-03-02 12:00 UTC\nDuration: 6 hours"
        let html = text.replacing("6 hours", with: "<b>6&nbsp;hours</b>").replacing(
            "\n", with: "<br>")
        var message = LetterDesk.answer(text)
        message.parts.append(.init(contentType: "text/html", content: [], text: html))
        #expect(LetterDesk.read(message).disposition == .accepted)
        message.parts[1].text = html.replacing("12:00", with: "15:00")
        #expect(LetterDesk.read(message).reasons.map(\.code) == ["text-and-data-differ"])
    }

    @Test(
        "behaviour 19: an HTML letter is read without its scripts, styles, comments and quotations")
    func onlyHTML() {
        var message = LetterDesk.answer("")
        message.parts[0].contentType = "text/html"
        message.parts[0].text = """
            <head><title>Duration: 1 hour</title><style>Duration: 2 hours</style></head>
            <p>Reference: EMSAT-RIO/2027/0007</p><!-- Duration: 3 hours --><script>Duration: 4 hours
            </script><table><tr><td>Start</td><td>2 de mar&ccedil;o de 2027, 12:00&#160;UTC</td></tr>
            <tr><td>Duration</td><td>6 hours</td></table><blockquote>Duration: 5 hours</blockquote>
            """
        let reading = LetterDesk.read(message)
        #expect(reading.disposition == .accepted)
        #expect(reading.values.duration == .seconds(6 * 3600))
    }

    @Test("letters of nonsense take no longer than their length", arguments: 1...40)
    func nonsense(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "start ", "12/", "2027", "-", ":", "h", "UTC", " de ", "março", "duration", "PT",
            "refuse",
            "\n\n", ">", "EMSAT-RIO/", "BR/2027/0101", "²", "٣", "\u{301}", "999999999999", "<",
            "&#x",
        ]
        let text = (0..<400).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        _ = LetterDesk.read(LetterDesk.answer(text))
        var message = LetterDesk.answer(text)
        message.parts[0].contentType = "text/html"
        _ = LetterDesk.read(message)
    }
}
