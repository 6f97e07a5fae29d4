import Foundation
import Letters
import MailTransport
import MonitoringOrders
import TestSupport
import Testing

@Suite("Letters through a real Postfix and a real Dovecot", .serialized)
struct MailServerTests {
    private let servers: MailServers

    init() throws { servers = try MailServers.shared.get() }

    /// Letters of a mailbox that are new, waiting until there are some.
    private func arrivals(of user: String, _ memory: RememberedMailbox, atLeast count: Int = 1)
        throws
        -> [Arrival]
    {
        let carrier = IMAPCarrier(servers.mailbox(of: user), memory: memory)
        for _ in 0..<600 {
            let arrivals = try carrier.arrivals(limit: 50)
            if arrivals.count >= count { return arrivals }
            Thread.sleep(forTimeInterval: 0.1)
        }
        return []
    }

    private func send(_ bytes: [UInt8]) throws -> String {
        try SMTPCarrier(servers.submission(as: "bureau"))
            .deliver(bytes, from: MailServers.bureau, to: MailServers.station)
    }

    @Test("a letter arrives byte for byte, with the server's words kept, and is taken in once")
    func thereAndBack() throws {
        let memory = RememberedMailbox()
        memory.store(
            try IMAPCarrier(servers.mailbox(of: "station"), memory: memory).arrivals(limit: 999))
        let bytes = MailServers.letter(
            UUID().uuidString,
            body: ".\r\n..dots\r\nA1 OK FETCH completed\r\n* 1 FETCH (BODY[] {3}\r\nabc)")
        let words = try send(bytes)
        #expect(words.hasPrefix("250 2.0.0 Ok: queued as"), "\(words)")
        let found = try arrivals(of: "station", memory)
        #expect(found.count == 1)
        let received = try #require(found.first).bytes
        // Servers put their trace before the letter and change nothing else.
        #expect(
            received.suffix(bytes.count - 2).elementsEqual(bytes.prefix(bytes.count - 2))
                || received.suffix(bytes.count) == bytes[...])
        let trace = String(decoding: received.prefix(600), as: UTF8.self)
        #expect(
            trace.contains(
                "Authentication-Results: post-office.example; dmarc=pass header.from=bureau.example"
            ))
        memory.store(found)
        #expect(
            try IMAPCarrier(servers.mailbox(of: "station"), memory: memory).arrivals(limit: 9)
                .isEmpty)
    }

    @Test("reading leaves the mailbox as it was: no letter is marked as seen")
    func nothingChanged() throws {
        let memory = RememberedMailbox()
        _ = try send(MailServers.letter(UUID().uuidString))
        #expect(!(try arrivals(of: "station", memory).isEmpty))
        let files = try FileManager.default.subpathsOfDirectory(
            atPath: servers.maildir(of: "station"))
        let letters = files.filter { $0.hasPrefix("cur/") || $0.hasPrefix("new/") }
        #expect(
            letters.allSatisfy {
                !$0.contains(":2,") || !$0.drop(while: { $0 != "," }).contains("S")
            })
    }

    @Test("more letters than a batch come in order, batch after batch, none twice")
    func batches() throws {
        let memory = RememberedMailbox()
        memory.store(
            try IMAPCarrier(servers.mailbox(of: "station"), memory: memory).arrivals(limit: 999))
        let names = (0..<7).map { _ in UUID().uuidString }
        for name in names { _ = try send(MailServers.letter(name)) }
        _ = try arrivals(of: "station", memory, atLeast: 7)
        var subjects: [String] = []
        for _ in 0..<4 {
            let batch = try IMAPCarrier(servers.mailbox(of: "station"), memory: memory).arrivals(
                limit: 3)
            subjects += try batch.map { try MIMEReader.read($0.bytes).subject }
            memory.store(batch)
        }
        #expect(Set(subjects) == Set(names.map { "Trial \($0)" }))
        #expect(subjects.count == 7)
    }

    @Test("a new UIDVALIDITY brings every letter again, under other handles")
    func newValidity() throws {
        let memory = RememberedMailbox()
        _ = try send(MailServers.letter(UUID().uuidString))
        let before = try arrivals(of: "station", memory)
        memory.store(before)
        for name in [
            "dovecot-uidlist", "dovecot-uidvalidity", "dovecot.index.log", "dovecot.index",
            "dovecot.index.cache",
        ] {
            try? FileManager.default.removeItem(atPath: servers.maildir(of: "station") + "/" + name)
        }
        let uidvalidity = try FileManager.default.contentsOfDirectory(
            atPath: servers.maildir(of: "station")
        )
        .filter { $0.hasPrefix("dovecot-uidvalidity.") }
        for name in uidvalidity {
            try FileManager.default.removeItem(atPath: servers.maildir(of: "station") + "/" + name)
        }
        Thread.sleep(forTimeInterval: 1.1)
        let after = try IMAPCarrier(servers.mailbox(of: "station"), memory: memory).arrivals(
            limit: 999)
        #expect(after.count >= before.count)
        #expect(Set(after.map(\.handle)).isDisjoint(with: before.map(\.handle)))
    }

    @Test("a wrong password is told without the password, and may be mended")
    func wrongPassword() {
        let smtp = #expect(throws: CarrierError.self) {
            try SMTPCarrier(servers.submission(as: "bureau", password: "wrong-secret"))
                .deliver(MailServers.letter("x"), from: MailServers.bureau, to: MailServers.station)
        }
        #expect(smtp?.kind == .temporary)
        #expect(smtp?.words.contains("wrong-secret") == false)
        let imap = #expect(throws: CarrierError.self) {
            try IMAPCarrier(
                servers.mailbox(of: "station", password: "wrong-secret"),
                memory: RememberedMailbox()
            )
            .arrivals(limit: 1)
        }
        #expect(imap?.kind == .temporary)
        #expect(imap?.words.contains("wrong-secret") == false)
    }

    @Test("an unknown recipient is refused for good, in the server's words")
    func unknownRecipient() throws {
        let nobody = try #require(MailAddress("nobody@station.example"))
        let error = #expect(throws: CarrierError.self) {
            try SMTPCarrier(servers.submission(as: "bureau"))
                .deliver(MailServers.letter("x"), from: MailServers.bureau, to: nobody)
        }
        #expect(error?.kind == .permanent)
        #expect(error?.words.hasPrefix("550 5.1.1") == true, "\(error?.words ?? "")")
    }

    @Test("an address beyond ASCII goes to a server that offers SMTPUTF8, and to no other")
    func beyondASCII() throws {
        let recipient = try #require(MailAddress("joão@station.example"))
        let bytes = MailServers.letter(UUID().uuidString)
        let words = try SMTPCarrier(servers.submission(as: "bureau")).deliver(
            bytes, from: MailServers.bureau, to: recipient)
        #expect(words.hasPrefix("250 2.0.0 Ok"), "\(words)")
        let error = #expect(throws: CarrierError.self) {
            try SMTPCarrier(servers.incoming()).deliver(
                bytes, from: MailServers.bureau, to: recipient)
        }
        #expect(error?.kind == .permanent)
        #expect(error?.words.contains("SMTPUTF8") == true, "\(error?.words ?? "")")
    }

    @Test("a sender who is not the one who has logged in is refused")
    func borrowedSender() {
        let error = #expect(throws: CarrierError.self) {
            try SMTPCarrier(servers.submission(as: "station"))
                .deliver(MailServers.letter("x"), from: MailServers.bureau, to: MailServers.station)
        }
        #expect(error?.words.contains("5.7.1") == true, "\(error?.words ?? "")")
    }

    @Test("without a certificate that is believed, or without TLS at all, nothing is sent")
    func protection() {
        var unbelieved = servers.submission(as: "bureau")
        unbelieved.authorities = nil
        var plain = servers.submission(as: "bureau")
        plain.port = servers.base + 143
        var otherName = servers.submission(as: "bureau")
        otherName.host = "127.0.0.2"
        for server in [unbelieved, plain, otherName] {
            let error = #expect(throws: CarrierError.self) {
                try SMTPCarrier(server).deliver(
                    MailServers.letter("x"), from: MailServers.bureau, to: MailServers.station)
            }
            #expect(error?.kind == .temporary)
        }
        var mailbox = servers.mailbox(of: "station")
        mailbox.authorities = nil
        let error = #expect(throws: CarrierError.self) {
            try IMAPCarrier(mailbox, memory: RememberedMailbox()).arrivals(limit: 1)
        }
        #expect(error?.kind == .temporary)
    }

    @Test("a server that is not there is tried again later")
    func nobodyThere() {
        var gone = servers.submission(as: "bureau")
        gone.port = 1
        let error = #expect(throws: CarrierError.self) {
            try SMTPCarrier(gone).deliver(
                MailServers.letter("x"), from: MailServers.bureau, to: MailServers.station)
        }
        #expect(error?.kind == .temporary)
    }

    @Test(
        "bytes that servers read differently are not sent",
        arguments: ["a\nb\r\n", "a\rb\r\n", "no end", String(repeating: "x", count: 999) + "\r\n"])
    func lineEnds(text: String) {
        let error = #expect(throws: CarrierError.self) {
            try SMTPCarrier(servers.submission(as: "bureau"))
                .deliver(Array(text.utf8), from: MailServers.bureau, to: MailServers.station)
        }
        #expect(error?.kind == .permanent)
        #expect(error?.words.hasPrefix("not sent") == true)
    }

    @Test(
        "a connection cut at any step is temporary before the letter is out and uncertain after it",
        arguments: 0..<6)
    func cuts(step: Int) throws {
        // Replies of the server: greeting, EHLO, MAIL, RCPT, DATA, final dot.
        let proxy = try FaultyProxy(to: servers.base + 25, .cutBeforeReply(step))
        let name = UUID().uuidString
        let error = #expect(throws: CarrierError.self) {
            try SMTPCarrier(servers.incoming(port: proxy.port)).deliver(
                MailServers.letter(name), from: MailServers.bureau, to: MailServers.station)
        }
        #expect(
            error?.kind == (step == 5 ? .uncertain : .temporary),
            "step \(step): \(String(describing: error))")
        // What is uncertain has arrived here; the same bytes again carry the same Message-ID.
        guard step == 5 else { return }
        let memory = RememberedMailbox()
        _ = try SMTPCarrier(servers.incoming()).deliver(
            MailServers.letter(name), from: MailServers.bureau, to: MailServers.station)
        var copies = 0
        for _ in 0..<50 where copies < 2 {
            Thread.sleep(forTimeInterval: 0.1)
            copies = try IMAPCarrier(servers.mailbox(of: "station"), memory: memory).arrivals(
                limit: 999
            )
            .count { String(decoding: $0.bytes, as: UTF8.self).contains(name) }
        }
        #expect(copies == 2)
    }

    /// Seeded faults of every kind at every stage of a connection.
    private static let faults: [FaultyProxy.Fault] = {
        var random = SeededGenerator(seed: 57)
        return (0..<60).map { number in
            // The greeting and TLS first, then the conversation, then letters.
            let place = Int(pow(9000, Double.random(in: 0.3..<1, using: &random)))
            switch number % 4 {
            case 0: return .cut(at: place)
            case 1: return .delay(at: place)
            case 2: return .double(at: place)
            default: return .garble(at: place)
            }
        }
    }()

    @Test(
        "behaviours 20, 21: whatever a line does to an IMAP session, a letter comes whole or not at all, and later",
        arguments: faults)
    func faultyIMAP(fault: FaultyProxy.Fault) throws {
        let direct = servers.mailbox(of: "station")
        var letters = try IMAPCarrier(direct, memory: RememberedMailbox()).arrivals(limit: 20)
        while letters.count < 3 {
            _ = try send(MailServers.letter(UUID().uuidString))
            letters = try IMAPCarrier(direct, memory: RememberedMailbox()).arrivals(limit: 20)
        }
        var server = direct
        server.port = try FaultyProxy(to: direct.port, fault).port
        server.silence = .seconds(2)
        let carrier = IMAPCarrier(server, memory: RememberedMailbox())
        do {
            let got = try carrier.arrivals(limit: letters.count)
            #expect(got == Array(letters.prefix(got.count)), "\(fault)")
        } catch {
            #expect(error.kind == .temporary)
        }
        #expect(
            try IMAPCarrier(direct, memory: RememberedMailbox()).arrivals(limit: letters.count)
                == letters)
    }

    @Test(
        "behaviour 44: whatever a line does to a submission, a letter that is said to be not sent did not arrive",
        arguments: faults.filter { ($0.place ?? 0) < 4500 })
    func faultySubmission(fault: FaultyProxy.Fault) throws {
        var server = servers.submission(as: "bureau")
        server.port = try FaultyProxy(to: server.port, fault).port
        server.silence = .seconds(3)
        let name = UUID().uuidString
        do {
            _ = try SMTPCarrier(server).deliver(
                MailServers.letter(name), from: MailServers.bureau, to: MailServers.station)
        } catch {
            #expect(error.kind != .permanent, "\(fault): \(error)")
            guard error.kind == .temporary else { return }
            // What is sent after it has arrived, and it has not.
            let later = UUID().uuidString
            _ = try send(MailServers.letter(later))
            var texts: [String] = []
            for _ in 0..<50 where !texts.contains(where: { $0.contains(later) }) {
                Thread.sleep(forTimeInterval: 0.1)
                texts = try IMAPCarrier(servers.mailbox(of: "station"), memory: RememberedMailbox())
                    .arrivals(limit: 999).map { String(decoding: $0.bytes, as: UTF8.self) }
            }
            #expect(!texts.contains { $0.contains(name) }, "\(fault)")
        }
    }

    @Test("a server that watches the mailbox tells of a letter on the connection that is kept")
    func watched() throws {
        let memory = RememberedMailbox()
        var server = servers.mailbox(of: "station")
        // One connection is all that this proxy takes.
        server.port = try FaultyProxy(to: server.port, .delay(at: .max)).port
        let carrier = IMAPCarrier(server, memory: memory)
        for _ in 0..<20 { memory.store(try carrier.arrivals(limit: 999)) }
        let name = UUID().uuidString
        _ = try send(MailServers.letter(name))
        var texts: [String] = []
        for _ in 0..<50 where texts.isEmpty {
            Thread.sleep(forTimeInterval: 0.1)
            let batch = try carrier.arrivals(limit: 999)
            memory.store(batch)
            texts = batch.map { String(decoding: $0.bytes, as: UTF8.self) }
        }
        #expect(texts.contains { $0.contains(name) })
    }

    @Test(
        "behaviour 38: what a real mail system sends back is read as its own report about our letter"
    )
    func realReport() throws {
        let name = UUID().uuidString
        let recipient = try #require(MailAddress("nobody@returned.example"))
        let words = try SMTPCarrier(servers.submission(as: "bureau")).deliver(
            MailServers.letter(name), from: MailServers.bureau, to: recipient)
        #expect(words.hasPrefix("250 2.0.0 Ok"))
        var returned: MailMessage?
        for _ in 0..<100 where returned == nil {
            Thread.sleep(forTimeInterval: 0.1)
            returned = try IMAPCarrier(servers.mailbox(of: "bureau"), memory: RememberedMailbox())
                .arrivals(limit: 999)
                .first { String(decoding: $0.bytes, as: UTF8.self).contains(name) }
                .map { try MIMEReader.read($0.bytes) }
        }
        let message = try #require(returned)
        let order = OrderNumber(series: "BR", year: 2027, serial: 101)
        let reading = LetterReader.read(
            message, digest: "digest",
            knowing: CorrespondenceContext(
                desk: .bureau, ownAddresses: [MailServers.bureau],
                authenticationServer: "post-office.example", correspondents: [],
                knownLetters: [
                    KnownLetter(
                        messageID: "<\(name)@bureau.example>", order: order, contentDigest: nil,
                        name: "letter 1")
                ], knownOrders: [order], orderSeries: ["BR"], isSimulation: false))
        #expect(reading.kind == .deliveryStatus && reading.sender.isMailSystem)
        #expect(reading.order == order)
        #expect(reading.disposition == .accepted, "\(reading.reasons)")
        #expect(reading.delivery?.recipients.map(\.address) == ["\(recipient)"])
        #expect(reading.delivery?.recipients.map(\.action) == ["failed"])
        #expect(reading.delivery?.recipients.first?.status == "5.1.1")
    }

    @Test("a letter that somebody sends with swaks, without any help of ours, is taken in")
    func swaks() throws {
        let name = UUID().uuidString
        let status = try Tool.run(
            "/usr/bin/swaks",
            [
                "--server", "127.0.0.1", "--port", "\(servers.base + 587)", "--tls",
                "--auth-user", "station", "--auth-password", "station-password",
                "--from", "\(MailServers.station)", "--to", "\(MailServers.bureau)",
                "--header", "Subject: Re: \(name)", "--body", "Inicio previsto: amanha",
                "--silent", "3",
            ])
        #expect(status == 0)
        var found: MailMessage?
        for _ in 0..<100 where found == nil {
            Thread.sleep(forTimeInterval: 0.1)
            found = try IMAPCarrier(servers.mailbox(of: "bureau"), memory: RememberedMailbox())
                .arrivals(limit: 999).map { try MIMEReader.read($0.bytes) }
                .first { $0.subject == "Re: \(name)" }
        }
        let mail = try #require(found)
        #expect(mail.from.map(\.address) == ["\(MailServers.station)"])
        #expect(mail.parts.first?.text?.contains("Inicio previsto") == true)
        #expect(mail.header("Authentication-Results")?.contains("dmarc=pass") == true)
    }
}
