// Arguments that several commands share, and the reading of words into the values of the rules.

public import ArgumentParser
import Foundation
public import MonitoringOrders
public import OrderStore
public import Quantities
public import Reports
public import Signals
public import SimulatedStation

/// The desk a command acts on, and who acts.
struct DeskOptions: ParsableArguments {
    @Option(help: "Folder of the desk (default: VIGIA_DATA, or ./vigia-data).")
    var data: String?

    @Option(
        help:
            "Address of a server that has the desk (default: the one that serves the folder, if any)."
    )
    var server: String?

    @Option(help: "File with the token for --server (default: VIGIA_TOKEN).")
    var tokenFile: String?

    @Option(help: "File of certificates to believe for --server.")
    var authorities: String?

    @Option(help: "Name of who acts (default: the account's name).")
    var name: String?

    @Option(help: "Role to act in: dispatcher, operator, officer, auditor or administrator.")
    var role: AccountRole?

    @Flag(help: "Print JSON.")
    var json = false

    /// The folder that is meant.
    var folder: String {
        data ?? ProcessInfo.processInfo.environment["VIGIA_DATA"] ?? "vigia-data"
    }

    /// Who acts.
    var actorName: String { name ?? NSUserName() }
}

extension AccountRole: ExpressibleByArgument {}
extension TokenScope: ExpressibleByArgument {}
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
