// Arguments that several commands share, and the reading of words into the values of the rules.

public import ArgumentParser
import Foundation
public import MonitoringOrders
public import Quantities
public import Reports
public import Signals
public import SimulatedStation

/// The desk a command acts on, and who acts.
struct DeskOptions: ParsableArguments {
    @Option(help: "Folder of the desk (default: VIGIA_DATA, or ./vigia-data).")
    var data: String?

    @Option(help: "Name of who acts (default: the account's name).")
    var name: String?

    @Option(help: "Role to act in: dispatcher, operator, officer or auditor.")
    var role: Role?

    @Flag(help: "Print JSON.")
    var json = false

    /// The folder that is meant.
    var folder: String {
        data ?? ProcessInfo.processInfo.environment["VIGIA_DATA"] ?? "vigia-data"
    }

    /// Who acts; without `--role` in the role that the command belongs to.
    func actor(usually role: Role) -> Actor {
        Actor(name: name ?? NSUserName(), role: self.role ?? role)
    }
}

extension Role: ExpressibleByArgument {}
extension Grounds: ExpressibleByArgument {}
extension DeskKind: ExpressibleByArgument {}
extension SpectrumSense: ExpressibleByArgument {}

extension OrderNumber: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension ReferenceNumber: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension MailAddress: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension UTCInstant: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension Duration: @retroactive ExpressibleByArgument {
    public init?(argument: String) { self.init(iso8601: argument) }
}

extension StationBehaviour: ExpressibleByArgument {}
extension EvidenceAudience: ExpressibleByArgument {}
