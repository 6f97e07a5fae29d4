// Holds what a worker has taken, while it works: a process that lives keeps its leases, one that ends loses them
// within a minute.

import Foundation
import Logging
import OrderStore
import Quantities

/// Extends leases in the background until it is stopped.
///
/// Safe to share: only the semaphore is used by two threads.
final class LeaseKeeper: Sendable {
    /// How long a worker may hold a letter before another may take it.
    static let lease = Duration.seconds(60)

    private let ended = DispatchSemaphore(value: 0)

    /// Begins to extend.
    ///
    /// - Parameters:
    ///   - desk: whose store it is; nothing is to be done where no other process can take anything.
    ///   - extend: extends what is still held, until an instant.
    init(
        _ desk: Desk,
        extend: @escaping @Sendable (LeaseTransaction, UTCInstant) throws -> Void
    ) {
        guard desk.store.isShared else { return }
        Thread.detachNewThread { [ended] in
            while ended.wait(timeout: .now() + .seconds(20)) == .timedOut {
                do {
                    let end = desk.surroundings.now() + Self.lease
                    try desk.store.lease { try extend($0, end) }
                } catch {
                    // A lease that cannot be extended ends; another worker does the work, with the same bytes.
                    desk.logger.warning("leases not extended", metadata: ["reason": "\(error)"])
                }
            }
        }
    }

    func stop() { ended.signal() }
}
