// Taking work: what several processes may do at the same time.

/// A transaction that takes, extends and gives back leases. It journals nothing, and must not leave the body it was
/// given to.
public class LeaseTransaction: StoreReader {
    /// The first failure of the store. It ends the transaction even if the body passes over it, so
    /// that no event is ever committed without what follows from it.
    private(set) var failure: (any Error)?

    /// - Returns: how many rows were changed.
    @discardableResult
    func run(_ sql: String, _ arguments: StoredArguments = []) throws -> Int {
        try keepingFailure { try connection.run(sql, arguments) }
    }

    func keepingFailure<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch {
            failure = failure ?? error
            throw error
        }
    }
}
