// Proving a database that this process has not opened as a desk, a backup or the copy an auditor was given, without
// writing to it.

import Foundation
import Glibc
public import MonitoringOrders

/// What the verification of a whole database found.
public struct StoreVerification: Hashable, Sendable {
    public var desk: DeskKind
    public var register: Register
    public var journal: JournalVerification
    /// Orders whose summary is not what their events make.
    public var differingOrders: [OrderNumber]
    /// Incoming letters whose judgement is not the one last journalled.
    public var differingLetters: [Int]

    /// True if everything is as it was written.
    public var holds: Bool {
        journal.firstBad == nil && differingOrders.isEmpty && differingLetters.isEmpty
    }
}

extension OrderStore {
    /// Verifies a database, opened for reading only: of a file the engine's own integrity check, then the
    /// chain, the letters and the projections. Projections are not compared once the chain is broken.
    ///
    /// - Parameters:
    ///   - path: a file, or `postgresql://…`.
    ///   - signed: what the journal held once, if somebody has kept it.
    /// - Returns: what was found; nothing was changed.
    /// - Throws: ``StoreError``: missing, not a database, damaged, newer schema; locked while a desk
    ///   has it open.
    public static func verify(
        at path: String, against signed: JournalCheckpoint? = nil
    ) throws -> StoreVerification {
        switch StoreLocation(path) {
        case .file(let path): try verifyFile(path, against: signed)
        case .server(let address): try verifyServer(address, against: signed)
        }
    }

    /// Verifies the open database: the chain, the letters and the projections.
    ///
    /// - Throws: ``StoreError``.
    public func verify(against signed: JournalCheckpoint? = nil) throws -> StoreVerification {
        try readAtLength { try $0.verification(against: signed) }
    }

    private static func verifyFile(
        _ path: String, against signed: JournalCheckpoint?
    ) throws -> StoreVerification {
        guard access(path, F_OK) == 0 else {
            throw StoreError(.missing, path: path, message: "there is no such database")
        }
        return try translating(path) {
            let connection = try SQLiteConnection(path: address(of: path), isReadOnly: true)
            try SQLiteEngine.recognise(connection)
            return try connection.transaction(.reading) {
                _ = try Schema.version(on: connection, path)
                try checkIntegrity(connection)
                return try StoreReader(connection).verification(against: signed)
            }
        }
    }

    private static func verifyServer(
        _ address: String, against signed: JournalCheckpoint?
    ) throws -> StoreVerification {
        let engine = PostgresEngine(address)
        return try translating(engine.location) {
            try CommitGate(engine).read { reader in
                guard try Schema.version(on: reader.connection, engine.location) > 0 else {
                    throw StoreError(
                        .missing, path: engine.location, message: "the database holds no desk")
                }
                return try reader.verification(against: signed)
            }
        }
    }

    /// A database that was closed has no log beside it and is read as it lies, so that neither the
    /// file nor its folder need be writable. With a log, a desk may have it open: the lock decides.
    private static func address(of path: String) -> String {
        guard access(path + "-wal", F_OK) != 0 else { return path }
        let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
        return escaped.map { "file:\($0)?immutable=1" } ?? path
    }

    private static func checkIntegrity(_ connection: SQLiteConnection) throws {
        let answer = try connection.answer("PRAGMA integrity_check(1)")
        guard answer == "ok" else { throw StoredFault(message: answer) }
    }
}

extension StoreReader {
    fileprivate func verification(
        against signed: JournalCheckpoint?
    ) throws -> StoreVerification {
        let (desk, register) = try identity()
        var found = StoreVerification(
            desk: desk, register: register, journal: try verifyJournal(), differingOrders: [],
            differingLetters: [])
        if found.journal.firstBad == nil, let signed {
            found.journal.firstBad = try difference(from: signed)
        }
        guard found.journal.firstBad == nil else { return found }
        found.differingOrders = try projectionDifferences()
        found.differingLetters = try judgementDifferences()
        return found
    }
}
