// What arrives is stored as it is, once, and first.

import MonitoringOrders
import OrderStore
import Testing

@Suite("The inbox")
struct InboxTests {
    private func store(
        _ bytes: [UInt8], handle: String?, carrier: String = "maildir", in store: OrderStore
    ) throws -> IncomingLetter? {
        try store.write { transaction in
            try transaction.storeIncoming(
                bytes: bytes, carrier: carrier, handle: handle, at: Fixture.morning,
                by: Fixture.desk)
        }
    }

    @Test(
        "a letter is kept byte for byte with digest, receipt and journal row", arguments: Engine.all
    )
    func keepsBytes(engine: Engine) throws {
        let desk = try engine.make(.station)
        let bytes = (0...255).map { UInt8($0) } + [0, 13, 10]
        let letter = try #require(try store(bytes, handle: "a", in: desk.store))
        #expect(letter.bytes == bytes)
        #expect(letter.sha256 == Digest.sha256(bytes))
        #expect(letter.receipt == Receipt(sequence: letter.id, at: Fixture.morning))
        #expect(try desk.store.read { try $0.bytes(of: letter.id) } == bytes)
        let entry = try #require(try desk.store.journal().first)
        #expect(
            entry.event
                == .desk(
                    .letterStored(
                        letter: letter.id, receipt: letter.id, sha256: letter.sha256)))
    }

    @Test("the digest is SHA-256 as FIPS 180-4 gives it")
    func digest() {
        #expect(
            Digest.sha256(Array("abc".utf8))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            Digest.sha256([])
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test("a handle that a carrier brings again is the same letter", arguments: Engine.all)
    func sameHandle(engine: Engine) throws {
        let desk = try engine.make(.station)
        #expect(try store([1], handle: "7:42", in: desk.store) != nil)
        #expect(try store([1], handle: "7:42", in: desk.store) == nil)
        #expect(try store([1], handle: "7:42", carrier: "imap", in: desk.store) != nil)
        #expect(try store([1], handle: nil, in: desk.store) != nil)
        #expect(try store([1], handle: nil, in: desk.store) != nil)
        #expect(try desk.store.read { try $0.unreadLetters(limit: 10) }.count == 4)
    }

    @Test("R40: receipts rise with each letter, whatever the clock does", arguments: Engine.all)
    func receiptsRise(engine: Engine) throws {
        let desk = try engine.make(.station)
        let receipts = try [10, 5, 0].map { minute in
            try desk.store.write { transaction in
                try transaction.storeIncoming(
                    bytes: [UInt8(minute)], carrier: "maildir", handle: nil,
                    at: Fixture.minutes(minute), by: Fixture.desk)?.receipt
            }
        }
        #expect(receipts.compactMap { $0?.sequence } == [1, 2, 3])
    }

    @Test(
        "unread letters come in the order of receipt, and judged ones no more",
        arguments: Engine.all)
    func unread(engine: Engine) throws {
        let desk = try engine.make(.station)
        for serial in 1...3 { _ = try store(Fixture.bytes(serial), handle: nil, in: desk.store) }
        try desk.store.write { transaction in
            try transaction.beginReading(1)
            try transaction.beginReading(1)
            try transaction.judge(
                2, as: LetterJudgement(disposition: "recorded"), at: Fixture.morning,
                by: Fixture.desk)
        }
        let unread = try desk.store.read { try $0.unreadLetters(limit: 10) }
        #expect(unread.map(\.id) == [1, 3])
        #expect(unread.map(\.attempts) == [2, 0])
        #expect(try desk.store.read { try $0.unreadLetters(limit: 1) }.map(\.id) == [1])
    }

    @Test("a letter is found by Message-ID, order and disposition", arguments: Engine.all)
    func lists(engine: Engine) throws {
        let desk = try engine.make(.station)
        try desk.store.receive(101)
        try desk.store.acknowledge(101)
        _ = try store([1], handle: nil, in: desk.store)
        var judgement = LetterJudgement(
            disposition: "quarantined", reasons: ["no sender", "\"x\""])
        judgement.contentDigest = "d1"
        try desk.store.write { transaction in
            try transaction.judge(3, as: judgement, at: Fixture.morning, by: Fixture.desk)
        }
        try desk.store.read { reader in
            let quarantined = try reader.letters(dispositions: ["quarantined"])
            #expect(quarantined.map(\.id) == [3])
            #expect(quarantined.first?.reasons == ["no sender", "\"x\""])
            #expect(quarantined.first?.contentDigest == "d1")
            #expect(try reader.letters(dispositions: []).isEmpty)
            #expect(try reader.letters(order: Fixture.number()).map(\.isIncoming) == [true, false])
            #expect(try reader.letters(messageIDs: ["101@br.example", "?"]).map(\.id) == [1])
            #expect(
                try reader.messageIDs(of: Fixture.number())
                    == ["101@br.example", "ack-101@anatel.example"])
        }
    }

    @Test(
        "a person's later judgement replaces the first, and the journal keeps both",
        arguments: Engine.all)
    func judgedAgain(engine: Engine) throws {
        let desk = try engine.make(.station)
        _ = try store([1], handle: nil, in: desk.store)
        for disposition in ["needs-human", "accepted"] {
            try desk.store.write { transaction in
                try transaction.judge(
                    1, as: LetterJudgement(disposition: disposition), at: Fixture.morning,
                    by: Fixture.stationOperator)
            }
        }
        #expect(try desk.store.read { try $0.letters() }.map(\.disposition) == ["accepted"])
        #expect(try desk.store.journal().filter { $0.kind == "letterJudged" }.count == 2)
        #expect(try desk.store.judgementDifferences().isEmpty)
    }
}
