// Runs simulated workflows, with the desks' databases in memory or in files of their own.

import Desk
import Foundation
import MonitoringOrders
import SimulatedStation
import SimulatedWorkflow

/// Where simulated workflows run.
struct SimulatedWorld {
    private let configurations: DeskConfigurations
    private let onDisk: Bool
    /// Whether each task is really measured.
    private let measures: Bool

    init(onDisk: Bool = false, measures: Bool = false) throws {
        configurations = try DeskConfigurations(shipped: DeskSession.shippedConfiguration())
        (self.onDisk, self.measures) = (onDisk, measures)
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
            store: { onDisk ? "\(folder)/\($0.rawValue).sqlite" : nil },
            measure: measures ? { try measure($0, settings.seed) } : nil, tell: tell
        ).run()
    }

    /// The task of an order under the sky that its number and the seed decide; its recordings go again.
    private func measure(_ order: Order, _ seed: UInt64) throws -> TaskResult {
        let measurement = OrderMeasurement(
            station: configurations.station.station.position, seed: seed)
        let folder = TemporaryFolder.path("task")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        guard let start = order.startedAt else {
            preconditionFailure("a task that ends has begun")
        }
        return try measurement.result(of: order, from: start, in: folder)
    }
}
