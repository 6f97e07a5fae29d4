// What PostgreSQL complains of.

/// An error of the server, or of the way to it.
struct PostgresFault: Error {
    /// SQLSTATE, five characters; empty where the server said nothing.
    var state = ""
    var message: String
    /// The connection is gone; what was begun on it has not happened, unless it was being committed.
    var isConnectionLost = false
}
