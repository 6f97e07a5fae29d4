// Copies of a desk as a whole: its files in a folder of their own, beside the copy of its database. Recordings are not among
// them: they are large, and evidence bags take those that matter along.

import ConfigurationFiles
import Foundation
import Glibc
public import Quantities

extension DeskFolder {
    /// The files of a desk besides its database.
    private static let files = [
        "settings.yaml", "agreement.yaml", "station.yaml", "safety-bands.csv", "watch-list.json",
        "journal.key", "journal.vkey",
    ]

    /// The database in a copy.
    public static let copiedDatabase = "vigia.sqlite"

    /// Makes the folder of a new copy, with the desk's files in it.
    ///
    /// - Parameters:
    ///   - parent: where copies lie, a folder each.
    ///   - now: which gives it its name.
    /// - Returns: its path; the database is still to be copied into it.
    /// - Throws: `CocoaError` if it cannot be written.
    public func beginCopy(below parent: String, at now: UTCInstant) throws -> String {
        let copy = "\(parent)/\(now.inFileName)"
        let manager = FileManager.default
        try manager.createDirectory(
            atPath: copy, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o750])
        do {
            for file in Self.files where manager.fileExists(atPath: "\(path)/\(file)") {
                try manager.copyItem(atPath: "\(path)/\(file)", toPath: "\(copy)/\(file)")
            }
        } catch {
            try manager.removeItem(atPath: copy)
            throw error
        }
        return copy
    }

    /// True if the database is in a copy, where it appears when it is complete.
    public static func isWhole(copy: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(copy)/\(copiedDatabase)")
    }

    /// Removes the oldest copies, and those that were begun and never ended.
    ///
    /// - Parameters:
    ///   - parent: where copies lie; what does not have a copy's name is left alone.
    ///   - keep: how many of the newest stay.
    /// - Returns: the names of those that went.
    /// - Throws: `CocoaError` if one cannot be removed.
    public static func removeOldCopies(below parent: String, keeping keep: Int) throws -> [String] {
        precondition(keep > 0, "a copy is kept")
        let manager = FileManager.default
        let names = try manager.contentsOfDirectory(atPath: parent).sorted()
            .filter { $0.wholeMatch(of: /\d{4}-\d\d-\d\dT\d{6}Z/) != nil }
        let whole = names.filter { isWhole(copy: "\(parent)/\($0)") }
        guard let newest = whole.last else { return [] }
        let stay = Set(whole.suffix(keep))
        let go = names.filter { !stay.contains($0) && $0 < newest }
        for name in go { try manager.removeItem(atPath: "\(parent)/\(name)") }
        return go
    }

    /// Puts the files of a copy into this folder, where no desk is.
    ///
    /// - Parameter copy: the folder of a copy.
    /// - Throws: ``ConfigurationError`` if a file is there already; `CocoaError`.
    public func takeFiles(of copy: String) throws {
        let manager = FileManager.default
        let files = Self.files.filter { manager.fileExists(atPath: "\(copy)/\($0)") }
        let existing = files.filter { manager.fileExists(atPath: "\(path)/\($0)") }
        guard existing.isEmpty else {
            throw ConfigurationError(
                existing.map {
                    .init(file: "\(path)/\($0)", message: "exists already; nothing was changed")
                })
        }
        try createPrivately()
        for file in files {
            try manager.copyItem(atPath: "\(copy)/\(file)", toPath: "\(path)/\(file)")
        }
    }
}
