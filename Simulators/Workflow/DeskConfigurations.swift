// The configuration of both simulated desks, as `vigia init` writes it.

public import Desk
import Foundation
import MonitoringOrders
import OrderStore

/// What both desks of a simulated world begin with.
public struct DeskConfigurations: Sendable {
    public let bureau: DeskConfiguration
    public let station: DeskConfiguration

    /// Makes two desks in a folder that goes again, and reads what was made.
    ///
    /// - Parameter shipped: the folder of shipped configuration.
    /// - Throws: `ConfigurationError`, `StoreError`, errors of files.
    public init(shipped: String) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "vigia-simulation-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let read = { (kind: DeskKind) throws -> DeskConfiguration in
            let desk = DeskFolder("\(folder)/\(kind.rawValue)")
            try desk.create(desk: kind, register: .simulation, configuration: shipped)
            return try DeskConfiguration.read(desk)
        }
        (bureau, station) = (try read(.bureau), try read(.station))
    }
}
