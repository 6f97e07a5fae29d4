// Both desks' configurations, as `vigia init` writes them, for the tests of the simulated workflow.

import Desk
import MonitoringOrders
import OrderStore
import SimulatedWorkflow
import TestSupport

struct SimulatedDesks: Sendable {
    private let configurations: DeskConfigurations

    init() throws {
        configurations = try DeskConfigurations(shipped: Repository.path("Config"))
    }

    func run(
        _ settings: WorkflowSettings, store: (DeskKind) -> String? = { _ in nil },
        tell: ((String) -> Void)? = nil
    ) throws -> WorkflowOutcome {
        try WorkflowSimulation(settings, at: configurations, store: store, tell: tell).run()
    }

    func runOnDisk(_ settings: WorkflowSettings) throws -> WorkflowOutcome {
        let folder = try Repository.temporaryFolder()
        return try run(settings, store: { "\(folder)/\($0.rawValue).sqlite" })
    }
}
