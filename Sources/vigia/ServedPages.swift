// Pages and API of a serving desk, beside its workers: started before the first round, stopped after the last. A note
// in the desk's folder tells commands where they are and lets them in.

import CanonicalJSON
import Console
import Desk
import Foundation
import MonitoringOrders
import Quantities

/// The web server of a serving process.
final class ServedPages {
    private let server: WebServer
    private let note: String
    private let ended = DispatchSemaphore(value: 0)

    /// Starts the server and waits until it listens.
    ///
    /// - Throws: ``Failure`` with `unavailable` if the address cannot be taken.
    init(of desk: Desk, in folder: DeskFolder) throws {
        let settings = desk.configuration.settings.console
        let site = Site(
            desk: desk, folder: folder,
            assets: try Assets(reading: DeskSession.shippedConfiguration() + "/console"),
            origin: settings.origin)
        if let password = try site.makeFirstAdministrator() {
            Output.complain("vigia: first account: admin, password for one use: \(password)")
        }
        let start = StartOfServer()
        server = WebServer(
            site: site, at: .init(host: settings.host, port: settings.port), logger: desk.logger
        ) { start.listens(at: $0) }
        note = folder.serving
        let (server, ended) = (server, ended)
        Task.detached {
            do {
                try await server.run()
            } catch {
                start.failed("\(error)")
            }
            ended.signal()
        }
        let address = "\(settings.host):\(settings.port)"
        let port = try start.port(orFailure: "\(address): cannot be listened at")
        let url =
            "http://\(settings.host.contains(":") ? "[\(settings.host)]" : settings.host):\(port)"
        try write(url, site.localToken)
        Output.complain("vigia: pages and API at \(url)")
    }

    /// Leaves the note, for the owner of the folder alone.
    private func write(_ url: String, _ token: String) throws {
        let value: JSONValue = [
            "url": .string(url), "token": .string(token),
            "process": JSONValue(Int(ProcessInfo.processInfo.processIdentifier)),
        ]
        let manager = FileManager.default
        guard
            manager.createFile(
                atPath: note + ".new", contents: Data((value.pretty + "\n").utf8),
                attributes: [.posixPermissions: 0o600])
        else { throw Failure(.cannotCreate, "\(note): cannot be written") }
        guard rename(note + ".new", note) == 0 else {
            throw Failure(.cannotCreate, "\(note): cannot be written")
        }
    }

    /// Stops the server; open requests are answered first.
    func stop() {
        unlink(note)
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
