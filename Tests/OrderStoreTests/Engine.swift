// What the conformance suite is run against: a way to make stores. The suites by topic know no
// engine besides this.

import MonitoringOrders
import OrderStore
import Testing

/// A database engine under test.
struct Engine: Sendable, CustomTestStringConvertible {
    var name: String
    /// Makes an empty store in a folder.
    var create: @Sendable (TemporaryFolder, DeskKind, Register) throws -> OrderStore
    /// Opens the store of a folder.
    var open: @Sendable (TemporaryFolder) throws -> OrderStore

    static let sqlite = Engine(
        name: "SQLite",
        create: { try OrderStore.create(at: $0.database, desk: $1, register: $2) },
        open: { try OrderStore.open(at: $0.database) })

    /// Every engine that a desk may be kept in.
    static let all = [sqlite]

    var testDescription: String { name }

    /// An empty store of a desk, and its folder.
    func make(_ desk: DeskKind, _ register: Register = .simulation) throws -> StoreInFolder {
        let folder = try TemporaryFolder()
        return StoreInFolder(folder: folder, store: try create(folder, desk, register))
    }
}

/// A store with the folder that holds it; the folder lasts as long.
struct StoreInFolder: Sendable {
    let folder: TemporaryFolder
    let store: OrderStore
}
