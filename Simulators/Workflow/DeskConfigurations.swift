// The configuration of the simulated desks, as `vigia init` writes it.

public import Desk
import Foundation
import MonitoringOrders
import OrderStore

/// What the desks of a simulated world begin with.
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

    /// The configuration of a desk of one exchange of several: from the second on with addresses and reference numbers
    /// of their own. The numbers of orders are the Bureau's, whichever station they go to.
    func desk(_ kind: DeskKind, at place: Int) -> DeskConfiguration {
        var desk = kind == .bureau ? bureau : station
        guard place > 0 else { return desk }
        let correspondents = desk.settings.correspondents
        desk.settings.correspondents = Correspondents(
            bureau: correspondents.bureau.numbered(place + 1),
            station: correspondents.station.numbered(place + 1),
            administration: correspondents.administration,
            copiesAcknowledgements: correspondents.copiesAcknowledgements)
        desk.settings.referenceSeries += "-\(place + 1)"
        return desk
    }
}

extension MailAddress {
    /// The part before the `@`.
    var localPart: String { String(description.prefix { $0 != "@" }) }

    /// `station-2@emsat.example`.
    fileprivate func numbered(_ number: Int) -> MailAddress {
        guard let address = MailAddress("\(localPart)-\(number)@\(domain)") else {
            preconditionFailure("\(self) with a number is an address")
        }
        return address
    }
}
