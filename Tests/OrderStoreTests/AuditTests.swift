// Whoever changes the evidence is found out, and the first row that is wrong is named.

import CanonicalJSON
import Foundation
import MonitoringOrders
import OrderStore
import Quantities
import Testing

/// A way to falsify a database, and what the verification must say.
struct Tampering: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var sql: String
    var sequence: Int
    var reason: String
    /// What PostgreSQL cannot even hold.
    var isForSQLiteOnly: Bool { sql.contains("char(0)") }

    init(_ description: String, _ sql: String, row sequence: Int, _ reason: String) {
        (testDescription, self.sql) = (description, sql)
        (self.sequence, self.reason) = (sequence, reason)
    }

    /// The store below has 16 rows: three receipts of three rows, two acknowledgements of two, and
    /// three remarks; letters 1, 2, 3 came in, 4 and 5 went out.
    static let all = [
        Tampering(
            "a changed byte",
            "UPDATE journal SET content = replace(content, 'Ruritania', 'Buritania') WHERE sequence = 3",
            row: 3, "its content was changed"),
        Tampering(
            "a changed actor",
            "UPDATE journal SET actor = replace(actor, 'Otto', 'Anna') WHERE sequence = 10",
            row: 10, "its content was changed"),
        Tampering(
            "a changed time", "UPDATE journal SET at = '2027-01-15T08:00:01Z' WHERE sequence = 6",
            row: 6, "its content was changed"),
        Tampering(
            "a changed subject", "UPDATE journal SET subject = 'BR/2027/0102' WHERE sequence = 3",
            row: 3, "its content was changed"),
        Tampering(
            "bytes behind a NUL",
            "UPDATE journal SET content = content || char(0) || 'x' WHERE sequence = 14",
            row: 14, "its content was changed"),
        Tampering(
            "a changed hash", "UPDATE journal SET hash = upper(hash) WHERE sequence = 5",
            row: 5, "its content was changed"),
        Tampering(
            "a changed link",
            "UPDATE journal SET previous = (SELECT hash FROM journal WHERE sequence = 2) WHERE sequence = 5",
            row: 5, "it does not follow the row before"),
        Tampering(
            "the first row deleted", "DELETE FROM journal WHERE sequence = 1",
            row: 1, "row 1 is missing"),
        Tampering(
            "a row deleted", "DELETE FROM journal WHERE sequence = 7", row: 7, "row 7 is missing"),
        Tampering(
            "the tail deleted", "DELETE FROM journal WHERE sequence > 14",
            row: 15, "it is missing; 16 rows had been written"),
        Tampering(
            "a row deleted and the rest renumbered",
            "DELETE FROM journal WHERE sequence = 14; UPDATE journal SET sequence = sequence - 1 WHERE sequence > 14",
            row: 14, "it does not follow the row before"),
        Tampering(
            "two rows swapped",
            """
            UPDATE journal SET sequence = 99 WHERE sequence = 14;
            UPDATE journal SET sequence = 14 WHERE sequence = 15;
            UPDATE journal SET sequence = 15 WHERE sequence = 99
            """,
            row: 14, "it does not follow the row before"),
        Tampering(
            "a row added at the end",
            "INSERT INTO journal SELECT 17, at, actor, subject, kind, content, hash, hash FROM journal WHERE sequence = 16",
            row: 17, "its content was changed"),
        Tampering(
            "a row added in front",
            "INSERT INTO journal SELECT 0, at, actor, subject, kind, content, previous, hash FROM journal WHERE sequence = 1",
            row: 0, "row 1 is missing"),
        Tampering(
            "a letter's bytes", "UPDATE letter SET bytes = x'00' WHERE id = 2",
            row: 4, "the bytes of letter 2 were changed"),
        Tampering(
            "a letter's bytes and digest",
            "UPDATE letter SET bytes = x'00', sha256 = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d' WHERE id = 4",
            row: 11, "the bytes of letter 4 were changed"),
        Tampering(
            "a letter removed", "PRAGMA foreign_keys = OFF; DELETE FROM letter WHERE id = 1",
            row: 1, "letter 1 is missing"),
        Tampering(
            "a letter slipped in",
            "INSERT INTO letter (direction, carrier, sha256, bytes, stored_at) VALUES ('in', 'x', 'y', x'01', '2027-01-15T08:00:00Z')",
            row: 16, "letter 6 is not named by the journal"),
        Tampering(
            "the register", "UPDATE desk SET register = 'live'",
            row: 1, "it does not follow the row before"),
    ]
}

@Suite("Tampering")
struct AuditTests {
    /// Three orders received, two acknowledged, and remarks.
    private func desk(_ engine: Engine) throws -> StoreInFolder {
        let desk = try engine.make(.station)
        for serial in [101, 102, 103] { try desk.store.receive(serial) }
        for serial in [101, 102] { try desk.store.acknowledge(serial) }
        for text in ["one", "two", "three"] {
            try desk.store.write { transaction in
                try transaction.append(
                    .noted(remark: text), to: Fixture.number(103), at: Fixture.minutes(9),
                    by: Fixture.stationOperator)
            }
        }
        return desk
    }

    @Test(
        "R88: a database that nobody changed holds, opened or lying there", arguments: Engine.all)
    func untouched(engine: Engine) throws {
        let desk = try desk(engine)
        let found = try desk.store.verifyJournal()
        #expect(found.firstBad == nil)
        #expect(found.rows == 16)
        #expect(try found.head == desk.store.journal().last?.hash)
        try desk.store.close()
        let lying = try OrderStore.verify(at: desk.location)
        #expect(lying.holds)
        #expect(lying.journal == found)
        #expect(lying.desk == .station)
        #expect(lying.register == .simulation)
    }

    @Test("R88: the first row that is wrong is named", arguments: Engine.all, Tampering.all)
    func named(engine: Engine, tampering: Tampering) throws {
        if engine == .postgres, tampering.isForSQLiteOnly { return }
        let desk = try desk(engine)
        try desk.store.close()
        try engine.falsify(desk.folder, tampering.sql)
        let found = try OrderStore.verify(at: desk.location)
        #expect(found.journal.firstBad?.sequence == tampering.sequence)
        #expect(found.journal.firstBad?.reason == tampering.reason)
        #expect(!found.holds)
    }

    @Test(
        "R88: of a changed letter and a changed row the first counts, and all before it is good",
        arguments: Engine.all, [(row: 6, good: 3), (row: 3, good: 2)])
    func letterAndRow(engine: Engine, change: (row: Int, good: Int)) throws {
        let desk = try desk(engine)
        let hashes = try desk.store.journal().map(\.hash)
        try desk.store.close()
        try engine.falsify(
            desk.folder,
            """
            UPDATE letter SET bytes = x'00' WHERE id = 2;
            UPDATE journal SET at = '2027-01-15T08:00:01Z' WHERE sequence = \(change.row)
            """)
        let found = try OrderStore.verify(at: desk.location).journal
        #expect(found.rows == change.good)
        #expect(found.firstBad?.sequence == change.good + 1)
        #expect(found.head == hashes[change.good - 1])
    }

    @Test(
        "R88: a journal whose chain was made anew still names its letters one after the other",
        arguments: Engine.all,
        [
            ("\"letter\":3", "letter 2 was expected, not 3"),
            ("\"letter\":\"2\"", "it names no letter"), ("\"other\":2", "it names no letter"),
        ])
    func resealed(engine: Engine, change: (letter: String, reason: String)) throws {
        let desk = try desk(engine)
        var (rows, actors) = (try desk.store.journal(), [JSONValue]())
        try desk.store.exportJournal { actors.append(try JSONValue(parsing: $0)["actor"] ?? .null) }
        try desk.store.close()
        rows[3].content = rows[3].content.replacing("\"letter\":2", with: change.letter)
        var sql = ""
        for index in rows.indices.dropFirst(3) {
            rows[index].previous = rows[index - 1].hash
            rows[index].hash = rows[index].hash(by: actors[index])
            let row = rows[index]
            sql += """
                UPDATE journal SET content = '\(row.content.replacing("'", with: "''"))',
                previous = '\(row.previous)', hash = '\(row.hash)' WHERE sequence = \(row.sequence);
                """
        }
        try engine.falsify(desk.folder, sql)
        let bad = try OrderStore.verify(at: desk.location).journal.firstBad
        #expect(bad?.sequence == 4)
        #expect(bad?.reason == change.reason)
    }

    @Test("R88: a wrong row far behind is named too", arguments: Engine.all)
    func farBehind(engine: Engine) throws {
        let desk = try desk(engine)
        try desk.store.write { transaction in
            for place in 17...1_700 {
                try transaction.append(
                    .noted(remark: "remark \(place)"), to: Fixture.number(103),
                    at: Fixture.minutes(20), by: Fixture.stationOperator)
            }
        }
        #expect(try desk.store.verifyJournal().rows == 1_700)
        try desk.store.close()
        try engine.falsify(
            desk.folder,
            "UPDATE journal SET content = replace(content, 'remark', 'note') WHERE sequence IN (1234, 1600)"
        )
        let found = try OrderStore.verify(at: desk.location).journal
        #expect(found.firstBad?.sequence == 1_234)
        #expect(found.rows == 1_233)
    }

    @Test("a row that would get another number than it was hashed with is not written")
    func anotherNumber() throws {
        let desk = try desk(.sqlite)
        try desk.store.close()
        try Engine.sqlite.falsify(
            desk.folder, "UPDATE sqlite_sequence SET seq = 3 WHERE name = 'journal'")
        let store = try OrderStore.open(at: desk.location)
        #expect(throws: StoreError.self) {
            try store.write { transaction in
                try transaction.append(
                    .noted(remark: "later"), to: Fixture.number(103), at: Fixture.minutes(20),
                    by: Fixture.stationOperator)
            }
        }
        #expect(try store.journal().count == 16)
    }

    @Test("a removed tail is not forgotten when the desk writes on", arguments: Engine.all)
    func tailStaysMissing(engine: Engine) throws {
        let desk = try desk(engine)
        try desk.store.close()
        try engine.falsify(desk.folder, "DELETE FROM journal WHERE sequence > 14")
        let store = try OrderStore.open(at: desk.location)
        try store.write { transaction in
            try transaction.append(
                .noted(remark: "later"), to: Fixture.number(103), at: Fixture.minutes(20),
                by: Fixture.stationOperator)
        }
        let bad = try store.verifyJournal().firstBad
        #expect(bad?.sequence == 15)
        #expect(bad?.reason == "row 15 is missing")
    }

    @Test(
        "R52: the database refuses to change or remove what is evidence", arguments: Engine.all,
        [
            "UPDATE journal SET kind = 'x' WHERE sequence = 1", "DELETE FROM journal",
            "UPDATE letter SET bytes = x'00' WHERE id = 1", "DELETE FROM letter WHERE id = 1",
            "UPDATE letter SET message_id = 'x' WHERE id = 4", "UPDATE desk SET register = 'live'",
            "DELETE FROM desk", "DELETE FROM delivery", "DELETE FROM series",
            "UPDATE series SET last = 1", "UPDATE delivery SET recipient = 'x@y.example'",
            "INSERT OR REPLACE INTO desk VALUES (1, 'bureau', 'live')",
            "INSERT OR REPLACE INTO letter SELECT * FROM letter WHERE id = 1",
        ])
    func refused(engine: Engine, sql: String) throws {
        if engine == .postgres, sql.contains("REPLACE") { return }
        let desk = try desk(engine)
        try desk.store.close()
        #expect(throws: (any Error).self) { try engine.run(desk.folder, sql) }
        #expect(try OrderStore.verify(at: desk.location).holds)
    }

    @Test(
        "a falsified summary or judgement is found, and made anew from the journal",
        arguments: Engine.all)
    func projections(engine: Engine) throws {
        let desk = try desk(engine)
        let good = try desk.store.read { try $0.orders(states: nil) }
        try desk.store.close()
        try engine.run(
            desk.folder,
            """
            UPDATE order_summary SET category = 1, grounds = 'safetyOfFlight'
            WHERE number = 'BR/2027/0103';
            DELETE FROM order_summary WHERE number = 'BR/2027/0101';
            INSERT INTO order_summary (number, kind, state)
            VALUES ('BR/2027/0999', 'harmfulInterference', 'draft');
            UPDATE letter SET disposition = 'quarantined' WHERE id = 2;
            """)
        let found = try OrderStore.verify(at: desk.location)
        #expect(found.journal.firstBad == nil)
        #expect(found.differingOrders == [101, 103, 999].map { Fixture.number($0) })
        #expect(found.differingLetters == [2])
        let store = try OrderStore.open(at: desk.location)
        let urgent = OrderFilter(category: 1)
        #expect(try store.read { try $0.orders(urgent, limit: 9) }.count == 1)
        #expect(try store.rebuildProjections() == 3)
        #expect(try store.read { try $0.orders(urgent, limit: 9) }.isEmpty)
        #expect(try store.projectionDifferences().isEmpty)
        #expect(try store.judgementDifferences().isEmpty)
        #expect(try store.read { try $0.orders(states: nil) } == good)
    }

    @Test("the export holds every row with all that is hashed", arguments: Engine.all)
    func export(engine: Engine) throws {
        let desk = try desk(engine)
        var lines: [String] = []
        try desk.store.exportJournal { lines.append($0) }
        let entries = try desk.store.journal()
        #expect(lines.count == entries.count)
        for (line, entry) in zip(lines, entries) {
            let row = try JSONValue(parsing: line)
            func text(_ name: String) -> JSONValue { row[name] ?? .null }
            let hashed: JSONValue = [
                text("sequence"), text("at"), text("actor"), text("subject"), text("kind"),
                text("content"), text("previous"),
            ]
            #expect(Digest.sha256(Array(hashed.canonical.utf8)) == entry.hash)
            #expect(text("hash").string == entry.hash)
        }
    }

    @Test("the first row follows from desk and register as Protocols/JOURNAL.md says")
    func genesis() throws {
        let desk = try desk(.sqlite)
        let text = "[\"vigia-journal-1\",\"station\",\"simulation\"]"
        #expect(try desk.store.journal().first?.previous == Digest.sha256(Array(text.utf8)))
    }
}

extension JournalEntry {
    /// The hash of the row as it stands now, by Protocols/JOURNAL.md.
    fileprivate func hash(by actor: JSONValue) -> String {
        let hashed: JSONValue = [
            .integer(Int64(sequence)), .string(at.description), actor, .string(subject),
            .string(kind), .string(content), .string(previous),
        ]
        return Digest.sha256(Array(hashed.canonical.utf8))
    }
}
