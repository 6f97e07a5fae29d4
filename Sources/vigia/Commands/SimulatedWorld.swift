// Runs simulated workflows, with both desks' databases in memory or in files of their own.

import Desk
import Foundation
import MonitoringOrders
import SimulatedWorkflow

/// Where simulated workflows run.
struct SimulatedWorld {
    private let configurations: DeskConfigurations
    private let onDisk: Bool

    init(onDisk: Bool = false) throws {
        configurations = try DeskConfigurations(shipped: DeskSession.shippedConfiguration())
        self.onDisk = onDisk
    }

    /// One run.
    func run(_ settings: WorkflowSettings, tell: ((String) -> Void)? = nil) throws
        -> WorkflowOutcome
    {
        let folder = TemporaryFolder.path("stores")
        if onDisk {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        }
        defer { if onDisk { try? FileManager.default.removeItem(atPath: folder) } }
        return try WorkflowSimulation(
            settings, at: configurations,
            store: { onDisk ? "\(folder)/\($0.rawValue).sqlite" : nil }, tell: tell
        ).run()
    }
}
