// Who holds a database that is locked, by the kernel's list of locks. The file itself must not be
// opened to ask: closing it again would drop the locks that this process has on it.

import Foundation
import Glibc

enum LockHolder {
    /// Words on who holds the database at a path.
    static func words(for path: String) -> String {
        guard let process = process(holding: path) else {
            return "another connection holds the database"
        }
        if process == getpid() { return "this process holds the database already" }
        let name = text(of: "/proc/\(process)/comm").map {
            " (\($0.trimmingCharacters(in: .whitespacesAndNewlines)))"
        }
        return "process \(process)\(name ?? "") holds the database"
    }

    /// The process with a write lock on a file, where the kernel tells.
    private static func process(holding path: String) -> Int32? {
        var status = stat()
        guard stat(path, &status) == 0, let locks = text(of: "/proc/locks") else { return nil }
        for line in locks.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count >= 8, words[1] == "POSIX", words[3] == "WRITE",
                words[5].split(separator: ":").last == "\(status.st_ino)"
            else { continue }
            return Int32(words[4])
        }
        return nil
    }

    private static func text(of path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }
}
