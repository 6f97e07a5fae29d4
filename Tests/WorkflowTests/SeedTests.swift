import SimulatedWorkflow
import Testing

@Suite("Five hundred seeds that stay and five hundred that nobody has tried")
struct SeedTests {
    private static let (batches, seedsOfBatch, days) = (20, UInt64(25), 1)
    /// Where the new seeds begin.
    private static let fresh = UInt64.random(in: 1_000_000..<1 << 40)

    /// Read once, because reading all files of two desks takes longer than a day of theirs.
    private static let desks = Result { try SimulatedDesks() }

    private func run(_ seeds: Range<UInt64>) throws {
        let desks = try Self.desks.get()
        for seed in seeds {
            let settings = WorkflowSettings.amongMany(seed: seed, days: Self.days)
            let outcome = try desks.run(settings)
            let choice = settings.faults == Set(Fault.allCases) ? "all" : "swarm"
            #expect(
                outcome.broken == nil,
                """
                \(outcome.broken?.rawValue ?? ""): \(outcome.words ?? "")
                vigia simulate workflow --seed \(seed) --days \(Self.days) --faults \(choice) --stations \(settings.stations)
                """)
        }
    }

    @Test("R19, R24, R40, R41, R49, R89: the same seeds hold as always", arguments: 0..<batches)
    func fixedSeeds(batch: Int) throws {
        let first = 1 + UInt64(batch) * Self.seedsOfBatch
        try run(first..<first + Self.seedsOfBatch)
    }

    @Test("seeds of today hold", arguments: 0..<batches)
    func newSeeds(batch: Int) throws {
        let first = Self.fresh + UInt64(batch) * Self.seedsOfBatch
        try run(first..<first + Self.seedsOfBatch)
    }
}
