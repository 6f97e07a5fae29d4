// A database server that ends, starts again, or is cut off: nothing is lost, nothing is done by halves, and what
// became of a commit is found out.

import Foundation
import MonitoringOrders
import OrderStore
import TestSupport
import Testing

@Suite("Faults of the database server", .serialized)
struct ServerFaultTests {
    private func code(_ body: () throws -> Void) -> StoreError.Code? {
        #expect(throws: StoreError.self) { try body() }?.code
    }

    @Test("a backend that is ended within an act undoes it, and the next act goes on")
    func killedBackend() throws {
        let desk = try Engine.postgres.make(.station)
        try desk.store.receive(1)
        let server = try DatabaseServer.shared.get()
        let ended = code {
            try desk.store.write { transaction in
                try transaction.append(
                    .noted(remark: "half"), to: Fixture.number(1), at: Fixture.morning,
                    by: Fixture.desk)
                try server.run(
                    """
                    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
                    WHERE datname = '\(desk.folder.name)' AND application_name = 'vigia'
                    """, in: "postgres")
                try transaction.append(
                    .noted(remark: "whole"), to: Fixture.number(1), at: Fixture.morning,
                    by: Fixture.desk)
            }
        }
        #expect(ended == .unreachable)
        #expect(try desk.store.journal().count == 3)
        try desk.store.receive(2)
        #expect(try desk.store.verifyJournal().rows == 6)
    }

    @Test("a server that crashes and starts again has all that was committed")
    func crashedServer() throws {
        let server = try DatabaseServer()
        try server.create("station")
        let store = try OrderStore.create(
            at: server.address(of: "station"), desk: .station, register: .simulation)
        for serial in 1...5 { try store.receive(serial) }
        let journal = try store.journal()
        try server.crash()
        let gone = #expect(throws: StoreError.self) { try store.receive(6) }
        #expect(gone?.code == .unreachable)
        #expect(gone?.isTransient == true)
        #expect(code { _ = try store.read { try $0.queueEntries() } } == .unreachable)
        try server.startAgain()
        #expect(try store.journal() == journal)
        try store.receive(6)
        try store.acknowledge(1)
        #expect(try store.verifyJournal().firstBad == nil)
        #expect(try store.projectionDifferences().isEmpty)
    }

    @Test(
        "a commit whose answer is lost is asked after: kept, it counts; not kept, it is said so",
        arguments: 1...5)
    func cutCommit(round: Int) throws {
        let desk = try Engine.postgres.make(.station)
        let cutter = try CommitCutter(to: DatabaseServer.shared.get().port)
        let address = "postgresql://vigia@127.0.0.1:\(cutter.port)/\(desk.folder.name)"
        let store = try OrderStore.open(at: address)
        try store.receive(1)
        cutter.arm(.after)
        try store.receive(2)
        #expect(try store.journal().count == 6)
        cutter.arm(.before)
        #expect(code { try store.receive(3) } == .unreachable)
        #expect(try store.journal().count == 6)
        try store.receive(3)
        #expect(try store.verifyJournal().rows == 9)
        #expect(try store.read { try $0.queueEntries() }.count == 3)
    }

    @Test("who connects to nothing, or to a database without a desk, is told so")
    func nothingThere() throws {
        let server = try DatabaseServer.shared.get()
        #expect(
            code { _ = try OrderStore.open(at: "postgresql://vigia@127.0.0.1:1/none") }
                == .unreachable)
        let folder = try TemporaryFolder()
        let empty = try Engine.postgres.prepare(folder)
        #expect(code { _ = try OrderStore.open(at: empty) } == .missing)
        #expect(code { _ = try OrderStore.verify(at: empty) } == .missing)
        let secret = server.address(of: "none").replacing("vigia@", with: "vigia:geheim@")
        let error = #expect(throws: StoreError.self) { try OrderStore.open(at: secret) }
        #expect(error?.description.contains("geheim") == false)
    }

    @Test("a server whose commits would not be durable is refused")
    func notDurable() throws {
        let folder = try TemporaryFolder()
        let place = try Engine.postgres.prepare(folder)
        try DatabaseServer.shared.get().run(
            "ALTER DATABASE \"\(folder.name)\" SET synchronous_commit = off", in: "postgres")
        let error = #expect(throws: StoreError.self) {
            try OrderStore.create(at: place, desk: .station, register: .simulation)
        }
        #expect(error?.message.contains("synchronous_commit is off") == true)
    }

    @Test("one process tells the others when it has changed something")
    func tells() throws {
        let desk = try Engine.postgres.make(.station)
        let other = try Engine.postgres.open(desk.folder)
        #expect(try !other.awaitChange(within: .milliseconds(50)))
        try desk.store.receive(1)
        #expect(try other.awaitChange(within: .seconds(5)))
        #expect(try !other.awaitChange(within: .milliseconds(50)))
    }
}
