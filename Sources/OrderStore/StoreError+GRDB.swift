// The one mapping from the library's errors to the store's.

import GRDB

extension StoreError {
    /// What an error of the library means for the store at a path.
    init(_ error: DatabaseError, path: String) {
        let (code, words): (Code, String) =
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED:
                (.locked, "another process holds the database; nothing was done")
            case .SQLITE_FULL: (.full, "no space is left for the database; nothing was done")
            case .SQLITE_NOTADB: (.notADatabase, "is not a database of Vigia")
            case .SQLITE_CORRUPT: (.damaged, "the database is damaged: \(error.message ?? "")")
            case .SQLITE_READONLY, .SQLITE_PERM: (.readOnly, "the database may not be written")
            case .SQLITE_CANTOPEN: (.missing, "the database cannot be opened")
            case .SQLITE_IOERR: (.inputOutput, "the disk failed: \(error.message ?? "")")
            case .SQLITE_CONSTRAINT: (.constraint, error.message ?? "a constraint was broken")
            default: (.other, error.message ?? "\(error.resultCode)")
            }
        self.init(code, path: path, message: words)
    }
}
