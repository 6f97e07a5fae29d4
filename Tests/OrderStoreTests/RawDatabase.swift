// A database file in the hands of somebody who does not ask the store: SQLite's own functions, for
// tests of tampering and damage only.

import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// SQL on a file, past the store.
struct RawDatabase {
    struct Failure: Error {
        var message: String
    }

    private typealias Open =
        @convention(c) (
            UnsafePointer<CChar>, UnsafeMutablePointer<OpaquePointer?>
        ) -> CInt
    private typealias Execute =
        @convention(c) (
            OpaquePointer?, UnsafePointer<CChar>, OpaquePointer?, OpaquePointer?, OpaquePointer?
        ) -> CInt
    private typealias Close = @convention(c) (OpaquePointer?) -> CInt

    let path: String

    /// Runs statements and closes the file again, so that everything is in it.
    func run(_ sql: String) throws {
        let open = try Self.function("sqlite3_open", as: Open.self)
        let execute = try Self.function("sqlite3_exec", as: Execute.self)
        let close = try Self.function("sqlite3_close", as: Close.self)
        var database: OpaquePointer?
        guard open(path, &database) == 0 else { throw Failure(message: "open \(path)") }
        let code = execute(database, sql, nil, nil, nil)
        guard close(database) == 0, code == 0 else { throw Failure(message: "\(code): \(sql)") }
    }

    /// Removes the guards of the schema, as somebody would who wants to change what is stored.
    func disarm() throws {
        let guarded = [
            "journal_forbids_update", "journal_forbids_delete", "letter_forbids_update",
            "letter_forbids_delete", "letter_sent_stays", "desk_forbids_update",
            "desk_forbids_delete", "series_only_rises",
        ]
        try run(guarded.map { "DROP TRIGGER \($0);" }.joined())
    }

    private static func function<T>(_ name: String, as type: T.Type) throws -> T {
        guard let library = dlopen("libsqlite3.so.0", RTLD_NOW), let symbol = dlsym(library, name)
        else { throw Failure(message: "\(name) is not there") }
        return unsafeBitCast(symbol, to: type)
    }
}
