// Events, their journal rows and their summaries are one act.

import CanonicalJSON
import MonitoringOrders
import OrderStore
import Testing

@Suite("Appending events")
struct AppendTests {
    @Test(
        "an order is what its journalled events make it, and its summary says the same",
        arguments: Engine.all)
    func replays(engine: Engine) throws {
        let desk = try engine.make(.station)
        let received = try desk.store.receive()
        let reference = try desk.store.acknowledge()
        let order = try #require(try desk.store.read { try $0.order(Fixture.number()) })
        #expect(received.state == .received)
        #expect(order.form == Fixture.form())
        #expect(order.state == .acknowledged)
        #expect(order.reference == reference)
        let summary = try #require(try desk.store.summary())
        #expect(summary.state == .acknowledged)
        #expect(summary.reference == reference)
        #expect(summary.receipt == received.receipt)
    }

    @Test(
        "R88: each event stands in the journal with its actor, its time and a gapless number",
        arguments: Engine.all)
    func journals(engine: Engine) throws {
        let desk = try engine.make(.station)
        try desk.store.receive()
        try desk.store.acknowledge()
        let journal = try desk.store.journal()
        #expect(journal.map(\.sequence) == Array(1...journal.count))
        #expect(
            journal.map(\.kind) == [
                "letterStored", "letterJudged", "received", "acknowledged", "letterFrozen",
            ])
        #expect(journal[3].actor == Fixture.stationOperator)
        #expect(journal[3].at == Fixture.minutes(1))
        #expect(journal[3].subject == Fixture.number().description)
        for (before, after) in zip(journal, journal.dropFirst()) {
            #expect(after.previous == before.hash)
        }
    }

    @Test("the content of every journal row is canonical JSON", arguments: Engine.all)
    func canonicalContent(engine: Engine) throws {
        let desk = try engine.make(.station)
        try desk.store.receive()
        try desk.store.acknowledge()
        for entry in try desk.store.journal() {
            #expect(try JSONValue(parsing: entry.content).canonical == entry.content)
        }
    }

    @Test(
        "a body that throws leaves no trace, and its own error comes out as it is",
        arguments: Engine.all)
    func rollsBack(engine: Engine) throws {
        let desk = try engine.make(.station)
        try desk.store.receive()
        let before = try desk.store.journal()
        #expect(throws: Refusal.unknownOrder) {
            try desk.store.write { transaction in
                try transaction.append(
                    .noted(remark: "lost"), to: Fixture.number(), at: Fixture.morning,
                    by: Fixture.desk)
                _ = try transaction.nextReference(series: "EMSAT-RIO", year: 2027)
                try transaction.enqueue(
                    Fixture.letter(), at: Fixture.morning, by: Fixture.desk)
                throw Refusal.unknownOrder
            }
        }
        #expect(try desk.store.journal() == before)
        #expect(try desk.store.read { try $0.letters() }.count == 1)
        #expect(try desk.store.acknowledge() == Fixture.reference(1))
    }

    @Test("a transaction sees its own events", arguments: Engine.all)
    func seesItself(engine: Engine) throws {
        let desk = try engine.make(.station)
        try desk.store.receive()
        let notes = try desk.store.write { transaction in
            try transaction.append(
                .noted(remark: "one"), to: Fixture.number(), at: Fixture.morning, by: Fixture.desk)
            try transaction.append(
                .noted(remark: "two"), to: Fixture.number(), at: Fixture.morning, by: Fixture.desk)
            return try transaction.order(Fixture.number())?.notes
        }
        #expect(notes == ["one", "two"])
    }

    @Test("an order cannot begin twice under one number", arguments: Engine.all)
    func noSecondBeginning(engine: Engine) throws {
        let desk = try engine.make(.bureau)
        try desk.store.write { transaction in
            try transaction.append(
                .drafted(form: Fixture.form()), to: Fixture.number(), at: Fixture.morning,
                by: Fixture.dispatcher)
        }
        let before = try desk.store.journal()
        let error = #expect(throws: StoreError.self) {
            try desk.store.write { transaction in
                try transaction.append(
                    .drafted(form: Fixture.form()), to: Fixture.number(), at: Fixture.morning,
                    by: Fixture.dispatcher)
            }
        }
        #expect(error?.code == .constraint)
        #expect(try desk.store.journal() == before)
    }

    @Test(
        "a failure of the store ends the transaction even if the body passes over it",
        arguments: Engine.all)
    func failureIsFinal(engine: Engine) throws {
        let desk = try engine.make(.station)
        try desk.store.receive(101)
        try desk.store.receive(102)
        let before = try desk.store.journal()
        let error = #expect(throws: StoreError.self) {
            try desk.store.write { transaction in
                for serial in [101, 102] {
                    _ = try? transaction.append(
                        .acknowledged(acknowledgement: Fixture.acknowledgement()),
                        to: Fixture.number(serial),
                        at: Fixture.morning, by: Fixture.stationOperator)
                }
            }
        }
        #expect(error?.code == .constraint)
        #expect(try desk.store.journal() == before)
    }

    @Test("R7: reading a report is journalled", arguments: Engine.all)
    func reportRead(engine: Engine) throws {
        let desk = try engine.make(.bureau)
        try desk.store.write { transaction in
            try transaction.append(
                .reportRead(reference: Fixture.reference()), at: Fixture.morning,
                by: Fixture.dispatcher)
        }
        let entry = try #require(try desk.store.journal().first)
        #expect(entry.event == .desk(.reportRead(reference: Fixture.reference())))
        #expect(entry.actor == Fixture.dispatcher)
    }

    @Test("unknown orders and references are nobody's", arguments: Engine.all)
    func unknown(engine: Engine) throws {
        let desk = try engine.make(.station)
        #expect(try desk.store.read { try $0.order(Fixture.number()) } == nil)
        #expect(try desk.store.read { try $0.orderNumber(of: Fixture.reference()) } == nil)
        #expect(try desk.store.read { try $0.bytes(of: 1) } == nil)
    }

    @Test("what was foreseen changes nothing of what is journalled", arguments: Engine.all)
    func foreseen(engine: Engine) throws {
        let drafted = OrderEvent.drafted(form: Fixture.form())
        let journals = try [[], [drafted], [.noted(remark: "never"), drafted]].map { foreseen in
            let desk = try engine.make(.bureau)
            try desk.store.write(foreseeing: foreseen) { transaction in
                try transaction.append(
                    drafted, to: Fixture.number(), at: Fixture.morning, by: Fixture.dispatcher)
            }
            #expect(try desk.store.projectionDifferences().isEmpty)
            return try desk.store.journal()
        }
        #expect(journals[0].count == 1)
        #expect(journals.allSatisfy { $0 == journals[0] })
    }

    @Test("a text with NUL is refused, because no engine could give it back", arguments: Engine.all)
    func noNUL(engine: Engine) throws {
        let desk = try engine.make(.bureau)
        let error = #expect(throws: StoreError.self) {
            try desk.store.write { transaction in
                try transaction.enqueue(
                    Fixture.letter(messageID: "a\u{0}1@br.example"), at: Fixture.morning,
                    by: Fixture.dispatcher)
            }
        }
        #expect(error?.code == .constraint)
        #expect(try desk.store.read { try $0.letters() }.isEmpty)
    }
}
