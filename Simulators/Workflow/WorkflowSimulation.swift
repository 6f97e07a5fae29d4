// The run: two real desks in a world that misbehaves, from happening to happening, each followed by
// the question whether every promise still holds.

public import Desk
import Glibc
import MonitoringOrders
import OrderStore
import Quantities

/// One run of the whole workflow in virtual time.
public final class WorkflowSimulation {
    private enum Happening {
        case caseArises
        case morning
        case round(DeskKind)
        case staffLooks
        case taskEnds(OrderNumber)
        case mindChanges(OrderNumber)
        case faultsStop
    }

    private let settings: WorkflowSettings
    private let clock = VirtualClock(WorkflowSettings.start)
    private let mail: MailWorld
    private let bureau, station: SimulatedDesk
    private var witnesses: [DeskKind: Witness]
    private var agenda = Agenda<Happening>()
    private var cases: Cases
    private var staff: Staff
    private var arrivals: Dice
    private var silliness: Faults
    private var plannedRounds: [DeskKind: Set<UTCInstant>] = [:]
    private var plannedEnds: Set<OrderNumber> = []
    private let end: UTCInstant
    private var orders = 0
    private var trace = Trace()
    /// What happened, told only when somebody wants to read it.
    private let tell: ((String) -> Void)?

    /// A world before its first day, with the configuration of both desks; `tell` gets a line for
    /// each happening.
    public init(
        _ settings: WorkflowSettings, bureau: DeskConfiguration, station: DeskConfiguration,
        tell: ((String) -> Void)? = nil
    ) throws {
        let seed = settings.seed
        let faults = { (stream: UInt64) in Faults(settings.faults, seed: seed &+ stream) }
        (self.settings, self.tell) = (settings, tell)
        end = WorkflowSettings.start + .seconds(86_400 * settings.days)
        mail = MailWorld(faults: faults(1), clock: clock)
        self.bureau = try SimulatedDesk(
            bureau, mail: mail, clock: clock, faults: faults(2), seed: seed)
        self.station = try SimulatedDesk(
            station, mail: mail, clock: clock, faults: faults(3), seed: seed)
        silliness = faults(4)
        witnesses = [
            .bureau: Witness(bureau.settings.correspondents),
            .station: Witness(station.settings.correspondents),
        ]
        (cases, staff) = (Cases(seed: seed), Staff(settings))
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
            while let (at, happening) = agenda.next() {
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
        case .morning: words = beginDay()
        case .round(let kind):
            plannedRounds[kind]?.remove(clock.now)
            words = try (kind == .bureau ? bureau : station).round()
            planStaff(after: kind)
        case .staffLooks: words = try letStaffLook()
        case .taskEnds(let number):
            plannedEnds.remove(number)
            words = try station.attempt { try staff.finish(number, at: $0) }
            agenda.plan(.staffLooks, at: clock.now + staff.reaction())
        case .mindChanges(let number):
            words = try bureau.attempt { try staff.changeMind(about: number, at: $0) }
        case .faultsStop: words = stopFaults()
        }
        try planMail()
        for desk in desks { try witnesses[desk.kind]?.look(at: desk.desk.store) }
        let line = "\(clock.now) \(happening): \(words)"
        trace.add(line)
        tell?(line)
    }

    /// Both desks, always in the same order.
    private var desks: [SimulatedDesk] { [bureau, station] }

    // MARK: what happens

    private func planCase() {
        // Cases arise at random: the gaps are exponential.
        let gap = -log(1 - Double.random(in: 0..<1, using: &arrivals)) / settings.ordersPerDay
        let next = clock.now + .seconds(gap * 86_400)
        if next < end { agenda.plan(.caseArises, at: next) }
    }

    private func openCase() throws -> String {
        planCase()
        let (form, category) = cases.next(at: clock.now, settings)
        orders += 1
        if silliness.strikes(.sillyPeople) {
            agenda.plan(.mindChanges(form.number), at: clock.now + staff.reaction())
        }
        return try bureau.attempt { try staff.place(form, category, at: $0) }
    }

    /// Somebody looks through everything once a day, whatever was forgotten or interrupted.
    private func beginDay() -> String {
        if clock.now < end + WorkflowSettings.calm {
            agenda.plan(.morning, at: clock.now + .seconds(86_400))
        }
        agenda.plan(.staffLooks, at: clock.now)
        for kind in DeskKind.allCases { planRound(kind, clock.now) }
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
        for desk in desks { desk.interruptions.stop() }
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
            if let due = waiting { planRound(desk.kind, max(due, clock.now + .seconds(60))) }
        }
    }

    private func planRound(_ kind: DeskKind, _ at: UTCInstant) {
        guard plannedRounds[kind, default: []].insert(at).inserted else { return }
        agenda.plan(.round(kind), at: at)
    }

    private func planStaff(after kind: DeskKind) {
        guard kind == .station else { return }
        agenda.plan(.staffLooks, at: clock.now + staff.reaction())
    }

    // MARK: the end

    private func checkEnd() throws {
        for desk in desks {
            try desk.checkEnd()
            try desk.checkKept(mail.confirmed(at: desk.address))
            if let forgotten = try desk.forgottenOrders().first {
                throw Breach(
                    invariant: .everyOrderEndsOrAlarms,
                    words: "\(desk.kind): \(forgotten) is open and shows no alarm")
            }
        }
    }

    private func outcome(_ breach: Breach?) -> WorkflowOutcome {
        var trace = trace
        for kind in DeskKind.allCases { trace.add(witnesses[kind]?.head ?? "") }
        var faults = mail.faultCounts.merging(silliness.counts, uniquingKeysWith: +)
        for desk in desks {
            faults.merge(desk.interruptions.counts, uniquingKeysWith: +)
        }
        return WorkflowOutcome(
            seed: settings.seed, days: settings.days, orders: orders, letters: mail.letters,
            faults: faults, broken: breach?.invariant, words: breach?.words, trace: trace.digest)
    }
}
