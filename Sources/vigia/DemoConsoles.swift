// The consoles of a finished demo, for looking around and for going on by hand: both desks stay at work, with the
// simulated station, and an account for each role.

import Console
import Desk
import Foundation
import MonitoringOrders
import OrderStore
import Quantities

/// Both consoles of a demo.
struct DemoConsoles {
    private let demo: Demo

    /// The consoles of a demo whose desks are open.
    init(of demo: Demo) { self.demo = demo }

    /// Serves both until the program is to end.
    ///
    /// - Throws: ``Failure`` if no address can be had, `StoreError`.
    func serve(until interruption: Interruption) throws {
        let desks = [demo.bureau.desk, demo.station.desk]
        let pages = try desks.map(serve)
        defer { pages.forEach { $0.stop() } }
        Output.complain("the consoles are served until you press Ctrl-C")
        while !interruption.arrives(within: .milliseconds(200)) { _ = try demo.round() }
    }

    private func serve(_ desk: Desk) throws -> ServedPages {
        let folder = DeskFolder("\(demo.out)/desks/\(desk.kind.rawValue)")
        let pages: ServedPages
        do {
            pages = try ServedPages(of: desk, in: folder)
        } catch let failure as Failure where failure.status == .unavailable {
            // Another demo, or a desk, has the usual port.
            pages = try ServedPages(of: desk, in: folder, port: 0)
        }
        Output.complain("\(desk.kind.rawValue): \(pages.url)")
        for role in AccountRole.allCases where role.belongs(to: desk.kind) {
            let password = try pages.site.makeAccount(
                role.rawValue, role: role, mustChange: false,
                by: Actor(name: "demo", role: .desk, isSimulated: true))
            Output.complain("  account \(role.rawValue), password \(password)")
        }
        return pages
    }
}
