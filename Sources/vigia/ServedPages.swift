// Pages and API of a serving desk, beside its workers: started before the first round, stopped after the last. A note
// in the desk's folder tells commands where they are and lets them in.

import Console
import Desk
import Foundation
import MonitoringOrders
import Quantities

/// The web server of a serving process.
final class ServedPages {
    let site: Site
    /// Where a browser finds the pages.
    let url: String
    private let server: WebServer
    private let folder: DeskFolder
    private let ended = DispatchSemaphore(value: 0)

    /// Starts the server and waits until it listens.
    ///
    /// - Parameters:
    ///   - desk: an open desk.
    ///   - folder: its folder.
    ///   - port: another than that of the settings; 0: any free one.
    /// - Throws: ``Failure`` with `unavailable` if the address cannot be taken.
    init(of desk: Desk, in folder: DeskFolder, port: Int? = nil) throws {
        let settings = desk.configuration.settings.console
        let start = StartOfServer()
        let site = try DeskSession.site(of: desk, in: folder)
        let server = WebServer(
            site: site, at: .init(host: settings.host, port: port ?? settings.port),
            logger: desk.logger
        ) { start.listens(at: $0) }
        let ended = ended
        Task.detached {
            do {
                try await server.run()
            } catch {
                start.failed("\(error)")
            }
            ended.signal()
        }
        let taken = try start.port(
            orFailure: "\(settings.host):\(port ?? settings.port): cannot be listened at")
        let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
        (self.site, self.server, self.folder) = (site, server, folder)
        url = "http://\(host):\(taken)"
        try ServingNote(url: url, token: site.localToken).leave(in: folder)
    }

    /// Stops the server; open requests are answered first.
    func stop() {
        ServingNote.remove(from: folder)
        let server = server
        Task.detached { await server.stop() }
        _ = ended.wait(timeout: .now() + 20)
    }
}

/// What becomes of the start of a server, told from its thread to the one that waits.
private final class StartOfServer: Sendable {
    private let condition = NSCondition()
    nonisolated(unsafe) private var outcome: Result<Int, Failure>?

    func listens(at port: Int) { tell(.success(port)) }
    func failed(_ words: String) { tell(.failure(Failure(.unavailable, words))) }

    private func tell(_ outcome: Result<Int, Failure>) {
        condition.withLock {
            self.outcome = self.outcome ?? outcome
            condition.signal()
        }
    }

    func port(orFailure words: String) throws -> Int {
        let outcome = condition.withLock { () -> Result<Int, Failure>? in
            while self.outcome == nil { condition.wait() }
            return self.outcome
        }
        do {
            return try outcome?.get() ?? 0
        } catch {
            throw Failure(error.status, "\(words): \(error.description)")
        }
    }
}
