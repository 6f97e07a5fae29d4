// Where the files are that tests read: golden data in the repository and, when it is there, the
// folder of shared facts beside it.

import Foundation

/// Paths relative to the repository that holds this file.
public enum Repository {
    /// The root folder of the repository.
    public static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// A file or folder of the repository.
    public static func path(_ relative: String) -> String { root + "/" + relative }

    /// A golden file or folder: `Tests/Golden/<relative>`.
    public static func golden(_ relative: String) -> String { path("Tests/Golden/" + relative) }

    /// A file beside the repository that only developers and CI have; `nil` when it is not there.
    public static func shared(_ relative: String) -> String? {
        let path = root + "/../shared/" + relative
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// The bytes of a file.
    public static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    /// The text of a UTF-8 file.
    public static func text(_ path: String) throws -> String {
        String(decoding: try bytes(path), as: UTF8.self)
    }

    /// Names in a folder, sorted.
    public static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    /// A fresh empty folder under the system's temporary folder.
    public static func temporaryFolder() throws -> String {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "vigia-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.path
    }
}
