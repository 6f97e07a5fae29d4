// What the desks of an exchange are asked after every step, and at the end.

import Desk
import MonitoringOrders
import OrderStore
import Quantities

extension Exchange {
    /// What each desk's journal and servers say now, and whether the desks agree.
    func lookAround() throws {
        for desk in desks { try examine(desk, with: desk.desk.store) }
        for (order, _) in witnesses[.station]?.takeAcknowledged() ?? [] { try copy(order) }
        for (order, reference) in witnesses[.bureau]?.takeAcknowledged() ?? []
        where witnesses[.station]?.hasNumbered(order, as: reference) != true {
            throw Breach(
                invariant: .desksAgree, words: "the Bureau knows \(order) as \(reference)")
        }
    }

    /// Holds a desk's store, and what servers were given, against what was promised.
    func examine(_ desk: SimulatedDesk, with store: OrderStore) throws {
        do {
            try witnesses[desk.kind]?.look(at: store, world.clock.now)
            try witnesses[desk.kind]?.check(try desk.ledger.takeFresh())
        } catch var breach as Breach {
            breach.words = "\(desk.name): \(breach.words)"
            throw breach
        }
    }

    /// Rows of both journals since the last asking, in words.
    func takeStory() -> [String] {
        desks.flatMap { desk in
            (witnesses[desk.kind]?.takeStory() ?? []).map { "\(desk.name): \($0)" }
        }
    }

    /// The checks that need the whole story.
    func checkEnd() throws {
        for desk in desks {
            try desk.checkEnd()
            try desk.checkKept(world.mail.confirmed(at: desk.address))
            try desk.checkDeliveries(witnesses[desk.kind]?.frozen ?? [])
            try desk.checkAlarms()
            try desk.checkRead(lying: world.mail.lying(at: desk.address))
        }
    }

    /// Reference numbers that the station has ever given.
    var givenReferences: [ReferenceNumber] { witnesses[.station]?.givenReferences ?? [] }

    /// The last hashes of both journals.
    var heads: [String] { DeskKind.allCases.map { witnesses[$0]?.head ?? "" } }

    /// How long orders waited at the station.
    var waits: Waits { witnesses[.station]?.waits ?? Waits() }
}
