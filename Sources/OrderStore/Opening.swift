// Making and opening databases. A new one appears under its name only when it is complete and on the disk; a
// foreign or newer one is refused before anything in it is touched.

import Glibc
public import MonitoringOrders

extension OrderStore {
    /// True for `postgresql://…` without a password in it.
    public static func isServerAddress(_ text: String) -> Bool {
        StoreLocation.isServerAddress(text)
    }

    /// Makes the database of a new desk, live or simulated for ever (R87).
    ///
    /// - Parameters:
    ///   - path: a file that is not there yet, in a folder that is; or `postgresql://…`, an empty database.
    ///   - desk: whose it is.
    ///   - register: live or simulation.
    /// - Returns: the open store.
    /// - Throws: ``StoreError``; `exists` when there is a database already, which is left as it is.
    public static func create(at path: String, desk: DeskKind, register: Register) throws
        -> OrderStore
    {
        switch StoreLocation(path) {
        case .file(let path):
            try createFile(path) { try begin($0, desk, register) }
        case .server(let address):
            let engine = PostgresEngine(address)
            try translating(engine.location) {
                try engine.checkServer()
                try engine.withConnection { try begin($0, desk, register) }
            }
        }
        return try open(at: path)
    }

    /// Makes the schema and the desk's own row, in one transaction.
    static func begin(
        _ connection: any StoreConnection, _ desk: DeskKind, _ register: Register
    ) throws {
        try connection.transaction(.writing) {
            try makeSchema(connection)
            try connection.run(
                "INSERT INTO desk (id, kind, register) VALUES (1, ?, ?)",
                [desk.rawValue, register.rawValue])
        }
    }

    /// Makes the schema where there is none.
    static func makeSchema(_ connection: any StoreConnection) throws {
        guard try Schema.version(on: connection, "") == 0 else {
            throw StoreError(
                .exists, path: "the database", message: "holds a desk already; nothing was changed")
        }
        try Schema.migrate(connection, from: 0)
    }

    /// Makes a file that appears under its name when it is complete.
    static func createFile(_ path: String, _ fill: (any StoreConnection) throws -> Void) throws {
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
        removeDraft(draft)
        try translating(path) {
            let engine = try SQLiteEngine(path: draft, isNew: true)
            try engine.withConnection(fill)
            try engine.close()
        }
        try publish(draft, as: path)
    }

    /// Removes a draft and what the engine had beside it: the log of one would be taken for that of the next.
    static func removeDraft(_ draft: String) {
        for suffix in ["", "-wal", "-shm", "-journal"] { unlink(draft + suffix) }
    }

    /// Opens the database of a desk and brings its schema up to date.
    ///
    /// - Parameter path: a file, or `postgresql://…`.
    /// - Returns: the open store; nobody else can open the same file meanwhile.
    /// - Throws: ``StoreError``: locked, missing, not a database, damaged, newer schema, read-only, full,
    ///   unreachable.
    public static func open(at path: String) throws -> OrderStore {
        switch StoreLocation(path) {
        case .file(let path): try openFile(path)
        case .server(let address): try openServer(address)
        }
    }

    private static func openFile(_ path: String) throws -> OrderStore {
        guard access(path, F_OK) == 0 else {
            throw StoreError(.missing, path: path, message: "there is no such database")
        }
        guard access(path, W_OK) == 0 else {
            throw StoreError(.readOnly, path: path, message: "the database may not be written")
        }
        return try translating(path) {
            let engine = try SQLiteEngine(path: path, isNew: false)
            try engine.checkDurability()
            let version = try engine.withConnection { try Schema.version(on: $0, path) }
            if version < Schema.version {
                try keep(engine, as: "\(path).schema-\(version)")
                try engine.withConnection { connection in
                    try connection.transaction(.writing) {
                        try Schema.migrate(connection, from: version)
                    }
                }
            }
            return try OrderStore(engine)
        }
    }

    private static func openServer(_ address: String) throws -> OrderStore {
        let engine = PostgresEngine(address)
        return try translating(engine.location) {
            try engine.checkServer()
            try engine.withConnection { connection in
                let version = try Schema.version(on: connection, engine.location)
                guard version > 0 else {
                    throw StoreError(
                        .missing, path: engine.location, message: "the database holds no desk")
                }
                guard version < Schema.version else { return }
                try connection.transaction(.writing) {
                    // Another process may have done it while this one waited for its turn.
                    let version = try Schema.version(on: connection, engine.location)
                    try Schema.migrate(connection, from: version)
                }
            }
            return try OrderStore(engine)
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
