// Copies of a database that can be trusted: made by SQLite's own backup while the desk works, verified as a whole,
// durable under their name only when they are complete. Nothing is ever written over.

import Foundation
import GRDB
import Glibc

/// A verified copy.
public struct BackupRecord: Hashable, Sendable {
    /// Rows and head of its journal.
    public var verification: StoreVerification
    /// Digest of the file.
    public var sha256: String
}

extension OrderStore {
    /// Copies the database as it stands.
    ///
    /// - Parameter path: a file that is not there yet.
    /// - Returns: what the verification of the copy found.
    /// - Throws: ``StoreError``: `exists`, `full`, `damaged` if the copy does not hold.
    public func backUp(to path: String) throws -> BackupRecord {
        guard access(path, F_OK) != 0 else {
            throw StoreError(.exists, path: path, message: "exists already; nothing was changed")
        }
        return try Self.publishVerified(
            Self.translating(path) { try Self.copy(queue, for: path) }, as: path)
    }

    /// A copy of a database before its schema is changed; one of an earlier attempt stays as it is.
    static func keep(_ queue: DatabaseQueue, as path: String) throws {
        guard access(path, F_OK) != 0 else { return }
        try publish(try copy(queue, for: path), as: path)
    }

    /// Copies a database into a draft, one file without a log beside it.
    private static func copy(_ queue: DatabaseQueue, for path: String) throws -> String {
        let draft = path + ".new"
        unlink(draft)
        let copy = try DatabaseQueue(path: draft)
        try queue.backup(to: copy)
        try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try copy.close()
        return draft
    }

    /// Puts a backup in the place of a database that is not there.
    ///
    /// - Returns: what the verification of the backup found.
    /// - Throws: ``StoreError``: `missing`, `damaged` if the backup does not hold, `exists` where there is a
    ///   database: it may hold what the backup does not, and a person must move it away first.
    public static func restore(from backup: String, to path: String) throws -> BackupRecord {
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
        unlink(draft)
        do {
            try FileManager.default.copyItem(atPath: backup, toPath: draft)
        } catch {
            throw StoreError(.inputOutput, path: path, message: "\(error.localizedDescription)")
        }
        return try publishVerified(draft, as: path)
    }

    /// Gives a draft its name if it holds; else it goes.
    private static func publishVerified(_ draft: String, as path: String) throws -> BackupRecord {
        defer { unlink(draft) }
        let verification = try verify(at: draft)
        guard verification.holds else {
            throw StoreError(.damaged, path: path, message: "the copy does not hold")
        }
        let file = Glibc.open(draft, O_RDONLY)
        defer { Glibc.close(file) }
        guard file >= 0, fsync(file) == 0, let bytes = FileManager.default.contents(atPath: draft)
        else {
            throw StoreError(
                .inputOutput, path: path, message: "the copy could not be made durable")
        }
        try publish(draft, as: path)
        return BackupRecord(
            verification: verification, sha256: Digest.sha256([UInt8](bytes)))
    }
}
