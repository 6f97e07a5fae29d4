// When a desk's database was copied last, and where to, in a file of its folder: a journal row would make the copy
// older than the journal that tells of it.

import CanonicalJSON
import Foundation
public import OrderStore
public import Quantities

extension DeskFolder {
    /// Where the last backup is noted.
    private var backupNote: String { path + "/backup.json" }

    /// When the last backup was made; `nil` before the first.
    public var lastBackup: UTCInstant? {
        guard let data = FileManager.default.contents(atPath: backupNote) else { return nil }
        return (try? JSONValue(parsing: [UInt8](data)))?["at"]?.string.flatMap { UTCInstant($0) }
    }

    /// Notes a backup.
    ///
    /// - Parameters:
    ///   - record: what its verification found.
    ///   - file: where it is.
    ///   - now: when.
    /// - Throws: `CocoaError` if the note cannot be written.
    public func note(_ record: BackupRecord, in file: String, at now: UTCInstant) throws {
        let value: JSONValue = [
            "at": .string(now.description), "file": .string(file),
            "rows": JSONValue(record.verification.journal.rows),
            "head": .string(record.verification.journal.head), "sha256": JSONValue(record.sha256),
        ]
        try Data((value.pretty + "\n").utf8).write(
            to: URL(filePath: backupNote), options: .atomic)
    }
}
