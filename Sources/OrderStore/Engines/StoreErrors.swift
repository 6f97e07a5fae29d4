// The one mapping from the engines' errors to the store's.

import CSQLite

/// Something in the database is not as this program wrote it.
struct StoredFault: Error {
    var message: String
}

/// Something was about to be stored that must not be: a number given twice, a letter to nobody.
struct BrokenRule: Error {
    var message: String
}

extension StoreError {
    /// What a complaint of SQLite means for the store at a path.
    init(_ fault: SQLiteFault, path: String) {
        let (code, words): (Code, String) =
            switch fault.code {
            case SQLITE_BUSY, SQLITE_LOCKED:
                (.locked, LockHolder.words(for: path) + "; nothing was done")
            case SQLITE_FULL: (.full, "no space is left for the database; nothing was done")
            case SQLITE_NOTADB: (.notADatabase, "is not a database of Vigia")
            case SQLITE_CORRUPT: (.damaged, "the database is damaged: \(fault.message)")
            case SQLITE_READONLY, SQLITE_PERM: (.readOnly, "the database may not be written")
            case SQLITE_CANTOPEN: (.missing, "the database cannot be opened")
            case SQLITE_IOERR: (.inputOutput, "the disk failed: \(fault.message)")
            case SQLITE_CONSTRAINT: (.constraint, fault.message)
            default: (.other, fault.message)
            }
        self.init(code, path: path, message: words)
    }

    /// What an answer of PostgreSQL means: by the class of its SQLSTATE (PostgreSQL 15, appendix A).
    init(_ fault: PostgresFault, path: String) {
        let (code, words): (Code, String) =
            switch fault.state.prefix(2) {
            case _ where fault.isConnectionLost, "08", "57":
                (.unreachable, "the database server does not answer: \(fault.message)")
            case "23": (.constraint, fault.message)
            case "53": (.full, "the database server has no room: \(fault.message)")
            case "55", "40": (.locked, "another process holds the desk: \(fault.message)")
            case "25" where fault.state == "25006": (.readOnly, fault.message)
            case "XX": (.damaged, "the database is damaged: \(fault.message)")
            case "3D": (.missing, fault.message)
            default: (.other, fault.message)
            }
        self.init(code, path: path, message: words)
    }
}

extension OrderStore {
    /// Runs a body; what the database complains of becomes a ``StoreError``, other errors pass.
    static func translating<T>(_ path: String, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let fault as SQLiteFault {
            throw StoreError(fault, path: path)
        } catch let error as PostgresFault {
            throw StoreError(error, path: path)
        } catch let rule as BrokenRule {
            throw StoreError(.constraint, path: path, message: rule.message)
        } catch let fault as StoredFault {
            throw StoreError(
                .damaged, path: path, message: "the database is damaged: \(fault.message)")
        }
    }
}
