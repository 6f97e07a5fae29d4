// Both desks' configurations, as `vigia init` writes them, for the tests of the simulated workflow.

import Desk
import MonitoringOrders
import OrderStore
import SimulatedWorkflow
import TestSupport

struct SimulatedDesks: Sendable {
    private let bureau, station: DeskConfiguration

    init() throws {
        let folder = try Repository.temporaryFolder()
        let read = { (kind: DeskKind) throws -> DeskConfiguration in
            let desk = DeskFolder("\(folder)/\(kind.rawValue)")
            try desk.create(
                desk: kind, register: .simulation, configuration: Repository.path("Config"))
            return try DeskConfiguration.read(desk)
        }
        (bureau, station) = (try read(.bureau), try read(.station))
    }

    func run(
        _ settings: WorkflowSettings, onDisk: Bool = false, tell: ((String) -> Void)? = nil
    ) throws -> WorkflowOutcome {
        let folder = onDisk ? try Repository.temporaryFolder() : ""
        return try WorkflowSimulation(
            settings, bureau: bureau, station: station,
            store: { onDisk ? "\(folder)/\($0.rawValue).sqlite" : nil }, tell: tell
        ).run()
    }
}
