// Making and opening databases. A new one appears under its name only when it is complete and on
// the disk; a foreign or newer one is refused before anything in it is touched.

import GRDB
import Glibc
public import MonitoringOrders

extension OrderStore {
    /// Makes the database of a new desk, live or simulated for ever (R87), in a folder that is there.
    ///
    /// - Returns: the open store.
    /// - Throws: ``StoreError``; `exists` when there is a file already, which is left as it is.
    public static func create(at path: String, desk: DeskKind, register: Register) throws
        -> OrderStore
    {
        guard access(path, F_OK) != 0 else {
            throw StoreError(.exists, path: path, message: "exists already; nothing was changed")
        }
        let folder = folder(of: path)
        guard access(folder, F_OK) == 0 else {
            throw StoreError(.missing, path: path, message: "the folder \(folder) is not there")
        }
        guard access(folder, W_OK) == 0 else {
            throw StoreError(.readOnly, path: path, message: "the folder may not be written")
        }
        // What a crash in an earlier attempt has left is no database of anybody.
        let draft = path + ".new"
        for suffix in ["", "-wal", "-shm", "-journal"] { unlink(draft + suffix) }
        try translating(path) {
            let queue = try DatabaseQueue(path: draft, configuration: .exclusive(isNew: true))
            try queue.write { database in
                try Schema.migrate(database, from: 0)
                try database.execute(
                    sql: "INSERT INTO desk (id, kind, register) VALUES (1, ?, ?)",
                    arguments: [desk.rawValue, register.rawValue])
            }
            try queue.close()
        }
        try publish(draft, as: path)
        return try open(at: path)
    }

    /// Opens the database of a desk and brings its schema up to date.
    ///
    /// - Returns: the open store; nobody else can open it meanwhile.
    /// - Throws: ``StoreError``: locked, missing, not a database, damaged, newer schema, read-only,
    ///   full.
    public static func open(at path: String) throws -> OrderStore {
        guard access(path, F_OK) == 0 else {
            throw StoreError(.missing, path: path, message: "there is no such database")
        }
        guard access(path, W_OK) == 0 else {
            throw StoreError(.readOnly, path: path, message: "the database may not be written")
        }
        return try translating(path) {
            let queue = try DatabaseQueue(path: path, configuration: .exclusive(isNew: false))
            let version = try queue.read { try Schema.knownVersion(of: $0, path) }
            if version < Schema.version { try keep(queue, as: "\(path).schema-\(version)") }
            try queue.write { try Schema.migrate($0, from: version) }
            return try OrderStore(path: path, queue: queue)
        }
    }

    /// Gives a complete file its name, unless another has it, and makes the name durable.
    static func publish(_ draft: String, as path: String) throws(StoreError) {
        guard link(draft, path) == 0 else {
            let code: StoreError.Code = errno == EEXIST ? .exists : .inputOutput
            throw StoreError(code, path: path, message: String(cString: strerror(errno)))
        }
        unlink(draft)
        let folder = Glibc.open(folder(of: path), O_RDONLY | O_DIRECTORY)
        defer { Glibc.close(folder) }
        guard folder >= 0, fsync(folder) == 0 else {
            throw StoreError(
                .inputOutput, path: path, message: "the folder could not be made durable")
        }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

extension Configuration {
    /// One connection that nobody shares: WAL with every commit synced, and the lock kept.
    static func exclusive(isNew: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .immediateError
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
            if !isNew { try Schema.recognise(database) }
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        return configuration
    }
}

extension Schema {
    /// Refuses a file that is not ours, before anything in it is changed.
    static func recognise(_ database: Database) throws {
        let found = try Int.fetchOne(database, sql: "PRAGMA application_id")
        guard found == applicationID else { throw DatabaseError(resultCode: .SQLITE_NOTADB) }
    }

    /// The version of a database.
    ///
    /// - Throws: ``StoreError`` if it is newer than this program knows.
    static func knownVersion(of database: Database, _ path: String) throws -> Int {
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard found <= version else {
            throw StoreError(
                .newerSchema(found: found, known: version), path: path,
                message: "has schema \(found); this program knows \(version) and changes nothing")
        }
        return found
    }
}
