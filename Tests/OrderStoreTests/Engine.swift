// What the conformance suite is run against: a way to make stores. The suites by topic know no
// engine besides this.

import MonitoringOrders
import OrderStore
import TestSupport
import Testing

/// A database engine under test.
enum Engine: String, Sendable, CaseIterable, CustomTestStringConvertible {
    case sqlite = "SQLite"
    case postgres = "PostgreSQL"

    /// Every engine that a desk may be kept in.
    static let all = allCases

    var testDescription: String { rawValue }

    /// Where the store of a folder is: at the server, in a database that has the folder's name.
    func location(_ folder: TemporaryFolder) throws -> String {
        switch self {
        case .sqlite: folder.database
        case .postgres: try DatabaseServer.shared.get().address(of: folder.name)
        }
    }

    /// An empty store of a desk, and its folder.
    func make(_ desk: DeskKind, _ register: Register = .simulation) throws -> StoreInFolder {
        let folder = try TemporaryFolder()
        let location = try prepare(folder)
        let store = try OrderStore.create(at: location, desk: desk, register: register)
        return StoreInFolder(store: store, folder: folder, location: location)
    }

    /// A place for a store: an empty database where it needs one.
    func prepare(_ folder: TemporaryFolder) throws -> String {
        if self == .postgres { try folder.makeDatabase() }
        return try location(folder)
    }

    /// Opens the store of a folder.
    func open(_ folder: TemporaryFolder) throws -> OrderStore {
        try OrderStore.open(at: location(folder))
    }

    /// Changes a closed store as somebody does who does not ask it and has removed its guards.
    func falsify(_ folder: TemporaryFolder, _ sql: String) throws {
        switch self {
        case .sqlite:
            let raw = RawDatabase(path: folder.database)
            try raw.disarm()
            try raw.run(sql)
        case .postgres:
            let words = sql.replacing("x'00'", with: "'\\x00'").replacing("x'01'", with: "'\\x01'")
                .replacing("PRAGMA foreign_keys = OFF;", with: "")
            try DatabaseServer.shared.get().run(
                "SET session_replication_role = replica; \(words)", in: folder.name)
        }
    }

    /// Runs SQL on a closed store with its guards in place.
    func run(_ folder: TemporaryFolder, _ sql: String) throws {
        switch self {
        case .sqlite:
            try RawDatabase(path: folder.database).run("PRAGMA recursive_triggers = ON; \(sql)")
        case .postgres:
            try DatabaseServer.shared.get().run(
                sql.replacing("x'00'", with: "'\\x00'"), in: folder.name)
        }
    }
}

/// A store with the folder that holds it; the folder lasts as long. The store goes first.
struct StoreInFolder: Sendable {
    let store: OrderStore
    let folder: TemporaryFolder
    var location: String
}
