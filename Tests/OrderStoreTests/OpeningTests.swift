// Whose database a file is, and which schema it has.

import Foundation
import MonitoringOrders
import OrderStore
import Quantities
import Testing

@Suite("Opening a database")
struct OpeningTests {
    @Test("R87: desk and register are written at the creation and read back", arguments: Engine.all)
    func identity(engine: Engine) throws {
        for desk in DeskKind.allCases {
            for register in Register.allCases {
                let made = try engine.make(desk, register)
                #expect(made.store.desk == desk)
                #expect(made.store.register == register)
                try made.store.receive()
                try made.store.close()
                let again = try engine.open(made.folder)
                #expect(again.desk == desk)
                #expect(again.register == register)
            }
        }
    }

    @Test("R87: a simulated database cannot be made a live one")
    func registerStays() throws {
        let desk = try Engine.sqlite.make(.station, .simulation)
        try desk.store.receive()
        try desk.store.close()
        let raw = RawDatabase(path: desk.folder.database)
        try raw.disarm()
        try raw.run("UPDATE desk SET register = 'live'")
        let error = #expect(throws: StoreError.self) {
            try OrderStore.open(at: desk.folder.database)
        }
        #expect(error?.code == .damaged)
        #expect(error?.message.contains("not of this desk and register") == true)
    }

    @Test("a newer schema is refused by its number, and nothing is changed")
    func newer() throws {
        let desk = try Engine.sqlite.make(.station)
        try desk.store.receive()
        try desk.store.close()
        try RawDatabase(path: desk.folder.database).run("PRAGMA user_version = 9")
        let before = try Data(contentsOf: URL(filePath: desk.folder.database))
        let open = #expect(throws: StoreError.self) {
            try OrderStore.open(at: desk.folder.database)
        }
        #expect(open?.code == .newerSchema(found: 9, known: 8))
        let verify = #expect(throws: StoreError.self) {
            try OrderStore.verify(at: desk.folder.database)
        }
        #expect(verify?.code == .newerSchema(found: 9, known: 8))
        #expect(try Data(contentsOf: URL(filePath: desk.folder.database)) == before)
    }

    /// What takes a database from each schema back to the one before.
    private static let backwards = [
        """
        DROP TRIGGER letter_keeps_server_time; ALTER TABLE letter DROP COLUMN server_time;
        ALTER TABLE delivery DROP COLUMN renewed_at; DROP TABLE mailbox;
        DROP INDEX journal_letters_frozen; PRAGMA user_version = 1;
        """,
        """
        DROP TABLE job; DROP INDEX delivery_held; ALTER TABLE letter DROP COLUMN leased_until;
        ALTER TABLE letter DROP COLUMN worker; PRAGMA user_version = 2;
        """,
        """
        DROP TABLE login_session; DROP TABLE account; DROP TABLE access_token; DROP TABLE kept_answer;
        DROP TABLE webhook; ALTER TABLE order_summary DROP COLUMN satellite;
        ALTER TABLE order_summary DROP COLUMN placed_at; ALTER TABLE order_summary DROP COLUMN expected_start;
        ALTER TABLE order_summary DROP COLUMN expected_end;
        ALTER TABLE order_summary DROP COLUMN irregular_contact_at; PRAGMA user_version = 3;
        """,
        "DROP INDEX letter_sent_at; PRAGMA user_version = 4;",
        "ALTER TABLE account DROP COLUMN code_step; PRAGMA user_version = 5;",
        """
        DROP TABLE restoration; DROP INDEX order_by_state;
        ALTER TABLE order_summary DROP COLUMN downlink_hz;
        CREATE INDEX order_by_state ON order_summary(state); PRAGMA user_version = 6;
        """,
        "DROP INDEX order_acknowledged; PRAGMA user_version = 7;",
    ]

    @Test(
        "a database of any earlier schema is brought to the newest, with all that is in it",
        arguments: 1...7)
    func older(version: Int) throws {
        let desk = try Engine.sqlite.make(.station)
        try desk.store.receive()
        let (before, journal) = try desk.store.read {
            (try $0.letters(), try $0.journal(from: 1, limit: 999))
        }
        try desk.store.close()
        for step in Self.backwards[(version - 1)...].reversed() {
            try RawDatabase(path: desk.folder.database).run(step)
        }
        let store = try OrderStore.open(at: desk.folder.database)
        #expect(store.diagnostics.schemaVersion == 8)
        // Columns that are newer are filled from the journal.
        #expect(try store.summary(101)?.downlink == Fixture.form(101).downlink)
        // What it was before is kept beside it.
        #expect(FileManager.default.fileExists(atPath: desk.folder.database + ".schema-\(version)"))
        #expect(try store.read { try $0.letters() } == before)
        #expect(try store.read { try $0.journal(from: 1, limit: 999) } == journal)
        #expect(try store.verifyJournal().firstBad == nil)
        try store.write {
            try $0.noteTrouble(of: "mailbox", words: "silent", at: UTCInstant(secondsSince1970: 0))
        }
        #expect(try store.read { try $0.mailboxTroubles() }.map(\.words) == ["silent"])
        try store.close()
    }

    @Test("a backup is verified where it may not be written, whatever its name")
    func verifiesCopies() throws {
        let desk = try Engine.sqlite.make(.station)
        try desk.store.receive()
        try desk.store.close()
        let copy = desk.folder.path + "/São 100% #1?.sqlite"
        try FileManager.default.copyItem(atPath: desk.folder.database, toPath: copy)
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: copy)
        let before = try FileManager.default.contentsOfDirectory(atPath: desk.folder.path)
        #expect(try OrderStore.verify(at: copy).holds)
        let after = try FileManager.default.contentsOfDirectory(atPath: desk.folder.path)
        #expect(after.sorted() == before.sorted())
    }

    @Test(
        "a file that may not be written is refused before anything is tried",
        .enabled(if: getuid() != 0, "the superuser may write everything"))
    func readOnlyFile() throws {
        let desk = try Engine.sqlite.make(.station)
        try desk.store.close()
        let path = desk.folder.database
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
        let error = #expect(throws: StoreError.self) { try OrderStore.open(at: path) }
        #expect(error?.code == .readOnly)
    }
}
