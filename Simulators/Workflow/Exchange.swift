// What lies between the Bureau and one station: an agreement has one station, so a Bureau that orders from several has as
// many desks, each with a mailbox of its own. Here each such pair of desks lives with the people who work at them.

import Desk
import MonitoringOrders
import OrderStore
import Quantities

/// What all exchanges of a run share.
struct World {
    let settings: WorkflowSettings
    let clock: VirtualClock
    let mail: MailWorld
    let agenda: Agenda<Happening>
}

/// A Bureau desk and the desk of its station, with their people and their witnesses.
final class Exchange {
    /// Its place among the exchanges of the world, from 0.
    let place: Int
    let world: World
    let bureau, station: SimulatedDesk
    var witnesses: [DeskKind: Witness]
    private var staff: Staff
    private var silliness: Faults
    /// What the Bureau's people have on paper: every form that they have begun to place.
    private var papers: [Paper] = []
    private var plannedRounds: [DeskKind: Set<UTCInstant>] = [:]
    private var plannedEnds: Set<OrderNumber> = []
    private var plannedLook: UTCInstant?

    private var clock: VirtualClock { world.clock }
    /// Both desks, always in the same order.
    var desks: [SimulatedDesk] { [bureau, station] }

    /// Two new desks.
    ///
    /// - Parameters:
    ///   - place: among the exchanges of the world.
    ///   - world: in which they are.
    ///   - configurations: of all desks.
    ///   - store: where a desk's store is made; `nil` for one in memory.
    ///   - measure: measures the task of an order; `nil` to draw a result.
    /// - Throws: `StoreError` if a store cannot be made, `ConfigurationError`.
    init(
        at place: Int, in world: World, _ configurations: DeskConfigurations,
        store: (DeskKind) -> String?, measure: ((Order) throws -> TaskResult)?
    ) throws {
        (self.place, self.world) = (place, world)
        let settings = world.settings.own(of: place)
        func desk(_ kind: DeskKind, _ stream: UInt64) throws -> SimulatedDesk {
            try SimulatedDesk(
                configurations.desk(kind, at: place), mail: world.mail, clock: world.clock,
                faults: Faults(settings.faults, seed: settings.seed &+ stream), settings,
                store: store(kind).map { place == 0 ? $0 : "\($0)-of-\(place + 1)" })
        }
        (bureau, station) = (try desk(.bureau, 2), try desk(.station, 3))
        silliness = Faults(settings.faults, seed: settings.seed &+ 4)
        witnesses = [
            .bureau: Witness(bureau.correspondents), .station: Witness(station.correspondents),
        ]
        staff = Staff(settings, measure: measure)
    }

    // MARK: what happens

    /// One of the things that happen between these desks: how it ended, in words for the story.
    func step(_ happening: Happening.Here) throws -> String {
        switch happening {
        case .round(let kind):
            plannedRounds[kind]?.remove(clock.now)
            let words = try (kind == .bureau ? bureau : station).round()
            if kind == .station { planLook(clock.now + staff.reaction()) }
            return words
        case .staffLooks:
            if plannedLook == clock.now { plannedLook = nil }
            return try letStaffLook()
        case .taskEnds(let number):
            plannedEnds.remove(number)
            let words = try station.attempt { try staff.finish(number, at: $0) }
            planLook(clock.now + staff.reaction())
            return words
        case .mindChanges(let number):
            return try bureau.attempt { try staff.changeMind(about: number, at: $0) }
        case .copyArrives(let copy):
            let sender = Actor(
                name: "station", role: .stationOperator, isSimulated: true, byLetter: true)
            return try bureau.attempt { try $0.take(copy, by: sender) }
        case .peopleCompare(let kind): return try compare(kind)
        }
    }

    /// A case that the Bureau wants this station to measure.
    ///
    /// - Parameters:
    ///   - paper: what its people know.
    ///   - isAngry: whether those who brought it think again.
    /// - Returns: how the placing ended, in words for the story.
    /// - Throws: what the store throws beyond an interruption.
    func open(_ paper: Paper, isAngry: Bool) throws -> String {
        let number = paper.form.number
        if silliness.strikes(.sillyPeople) || isAngry {
            plan(.mindChanges(number), at: clock.now + staff.reaction())
        }
        papers.append(paper)
        for kind in DeskKind.allCases { witnesses[kind]?.expect(number) }
        return try bureau.attempt { try staff.place(paper.form, paper.category, at: $0) }
    }

    /// Somebody looks through everything once a day, whatever was forgotten or interrupted.
    func beginDay() throws {
        planLook(clock.now)
        for desk in desks {
            planRound(desk.kind, clock.now)
            plan(.peopleCompare(desk.kind), at: clock.now)
            if desk.interruptions.isOn(.oldBackup), let witness = witnesses[desk.kind] {
                try desk.backUp(witness)
            }
        }
    }

    private func letStaffLook() throws -> String {
        let words = try station.attempt { desk in
            try staff.serve(desk) { silliness.strikes(.sillyPeople) }
        }
        for entry in try station.desk.receivedOrders(in: [.running])
        where plannedEnds.insert(entry.order).inserted {
            plan(.taskEnds(entry.order), at: clock.now + staff.taskLength())
        }
        return words
    }

    /// From now on everything works.
    func stopFaults() {
        silliness.stop()
        for desk in desks {
            desk.interruptions.stop()
            desk.handwriting.stop()
        }
    }

    /// How often each fault has struck at these desks.
    var faultCounts: [Fault: Int] {
        desks.reduce(into: silliness.counts) { counts, desk in
            counts.merge(desk.interruptions.counts, uniquingKeysWith: +)
            counts.merge(desk.handwriting.counts, uniquingKeysWith: +)
        }
    }

    // MARK: what follows

    /// A copy over HTTP of an acknowledgement, where no proxy answers in the desk's place.
    func copy(_ number: OrderNumber) throws {
        guard !silliness.strikes(.httpAnswersHTML),
            let acknowledgement = try station.desk.order(number).acknowledgements.first
        else { return }
        let copy = AcknowledgementCopy(order: number, acknowledgement: acknowledgement)
        plan(.copyArrives(copy), at: clock.now + .seconds(2))
    }

    private func plan(_ happening: Happening.Here, at: UTCInstant) {
        world.agenda.plan(.here(happening, at: place), at: at)
    }

    /// A round at every arrival, and again while letters wait for their sending.
    func planMail(_ arrivals: [(address: MailAddress, at: UTCInstant)]) throws {
        for (address, at) in arrivals {
            for desk in desks where desk.address == address { planRound(desk.kind, at) }
        }
        for desk in desks {
            let waiting = try desk.desk.store.read { try $0.nextDelivery() }
            guard let due = waiting.map({ max($0, clock.now + .seconds(60)) }) else { continue }
            // The round before it will look again.
            let isPlanned = plannedRounds[desk.kind, default: []].contains { $0 <= due }
            if !isPlanned { planRound(desk.kind, due) }
        }
    }

    private func planRound(_ kind: DeskKind, _ at: UTCInstant) {
        guard plannedRounds[kind, default: []].insert(at).inserted else { return }
        plan(.round(kind), at: at)
    }

    /// People look once for all that is new, however much there is.
    private func planLook(_ at: UTCInstant) {
        if let plannedLook, plannedLook <= at { return }
        plan(.staffLooks, at: at)
        plannedLook = at
    }

    // MARK: a lost disk

    /// After a restore people compare what their desk knows with what the other one does.
    private func compare(_ kind: DeskKind) throws -> String {
        switch kind {
        case .bureau: try bureau.attempt { try staff.compare($0, with: papers) }
        case .station:
            try station.attempt { [other = bureau.desk] in
                try staff.compare($0, with: other, orders: papers.count)
            }
        }
    }

    /// Where a disk was lost in this step, the journal on it is read to its end; then the backup counts.
    func replaceLostDisks() throws {
        for desk in desks {
            guard let (store, backup) = desk.takeLostDisk() else { continue }
            try examine(desk, with: store)
            witnesses[desk.kind] = witnesses[desk.kind].map(backup.witness.remembering)
            world.mail.giveBack(to: desk.address, since: backup.at)
            plan(.peopleCompare(desk.kind), at: clock.now + staff.reaction())
        }
    }
}
