import Foundation
import MonitoringOrders
import OrderStore
import TestSupport
import Testing

@Suite("Upgrades")
struct UpgradeTests {
    static let released = ["0.1.0"]

    /// A database as a released version wrote it, and what its journal ends with.
    private func database(of version: String) throws -> (path: String, rows: Int, head: String) {
        let text = try Repository.text(Repository.golden("schemas/\(version).sql"))
        let first = try #require(
            text.firstMatch(of: #/-- schema \d+, (\d+) rows, head ([0-9a-f]{64})\n/#))
        let path = try Repository.temporaryFolder() + "/vigia.sqlite"
        try RawDatabase(path: path).run(text)
        return (path, try #require(Int(first.1)), String(first.2))
    }

    @Test(
        "behaviour 107: a database of every released version opens with all that is in it, and can be worked with",
        arguments: released)
    func opens(version: String) throws {
        let old = try database(of: version)
        let store = try OrderStore.open(at: old.path)
        let checkpoint = try store.read { try $0.checkpoint() }
        #expect(checkpoint.rows == old.rows && checkpoint.head == old.head)
        #expect(try store.verify().holds)
        let orders = try store.read { try $0.orders(states: nil) }
        #expect(orders.map(\.number.description) == ["BR/2027/0101"])
        let order = try #require(try store.read { try $0.order(orders[0].number) })
        #expect(order.form.satellite.name == "TESTSAT K-1")
        #expect(try store.read { try $0.letters() }.count == 1)
        #expect(try store.read { try $0.accounts() }.isEmpty)
        #expect(try store.read { try $0.deliveryCounts() }.values.reduce(0, +) == 2)
        try store.close()
    }

    @Test(
        "behaviour 106: a copy of it, restored elsewhere, has the same journal head",
        arguments: released)
    func restored(version: String) throws {
        let old = try database(of: version)
        let store = try OrderStore.open(at: old.path)
        let folder = try Repository.temporaryFolder()
        let made = try store.backUp(to: folder + "/copy.sqlite")
        let again = try OrderStore.restore(
            from: folder + "/copy.sqlite", to: folder + "/other.sqlite", at: Fixture.minutes(9))
        #expect(made.verification.journal.head == old.head)
        #expect(again.verification.journal.head == old.head)
        #expect(again.verification.journal.rows == old.rows)
        try store.close()
    }
}
