// The site of one desk with a clock of its own, asked without a network.

import CanonicalJSON
import Console
import Desk
import Foundation
import Logging
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

/// A desk and its site.
struct SiteOfDesk {
    let site: Site
    var desk: Desk { site.desk }

    init(_ kind: DeskKind, webhookHosts: [String] = []) throws {
        let folder = DeskFolder(try Repository.temporaryFolder() + "/" + kind.rawValue)
        try folder.create(
            desk: kind, register: .simulation, configuration: Repository.path("Config"))
        var configuration = try DeskConfiguration.read(folder)
        configuration.settings.console.webhookHosts = webhookHosts
        let desk = try Desk(
            configuration: configuration,
            store: try OrderStore.open(at: folder.database), surroundings: .real,
            mailReader: UnconfinedReader(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        site = Site(
            desk: desk, folder: folder,
            assets: try Assets(reading: Repository.path("Config/console")))
    }

    /// Asks as somebody at the desk's own machine.
    func ask(
        _ method: SiteRequest.Method, _ target: String, as role: AccountRole,
        headers: [String: String] = [:], json: JSONValue? = nil
    ) -> SiteResponse {
        var headers = headers
        if json != nil { headers["content-type"] = "application/json" }
        if method == .post, headers["idempotency-key"] == nil {
            headers["idempotency-key"] = UUID().uuidString
        }
        let request = SiteRequest(
            method, target, headers: headers, body: Array((json?.compact ?? "").utf8))
        return site.respond(to: request, as: .local("dora", role))
    }

    /// The text of a bundled form.
    static func form(_ name: String = "category-2.txt") throws -> String {
        try Repository.text(Repository.path("Config/demo/\(name)"))
    }
}

extension SiteResponse {
    /// The body as JSON.
    func json() throws -> JSONValue { try JSONValue(parsing: bytes) }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}
