// The carriers of a desk by its settings: maildirs, behind the guard that keeps simulated letters
// and, without the production switch, all letters from the parties' real addresses (R82, R87).

public import MailTransport
import MonitoringOrders

extension Desk {
    /// The desk's workers over the maildirs of its post office.
    public var maildirWorkers: Workers {
        let settings = configuration.settings
        let root = settings.mail.postOffice
        let maildir = MaildirCarrier(root: root, address: settings.ownAddress)
        let serverName = settings.mail.serverName
        // Between desks on one machine no mail server vouches for anybody; in a simulation the
        // post office plays that part.
        let outgoing: any OutgoingCarrier =
            isSimulation
            ? LocalPostOffice(serverName: { _ in serverName }, carrier: { _ in maildir }) : maildir
        return Workers(desk: self, incoming: maildir, outgoing: guarded(outgoing))
    }

    /// A carrier behind the guard of R82 and R87.
    public func guarded(_ carrier: any OutgoingCarrier) -> GuardedCarrier {
        GuardedCarrier(
            carrier, production: configuration.settings.isProduction, simulation: isSimulation)
    }
}
