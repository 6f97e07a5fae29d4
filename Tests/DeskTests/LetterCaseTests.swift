// The letters that people write: 24 mails of ordinary mail programs, each with its correct reading.

import CanonicalJSON
import Desk
import Letters
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("The letter cases")
struct LetterCaseTests {
    static let folder = Repository.golden("letters/")
    static let cases =
        (try? Repository.names(in: folder).filter { $0.hasSuffix(".eml") }) ?? []

    private func expected(_ name: String) throws -> JSONValue {
        try JSONValue(parsing: Repository.text(Self.folder + name.dropLast(4) + ".json"))
    }

    private func reading(_ name: String, after earlier: [String]) throws -> JSONValue {
        let file = try Repository.bytes(Self.folder + "context.json")
        var trial = LetterTrial(
            knowing: try #require(CorrespondenceContext.read(file).context),
            reader: UnconfinedReader())
        for name in earlier { _ = try trial.read(Repository.bytes(Self.folder + name), name: name) }
        return try trial.read(Repository.bytes(Self.folder + name), name: name)
    }

    /// The object with durations as lengths of time and reasons as a sorted list of codes.
    private func comparable(_ value: JSONValue?) -> JSONValue? {
        guard var object = value, object.members != nil else { return value }
        if let duration = object["duration"]?.string.flatMap({ Duration(iso8601: $0) }) {
            object.set("duration", to: .string("\(duration)"))
        }
        return object
    }

    private func codes(_ reading: JSONValue) -> [String] {
        (reading["reasons"]?.array ?? []).compactMap { reason in
            reason.string.map { String($0.prefix { $0 != ":" }) }
        }.sorted()
    }

    @Test("all 24 are there")
    func complete() { #expect(Self.cases.count == 24) }

    @Test("each is read as it must be, and as carefully", arguments: cases)
    func reading(name: String) throws {
        let wanted = try expected(name)
        let earlier = (wanted["after"]?.array ?? []).compactMap(\.string)
        let found = try reading(name, after: earlier)
        for key in ["input", "kind", "order", "reference", "disposition"] {
            #expect(found[key] == wanted[key], "\(key)")
        }
        for key in ["values", "sender"] {
            let (found, wanted) = (comparable(found[key]), comparable(wanted[key]))
            #expect(found?.canonical == wanted?.canonical, "\(key)")
        }
        #expect(codes(found) == codes(wanted))
    }
}

@Suite("Letters by hand at a desk")
struct HandwrittenAnswerTests {
    /// A letter of the station's operator, as the desk's own mail server hands it over.
    private func mail(_ text: String, answering messageID: String, _ settings: Settings) -> [UInt8]
    {
        let sender = settings.correspondents.station
        let results = "\(settings.mail.serverName); dmarc=pass header.from=\(sender.domain)"
        let lines = [
            "Return-Path: <\(sender)>", "Authentication-Results: \(results)", "From: \(sender)",
            "To: \(settings.ownAddress)", "Subject: Re: SIMULATION order",
            "Message-ID: <\(text.utf8.count)@\(sender.domain)>", "In-Reply-To: \(messageID)", "",
            text,
        ]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    @Test("an acknowledgement and an update that a person wrote take effect at the Bureau's desk")
    func takeEffect() throws {
        let desks = try DeskPair()
        let form = try desks.form()
        try desks.place(form)
        try desks.settle()
        let desk = desks.bureau.desk
        let letters = try desk.store.read { try $0.letters(order: form.number) }
        let messageID = try #require(letters.first?.messageID)
        let start = desks.clock.now + .seconds(86_400)
        for (text, hours) in [
            ("Reference EMSAT-RIO/2027/0001. Start \(start). Duration 6 hours.", 6),
            ("Update 1 of EMSAT-RIO/2027/0001: start \(start), duration 9 hours.", 9),
        ] {
            let bytes = mail(text, answering: messageID, desk.configuration.settings)
            try desk.store(bytes, from: "pipe", handle: nil)
            try desk.readStoredLetters()
            let order = try desk.order(form.number)
            #expect(order.state == .acknowledged)
            #expect(order.acknowledgements.last?.expectedDuration == .seconds(hours * 3600))
        }
    }
}
