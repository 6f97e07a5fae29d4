// Copies of a database that can be trusted: made while the desk works, verified as a whole, durable under their name
// only when they are complete. Nothing is ever written over.

import Foundation
import Glibc
public import Quantities

/// A verified copy.
public struct BackupRecord: Hashable, Sendable {
    /// Rows and head of its journal.
    public var verification: StoreVerification
    /// Digest of the file, as it was copied; `nil` for a database at a server.
    public var sha256: String?
}

extension OrderStore {
    /// Copies the database as it stands into a file of SQLite: by SQLite's own backup, or row by row out of one
    /// snapshot of a PostgreSQL server. Either can be restored into either engine.
    ///
    /// - Parameter path: a file that is not there yet.
    /// - Returns: what the verification of the copy found.
    /// - Throws: ``StoreError``: `exists`, `full`, `damaged` if the copy does not hold.
    public func backUp(to path: String) throws -> BackupRecord {
        guard access(path, F_OK) != 0 else {
            throw StoreError(.exists, path: path, message: "exists already; nothing was changed")
        }
        let draft = path + ".new"
        Self.removeDraft(draft)
        if let engine = gate.engine as? SQLiteEngine {
            try Self.translating(path) {
                try gate.alone { _ in try engine.connection.copy(to: draft) }
            }
        } else {
            try readAtLength { try $0.copyRows(toFile: draft) }
        }
        return try Self.publishVerified(draft, as: path)
    }

    /// A copy of a database before its schema is changed; one of an earlier attempt stays as it is.
    static func keep(_ engine: SQLiteEngine, as path: String) throws {
        guard access(path, F_OK) != 0 else { return }
        removeDraft(path + ".new")
        try engine.connection.copy(to: path + ".new")
        try publish(path + ".new", as: path)
    }

    /// Puts a backup in the place of a database that is not there. It knows that it is one: see
    /// ``StoreReader/unconfirmedRestoration()``.
    ///
    /// - Parameters:
    ///   - backup: a file.
    ///   - path: a file that is not there, or `postgresql://…`, an empty database.
    ///   - now: the time.
    /// - Returns: what the verification of the restored database found.
    /// - Throws: ``StoreError``: `missing`, `damaged` if the backup does not hold, `exists` where there is a
    ///   database: it may hold what the backup does not, and a person must move it away first.
    public static func restore(
        from backup: String, to path: String, at now: UTCInstant
    ) throws -> BackupRecord {
        guard case .file(let path) = StoreLocation(path) else {
            let verification = try copy(from: backup, to: path, restoredAt: now)
            return BackupRecord(verification: verification, sha256: nil)
        }
        guard access(backup, F_OK) == 0 else {
            throw StoreError(.missing, path: backup, message: "there is no such backup")
        }
        guard access(path, F_OK) != 0 else {
            throw StoreError(
                .exists, path: path,
                message: "there is a database; move it away first, it may hold more than the backup"
            )
        }
        let draft = path + ".new"
        removeDraft(draft)
        do {
            try FileManager.default.copyItem(atPath: backup, toPath: draft)
        } catch {
            throw StoreError(.inputOutput, path: path, message: "\(error.localizedDescription)")
        }
        defer { removeDraft(draft) }
        let sha256 = Digest.sha256(ofFile: draft)
        guard try verify(at: draft).holds else {
            throw StoreError(.damaged, path: backup, message: "the backup does not hold")
        }
        try translating(path) { try markRestored(file: draft, at: now) }
        return BackupRecord(
            verification: try publishVerified(draft, as: path).verification, sha256: sha256)
    }

    /// Gives a draft its name if it holds; else it goes.
    private static func publishVerified(_ draft: String, as path: String) throws -> BackupRecord {
        defer { removeDraft(draft) }
        let verification = try verify(at: draft)
        guard verification.holds else {
            throw StoreError(.damaged, path: path, message: "the copy does not hold")
        }
        let file = Glibc.open(draft, O_RDONLY)
        defer { Glibc.close(file) }
        guard file >= 0, fsync(file) == 0, let sha256 = Digest.sha256(ofFile: draft) else {
            throw StoreError(
                .inputOutput, path: path, message: "the copy could not be made durable")
        }
        try publish(draft, as: path)
        return BackupRecord(verification: verification, sha256: sha256)
    }
}
