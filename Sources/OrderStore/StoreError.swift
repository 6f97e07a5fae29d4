// What can go wrong with a store, by a closed code, so that the edges can say what it means for the
// person: try again, give another file, or call for help.

/// A failure of the store. Nothing was done.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure.
    public enum Code: Hashable, Sendable {
        /// Another process holds the database.
        case locked
        case missing
        case exists
        case notADatabase
        case damaged
        /// Written by a newer program than this one.
        case newerSchema(found: Int, known: Int)
        /// The disk is full, or the file may not grow.
        case full
        case readOnly
        /// The surrounding folder or device failed.
        case inputOutput
        /// The database server does not answer.
        case unreachable
        /// A rule of the schema was broken: a number was about to be given twice.
        case constraint
        case other
    }
    public var code: Code
    public var path: String
    public var message: String

    /// A failure on a file.
    public init(_ code: Code, path: String, message: String) {
        (self.code, self.path, self.message) = (code, path, message)
    }

    /// True if it may pass while a desk serves: it tries again at its next round.
    public var mayPass: Bool { isTransient || code == .inputOutput }

    /// True if the same may succeed later without anybody's changing the command.
    public var isTransient: Bool { [.locked, .full, .unreachable].contains(code) }

    /// `path: message`.
    public var description: String { "\(path): \(message)" }
}
