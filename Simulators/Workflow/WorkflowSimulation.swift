// The run: two real desks in a world that misbehaves, from happening to happening, each followed by
// the question whether every promise still holds.

import Desk
import Glibc
public import MonitoringOrders
import OrderStore
import Quantities

/// One run of the whole workflow in virtual time.
public final class WorkflowSimulation {
    private let settings: WorkflowSettings
    let clock = VirtualClock(WorkflowSettings.start)
    let mail: MailWorld
    let bureau, station: SimulatedDesk
    var witnesses: [DeskKind: Witness]
    var agenda = Agenda<Happening>()
    private var cases: Cases
    var staff: Staff
    private var arrivals: Dice
    private var silliness: Faults
    private var plannedRounds: [DeskKind: Set<UTCInstant>] = [:]
    private var plannedEnds: Set<OrderNumber> = []
    private var plannedLook: UTCInstant?
    private let end: UTCInstant
    private var orders = 0
    /// What the Bureau's people have on paper: every form that they have begun to place.
    var papers: [Paper] = []
    private var trace = Trace()
    /// What happened, told only when somebody wants to read it.
    private let tell: ((String) -> Void)?

    /// A world before its first day.
    ///
    /// - Parameters:
    ///   - settings: what is simulated.
    ///   - configurations: of both desks.
    ///   - store: where a desk's store is made; `nil` for one in memory.
    ///   - measure: measures the task of an order; `nil` to draw a result.
    ///   - tell: gets a line for everything that changes something or goes wrong.
    /// - Throws: `StoreError` if a store cannot be made, `ConfigurationError`.
    public init(
        _ settings: WorkflowSettings, at configurations: DeskConfigurations,
        store: (DeskKind) -> String? = { _ in nil },
        measure: ((Order) throws -> TaskResult)? = nil, tell: ((String) -> Void)? = nil
    ) throws {
        let (bureau, station) = (configurations.bureau, configurations.station)
        let seed = settings.seed
        let faults = { (stream: UInt64) in Faults(settings.faults, seed: seed &+ stream) }
        (self.settings, self.tell) = (settings, tell)
        end = settings.end
        let addresses = [bureau, station].map(\.settings.ownAddress)
        mail = MailWorld(
            faults: faults(1), clock: clock,
            desks: Set(addresses + [bureau.settings.correspondents.administration]), settings)
        self.bureau = try SimulatedDesk(
            bureau, mail: mail, clock: clock, faults: faults(2), seed: seed, store: store(.bureau))
        self.station = try SimulatedDesk(
            station, mail: mail, clock: clock, faults: faults(3), seed: seed, store: store(.station)
        )
        silliness = faults(4)
        witnesses = [
            .bureau: Witness(bureau.settings.correspondents),
            .station: Witness(station.settings.correspondents),
        ]
        (cases, staff) = (Cases(seed: seed), Staff(settings, measure: measure))
        arrivals = Dice(seed: seed, stream: "arrivals")
    }

    /// Runs all days and the calm after them.
    ///
    /// - Returns: what was simulated and which invariants held; the run ends at the first breach.
    public func run() throws -> WorkflowOutcome {
        do {
            agenda.plan(.faultsStop, at: end)
            agenda.plan(.morning, at: clock.now)
            planCase()
            // Desks that have not come to rest by then never will.
            while let (at, happening) = agenda.next(), at <= end + WorkflowSettings.calm {
                clock.advance(to: at)
                try step(happening)
            }
            try checkEnd()
            return outcome(nil)
        } catch let breach as Breach {
            return outcome(breach)
        }
    }

    private func step(_ happening: Happening) throws {
        let words: String
        switch happening {
        case .caseArises: words = try openCase()
        case .morning: words = try beginDay()
        case .round(let kind):
            plannedRounds[kind]?.remove(clock.now)
            words = try (kind == .bureau ? bureau : station).round()
            if kind == .station { planLook(clock.now + staff.reaction()) }
        case .staffLooks:
            if plannedLook == clock.now { plannedLook = nil }
            words = try letStaffLook()
        case .taskEnds(let number):
            plannedEnds.remove(number)
            words = try station.attempt { try staff.finish(number, at: $0) }
            planLook(clock.now + staff.reaction())
        case .mindChanges(let number):
            words = try bureau.attempt { try staff.changeMind(about: number, at: $0) }
        case .copyArrives(let copy):
            let sender = Actor(
                name: "station", role: .stationOperator, isSimulated: true, byLetter: true)
            words = try bureau.attempt { try $0.take(copy, by: sender) }
        case .peopleCompare(let kind): words = try compare(kind)
        case .faultsStop: words = stopFaults()
        }
        for desk in desks { try replaceDisk(of: desk) }
        try planMail()
        try lookAround()
        let line = "\(clock.now) \(happening): \(words)"
        trace.add(line)
        tellStory(happening, words)
    }

    /// What each desk's journal and servers say now, and whether the desks agree.
    private func lookAround() throws {
        for desk in desks {
            try witnesses[desk.kind]?.look(at: desk.desk.store, clock.now)
            try witnesses[desk.kind]?.check(try desk.ledger.takeFresh())
        }
        for (order, _) in witnesses[.station]?.takeAcknowledged() ?? [] { try copy(order) }
        for (order, reference) in witnesses[.bureau]?.takeAcknowledged() ?? []
        where witnesses[.station]?.hasNumbered(order, as: reference) != true {
            throw Breach(
                invariant: .desksAgree, words: "the Bureau knows \(order) as \(reference)")
        }
    }

    /// A copy over HTTP of an acknowledgement, where no proxy answers in the desk's place.
    private func copy(_ number: OrderNumber) throws {
        guard !silliness.strikes(.httpAnswersHTML),
            let acknowledgement = try station.desk.order(number).acknowledgements.first
        else { return }
        let copy = AcknowledgementCopy(order: number, acknowledgement: acknowledgement)
        agenda.plan(.copyArrives(copy), at: clock.now + .seconds(2))
    }

    /// Letter by letter what has happened, where somebody wants to read it.
    private func tellStory(_ happening: Happening, _ words: String) {
        let mishaps = mail.takeMishaps()
        let rows = desks.flatMap { desk in
            (witnesses[desk.kind]?.takeStory() ?? []).map { "\(desk.kind.rawValue): \($0)" }
        }
        guard let tell else { return }
        let news = mishaps + rows + (words == "done" || words == "a new day" ? [] : [words])
        guard !news.isEmpty else { return }
        tell("\(clock.now) \(happening)")
        for line in news { tell("    \(line)") }
    }

    /// Both desks, always in the same order.
    private var desks: [SimulatedDesk] { [bureau, station] }

    // MARK: what happens

    private func planCase() {
        // Cases arise at random: the gaps are exponential.
        let rate =
            settings.ordersPerDay * settings.scenario.surge(at: settings.part(at: clock.now))
        let gap = -log(1 - Double.random(in: 0..<1, using: &arrivals)) / rate
        let next = clock.now + .seconds(gap * 86_400)
        if next < end { agenda.plan(.caseArises, at: next) }
    }

    private func openCase() throws -> String {
        planCase()
        let (form, category) = cases.next(at: clock.now, settings)
        let isAngry = arrivals.falls(settings.scenario.shareOfSecondThoughts)
        guard !settings.skippedCases.contains(cases.count) else { return "left out" }
        orders += 1
        if silliness.strikes(.sillyPeople) || isAngry {
            agenda.plan(.mindChanges(form.number), at: clock.now + staff.reaction())
        }
        papers.append((form, category))
        return try bureau.attempt { try staff.place(form, category, at: $0) }
    }

    /// Somebody looks through everything once a day, whatever was forgotten or interrupted.
    private func beginDay() throws -> String {
        agenda.plan(.morning, at: clock.now + .seconds(86_400))
        planLook(clock.now)
        for desk in desks {
            planRound(desk.kind, clock.now)
            agenda.plan(.peopleCompare(desk.kind), at: clock.now)
            if desk.interruptions.isOn(.oldBackup), let witness = witnesses[desk.kind] {
                try desk.backUp(witness)
            }
        }
        return "a new day"
    }

    private func letStaffLook() throws -> String {
        let words = try station.attempt { desk in
            try staff.serve(desk) { silliness.strikes(.sillyPeople) }
        }
        for entry in try station.desk.receivedOrders(in: [.running])
        where plannedEnds.insert(entry.order).inserted {
            agenda.plan(.taskEnds(entry.order), at: clock.now + staff.taskLength())
        }
        return words
    }

    private func stopFaults() -> String {
        mail.stopFaults()
        silliness.stop()
        for desk in desks {
            desk.interruptions.stop()
            desk.handwriting.stop()
        }
        return "from now on everything works"
    }

    // MARK: what follows

    /// A round at every arrival, and again while letters wait for their sending.
    private func planMail() throws {
        for (address, at) in mail.takeFreshArrivals() {
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
        agenda.plan(.round(kind), at: at)
    }

    /// People look once for all that is new, however much there is.
    private func planLook(_ at: UTCInstant) {
        if let plannedLook, plannedLook <= at { return }
        agenda.plan(.staffLooks, at: at)
        plannedLook = at
    }

    // MARK: the end

    private func checkEnd() throws {
        for desk in desks {
            try desk.checkEnd()
            try desk.checkKept(mail.confirmed(at: desk.address))
            try desk.checkDeliveries(witnesses[desk.kind]?.frozen ?? [])
            try desk.checkAlarms()
            try desk.checkRead(lying: mail.lying(at: desk.address))
        }
    }

    private func outcome(_ breach: Breach?) -> WorkflowOutcome {
        var trace = trace
        for kind in DeskKind.allCases { trace.add(witnesses[kind]?.head ?? "") }
        var faults = mail.faultCounts.merging(silliness.counts, uniquingKeysWith: +)
        for desk in desks {
            faults.merge(desk.interruptions.counts, uniquingKeysWith: +)
            faults.merge(desk.handwriting.counts, uniquingKeysWith: +)
        }
        let day = Int((clock.now - WorkflowSettings.start) / .seconds(86_400)) + 1
        return WorkflowOutcome(
            seed: settings.seed, days: settings.days, orders: orders, letters: mail.letters,
            faults: faults, broken: breach?.invariant, words: breach?.words,
            dayOfBreach: breach.map { _ in day }, waits: witnesses[.station]?.waits ?? Waits(),
            trace: trace.digest)
    }
}
