// Where a desk's database is, as it is written in settings and on the command line.

import Foundation

/// A file of SQLite, or a database at a PostgreSQL server.
enum StoreLocation {
    case file(String)
    case server(String)

    /// Everything that begins like an address of PostgreSQL is one.
    init(_ text: String) {
        let isServer = ["postgresql://", "postgres://"].contains { text.hasPrefix($0) }
        self = isServer ? .server(text) : .file(text)
    }

    /// True for the address of a database at a server that has no password in it: that belongs in a file of its own, see
    /// `passfile` in the address.
    static func isServerAddress(_ text: String) -> Bool {
        guard case .server = StoreLocation(text), let parts = URLComponents(string: text) else {
            return false
        }
        return parts.password == nil
            && parts.queryItems?.contains { $0.name == "password" } != true
    }

    /// An address for messages and logs: without user, password and parameters.
    static func withoutPassword(_ address: String) -> String {
        guard let parts = URLComponents(string: address) else { return "postgresql://…" }
        var shown = URLComponents()
        (shown.scheme, shown.host, shown.port) = (parts.scheme, parts.host ?? "", parts.port)
        shown.path = parts.path
        return shown.string ?? "postgresql://…"
    }
}
