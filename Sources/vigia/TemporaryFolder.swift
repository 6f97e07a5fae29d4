// Folders that a command needs for a while.

import Foundation

/// A folder that is gone when nobody needs it any more.
final class TemporaryFolder: Sendable {
    let path: String

    /// Makes an empty folder.
    ///
    /// - Parameter purpose: a word in its name, for people who find it.
    /// - Throws: errors of files.
    init(_ purpose: String) throws {
        path = Self.path(purpose)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// A path that nobody else has; the folder is neither made nor removed here.
    static func path(_ purpose: String) -> String {
        FileManager.default.temporaryDirectory
            .appending(path: "vigia-\(purpose)-\(UUID().uuidString)").path
    }
}
