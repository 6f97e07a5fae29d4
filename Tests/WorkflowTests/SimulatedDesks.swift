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
        _ settings: WorkflowSettings, onDisk: Bool = false, tell: ((String) -> Void)? = nil
    ) throws -> WorkflowOutcome {
        let folder = onDisk ? try Repository.temporaryFolder() : ""
        return try WorkflowSimulation(
            settings, at: configurations,
            store: { onDisk ? "\(folder)/\($0.rawValue).sqlite" : nil }, tell: tell
        ).run()
    }
}
