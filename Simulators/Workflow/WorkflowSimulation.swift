// The run: real desks in a world that misbehaves, from happening to happening, each followed by the question whether
// every promise still holds.

import Desk
import Glibc
public import MonitoringOrders
import OrderStore
import Quantities

/// One run of the whole workflow in virtual time.
public final class WorkflowSimulation {
    private let world: World
    private let exchanges: [Exchange]
    private var cases: Cases
    private var arrivals: Dice
    private var orders = 0
    private var trace = Trace()
    /// What happened, told only when somebody wants to read it.
    private let tell: ((String) -> Void)?

    private var settings: WorkflowSettings { world.settings }
    private var clock: VirtualClock { world.clock }

    /// A world before its first day.
    ///
    /// - Parameters:
    ///   - settings: what is simulated.
    ///   - configurations: of all desks.
    ///   - store: where a desk's store is made; `nil` for one in memory.
    ///   - measure: measures the task of an order; `nil` to draw a result.
    ///   - tell: gets a line for everything that changes something or goes wrong.
    /// - Throws: `StoreError` if a store cannot be made, `ConfigurationError`.
    public init(
        _ settings: WorkflowSettings, at configurations: DeskConfigurations,
        store: (DeskKind) -> String? = { _ in nil },
        measure: ((Order) throws -> TaskResult)? = nil, tell: ((String) -> Void)? = nil
    ) throws {
        let clock = VirtualClock(WorkflowSettings.start)
        let places = 0..<settings.stations
        let mail = MailWorld(
            faults: Faults(settings.faults, seed: settings.seed &+ 1), clock: clock,
            desks: places.flatMap { place in
                DeskKind.allCases.map { configurations.desk($0, at: place).settings.ownAddress }
            }, besides: configurations.bureau.settings.correspondents.administration, settings)
        let world = World(settings: settings, clock: clock, mail: mail, agenda: Agenda())
        exchanges = try places.map {
            try Exchange(at: $0, in: world, configurations, store: store, measure: measure)
        }
        (self.world, self.tell) = (world, tell)
        cases = Cases(seed: settings.seed)
        arrivals = Dice(seed: settings.seed, stream: "arrivals")
    }

    /// Runs all days and the calm after them.
    ///
    /// - Returns: what was simulated and which invariants held; the run ends at the first breach.
    public func run() throws -> WorkflowOutcome {
        do {
            world.agenda.plan(.faultsStop, at: settings.end)
            world.agenda.plan(.morning, at: clock.now)
            planCase()
            // Desks that have not come to rest by then never will.
            while let (at, happening) = world.agenda.next(),
                at <= settings.end + WorkflowSettings.calm
            {
                clock.advance(to: at)
                try step(happening)
            }
            for exchange in exchanges { try exchange.checkEnd() }
            try checkReferences()
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
        case .here(let event, let place): words = try exchanges[place].step(event)
        case .faultsStop:
            world.mail.stopFaults()
            for exchange in exchanges { exchange.stopFaults() }
            words = "from now on everything works"
        }
        for exchange in exchanges { try exchange.replaceLostDisks() }
        let arrivals = world.mail.takeFreshArrivals()
        for exchange in exchanges { try exchange.planMail(arrivals) }
        for exchange in exchanges { try exchange.lookAround() }
        let name = happening.words(amongStations: settings.stations)
        trace.add("\(clock.now) \(name): \(words)")
        tellStory(name, words)
    }

    /// Letter by letter what has happened, where somebody wants to read it.
    private func tellStory(_ happening: String, _ words: String) {
        let news = world.mail.takeMishaps() + exchanges.flatMap { $0.takeStory() }
        let isUsual = words == "done" || words == "a new day"
        guard let tell, !(news.isEmpty && isUsual) else { return }
        tell("\(clock.now) \(happening)")
        for line in news + (isUsual ? [] : [words]) { tell("    \(line)") }
    }

    /// No two stations have given the same number.
    private func checkReferences() throws {
        var known: Set<ReferenceNumber> = []
        for reference in exchanges.flatMap(\.givenReferences)
        where !known.insert(reference).inserted {
            throw Breach(
                invariant: .referencesUnique, words: "two stations have given \(reference)")
        }
    }

    // MARK: what happens everywhere

    private func planCase() {
        // Cases arise at random: the gaps are exponential.
        let rate =
            settings.ordersPerDay * settings.scenario.surge(at: settings.part(at: clock.now))
        let gap = -log(1 - Double.random(in: 0..<1, using: &arrivals)) / rate
        let next = clock.now + .seconds(gap * 86_400)
        if next < settings.end { world.agenda.plan(.caseArises, at: next) }
    }

    private func openCase() throws -> String {
        planCase()
        let paper = cases.next(at: clock.now, settings)
        let isAngry = arrivals.falls(settings.scenario.shareOfSecondThoughts)
        // One station leaves no choice, and costs no draw.
        let exchange = exchanges.count == 1 ? exchanges[0] : arrivals.pick(exchanges)
        guard !settings.skippedCases.contains(cases.count) else { return "left out" }
        orders += 1
        return try exchange.open(paper, isAngry: isAngry)
    }

    private func beginDay() throws -> String {
        world.agenda.plan(.morning, at: clock.now + .seconds(86_400))
        for exchange in exchanges { try exchange.beginDay() }
        return "a new day"
    }

    private func outcome(_ breach: Breach?) -> WorkflowOutcome {
        var trace = trace
        for head in exchanges.flatMap(\.heads) { trace.add(head) }
        let day = Int((clock.now - WorkflowSettings.start) / .seconds(86_400)) + 1
        return WorkflowOutcome(
            seed: settings.seed, days: settings.days, orders: orders, letters: world.mail.letters,
            faults: exchanges.reduce(into: world.mail.faultCounts) {
                $0.merge($1.faultCounts, uniquingKeysWith: +)
            }, broken: breach?.invariant, words: breach?.words,
            dayOfBreach: breach.map { _ in day },
            waits: exchanges.reduce(into: Waits()) { $0.add($1.waits) }, trace: trace.digest)
    }
}
