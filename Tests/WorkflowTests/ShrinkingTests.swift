import Letters
import SimulatedWorkflow
import Testing

@Suite("A broken promise with as little around it as possible")
struct ShrinkingTests {
    /// A world of two stations that breaks on day 3 where letters are lost and the seventh case arises.
    private func run(_ settings: WorkflowSettings) -> WorkflowOutcome {
        let breaks =
            settings.days >= 3 && settings.stations >= 2 && settings.faults.contains(.letterLost)
            && !settings.skippedCases.contains(7)
        return WorkflowOutcome(
            seed: settings.seed, days: settings.days, orders: 20 - settings.skippedCases.count,
            letters: 0, faults: [:], broken: breaks ? .lettersKept : nil, words: nil,
            dayOfBreach: breaks ? 3 : nil, waits: Waits(), trace: "")
    }

    @Test("days, stations, faults and cases that are not needed go")
    func shrinks() throws {
        var settings = WorkflowSettings(seed: 1, days: 60, faults: Set(Fault.allCases))
        settings.stations = 4
        var shrinking = Shrinking { run($0) }
        let least = try shrinking.shrink(settings, run(settings))
        #expect(least.settings.days == 3)
        #expect(least.settings.stations == 2)
        #expect(least.settings.faults == [.letterLost])
        #expect(!least.settings.skippedCases.contains(7))
        #expect(Set(1...20).subtracting(least.settings.skippedCases) == [7])
        #expect(least.outcome.broken == .lettersKept)
    }
}

@Suite("What a surge or an outage does to waiting times")
struct WorkflowReportTests {
    private static func outcomes(
        of settings: WorkflowSettings
    ) throws -> [WorkflowReport.Policy] {
        let desks = try SimulatedDesks()
        return try WorkflowReport.policies(of: settings).map { name, policy in
            WorkflowReport.Policy(name: name, settings: policy, outcomes: [try desks.run(policy)])
        }
    }

    @Test("two antennas shorten the wait of category 2 for its start")
    func antennas() throws {
        var settings = WorkflowSettings(seed: 1, days: 12, faults: [])
        settings.scenario = .launch
        let policies = try Self.outcomes(of: settings)
        let waits = policies.map { $0.outcomes[0].waits.hours(2, .start, share: 0.9) ?? 0 }
        #expect(waits[2] < waits[0] && waits[3] < waits[1])
    }

    @Test("the page tells every policy and the days without mail")
    func page() throws {
        var settings = WorkflowSettings(seed: 5, days: 3, faults: [])
        settings.outage = 1..<3
        settings.stations = 2
        let policies = try Self.outcomes(of: settings)
        #expect(policies.count == 4)
        let report = WorkflowReport(policies)
        for language in Language.allCases {
            let page = report.html(in: language)
            for policy in policies { #expect(page.contains(policy.name.text(language))) }
        }
        let (english, portuguese) = (
            "2 stations. No mail moved from day 2 to day 3.",
            "2 estações. Nenhuma carta andou do dia 2 ao dia 3."
        )
        #expect(report.html(in: .english).contains(english))
        #expect(report.html(in: .portuguese).contains(portuguese))
    }
}
