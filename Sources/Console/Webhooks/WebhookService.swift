// The sender of webhooks beside the web server: a round a second, on a thread of the pool, because sending blocks.

import Logging
import NIOPosix
import ServiceLifecycle

/// Rounds of the sender until the server ends.
struct WebhookService: Service, CustomStringConvertible {
    let sender: WebhookSender
    let pool: NIOThreadPool
    let logger: Logger

    /// What the group of services calls it in the log: without this, everything that the desk holds.
    var description: String { "webhooks" }

    func run() async throws {
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            try? await Task.sleep(for: .seconds(1))
            do {
                try await pool.runIfActive { try sender.round() }
            } catch {
                // The store's trouble is told where orders are served; webhooks wait.
                logger.warning("webhooks: \(error)")
            }
        }
    }
}
