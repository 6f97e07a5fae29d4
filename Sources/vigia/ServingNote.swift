// How a command finds the process that serves its desk: a note in the desk's folder, which commands heed nowhere else. A folder
// that was copied with the note in it must not send the commands of one desk to the other.

import CanonicalJSON
import Desk
import Foundation

/// Where a serving process is found, and what lets a command in.
struct ServingNote {
    var url: String
    var token: String
    private var process = ProcessInfo.processInfo.processIdentifier

    /// The note of this process.
    init(url: String, token: String) {
        (self.url, self.token) = (url, token)
    }

    /// Reads the note; `nil` where none serves, or where the note was written for another folder.
    init?(reading folder: DeskFolder) {
        guard let data = FileManager.default.contents(atPath: folder.serving),
            let value = try? JSONValue(parsing: [UInt8](data)), let url = value["url"]?.string,
            let token = value["token"]?.string, let process = value["process"]?.int,
            let written = value["folder"]?.string, written == Self.identity(of: folder)
        else { return nil }
        (self.url, self.token, self.process) = (url, token, Int32(clamping: process))
    }

    /// False for a note that a killed process has left.
    var isAlive: Bool { kill(process, 0) == 0 || errno == EPERM }

    /// Leaves the note, for the owner of the folder alone.
    ///
    /// - Throws: ``Failure`` with `cannotCreate`.
    func leave(in folder: DeskFolder) throws {
        let made = folder.serving + ".new"
        guard let identity = Self.identity(of: folder),
            FileManager.default.createFile(
                atPath: made, contents: Data((text(for: identity) + "\n").utf8),
                attributes: [.posixPermissions: 0o600]),
            rename(made, folder.serving) == 0
        else { throw Failure(.cannotCreate, "\(folder.serving): cannot be written") }
    }

    private func text(for identity: String) -> String {
        let value: JSONValue = [
            "url": .string(url), "token": .string(token), "process": JSONValue(Int(process)),
            "folder": .string(identity),
        ]
        return value.pretty
    }

    /// Takes the note away.
    static func remove(from folder: DeskFolder) { unlink(folder.serving) }

    /// Device and number of the folder, which stay when it is moved or reached by another path, and differ from those of
    /// a copy; `nil` if there is none.
    private static func identity(of folder: DeskFolder) -> String? {
        var status = stat()
        return stat(folder.path, &status) == 0 ? "\(status.st_dev):\(status.st_ino)" : nil
    }
}
